// What the value level of every codec shares: bounded windows, ranges, and checks.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { checksum } from './checksum.js';
import { type CodecError, codecError } from './codecError.js';

/** No octets: the payload of a message without one. */
export const NO_OCTETS: Uint8Array = new Uint8Array(0);

/**
 * The part of `bytes` that a caller asked for, cut to what there is. Whatever is read through the
 * result lies inside that part.
 */
export function windowOf(bytes: Uint8Array, offset: number, length: number): Uint8Array {
  const begin = Math.min(Math.max(offset, 0), bytes.length);
  return bytes.subarray(begin, begin + Math.min(Math.max(length, 0), bytes.length - begin));
}

/** The same octets for reading fields. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Asserts that a field's value fits its bits; encoding anything else is a programming error. */
export function assertFits(field: string, value: number, bits: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
    throw new RangeError(`${field}: expected an integer of ${bits} bits, found ${value}`);
  }
}

/** Asserts that a length field can hold the size of a message. */
export function assertSize(message: string, size: number, most: number): void {
  if (size > most) throw new RangeError(`${message}: ${size} octets, at most ${most} fit`);
}

/** The error for a message that has not even its header. */
export function tooShort(message: string, found: number, needed: number): CodecError {
  return codecError('truncated', found, `${message}: needs ${needed} octets, found ${found}`);
}

/** The error for octets under whose checksum, at `offset`, something changed; `null` if none. */
export function checkChecksum(message: string, view: DataView, offset: number): CodecError | null {
  if (checksum(view, 0, view.byteLength) === 0) return null;
  return codecError('bad-checksum', offset, `${message}: the checksum is wrong`);
}

/** Options of decoders whose message holds a checksum over itself alone. */
export interface ChecksumOptions {
  /** Whether a wrong checksum is an error; true unless given. */
  readonly verifyChecksum?: boolean;
}

/** Options of encoders that fill in a checksum. */
export interface ChecksumOverride {
  /** Written as it is in place of the right checksum. */
  readonly checksum?: number;
}

/** The address at `offset`. */
export function readIpv4Address(view: DataView, offset: number): Ipv4Address {
  return view.getUint32(offset) as Ipv4Address;
}

/** `count` addresses from `offset`. */
export function readAddresses(view: DataView, offset: number, count: number): Ipv4Address[] {
  return Array.from({ length: count }, (_, index) => readIpv4Address(view, offset + 4 * index));
}

/** Writes addresses one after the other from `offset`. */
export function writeAddresses(
  view: DataView,
  offset: number,
  addresses: readonly Ipv4Address[],
): void {
  addresses.forEach((address, index) => {
    assertFits('IPv4 address', address, 32);
    view.setUint32(offset + 4 * index, address);
  });
}
