// Hot path: fragmenting a datagram (RFC 791 3.2).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { PacketPool } from '../packet/packetPool.js';
import {
  FLAG_MORE_FRAGMENTS,
  FRAGMENT_BLOCK_BYTES,
  FRAGMENT_OFFSET_MASK,
  fillIpv4Checksum,
  IPV4_MIN_HEADER_LENGTH,
  ipv4FlagsAndFragmentOffset,
  setIpv4FlagsAndFragmentOffset,
  setIpv4TotalLength,
} from '../wire/ipv4.js';
import { blankUncopiedOptions, copiedHeaderLength, writeCopiedHeader } from './copiedOptions.js';

/** How to fragment; stacks differ in it. */
export interface FragmentOptions {
  /**
   * True: the whole header, options included, goes into every fragment. False: the later ones have
   * only the options with the copied bit, padded to whole words (RFC 791 3.1).
   */
  readonly copyAllOptions: boolean;
  /**
   * Of what is a fragment already. True: its own offset is added (RFC 791 3.2). False: offsets count
   * from 0 again.
   */
  readonly keepOffset: boolean;
  /**
   * True: options without the copied bit become no operation in the later fragments of what is whole, or a first
   * fragment. Default false.
   */
  readonly blanksOptions?: boolean;
  /** True: the data of the last fragment need be no multiple of 8 to fill the MTU. Default false. */
  readonly fillsLast?: boolean;
}

/**
 * Cuts a datagram into fragments of at most `mtu` octets; `mtu` has room for the header and 8 octets.
 * All flags are kept; More Fragments is set in all but the last, which has it if the datagram had.
 * Offset, total length and checksum are set, `flags`, `tag` and `timeNs` carried over. The datagram
 * stays the caller's and is not changed.
 *
 * Later fragments with fewer options have a shorter header, and that much more room for data.
 */
export function fragmentDatagram(
  pool: PacketPool,
  packet: PacketBuffer,
  headerLength: number,
  mtu: number,
  options: FragmentOptions,
): PacketBuffer[] {
  if (mtu < headerLength + FRAGMENT_BLOCK_BYTES) {
    throw new RangeError(
      `an MTU of ${mtu} has no room for a header of ${headerLength} and 8 octets`,
    );
  }
  const isHeaderKept = options.copyAllOptions || headerLength === IPV4_MIN_HEADER_LENGTH;
  const laterLength = isHeaderKept ? headerLength : copiedHeaderLength(packet, headerLength);
  const field = ipv4FlagsAndFragmentOffset(packet.view, packet.start);
  const flags = field & ~FRAGMENT_OFFSET_MASK;
  const firstBlock = options.keepOffset ? field & FRAGMENT_OFFSET_MASK : 0;
  const isBlanked = options.blanksOptions === true && (field & FRAGMENT_OFFSET_MASK) === 0;
  const payloadLength = packet.length - headerLength;
  const fragments: PacketBuffer[] = [];
  let at = 0;
  do {
    const length = at === 0 ? headerLength : laterLength;
    const left = payloadLength - at;
    const fitsWhole = options.fillsLast === true && left <= mtu - length;
    const size = fitsWhole ? left : Math.min(left, (mtu - length) & -FRAGMENT_BLOCK_BYTES);
    const fragment = pool.allocateFor(packet, length + size);
    if (at === 0 || isHeaderKept) copyHeader(fragment, packet, length);
    else writeCopiedHeader(fragment, packet, headerLength);
    if (at > 0 && isBlanked) blankUncopiedOptions(fragment, headerLength);
    copyOctets(fragment, length, packet, headerLength + at, size);
    const more = at + size < payloadLength ? FLAG_MORE_FRAGMENTS : 0;
    // An offset that its field cannot hold wraps around: no datagram has such octets.
    const block = (firstBlock + at / FRAGMENT_BLOCK_BYTES) & FRAGMENT_OFFSET_MASK;
    finish(fragment, packet, length, flags | more | block);
    fragments.push(fragment);
    at += size;
  } while (at < payloadLength);
  return fragments;
}

function finish(
  fragment: PacketBuffer,
  packet: PacketBuffer,
  headerLength: number,
  flagsAndOffset: number,
): void {
  const { view, start } = fragment;
  setIpv4TotalLength(view, start, fragment.length);
  setIpv4FlagsAndFragmentOffset(view, start, flagsAndOffset);
  fillIpv4Checksum(view, start, headerLength);
  fragment.flags = packet.flags;
  fragment.tag = packet.tag;
  fragment.timeNs = packet.timeNs;
}

/** By words: a view of so few octets costs more than they do. */
function copyHeader(to: PacketBuffer, from: PacketBuffer, headerLength: number): void {
  for (let at = 0; at < headerLength; at += 4) {
    to.view.setUint32(to.start + at, from.view.getUint32(from.start + at));
  }
}

function copyOctets(
  to: PacketBuffer,
  toOffset: number,
  from: PacketBuffer,
  fromOffset: number,
  length: number,
): void {
  const begin = from.start + fromOffset;
  to.bytes.set(from.bytes.subarray(begin, begin + length), to.start + toOffset);
}
