// Hot path: the fields of an IPv4 header (RFC 791 3.1) in place. `view` shows the octets, `start` is
// where the header begins. Nothing is allocated and nothing checked: that the header is all there
// is up to the caller. The same header as a checked value: ipv4Codec.ts.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { headerChecksum, updateChecksum } from './checksum.js';

/** Where each field of the header begins, in octets. */
export const IPV4_OFFSET = {
  versionAndHeaderLength: 0,
  typeOfService: 1,
  totalLength: 2,
  identification: 4,
  flagsAndFragmentOffset: 6,
  ttl: 8,
  protocol: 9,
  checksum: 10,
  source: 12,
  destination: 16,
  options: 20,
} as const;

/** Octets of a header without options. */
export const IPV4_MIN_HEADER_LENGTH = 20;
/** Octets of the largest header: IHL has four bits and counts 32-bit words. */
export const IPV4_MAX_HEADER_LENGTH = 60;
/** Octets of the largest options field. */
export const IPV4_MAX_OPTIONS_LENGTH = 40;
/** Octets of the largest datagram. */
export const IPV4_MAX_TOTAL_LENGTH = 65_535;
/** Every link must carry datagrams of this size without fragmenting them (RFC 791 3.2). */
export const IPV4_MIN_MTU = 68;
/** Fragment offsets count blocks of this many octets. */
export const FRAGMENT_BLOCK_BYTES = 8;

/** Reserved bit in the 16-bit field of flags and fragment offset; must be zero. */
export const FLAG_RESERVED = 0x8000;
/** Don't Fragment, in the 16-bit field of flags and fragment offset. */
export const FLAG_DONT_FRAGMENT = 0x4000;
/** More Fragments, in the 16-bit field of flags and fragment offset. */
export const FLAG_MORE_FRAGMENTS = 0x2000;
/** The fragment offset in blocks of 8 octets, in the same field. */
export const FRAGMENT_OFFSET_MASK = 0x1fff;

/** Version: 4 in a valid header. */
export function ipv4Version(view: DataView, start: number): number {
  return view.getUint8(start) >>> 4;
}

/** Header length in octets: four times IHL, 0 to 60. */
export function ipv4HeaderLength(view: DataView, start: number): number {
  return (view.getUint8(start) & 0x0f) << 2;
}

/** Sets version 4 and the header length, a multiple of 4 from 20 to 60 octets. */
export function setIpv4HeaderLength(view: DataView, start: number, headerLength: number): void {
  view.setUint8(start, 0x40 | (headerLength >>> 2));
}

/** Type of service: the DSCP in the high six bits, ECN in the low two (RFC 2474 3, RFC 3168 5). */
export function ipv4TypeOfService(view: DataView, start: number): number {
  return view.getUint8(start + IPV4_OFFSET.typeOfService);
}

export function setIpv4TypeOfService(view: DataView, start: number, value: number): void {
  view.setUint8(start + IPV4_OFFSET.typeOfService, value);
}

/** Octets of header and data. */
export function ipv4TotalLength(view: DataView, start: number): number {
  return view.getUint16(start + IPV4_OFFSET.totalLength);
}

export function setIpv4TotalLength(view: DataView, start: number, totalLength: number): void {
  view.setUint16(start + IPV4_OFFSET.totalLength, totalLength);
}

export function ipv4Identification(view: DataView, start: number): number {
  return view.getUint16(start + IPV4_OFFSET.identification);
}

export function setIpv4Identification(view: DataView, start: number, value: number): void {
  view.setUint16(start + IPV4_OFFSET.identification, value);
}

/** The 16-bit field of flags and fragment offset, for the `FLAG_…` masks. */
export function ipv4FlagsAndFragmentOffset(view: DataView, start: number): number {
  return view.getUint16(start + IPV4_OFFSET.flagsAndFragmentOffset);
}

export function setIpv4FlagsAndFragmentOffset(view: DataView, start: number, value: number): void {
  view.setUint16(start + IPV4_OFFSET.flagsAndFragmentOffset, value);
}

export function ipv4DontFragment(view: DataView, start: number): boolean {
  return (ipv4FlagsAndFragmentOffset(view, start) & FLAG_DONT_FRAGMENT) !== 0;
}

export function ipv4MoreFragments(view: DataView, start: number): boolean {
  return (ipv4FlagsAndFragmentOffset(view, start) & FLAG_MORE_FRAGMENTS) !== 0;
}

/** Where the data belongs in its datagram, in octets: 0 to 65,528. */
export function ipv4FragmentOffsetBytes(view: DataView, start: number): number {
  return (ipv4FlagsAndFragmentOffset(view, start) & FRAGMENT_OFFSET_MASK) << 3;
}

/** More Fragments set or an offset other than 0: not a whole datagram. */
export function ipv4IsFragment(view: DataView, start: number): boolean {
  const field = ipv4FlagsAndFragmentOffset(view, start);
  return (field & (FLAG_MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) !== 0;
}

/** Don't Fragment set and not a fragment: the identification has no meaning (RFC 6864 4). */
export function ipv4IsAtomic(view: DataView, start: number): boolean {
  return (ipv4FlagsAndFragmentOffset(view, start) & ~FLAG_RESERVED) === FLAG_DONT_FRAGMENT;
}

export function ipv4Ttl(view: DataView, start: number): number {
  return view.getUint8(start + IPV4_OFFSET.ttl);
}

export function setIpv4Ttl(view: DataView, start: number, ttl: number): void {
  view.setUint8(start + IPV4_OFFSET.ttl, ttl);
}

/**
 * Lowers the TTL, which must not be 0, by one and brings the checksum up to date (RFC 1624 3, RFC
 * 1812 5.3.1). A wrong checksum stays wrong.
 */
export function decrementIpv4Ttl(view: DataView, start: number): void {
  const oldWord = view.getUint16(start + IPV4_OFFSET.ttl);
  const newWord = oldWord - 0x100;
  view.setUint16(start + IPV4_OFFSET.ttl, newWord);
  const checksum = view.getUint16(start + IPV4_OFFSET.checksum);
  view.setUint16(start + IPV4_OFFSET.checksum, updateChecksum(checksum, oldWord, newWord));
}

/** Protocol number of the data: `PROTOCOL_UDP` and the like. */
export function ipv4Protocol(view: DataView, start: number): number {
  return view.getUint8(start + IPV4_OFFSET.protocol);
}

export function setIpv4Protocol(view: DataView, start: number, protocol: number): void {
  view.setUint8(start + IPV4_OFFSET.protocol, protocol);
}

export function ipv4Checksum(view: DataView, start: number): number {
  return view.getUint16(start + IPV4_OFFSET.checksum);
}

export function setIpv4Checksum(view: DataView, start: number, checksum: number): void {
  view.setUint16(start + IPV4_OFFSET.checksum, checksum);
}

/** Computes the checksum of a header of `headerLength` octets and writes it. */
export function fillIpv4Checksum(view: DataView, start: number, headerLength: number): void {
  view.setUint16(start + IPV4_OFFSET.checksum, headerChecksum(view, start, headerLength));
}

export function ipv4Source(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + IPV4_OFFSET.source) as Ipv4Address;
}

export function setIpv4Source(view: DataView, start: number, address: Ipv4Address): void {
  view.setUint32(start + IPV4_OFFSET.source, address);
}

export function ipv4Destination(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + IPV4_OFFSET.destination) as Ipv4Address;
}

export function setIpv4Destination(view: DataView, start: number, address: Ipv4Address): void {
  view.setUint32(start + IPV4_OFFSET.destination, address);
}
