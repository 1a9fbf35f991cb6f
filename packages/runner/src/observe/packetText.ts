import {
  FLAG_DONT_FRAGMENT,
  FLAG_MORE_FRAGMENTS,
  FRAGMENT_BLOCK_BYTES,
  FRAGMENT_OFFSET_MASK,
  IPV4_MIN_HEADER_LENGTH,
} from '@packetloom/core/wire';
import type { AddressNames } from '@packetloom/language';
import type { PacketSummary } from '@packetloom/sim';

const ICMP = 1;
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17]);
const NAMES: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' };
const QUERIES: Readonly<Record<number, string>> = { 0: 'echo reply', 8: 'echo request' };

/** A packet in a few words: `UDP h1:40000 → h2:5004, 92 bytes, DF`. */
export function packetText(packet: PacketSummary, nameOf: AddressNames): string {
  const { protocol, source, destination, length, transport, flagsAndFragmentOffset } = packet;
  if (packet.arpOperation !== undefined) return arpText(packet, nameOf);
  const hasPorts = WITH_PORTS.has(protocol) && transport !== 0;
  const port = (number: number) => (hasPorts ? `:${number}` : '');
  const from = `${nameOf(source)}${port(transport >>> 16)}`;
  const to = `${nameOf(destination)}${port(transport & 0xffff)}`;
  const what = protocol === ICMP ? `, ${icmpText(transport)}` : '';
  const df = (flagsAndFragmentOffset & FLAG_DONT_FRAGMENT) === 0 ? '' : ', DF';
  return `${protocolName(protocol)} ${from} → ${to}${what}, ${length} bytes${df}`;
}

/** A packet in fewer words: `UDP h1 → h2, 92 bytes`. */
export function packetBrief(packet: PacketSummary, nameOf: AddressNames): string {
  const { protocol, source, destination, length } = packet;
  if (packet.arpOperation !== undefined) return arpText(packet, nameOf);
  return `${protocolName(protocol)} ${nameOf(source)} → ${nameOf(destination)}, ${length} bytes`;
}

function arpText(
  { source, destination, arpOperation }: PacketSummary,
  nameOf: AddressNames,
): string {
  const verb = arpOperation === 1 ? 'asks for' : 'answers';
  return `ARP, ${nameOf(source)} ${verb} ${nameOf(destination)}`;
}

function protocolName(protocol: number): string {
  return NAMES[protocol] ?? `protocol ${protocol}`;
}

function icmpText(typeAndCode: number): string {
  const type = typeAndCode >>> 8;
  return QUERIES[type] ?? icmpErrorText(type, typeAndCode & 0xff);
}

/** Which part of its datagram a fragment is; empty for a whole one. */
export function fragmentText({ flagsAndFragmentOffset, length }: PacketSummary): string {
  const offset = (flagsAndFragmentOffset & FRAGMENT_OFFSET_MASK) * FRAGMENT_BLOCK_BYTES;
  const more = (flagsAndFragmentOffset & FLAG_MORE_FRAGMENTS) !== 0;
  if (offset === 0 && !more) return '';
  const last = offset + length - IPV4_MIN_HEADER_LENGTH - 1;
  return `octets ${offset} to ${last}${more ? '' : ', the last'}`;
}

/** What an ICMP error says, in the words of the RFCs (792, 1122 3.2.2.1, 1812 5.2.7). */
export function icmpErrorText(type: number, code: number): string {
  return ICMP_ERRORS[`${type}/${code}`] ?? `ICMP ${type}/${code}`;
}

const ICMP_ERRORS: Readonly<Record<string, string>> = {
  '3/0': 'network unreachable (3/0)',
  '3/1': 'host unreachable (3/1)',
  '3/2': 'protocol unreachable (3/2)',
  '3/3': 'port unreachable (3/3)',
  '3/4': 'fragmentation needed and DF set (3/4)',
  '3/13': 'administratively prohibited (3/13)',
  '11/0': 'time to live exceeded in transit (11/0)',
  '11/1': 'fragment reassembly time exceeded (11/1)',
  '12/0': 'parameter problem (12/0)',
};
