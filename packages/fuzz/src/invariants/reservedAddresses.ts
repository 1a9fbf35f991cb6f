import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import { contextOf, visitOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

const LIMITED_BROADCAST = 0xffffffff;
const CLASS_E = 0xf;

/** RFC 1122 3.2.1.3, 3.2.2, RFC 1812 5.3.7. */
export const reservedAddressesStayOut: RunInvariant = {
  name: 'reserved-addresses-stay-out',
  meaning:
    'From an address of 240/4 or 0/8, but for 0.0.0.0, no node, but netstack, takes in, answers or sends on anything, nor does it send on anything to one.',
  check({ ipv4Events: events, network }) {
    const arrived = new Map<string, PacketSummary>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      if (network.behaviours.get(event.host)?.reservedAddresses !== 'discard') continue;
      if (event.type === 'received') arrived.set(visitOf(event), event.packet);
      const fault = faultOf(event, arrived.get(visitOf(event)));
      if (fault !== null) return { message: `${fault}: ${contextOf(event)}` };
    }
    return null;
  },
};

function faultOf(event: HostPacketEvent, before: PacketSummary | undefined): string | null {
  const isFromOutside = before !== undefined && isReserved(before.source);
  switch (event.type) {
    case 'forwarded':
      if (isFromOutside) return 'sent on, from a reserved address';
      return isReserved(event.packet.destination) ? 'sent on, to a reserved address' : null;
    case 'delivered':
      return isFromOutside ? 'delivered, from a reserved address' : null;
    case 'originated': {
      const isAnswer = event.cause === 'icmp' && isReserved(event.packet.destination);
      return isAnswer ? 'answered, at a reserved address' : null;
    }
    default:
      return null;
  }
}

function isReserved(address: number): boolean {
  if (address === 0 || address === LIMITED_BROADCAST) return false;
  return address >>> 28 === CLASS_E || address >>> 24 === 0;
}
