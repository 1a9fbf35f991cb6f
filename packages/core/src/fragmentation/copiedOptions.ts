// Headers of fragments after the first: only options with the copied bit (RFC 791 3.1).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import { IPV4_MIN_HEADER_LENGTH, setIpv4HeaderLength } from '../wire/ipv4.js';
import {
  ipv4OptionLength,
  isCopiedOption,
  OPTION_END_OF_LIST,
  OPTION_MALFORMED,
  OPTION_NO_OPERATION,
  paddedOptionsLength,
} from '../wire/options.js';

/** Octets of the header of later fragments of `packet`. */
export function copiedHeaderLength(packet: PacketBuffer, headerLength: number): number {
  const end = packet.start + headerLength;
  let length = 0;
  let at = packet.start + IPV4_MIN_HEADER_LENGTH;
  while (at < end) {
    const size = sizeAt(packet.view, at, end);
    if (isCopied(packet.view, at)) length += size;
    at += size;
  }
  return IPV4_MIN_HEADER_LENGTH + paddedOptionsLength(length);
}

/** Writes the header of a later fragment of `packet`; lengths and checksum are left to do. */
export function writeCopiedHeader(
  fragment: PacketBuffer,
  packet: PacketBuffer,
  headerLength: number,
): void {
  const { view, start } = packet;
  const optionsStart = start + IPV4_MIN_HEADER_LENGTH;
  fragment.bytes.set(packet.bytes.subarray(start, optionsStart), fragment.start);
  const end = start + headerLength;
  const toStart = fragment.start + IPV4_MIN_HEADER_LENGTH;
  let to = toStart;
  let at = optionsStart;
  while (at < end) {
    const size = sizeAt(view, at, end);
    if (isCopied(view, at)) {
      fragment.bytes.set(packet.bytes.subarray(at, at + size), to);
      to += size;
    }
    at += size;
  }
  const paddedEnd = toStart + paddedOptionsLength(to - toStart);
  fragment.bytes.fill(OPTION_END_OF_LIST, to, paddedEnd);
  setIpv4HeaderLength(fragment.view, fragment.start, paddedEnd - fragment.start);
}

/** Puts no operation in place of the options without the copied bit, up to one that cannot be read. */
export function blankUncopiedOptions(fragment: PacketBuffer, headerLength: number): void {
  const { view, bytes, start } = fragment;
  const end = start + headerLength;
  let at = start + IPV4_MIN_HEADER_LENGTH;
  while (at < end && view.getUint8(at) !== OPTION_END_OF_LIST) {
    const length = ipv4OptionLength(view, at, end);
    if (length === OPTION_MALFORMED) return;
    if (!isCopied(view, at)) bytes.fill(OPTION_NO_OPERATION, at, at + length);
    at += length;
  }
}

/** Octets of the option at `at`; all that is left where the list ends or cannot be read on. */
function sizeAt(view: DataView, at: number, end: number): number {
  if (view.getUint8(at) === OPTION_END_OF_LIST) return end - at;
  const length = ipv4OptionLength(view, at, end);
  return length === OPTION_MALFORMED ? end - at : length;
}

function isCopied(view: DataView, at: number): boolean {
  return isCopiedOption(view.getUint8(at));
}
