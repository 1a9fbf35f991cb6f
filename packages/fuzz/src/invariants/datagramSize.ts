import type { PacketSummary } from '@packetloom/sim';
import { contextOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const MAX_DATAGRAM_OCTETS = 65_535;
const OFFSET_MASK = 0x1fff;
const BLOCK = 8;

/** RFC 791 3.1. */
export const datagramsHaveASize: RunInvariant = {
  name: 'datagrams-have-a-size',
  meaning:
    'No node, but netstack, reassembles, delivers, answers or fragments a datagram that has more than 65,535 octets with its header.',
  check({ ipv4Events: events, network }) {
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      const { type, host, packet } = event;
      if (network.behaviours.get(host)?.oversizedDatagrams !== 'drop') continue;
      if (type !== 'reassembled' && type !== 'delivered' && type !== 'fragmented') continue;
      const octets = endOf(packet);
      if (octets <= MAX_DATAGRAM_OCTETS) continue;
      return { message: `${type}, with ${octets} octets: ${contextOf(event)}` };
    }
    return null;
  },
};

/** Octets of the datagram, header included, as far as this packet shows. */
function endOf({ flagsAndFragmentOffset, length }: PacketSummary): number {
  return (flagsAndFragmentOffset & OFFSET_MASK) * BLOCK + length;
}
