// Link headers octet by octet, as tcpdump.org/linktypes.html describes them.
import { joined } from './captureFiles.js';

const ETHERNET_ADDRESSES = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1];
const SLL_FRONT = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0];
const SLL2_BEHIND = [0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0];

/** A tag of a VLAN: its type, and the 12 bits of its number. */
export interface VlanTag {
  readonly type: number;
  readonly id: number;
}

const half = (value: number) => [value >> 8, value & 0xff];

/** What follows the EtherType of the first tag, up to the payload. */
function tagged(tags: readonly VlanTag[], etherType: number): { type: number; inner: number[] } {
  const types = [...tags.map(({ type }) => type), etherType];
  const inner = tags.flatMap(({ id }, index) => [...half(id), ...half(types[index + 1] ?? 0)]);
  return { type: types[0] ?? etherType, inner };
}

function ethernet(etherType: number, tags: readonly VlanTag[] = []): number[] {
  const { type, inner } = tagged(tags, etherType);
  return [...ETHERNET_ADDRESSES, ...half(type), ...inner];
}

function sll(etherType: number, tags: readonly VlanTag[] = []): number[] {
  const { type, inner } = tagged(tags, etherType);
  return [...SLL_FRONT, ...half(type), ...inner];
}

function sll2(etherType: number, tags: readonly VlanTag[] = []): number[] {
  const { type, inner } = tagged(tags, etherType);
  return [...half(type), ...SLL2_BEHIND, ...inner];
}

/** 802.2 LLC and SNAP of RFC 1042. */
const snap = (etherType: number) => [0xaa, 0xaa, 3, 0, 0, 0, ...half(etherType)];

const familyLittle = (family: number) => [family, 0, 0, 0];
const familyBig = (family: number) => [0, 0, 0, family];

/** Each way in which IPv4 stands behind a link header: name, link type, header. */
export const IPV4_HEADERS: readonly (readonly [string, number, readonly number[]])[] = [
  ['RAW', 101, []],
  ['RAW of old files', 12, []],
  ['RAW of old files of OpenBSD', 14, []],
  ['IPV4', 228, []],
  ['ETHERNET', 1, ethernet(0x0800)],
  ['ETHERNET, 802.1Q', 1, ethernet(0x0800, [{ type: 0x8100, id: 5 }])],
  [
    'ETHERNET, 802.1ad around 802.1Q',
    1,
    ethernet(0x0800, [
      { type: 0x88a8, id: 7 },
      { type: 0x8100, id: 5 },
    ]),
  ],
  ['ETHERNET, 802.3 with SNAP', 1, [...ethernet(46), ...snap(0x0800)]],
  ['LINUX_SLL', 113, sll(0x0800)],
  ['LINUX_SLL, 802.1Q', 113, sll(0x0800, [{ type: 0x8100, id: 5 }])],
  ['LINUX_SLL, SNAP', 113, [...sll(4), ...snap(0x0800)]],
  ['LINUX_SLL2', 276, sll2(0x0800)],
  ['LINUX_SLL2, 802.1Q', 276, sll2(0x0800, [{ type: 0x8100, id: 5 }])],
  ['NULL, little-endian', 0, familyLittle(2)],
  ['NULL, big-endian', 0, familyBig(2)],
  ['LOOP', 108, familyBig(2)],
  ['LOOP, little-endian', 108, familyLittle(2)],
];

/** What is left out: why, link type, octets in front of `payload`. */
export const OTHER_HEADERS: readonly (readonly [string, string, number, readonly number[]])[] = [
  ['arp', 'ETHERNET', 1, ethernet(0x0806)],
  ['arp', 'ETHERNET, 802.1Q', 1, ethernet(0x0806, [{ type: 0x8100, id: 5 }])],
  ['arp', 'LINUX_SLL', 113, sll(0x0806)],
  ['arp', 'LINUX_SLL2', 276, sll2(0x0806)],
  ['ipv6', 'ETHERNET', 1, ethernet(0x86dd)],
  ['ipv6', 'LINUX_SLL', 113, sll(0x86dd)],
  ['ipv6', 'LINUX_SLL2', 276, sll2(0x86dd)],
  ['ipv6', 'RAW', 101, [0x60]],
  ['ipv6', 'IPV6', 229, [0x60]],
  ['ipv6', 'NULL of NetBSD', 0, familyLittle(24)],
  ['ipv6', 'NULL of FreeBSD', 0, familyLittle(28)],
  ['ipv6', 'NULL of Darwin', 0, familyLittle(30)],
  ['ipv6', 'LOOP', 108, familyBig(24)],
  ['otherProtocol', 'ETHERNET, LLDP', 1, ethernet(0x88cc)],
  ['otherProtocol', 'ETHERNET, 802.3 with LLC', 1, [...ethernet(38), 0x42, 0x42, 3]],
  ['otherProtocol', 'LINUX_SLL2, LLDP', 276, sll2(0x88cc)],
  ['otherProtocol', 'NULL, OSI', 0, familyLittle(7)],
  ['linkType', 'IEEE802_11', 105, []],
];

/** Octets in front of a packet. */
export function behind(header: readonly number[], packet: Uint8Array): Uint8Array {
  return joined([Uint8Array.from(header), packet]);
}

/** Any pile of tags in front of an EtherType, as each header with EtherTypes has it. */
export const TAGGED = { 1: ethernet, 113: sll, 276: sll2 } as const;
