import { isIcmpErrorType } from '@packetloom/core/wire';
import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import { contextOf, datagramOf, injectedIdentities } from '../observe/packets.js';
import type { Recording } from '../observe/recording.js';
import type { RunInvariant } from './invariant.js';

const FRAGMENT_BITS = 0x3fff;
const UDP = 17;
const TCP = 6;
const ICMP = 1;
const SPOILT =
  '(A netstack router that fragments a fragment again spoils it: section 10 of the specification; such datagrams are left out, and so are links that invert bits, and octets that NAT rewrites.)';

/** An event about a datagram that a node made, with the payload that it had in the beginning. */
interface Followed {
  readonly event: Extract<SimulationEvent, { host: string; packet: PacketSummary }>;
  readonly sent: Uint8Array;
  /** Whether the octets, from a place of the payload on, are those that were sent. */
  readonly areSent: (octets: Uint8Array, at: number) => boolean;
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
    const mayDiffer = network.translates ? rewrittenOffsets(packet.protocol, payload) : nowhere;
    const areSent = (octets: Uint8Array, at: number) =>
      octets.every((octet, offset) => octet === payload[at + offset] || mayDiffer(at + offset));
    yield { event, sent: payload, areSent };
  }
}

function nowhere(): boolean {
  return false;
}

/** Where NAT may change a payload: ports or identifier, checksum, and what an ICMP error quotes. */
function rewrittenOffsets(protocol: number, sent: Uint8Array): (offset: number) => boolean {
  if (protocol === UDP) return (offset) => offset < 4 || offset === 6 || offset === 7;
  if (protocol === TCP) return (offset) => offset < 4 || offset === 16 || offset === 17;
  if (protocol !== ICMP) return nowhere;
  const end = isIcmpErrorType(sent[0] ?? 0) ? sent.length : 6;
  return (offset) => offset >= 2 && offset < end;
}

/** RFC 791 3.2, RFC 815. */
export const payloadArrivesWhole: RunInvariant = {
  name: 'payload-arrives-whole',
  meaning: `A datagram that a node made arrives with the payload that was sent, however it was fragmented on the way, or not at all. ${SPOILT}`,
  check(recording) {
    for (const { event, sent, areSent } of followed(recording)) {
      if (event.type !== 'delivered' && event.type !== 'reassembled') continue;
      const payload = datagramOf(event.packet)?.payload;
      if (payload === undefined) continue;
      if (payload.length === sent.length && areSent(payload, 0)) continue;
      return {
        message: `${payload.length} octets of payload came, other than the ${sent.length} that were sent: ${contextOf(event)}`,
      };
    }
    return null;
  },
};

/** RFC 791 3.2. */
export const fragmentsKeepTheirPlace: RunInvariant = {
  name: 'fragments-keep-their-offset',
  meaning: `A fragment carries the octets of the datagram's payload that its offset names, also when it is fragmented again, and more fragments is set on all but the one with the last octet. ${SPOILT}`,
  check(recording) {
    for (const { event, sent, areSent } of followed(recording)) {
      if (event.type !== 'transmitted') continue;
      const fragment = datagramOf(event.packet);
      if (fragment === null) continue;
      const { fragmentOffsetBytes: at, payload, moreFragments } = fragment;
      const end = at + payload.length;
      if (end > sent.length || !areSent(payload, at)) {
        return { message: `octets ${at} to ${end} of the payload are others: ${contextOf(event)}` };
      }
      if (moreFragments !== end < sent.length) {
        return {
          message: `more fragments is ${moreFragments} at octet ${end}: ${contextOf(event)}`,
        };
      }
    }
    return null;
  },
};

function isFragment({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & FRAGMENT_BITS) !== 0;
}
