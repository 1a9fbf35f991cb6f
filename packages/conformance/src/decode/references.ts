// Which RFC says what should have happened, for differences that are no single field.
import { numberAt } from './octets.js';

const COUNTER_REFERENCES: readonly (readonly [start: string, reference: string])[] = [
  ['ip.forwarding.exhaustedTTL', 'RFC 1812 5.3.1'],
  ['ip.forwarding.unrouteable', 'RFC 1812 5.2.7.1'],
  ['ip.forwarding.linkLocal', 'RFC 3927 7'],
  ['ip.forwarding', 'RFC 1812 5.2'],
  ['ip.malformedFragmentsReceived', 'RFC 791 3.2'],
  ['ip.malformed', 'RFC 1122 3.2.1'],
  ['ip.invalidSource', 'RFC 1122 3.2.1.3'],
  ['ip.invalidDestination', 'RFC 1122 3.2.1.3'],
  ['ip.option', 'RFC 791 3.1'],
  ['ip.ipTables', 'packet filter: iptables(8)'],
  ['ip.', 'RFC 791 3.2'],
  ['icmp.v4.packetsSent.rateLimited', 'RFC 1812 4.3.2.8'],
  ['icmp.v4.packetsSent.echoReply', 'RFC 1122 3.2.2.6'],
  ['icmp.v4.packetsSent', 'RFC 1122 3.2.2'],
  ['icmp.', 'RFC 792'],
  ['igmp.', 'RFC 2236 3'],
  ['udp.unknownPortErrors', 'RFC 1122 4.1.3.1'],
  ['udp.', 'RFC 768'],
  ['unknownProtocolRcvdPackets', 'RFC 1122 3.2.2.1'],
  ['malformedRcvdPackets', 'RFC 1122 3.2.1'],
];

/** Reference for a counter, by its name. */
export function counterReference(name: string): string {
  const entry = COUNTER_REFERENCES.find(([start]) => name.startsWith(start));
  return entry?.[1] ?? 'RFC 1122 3.1';
}

const ICMP_REFERENCES: Readonly<Record<number, string>> = {
  0: 'RFC 1122 3.2.2.6',
  3: 'RFC 1122 3.2.2.1',
  11: 'RFC 1122 3.2.2.4',
  12: 'RFC 1122 3.2.2.5',
};

/** Reference for the sending, or not, of a packet. */
export function packetReference(octets: Uint8Array): string {
  if ((numberAt(octets, 6, 2) & 0x3fff) !== 0) return 'RFC 791 3.2';
  const type = octets[((octets[0] ?? 0) & 0xf) * 4] ?? 0;
  switch (octets[9]) {
    case 1:
      return ICMP_REFERENCES[type] ?? 'RFC 792';
    case 2:
      return 'RFC 2236 3';
    case 17:
      return 'RFC 768';
    default:
      return 'RFC 791 3.2';
  }
}

const ERROR_REFERENCES: Readonly<Record<string, string>> = {
  EACCES: 'RFC 1122 3.3.6',
  ECONNREFUSED: 'RFC 1122 4.1.3.3',
  EHOSTUNREACH: 'RFC 1122 3.3.1',
  EMSGSIZE: 'RFC 791 3.1',
  ENETUNREACH: 'RFC 1122 3.3.1',
};

/** Reference for a call that failed, or should have, with an errno. */
export function errorReference(errno: string): string {
  return ERROR_REFERENCES[errno] ?? 'RFC 1122 3.4';
}

/** Reference for what a socket should have been given. */
export const DELIVERY_REFERENCE = 'RFC 1122 4.1.3.5';
