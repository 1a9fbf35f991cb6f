import { decodeIpv4, type Ipv4Datagram, isCodecError } from '@packetloom/core/wire';
import type { PacketSummary, SimulationEvent } from '@packetloom/sim';

/** An event about a packet on a host. */
type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

/** Whether an event is about a packet on a host. */
function isHostPacketEvent(event: SimulationEvent): event is HostPacketEvent {
  return 'packet' in event && 'host' in event;
}

/** Identities of datagrams that came out of nowhere: injected ones, or written in raw octets. */
export function injectedIdentities(events: readonly SimulationEvent[]): ReadonlySet<number> {
  const made = new Set<number>();
  const injected = new Set<number>();
  for (const event of events) {
    if (!isHostPacketEvent(event)) continue;
    const { identity } = event.packet;
    if (event.type === 'originated' && event.cause !== 'raw') made.add(identity);
    else if (!made.has(identity)) injected.add(identity);
  }
  return injected;
}

/** The datagram, or null where its header cannot be read. */
export function datagramOf({ octets }: PacketSummary): Ipv4Datagram | null {
  if (octets === undefined) return null;
  const datagram = decodeIpv4(octets, 0, octets.length, { verifyChecksum: false });
  return isCodecError(datagram) ? null : datagram;
}

/**
 * What a packet on a host is known by while the host works on it: a router makes copies of multicast, which have
 * serials of their own. Whatever the host sends on it received just before, or made itself and heard by its loop.
 */
export function visitOf({ host, packet }: HostPacketEvent): string {
  return `${host} ${packet.identity}`;
}

/** Where something happened, for messages. */
export function contextOf({ host, nic, timeNs, packet }: HostPacketEvent): string {
  return `${host}:${nic ?? '-'} at ${timeNs} ns, packet ${packet.serial}`;
}

/** Equal octet by octet. */
export function sameOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}
