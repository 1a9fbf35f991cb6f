import type { Ipv4Address } from './ipv4Address.js';

/**
 * A 48-bit link address as a number: the first octet on the wire is the highest. Exact in a double;
 * bit operators see only its low 32 bits.
 */
export type MacAddress = number;

/** ff:ff:ff:ff:ff:ff: every station on the link. */
export const BROADCAST_MAC: MacAddress = 0xffffffffffff;

const FIRST_MULTICAST_MAC: MacAddress = 0x01005e000000;
const MAC = /^[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})$/i;

/** The link address that six hexadecimal octets between colons or hyphens name, or `undefined`. */
export function parseMacAddress(text: string): MacAddress | undefined {
  return MAC.test(text) ? Number.parseInt(text.replace(/[:-]/g, ''), 16) : undefined;
}

/** Six hexadecimal octets between colons, in lower case. */
export function formatMacAddress(address: MacAddress): string {
  return address
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?=.)/g, '$&:');
}

/** Whether more than one station takes the frame: the group bit, set for broadcast too. */
export function isGroupMac(address: MacAddress): boolean {
  return (Math.floor(address / 2 ** 40) & 1) === 1;
}

/** 01:00:5e and the low 23 bits of the group (RFC 1112 6.4). */
export function multicastMac(group: Ipv4Address): MacAddress {
  return FIRST_MULTICAST_MAC + (group & 0x7fffff);
}
