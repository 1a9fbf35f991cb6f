import type { PacketSummary } from '@packetloom/sim';
import { datagramOf, injectedIdentities, placeOf, sameOctets } from '../observe/packets.js';
import type { Invariant } from './invariant.js';

const FRAGMENT_BITS = 0x3fff;

/** RFC 791 3.2, RFC 815. */
export const payloadArrivesWhole: Invariant = {
  name: 'payload-arrives-whole',
  meaning:
    'A datagram that a node made arrives with the payload that was sent, however it was cut on the way, or not at all. (A netstack router that cuts a fragment again spoils it: section 10 of the specification; such datagrams are left out.)',
  check({ events, network }) {
    const injected = injectedIdentities(events);
    const spoilt = new Set<number>();
    const sent = new Map<number, Uint8Array>();
    for (const event of events) {
      if (!('packet' in event)) continue;
      const { packet } = event;
      const { identity } = packet;
      if (injected.has(identity)) continue;
      if (event.type === 'fragmented' && isFragment(packet)) {
        if (network.profiles.get(event.host) === 'netstack') spoilt.add(identity);
      }
      if (event.type === 'transmitted' || event.type === 'fragmented') {
        const payload = datagramOf(packet)?.payload;
        if (payload !== undefined && !sent.has(identity)) sent.set(identity, payload);
      } else if (event.type === 'delivered' || event.type === 'reassembled') {
        const before = sent.get(identity);
        const payload = datagramOf(packet)?.payload;
        if (before === undefined || payload === undefined || spoilt.has(identity)) continue;
        if (!sameOctets(before, payload)) {
          return {
            message: `${payload.length} octets of payload came, other than the ${before.length} that were sent: ${placeOf(event)}`,
          };
        }
      }
    }
    return null;
  },
};

function isFragment({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & FRAGMENT_BITS) !== 0;
}
