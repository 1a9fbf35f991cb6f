// IPv4 datagrams as checked values (RFC 791 3.1).
import type { Ipv4Address } from '../address/ipv4Address.js';
import { headerChecksum, verifyHeaderChecksum } from './checksum.js';
import { type CodecError, codecError } from './codecError.js';
import * as field from './ipv4.js';
import { assertFits, assertSize, NO_OCTETS, tooShort, viewOf, windowOf } from './octets.js';
import { paddedOptionsLength } from './options.js';

/** What {@link encodeIpv4} needs to know; lengths and the checksum follow from it. */
export interface Ipv4HeaderFields {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** Protocol number of the payload, 8 bits. */
  readonly protocol: number;
  /** DSCP in the high six bits, ECN in the low two; 0 unless given. */
  readonly typeOfService?: number;
  /** 16 bits; 0 unless given. */
  readonly identification?: number;
  /** The reserved flag, which must be clear in valid traffic; clear unless given. */
  readonly reservedFlag?: boolean;
  /** Clear unless given. */
  readonly dontFragment?: boolean;
  /** Clear unless given. */
  readonly moreFragments?: boolean;
  /** Octets, a multiple of 8 up to 65,528; 0 unless given. */
  readonly fragmentOffsetBytes?: number;
  /** 8 bits; 64 unless given. */
  readonly ttl?: number;
  /** Octets of the options field, padded with zeros to whole words; at most 40, none unless given. */
  readonly options?: Uint8Array;
}

/** Every field of a valid header. */
export interface Ipv4Header extends Required<Ipv4HeaderFields> {
  /** Octets: 20 to 60. */
  readonly headerLength: number;
  /** Octets of header and payload, as the header says. */
  readonly totalLength: number;
  readonly checksum: number;
}

/** A header and what follows it. */
export interface Ipv4Datagram extends Ipv4Header {
  /** A view of the octets that were decoded, not a copy. */
  readonly payload: Uint8Array;
}

export interface DecodeIpv4Options {
  /** Whether a wrong header checksum is an error; true unless given. */
  readonly verifyChecksum?: boolean;
  /**
   * Whether the payload may be cut short, as in the quotation of an ICMP error or in a capture;
   * false unless given.
   */
  readonly allowTruncated?: boolean;
}

/** What {@link encodeIpv4} writes in place of what would be right, to build faulty datagrams. */
export interface Ipv4Overrides {
  /** 4 bits. */
  readonly version?: number;
  /** IHL, 4 bits: the header's length in 32-bit words. */
  readonly headerLengthWords?: number;
  readonly totalLength?: number;
  readonly checksum?: number;
}

const DEFAULT_TTL = 64;
const MAX_FRAGMENT_OFFSET = field.FRAGMENT_OFFSET_MASK * field.FRAGMENT_BLOCK_BYTES;

/**
 * The datagram in `length` octets from `offset`, or why there is none. Octets beyond the total length
 * are no part of it. Options come as they are: `decodeIpv4Options` takes them apart.
 */
export function decodeIpv4(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
  options: DecodeIpv4Options = {},
): Ipv4Datagram | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  const fault = faultOf(view, options);
  if (fault !== null) return fault;
  const headerLength = field.ipv4HeaderLength(view, 0);
  const totalLength = field.ipv4TotalLength(view, 0);
  const flags = field.ipv4FlagsAndFragmentOffset(view, 0);
  return {
    source: field.ipv4Source(view, 0),
    destination: field.ipv4Destination(view, 0),
    protocol: field.ipv4Protocol(view, 0),
    typeOfService: field.ipv4TypeOfService(view, 0),
    identification: field.ipv4Identification(view, 0),
    reservedFlag: (flags & field.FLAG_RESERVED) !== 0,
    dontFragment: (flags & field.FLAG_DONT_FRAGMENT) !== 0,
    moreFragments: (flags & field.FLAG_MORE_FRAGMENTS) !== 0,
    fragmentOffsetBytes: field.ipv4FragmentOffsetBytes(view, 0),
    ttl: field.ipv4Ttl(view, 0),
    options: octets.slice(field.IPV4_MIN_HEADER_LENGTH, headerLength),
    headerLength,
    totalLength,
    checksum: field.ipv4Checksum(view, 0),
    payload: octets.subarray(headerLength, totalLength),
  };
}

/** The checks of RFC 1122 3.2.1.1 and 3.2.1.2 and RFC 1812 5.2.2, in that order. */
function faultOf(view: DataView, options: DecodeIpv4Options): CodecError | null {
  const present = view.byteLength;
  if (present < field.IPV4_MIN_HEADER_LENGTH) {
    return tooShort('IPv4 header', present, field.IPV4_MIN_HEADER_LENGTH);
  }
  const version = field.ipv4Version(view, 0);
  if (version !== 4)
    return codecError('bad-version', 0, `IP version: expected 4, found ${version}`);
  const headerLength = field.ipv4HeaderLength(view, 0);
  if (headerLength < field.IPV4_MIN_HEADER_LENGTH) {
    return codecError('bad-length', 0, `IPv4 header length: at least 20, found ${headerLength}`);
  }
  if (headerLength > present) return tooShort('IPv4 header', present, headerLength);
  const totalLength = field.ipv4TotalLength(view, 0);
  if (totalLength < headerLength) {
    const message = `IPv4 total length: at least ${headerLength}, found ${totalLength}`;
    return codecError('bad-length', field.IPV4_OFFSET.totalLength, message);
  }
  if (totalLength > present && options.allowTruncated !== true) {
    return tooShort('IPv4 datagram', present, totalLength);
  }
  if (options.verifyChecksum !== false && !verifyHeaderChecksum(view, 0, headerLength)) {
    return codecError('bad-checksum', field.IPV4_OFFSET.checksum, 'IPv4 header checksum is wrong');
  }
  return null;
}

/**
 * The octets of a datagram. Header length, total length and checksum are computed, unless
 * `overrides` says otherwise. A value that its field cannot hold is a `RangeError`.
 */
export function encodeIpv4(
  header: Ipv4HeaderFields,
  payload: Uint8Array = NO_OCTETS,
  overrides: Ipv4Overrides = {},
): Uint8Array {
  const options = header.options ?? NO_OCTETS;
  assertSize('IPv4 options', options.length, field.IPV4_MAX_OPTIONS_LENGTH);
  const headerLength = field.IPV4_MIN_HEADER_LENGTH + paddedOptionsLength(options.length);
  const size = headerLength + payload.length;
  assertSize('IPv4 datagram', size, field.IPV4_MAX_TOTAL_LENGTH);
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  writeFields(view, header, {
    version: 4,
    headerLengthWords: headerLength / 4,
    totalLength: size,
    ...overrides,
  });
  bytes.set(options, field.IPV4_MIN_HEADER_LENGTH);
  bytes.set(payload, headerLength);
  const checksum = overrides.checksum ?? headerChecksum(view, 0, headerLength);
  assertFits('IPv4 header checksum', checksum, 16);
  field.setIpv4Checksum(view, 0, checksum);
  return bytes;
}

type Lengths = Required<Omit<Ipv4Overrides, 'checksum'>>;

function writeFields(view: DataView, header: Ipv4HeaderFields, lengths: Lengths): void {
  const { typeOfService = 0, identification = 0, ttl = DEFAULT_TTL } = header;
  assertFits('IP version', lengths.version, 4);
  assertFits('IPv4 header length in words', lengths.headerLengthWords, 4);
  assertFits('IPv4 type of service', typeOfService, 8);
  assertFits('IPv4 total length', lengths.totalLength, 16);
  assertFits('IPv4 identification', identification, 16);
  assertFits('IPv4 TTL', ttl, 8);
  assertFits('IPv4 protocol', header.protocol, 8);
  assertFits('IPv4 source', header.source, 32);
  assertFits('IPv4 destination', header.destination, 32);
  view.setUint8(0, (lengths.version << 4) | lengths.headerLengthWords);
  field.setIpv4TypeOfService(view, 0, typeOfService);
  field.setIpv4TotalLength(view, 0, lengths.totalLength);
  field.setIpv4Identification(view, 0, identification);
  field.setIpv4FlagsAndFragmentOffset(view, 0, flagsAndFragmentOffset(header));
  field.setIpv4Ttl(view, 0, ttl);
  field.setIpv4Protocol(view, 0, header.protocol);
  field.setIpv4Source(view, 0, header.source);
  field.setIpv4Destination(view, 0, header.destination);
}

function flagsAndFragmentOffset(header: Ipv4HeaderFields): number {
  const offset = header.fragmentOffsetBytes ?? 0;
  const isBlock = Number.isInteger(offset / field.FRAGMENT_BLOCK_BYTES);
  if (!isBlock || offset < 0 || offset > MAX_FRAGMENT_OFFSET) {
    throw new RangeError(`IPv4 fragment offset: no multiple of 8 up to 65528: ${offset}`);
  }
  return (
    (header.reservedFlag === true ? field.FLAG_RESERVED : 0) |
    (header.dontFragment === true ? field.FLAG_DONT_FRAGMENT : 0) |
    (header.moreFragments === true ? field.FLAG_MORE_FRAGMENTS : 0) |
    (offset / field.FRAGMENT_BLOCK_BYTES)
  );
}
