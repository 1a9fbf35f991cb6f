import { formatIpv4Address } from '@packetloom/core';
import {
  FLAG_DONT_FRAGMENT,
  FLAG_MORE_FRAGMENTS,
  FRAGMENT_OFFSET_MASK,
  PROTOCOL_ICMP,
  PROTOCOL_IGMP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from '@packetloom/core/wire';
import { BOOLEAN, counts, DURATION, type Field, field, TEXT } from './types/field.js';
import type { CapturedPacketScope } from './types/scope.js';

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  [PROTOCOL_ICMP]: 'icmp',
  [PROTOCOL_IGMP]: 'igmp',
  [PROTOCOL_TCP]: 'tcp',
  [PROTOCOL_UDP]: 'udp',
};
/** Offsets of fragments are in these units (RFC 791 3.1). */
const FRAGMENT_UNIT = 8;

/** Of what a packet does not have. */
const NONE = -1;

type Packet = CapturedPacketScope['packet'];

/** A number that only some packets have: −1 of others, so that filters need not ask whether it is there. */
function some(
  name: string,
  description: string,
  read: (packet: Packet) => number,
): Field<CapturedPacketScope> {
  return counts(name, '', `${description}; else -1`, ({ packet }) => read(packet));
}

/** The start of a message of ICMP, UDP or TCP: later fragments have none. */
function transportOf(packet: Packet, ...protocols: readonly number[]): number | null {
  const isFirst = (packet.flagsAndFragmentOffset & FRAGMENT_OFFSET_MASK) === 0;
  const isOne = packet.arpOperation === undefined && protocols.includes(packet.protocol);
  return isFirst && isOne ? packet.transport : null;
}

function part(of: number | null, shift: number, mask: number): number {
  return of === null ? NONE : (of >>> shift) & mask;
}

/** What can be asked of a packet that passed a NIC. */
export const PACKET_FIELDS: readonly Field<CapturedPacketScope>[] = [
  field('time', { type: DURATION, description: 'when it passed', read: ({ timeNs }) => timeNs }),
  field('direction', {
    type: TEXT,
    description: '`inbound` or `outbound`',
    read: ({ direction }) => direction,
  }),
  field('protocol', {
    type: TEXT,
    description: '`icmp`, `igmp`, `tcp`, `udp` or `arp`; else its number, such as `253`',
    read: ({ packet: { protocol, arpOperation } }) =>
      arpOperation === undefined ? (PROTOCOL_NAMES[protocol] ?? String(protocol)) : 'arp',
  }),
  field('source', {
    type: TEXT,
    description: 'IPv4 address; of ARP, that of the sender',
    read: ({ packet }) => formatIpv4Address(packet.source),
  }),
  field('destination', {
    type: TEXT,
    description: 'IPv4 address; of ARP, that of the target',
    read: ({ packet }) => formatIpv4Address(packet.destination),
  }),
  counts('length', 'bytes', 'octets, those of the link left out', ({ packet }) => packet.length),
  counts('ttl', '', 'TTL; 0 of ARP', ({ packet }) => packet.ttl),
  counts('identification', '', 'that of its header', ({ packet }) => packet.identification),
  field('df', {
    type: BOOLEAN,
    description: 'whether it may not be fragmented',
    read: ({ packet }) => (packet.flagsAndFragmentOffset & FLAG_DONT_FRAGMENT) !== 0,
  }),
  field('moreFragments', {
    type: BOOLEAN,
    description: 'whether it is a fragment, and not the last one',
    read: ({ packet }) => (packet.flagsAndFragmentOffset & FLAG_MORE_FRAGMENTS) !== 0,
  }),
  counts(
    'fragmentOffset',
    'bytes',
    'where its data belongs in the datagram',
    ({ packet }) => (packet.flagsAndFragmentOffset & FRAGMENT_OFFSET_MASK) * FRAGMENT_UNIT,
  ),
  some('sourcePort', 'of UDP and TCP, in the first fragment', (packet) =>
    part(transportOf(packet, PROTOCOL_UDP, PROTOCOL_TCP), 16, 0xffff),
  ),
  some('destinationPort', 'of UDP and TCP, in the first fragment', (packet) =>
    part(transportOf(packet, PROTOCOL_UDP, PROTOCOL_TCP), 0, 0xffff),
  ),
  some('icmpType', 'of ICMP, in the first fragment', (packet) =>
    part(transportOf(packet, PROTOCOL_ICMP), 8, 0xff),
  ),
  some('icmpCode', 'of ICMP, in the first fragment', (packet) =>
    part(transportOf(packet, PROTOCOL_ICMP), 0, 0xff),
  ),
  some(
    'arpOperation',
    'of ARP: 1 of a request, 2 of a reply',
    (packet) => packet.arpOperation ?? NONE,
  ),
  counts(
    'identity',
    '',
    'number of its datagram, as events, captures and `--explain` have it',
    ({ packet }) => packet.identity,
  ),
];
