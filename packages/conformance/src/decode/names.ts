import { addressAt, hexNumber, numberAt } from './octets.js';

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' };

/** `17 (UDP)` */
export function protocolName(protocol: number): string {
  const name = PROTOCOLS[protocol];
  return name === undefined ? String(protocol) : `${protocol} (${name})`;
}

const ICMP_TYPES: Readonly<Record<number, string>> = {
  0: 'echo reply',
  3: 'destination unreachable',
  4: 'source quench',
  5: 'redirect',
  8: 'echo',
  11: 'time exceeded',
  12: 'parameter problem',
  13: 'timestamp',
  14: 'timestamp reply',
  15: 'information request',
  16: 'information reply',
};

/** `11 (time exceeded)` */
export function icmpName(type: number): string {
  const name = ICMP_TYPES[type];
  return name === undefined ? String(type) : `${type} (${name})`;
}

const IGMP_TYPES: Readonly<Record<number, string>> = {
  17: 'membership query',
  18: 'version 1 membership report',
  22: 'version 2 membership report',
  23: 'leave group',
  34: 'version 3 membership report',
};

/** One line that tells a packet from others: protocol, addresses, what it is, its size. */
export function packetSummary(octets: Uint8Array): string {
  if (octets.length < 20) return `${octets.length} octets, too short for an IPv4 header`;
  const headerLength = ((octets[0] ?? 0) & 0xf) * 4;
  const fragment = numberAt(octets, 6, 2) & 0x3fff;
  const ends = `${addressAt(octets, 12)} > ${addressAt(octets, 16)}`;
  const header = `ttl ${octets[8]}, ${octets.length} octets`;
  const options = headerLength > 20 ? `, ${headerLength - 20} of options` : '';
  const offset = (fragment & 0x1fff) * 8;
  const piece = fragment === 0 ? '' : `, fragment ${offset}${(fragment & 0x2000) === 0 ? '' : '+'}`;
  const content = offset > 0 ? protocolTitle(octets) : contentSummary(octets, headerLength);
  return `${content}, ${ends}, ${header}${options}${piece}`;
}

function protocolTitle(octets: Uint8Array): string {
  const protocol = octets[9] ?? 0;
  return PROTOCOLS[protocol] ?? `protocol ${protocol}`;
}

function contentSummary(octets: Uint8Array, start: number): string {
  const title = protocolTitle(octets);
  const type = octets[start] ?? 0;
  if (title === 'ICMP') {
    return `ICMP ${ICMP_TYPES[type] ?? `type ${type}`} code ${octets[start + 1] ?? 0}`;
  }
  if (title === 'IGMP') {
    const name = IGMP_TYPES[type] ?? `type ${hexNumber(type, 2)}`;
    return `IGMP ${name} ${addressAt(octets, start + 4)}`;
  }
  if (title === 'UDP') {
    return `UDP ${numberAt(octets, start, 2)} > ${numberAt(octets, start + 2, 2)}`;
  }
  return title;
}
