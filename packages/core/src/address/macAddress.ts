import type { Ipv4Address } from './ipv4Address.js';

declare const mac: unique symbol;

/**
 * A 48-bit link address as a number: the first octet on the wire is the highest. Exact in a double;
 * bit operators see only its low 32 bits. A type of its own: no other number is taken for one.
 */
export type MacAddress = number & { readonly [mac]: true };

/** The link address of a whole number from 0 to 2^48 - 1, which is not checked. */
export function macAddress(value: number): MacAddress {
  return value as MacAddress;
}

/** 00:00:00:00:00:00: of a link without addresses, such as loopback or a point-to-point link. */
export const ZERO_MAC = macAddress(0);

/** ff:ff:ff:ff:ff:ff: every station on the link. */
export const BROADCAST_MAC = macAddress(0xffffffffffff);

const FIRST_MULTICAST_MAC = 0x01005e000000;
const MAC = /^[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})$/i;

/** The link address that six hexadecimal octets between colons or hyphens name, or `undefined`. */
export function parseMacAddress(text: string): MacAddress | undefined {
  return MAC.test(text) ? macAddress(Number.parseInt(text.replace(/[:-]/g, ''), 16)) : undefined;
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
  return macAddress(FIRST_MULTICAST_MAC + (group & 0x7fffff));
}
