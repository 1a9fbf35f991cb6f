import type { AddressNames } from '@packetloom/language';
import type { PacketSummary } from '@packetloom/sim';
import { icmpErrorText } from '../run/index.js';

const ICMP = 1;
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17]);
const NAMES: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' };
const QUERIES: Readonly<Record<number, string>> = { 0: 'echo reply', 8: 'echo request' };
const DF = 0x4000;
const MF = 0x2000;
const OFFSET_MASK = 0x1fff;
const OFFSET_UNIT = 8;
const HEADER_OCTETS = 20;

/** A packet in a few words: `UDP h1:40000 → h2:5004, 92 bytes, DF`. */
export function packetText(packet: PacketSummary, nameOf: AddressNames): string {
  const { protocol, source, destination, length, transport, flagsAndFragmentOffset } = packet;
  const { arpOperation } = packet;
  if (arpOperation !== undefined) {
    const verb = arpOperation === 1 ? 'asks for' : 'answers';
    return `ARP, ${nameOf(source)} ${verb} ${nameOf(destination)}`;
  }
  const hasPorts = WITH_PORTS.has(protocol) && transport !== 0;
  const port = (number: number) => (hasPorts ? `:${number}` : '');
  const from = `${nameOf(source)}${port(transport >>> 16)}`;
  const to = `${nameOf(destination)}${port(transport & 0xffff)}`;
  const what = protocol === ICMP ? `, ${icmpText(transport)}` : '';
  const df = (flagsAndFragmentOffset & DF) === 0 ? '' : ', DF';
  return `${NAMES[protocol] ?? `protocol ${protocol}`} ${from} → ${to}${what}, ${length} bytes${df}`;
}

function icmpText(typeAndCode: number): string {
  const type = typeAndCode >>> 8;
  return QUERIES[type] ?? icmpErrorText(type, typeAndCode & 0xff);
}

/** Which part of its datagram a fragment is; empty for a whole one. */
export function fragmentText({ flagsAndFragmentOffset, length }: PacketSummary): string {
  const offset = (flagsAndFragmentOffset & OFFSET_MASK) * OFFSET_UNIT;
  const more = (flagsAndFragmentOffset & MF) !== 0;
  if (offset === 0 && !more) return '';
  const last = offset + length - HEADER_OCTETS - 1;
  return `octets ${offset} to ${last}${more ? '' : ', the last'}`;
}
