import { checksum, decodeIpv4, ipv4HeaderLength, isCodecError } from '@packetloom/core/wire';
import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import { contextOf, visitOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

/** Ends before anybody looks for an IPv4 header. */
const BELOW_IPV4: ReadonlySet<string> = new Set([
  'unknown-link-protocol',
  'not-for-this-link-address',
  'arp-invalid',
  'nic-disabled',
  'host-down',
]);
const MAX_DATAGRAM_OCTETS = 65_535;
const HEADER = 20;
const QUOTATION_AT = HEADER + 8;
const TOTAL_LENGTH_AT = 2;
const FRAGMENT_OFFSET = 0x1fff;

/** RFC 791 3.1, RFC 792. */
export const headersAreTheirOwn: RunInvariant = {
  name: 'headers-are-their-own',
  meaning:
    'What the events of a node, except netstack, show of a packet that came with a right header, or that it made, is a right header: checksum and total length are of that packet, also where it was reassembled or could not be sent. What could not be sent has an address of the node and no identification (where nobody sends raw packets); and the header that an ICMP error quotes has the right checksum.',
  check({ ipv4Events: events, network }) {
    const known = new Set<number>();
    const wrongBefore = new Set<string>();
    const makers = new Map<number, string>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      const { packet, host, type } = event;
      const isNew = !known.has(packet.identity);
      known.add(packet.identity);
      if (type === 'icmp-error') makers.set(packet.identity, host);
      const behaviour = network.behaviours.get(host);
      if (behaviour?.changedHeaders !== 'new-checksum') continue;
      // The total length of what is too long wraps there, as the node chooses; its size is another invariant.
      if (packet.length > MAX_DATAGRAM_OCTETS && behaviour.oversizedDatagrams === 'wrap') continue;
      if (type === 'dropped' && BELOW_IPV4.has(event.reason)) continue;
      const visit = visitOf(event);
      const fault = headerFault(packet);
      if (type === 'received') {
        // What comes back may have been changed by links.
        if (makers.get(packet.identity) === host) makers.delete(packet.identity);
        if (fault === null) wrongBefore.delete(visit);
        else wrongBefore.add(visit);
        continue;
      }
      if (fault !== null && !wrongBefore.has(visit)) {
        return { message: `${fault}, as the event ${type} shows: ${contextOf(event)}` };
      }
      if (isNew && type === 'dropped' && !isOwnOrNone(event, network)) {
        return { message: `not sent, and shown with another header: ${contextOf(event)}` };
      }
      if (makers.get(packet.identity) === host && !isQuotationRight(packet)) {
        return { message: `quotes a header with a wrong checksum: ${contextOf(event)}` };
      }
    }
    return null;
  },
};

/** What is wrong with a header, by itself and for the packet that it is of. */
function headerFault({ octets = new Uint8Array() }: PacketSummary): string | null {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  if (octets.length > MAX_DATAGRAM_OCTETS) {
    // Never sent: no total length can say how long it is.
    return view.getUint16(TOTAL_LENGTH_AT) === 0 ? null : 'a total length that cannot be';
  }
  const datagram = decodeIpv4(octets);
  if (isCodecError(datagram)) return datagram.message;
  return datagram.totalLength === octets.length
    ? null
    : `a total length of ${datagram.totalLength} for ${octets.length} octets`;
}

/** A datagram that failed before it was sent: the header that it would have had. */
function isOwnOrNone({ host, packet }: HostPacketEvent, network: NetworkFacts): boolean {
  if (network.document.events.some(({ kind }) => kind === 'raw')) return true;
  const { source, identification, cause } = packet;
  // What answers another datagram may have its identification.
  if (cause === 0 && identification !== 0) return false;
  const own = network.prefixes.get(host) ?? [];
  return own.some(({ address }) => address === source) || (own.length === 0 && source === 0);
}

function isQuotationRight(packet: PacketSummary): boolean {
  const { octets = new Uint8Array(), flagsAndFragmentOffset } = packet;
  // A later fragment of an error that comes back has no ICMP header.
  if ((flagsAndFragmentOffset & FRAGMENT_OFFSET) !== 0) return true;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  if (octets.length < QUOTATION_AT + HEADER) return true;
  const length = ipv4HeaderLength(view, QUOTATION_AT);
  return octets.length < QUOTATION_AT + length || checksum(view, QUOTATION_AT, length) === 0;
}
