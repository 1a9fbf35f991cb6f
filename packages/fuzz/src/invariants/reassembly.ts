import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import { datagramOf, injectedIdentities, placeOf, sameOctets } from '../observe/packets.js';
import type { Recording } from '../observe/recording.js';
import type { Invariant } from './invariant.js';

const FRAGMENT_BITS = 0x3fff;
const SPOILT =
  '(A netstack router that cuts a fragment again spoils it: section 10 of the specification; such datagrams are left out, and so are links that invert bits.)';

/** An event about a datagram that a node made, with the payload that it had in the beginning. */
interface Followed {
  readonly event: Extract<SimulationEvent, { host: string; packet: PacketSummary }>;
  readonly sent: Uint8Array;
}

/** All of them, but for injected and spoilt datagrams. */
function* followed({ ipv4Events: events, network }: Recording): Iterable<Followed> {
  if (network.corrupts) return;
  const injected = injectedIdentities(events);
  const spoilt = new Set<number>();
  const payloads = new Map<number, Uint8Array>();
  for (const event of events) {
    if (!('packet' in event && 'host' in event)) continue;
    const { packet, host, type } = event;
    const { identity } = packet;
    if (injected.has(identity) || type === 'originated' || type === 'icmp-error') continue;
    if (
      type === 'fragmented' &&
      isFragment(packet) &&
      network.behaviours.get(host)?.refragmentation === 'restart'
    ) {
      spoilt.add(identity);
    }
    const payload = payloads.get(identity) ?? datagramOf(packet)?.payload;
    if (payload === undefined || spoilt.has(identity)) continue;
    payloads.set(identity, payload);
    yield { event, sent: payload };
  }
}

/** RFC 791 3.2, RFC 815. */
export const payloadArrivesWhole: Invariant = {
  name: 'payload-arrives-whole',
  meaning: `A datagram that a node made arrives with the payload that was sent, however it was cut on the way, or not at all. ${SPOILT}`,
  check(recording) {
    for (const { event, sent } of followed(recording)) {
      if (event.type !== 'delivered' && event.type !== 'reassembled') continue;
      const payload = datagramOf(event.packet)?.payload;
      if (payload === undefined || sameOctets(sent, payload)) continue;
      return {
        message: `${payload.length} octets of payload came, other than the ${sent.length} that were sent: ${placeOf(event)}`,
      };
    }
    return null;
  },
};

/** RFC 791 3.2. */
export const fragmentsKeepTheirPlace: Invariant = {
  name: 'fragments-keep-their-place',
  meaning: `A fragment carries the octets of the datagram's payload that its offset names, also when it is cut again, and more fragments is set on all but the one with the last octet. ${SPOILT}`,
  check(recording) {
    for (const { event, sent } of followed(recording)) {
      if (event.type !== 'transmitted') continue;
      const fragment = datagramOf(event.packet);
      if (fragment === null) continue;
      const { fragmentOffsetBytes: at, payload, moreFragments } = fragment;
      const end = at + payload.length;
      if (!sameOctets(sent.subarray(at, end), payload)) {
        return { message: `octets ${at} to ${end} of the payload are others: ${placeOf(event)}` };
      }
      if (moreFragments !== end < sent.length) {
        return { message: `more fragments is ${moreFragments} at octet ${end}: ${placeOf(event)}` };
      }
    }
    return null;
  },
};

function isFragment({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & FRAGMENT_BITS) !== 0;
}
