// UDP datagrams as checked values (RFC 768).
import type { Ipv4Address } from '../address/ipv4Address.js';
import { type CodecError, codecError } from './codecError.js';
import {
  assertFits,
  assertSize,
  type ChecksumOverride,
  NO_OCTETS,
  tooShort,
  viewOf,
  windowOf,
} from './octets.js';
import * as field from './udp.js';

/** What {@link encodeUdp} needs to know; length and checksum follow. */
export interface UdpHeaderFields {
  /** 0: no port, nothing to answer to. */
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** A header and what follows it. */
export interface UdpDatagram extends UdpHeaderFields {
  /** Octets of header and payload, as the header says. */
  readonly length: number;
  /** 0: the sender computed none. */
  readonly checksum: number;
  /** A view of the octets that were decoded, not a copy. */
  readonly payload: Uint8Array;
}

/** The addresses of the pseudo header. */
export interface UdpAddresses {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
}

export interface DecodeUdpOptions {
  /** Under these the checksum must be right, unless it is 0; not given, it is not looked at. */
  readonly addresses?: UdpAddresses;
  /**
   * Whether the payload may be cut short, as in the quotation of an ICMP error; the checksum of
   * such a datagram is not looked at. False unless given.
   */
  readonly allowTruncated?: boolean;
}

export interface UdpOverrides extends ChecksumOverride {
  readonly length?: number;
}

const MAX_DATAGRAM = 0xffff;
/** RFC 768 sends a computed checksum of 0 as this, since 0 stands for none. */
const ZERO_CHECKSUM = 0xffff;

/**
 * The datagram in `length` octets from `offset`, or why there is none. Octets beyond the header's
 * length field are no part of it.
 */
export function decodeUdp(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
  options: DecodeUdpOptions = {},
): UdpDatagram | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  const present = octets.length;
  if (present < field.UDP_HEADER_LENGTH) {
    return tooShort('UDP header', present, field.UDP_HEADER_LENGTH);
  }
  const size = field.udpLength(view, 0);
  if (size < field.UDP_HEADER_LENGTH) {
    const message = `UDP length: at least ${field.UDP_HEADER_LENGTH}, found ${size}`;
    return codecError('bad-length', field.UDP_OFFSET.length, message);
  }
  if (size > present && options.allowTruncated !== true) {
    return tooShort('UDP datagram', present, size);
  }
  if (size <= present && !hasRightChecksum(view, size, options.addresses)) {
    return codecError('bad-checksum', field.UDP_OFFSET.checksum, 'UDP checksum is wrong');
  }
  return {
    sourcePort: field.udpSourcePort(view, 0),
    destinationPort: field.udpDestinationPort(view, 0),
    length: size,
    checksum: field.udpChecksum(view, 0),
    payload: octets.subarray(field.UDP_HEADER_LENGTH, size),
  };
}

function hasRightChecksum(
  view: DataView,
  size: number,
  addresses: UdpAddresses | undefined,
): boolean {
  if (addresses === undefined || field.udpChecksum(view, 0) === 0) return true;
  return field.verifyUdpChecksum(view, 0, size, addresses.source, addresses.destination);
}

/**
 * The octets of a datagram. The checksum is computed under the pseudo header of `addresses`; `null`
 * leaves it 0, none. A value that its field cannot hold is a `RangeError`.
 */
export function encodeUdp(
  header: UdpHeaderFields,
  payload: Uint8Array = NO_OCTETS,
  addresses: UdpAddresses | null = null,
  overrides: UdpOverrides = {},
): Uint8Array {
  const size = field.UDP_HEADER_LENGTH + payload.length;
  assertSize('UDP datagram', size, MAX_DATAGRAM);
  const length = overrides.length ?? size;
  assertFits('UDP source port', header.sourcePort, 16);
  assertFits('UDP destination port', header.destinationPort, 16);
  assertFits('UDP length', length, 16);
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  field.setUdpSourcePort(view, 0, header.sourcePort);
  field.setUdpDestinationPort(view, 0, header.destinationPort);
  field.setUdpLength(view, 0, length);
  bytes.set(payload, field.UDP_HEADER_LENGTH);
  const checksum = overrides.checksum ?? checksumToSend(view, addresses);
  assertFits('UDP checksum', checksum, 16);
  field.setUdpChecksum(view, 0, checksum);
  return bytes;
}

function checksumToSend(view: DataView, addresses: UdpAddresses | null): number {
  if (addresses === null) return 0;
  const { source, destination } = addresses;
  const computed = field.computeUdpChecksum(view, 0, view.byteLength, source, destination);
  return computed === 0 ? ZERO_CHECKSUM : computed;
}
