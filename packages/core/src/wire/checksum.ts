// Hot path: the Internet checksum (RFC 1071), by 32-bit reads. Sums are kept in a double and folded
// once: 32-bit words sum like 16-bit ones, since 2^16 = 1 in one's complement arithmetic, and a
// double holds the sum of two million of them exactly.
import type { Ipv4Address } from '../address/ipv4Address.js';

/** Where the header checksum stands in an IPv4 header (RFC 791 3.1). */
const HEADER_CHECKSUM_OFFSET = 10;
/** Octets of a header without options. */
const MIN_HEADER_LENGTH = 20;

/**
 * Adds `length` octets from `offset` to a partial sum. An odd last octet counts as the high half of
 * a word (RFC 1071 1), so only the last part of a message may have an odd length; a part after
 * an odd number of octets goes through {@link sumWordsFromOdd}. Where the octets lie in memory
 * does not matter.
 */
export function sumWords(view: DataView, offset: number, length: number, initial = 0): number {
  let sum = initial;
  let at = offset;
  const end = offset + length;
  // Four words a turn: a third faster on payloads than one.
  const blocksEnd = offset + (length & ~15);
  while (at < blocksEnd) {
    sum +=
      view.getUint32(at) +
      view.getUint32(at + 4) +
      view.getUint32(at + 8) +
      view.getUint32(at + 12);
    at += 16;
  }
  const wordsEnd = offset + (length & ~3);
  while (at < wordsEnd) {
    sum += view.getUint32(at);
    at += 4;
  }
  if (end - at >= 2) {
    sum += view.getUint16(at);
    at += 2;
  }
  if (at < end) sum += view.getUint8(at) * 256;
  return sum;
}

/**
 * As {@link sumWords}, for a part that an odd number of octets precedes in its message: its first
 * octet is the low half of a word (RFC 1071 2, byte order independence).
 */
export function sumWordsFromOdd(
  view: DataView,
  offset: number,
  length: number,
  initial = 0,
): number {
  if (length === 0) return initial;
  return sumWords(view, offset + 1, length - 1, initial + view.getUint8(offset));
}

/** The checksum of a partial sum below 2^53: folded to 16 bits, then complemented. */
export function foldChecksum(sum: number): number {
  const low = sum >>> 0;
  // Below 2^32 the high part is 0; a division is not spent on it.
  const high = sum > 0xffffffff ? (sum - low) / 0x100000000 : 0;
  let folded = (low & 0xffff) + (low >>> 16) + (high & 0xffff) + (high >>> 16);
  folded = (folded & 0xffff) + (folded >>> 16);
  folded = (folded & 0xffff) + (folded >>> 16);
  return ~folded & 0xffff;
}

/** The checksum of `length` octets from `offset`; 0 if they hold their own right checksum. */
export function checksum(view: DataView, offset: number, length: number): number {
  return foldChecksum(sumWords(view, offset, length));
}

/** The sum of a header; nearly all have 20 octets, and those need no loop. */
function sumHeader(view: DataView, offset: number, headerLength: number): number {
  const sum =
    view.getUint32(offset) +
    view.getUint32(offset + 4) +
    view.getUint32(offset + 8) +
    view.getUint32(offset + 12) +
    view.getUint32(offset + 16);
  if (headerLength === MIN_HEADER_LENGTH) return sum;
  return sumWords(view, offset + MIN_HEADER_LENGTH, headerLength - MIN_HEADER_LENGTH, sum);
}

/**
 * The header checksum that the IPv4 header at `offset` should have; what its checksum field holds
 * does not count (RFC 791 3.1). `headerLength` is 20 to 60.
 */
export function headerChecksum(view: DataView, offset: number, headerLength: number): number {
  const present = view.getUint16(offset + HEADER_CHECKSUM_OFFSET);
  return foldChecksum(sumHeader(view, offset, headerLength) - present);
}

/** Whether the IPv4 header at `offset` holds a right checksum (RFC 791 3.1, RFC 1071 1). */
export function verifyHeaderChecksum(
  view: DataView,
  offset: number,
  headerLength: number,
): boolean {
  return foldChecksum(sumHeader(view, offset, headerLength)) === 0;
}

/**
 * Partial sum of the pseudo header in front of UDP and TCP (RFC 768, RFC 9293 3.1). `length` is that
 * of transport header and data in octets.
 */
export function pseudoHeaderSum(
  source: Ipv4Address,
  destination: Ipv4Address,
  protocol: number,
  length: number,
): number {
  return source + destination + protocol + length;
}

/**
 * The checksum after one 16-bit word under it changed (RFC 1624 3, equation 3). The same as summing
 * anew, unless all that is summed was or becomes zero.
 */
export function updateChecksum(checksum: number, oldWord: number, newWord: number): number {
  let sum = (~checksum & 0xffff) + (~oldWord & 0xffff) + newWord;
  sum = (sum & 0xffff) + (sum >>> 16);
  sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** As {@link updateChecksum}, for an unsigned 32-bit value on a word boundary: an address. */
export function updateChecksum32(checksum: number, oldValue: number, newValue: number): number {
  const high = updateChecksum(checksum, oldValue >>> 16, newValue >>> 16);
  return updateChecksum(high, oldValue & 0xffff, newValue & 0xffff);
}
