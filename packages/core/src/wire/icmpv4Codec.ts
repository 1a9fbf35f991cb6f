// ICMPv4 messages as checked values (RFC 792, RFC 1191 4).
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { CodecError } from './codecError.js';
import * as field from './icmpv4.js';
import {
  assertFits,
  type ChecksumOptions,
  type ChecksumOverride,
  checkChecksum,
  NO_OCTETS,
  tooShort,
  viewOf,
  windowOf,
} from './octets.js';

/** Echo request and echo reply. */
export interface IcmpEcho {
  readonly kind: 'echo' | 'echo-reply';
  /** 0 in valid traffic. */
  readonly code: number;
  readonly identifier: number;
  readonly sequenceNumber: number;
  readonly data: Uint8Array;
}

export interface IcmpDestinationUnreachable {
  readonly kind: 'destination-unreachable';
  readonly code: number;
  /** Meant for code 4, fragmentation needed, only; else 0. */
  readonly nextHopMtu: number;
  /** The datagram this is about, cut short: `decodeIpv4` with `allowTruncated`. */
  readonly quoted: Uint8Array;
}

export interface IcmpTimeExceeded {
  readonly kind: 'time-exceeded' | 'source-quench';
  readonly code: number;
  readonly quoted: Uint8Array;
}

export interface IcmpParameterProblem {
  readonly kind: 'parameter-problem';
  readonly code: number;
  /** The octet of the quoted header at fault, from 0 (code 0 only). */
  readonly pointer: number;
  readonly quoted: Uint8Array;
}

export interface IcmpRedirect {
  readonly kind: 'redirect';
  readonly code: number;
  readonly gateway: Ipv4Address;
  readonly quoted: Uint8Array;
}

/** Timestamps are milliseconds since midnight UT, or have the high bit set; 32 bits each. */
export interface IcmpTimestamp {
  readonly kind: 'timestamp' | 'timestamp-reply';
  readonly code: number;
  readonly identifier: number;
  readonly sequenceNumber: number;
  readonly originateTimestamp: number;
  readonly receiveTimestamp: number;
  readonly transmitTimestamp: number;
}

export interface IcmpInformation {
  readonly kind: 'information-request' | 'information-reply';
  readonly code: number;
  readonly identifier: number;
  readonly sequenceNumber: number;
}

/** A message of any other type, as it is. */
export interface IcmpUnknown {
  readonly kind: 'unknown';
  /** 8 bits. Decoded, none that has a kind of its own; encoded, any: for faulty messages. */
  readonly type: number;
  readonly code: number;
  /** The four octets after the checksum. */
  readonly restOfHeader: number;
  readonly data: Uint8Array;
}

export type Icmpv4Message =
  | IcmpEcho
  | IcmpDestinationUnreachable
  | IcmpTimeExceeded
  | IcmpParameterProblem
  | IcmpRedirect
  | IcmpTimestamp
  | IcmpInformation
  | IcmpUnknown;

const TYPES = {
  'echo-reply': field.ICMP_ECHO_REPLY,
  'destination-unreachable': field.ICMP_DESTINATION_UNREACHABLE,
  'source-quench': field.ICMP_SOURCE_QUENCH,
  redirect: field.ICMP_REDIRECT,
  echo: field.ICMP_ECHO,
  'time-exceeded': field.ICMP_TIME_EXCEEDED,
  'parameter-problem': field.ICMP_PARAMETER_PROBLEM,
  timestamp: field.ICMP_TIMESTAMP,
  'timestamp-reply': field.ICMP_TIMESTAMP_REPLY,
  'information-request': field.ICMP_INFORMATION_REQUEST,
  'information-reply': field.ICMP_INFORMATION_REPLY,
} as const;

/** The type octet of a message. */
export function icmpTypeOf(message: Icmpv4Message): number {
  return message.kind === 'unknown' ? message.type : TYPES[message.kind];
}

/**
 * The message that fills `length` octets from `offset`, or why there is none. Fields that RFC 792
 * calls unused are ignored, as is what follows a timestamp or information message. `data` and
 * `quoted` are views of the octets that were decoded, not copies.
 */
export function decodeIcmpv4(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
  options: ChecksumOptions = {},
): Icmpv4Message | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  if (octets.length < field.ICMP_HEADER_LENGTH) {
    return tooShort('ICMP message', octets.length, field.ICMP_HEADER_LENGTH);
  }
  if (options.verifyChecksum !== false) {
    const fault = checkChecksum('ICMP message', view, field.ICMP_OFFSET.checksum);
    if (fault !== null) return fault;
  }
  return decodeByType(view, octets.subarray(field.ICMP_OFFSET.data));
}

function decodeByType(view: DataView, data: Uint8Array): Icmpv4Message | CodecError {
  const type = field.icmpType(view, 0);
  const code = field.icmpCode(view, 0);
  switch (type) {
    case field.ICMP_ECHO:
    case field.ICMP_ECHO_REPLY:
      return {
        kind: type === field.ICMP_ECHO ? 'echo' : 'echo-reply',
        code,
        ...queryOf(view),
        data,
      };
    case field.ICMP_DESTINATION_UNREACHABLE:
      return {
        kind: 'destination-unreachable',
        code,
        nextHopMtu: field.icmpNextHopMtu(view, 0),
        quoted: data,
      };
    case field.ICMP_TIME_EXCEEDED:
      return { kind: 'time-exceeded', code, quoted: data };
    case field.ICMP_SOURCE_QUENCH:
      return { kind: 'source-quench', code, quoted: data };
    case field.ICMP_PARAMETER_PROBLEM:
      return { kind: 'parameter-problem', code, pointer: field.icmpPointer(view, 0), quoted: data };
    case field.ICMP_REDIRECT:
      return { kind: 'redirect', code, gateway: field.icmpGateway(view, 0), quoted: data };
    case field.ICMP_TIMESTAMP:
      return decodeTimestamp('timestamp', view);
    case field.ICMP_TIMESTAMP_REPLY:
      return decodeTimestamp('timestamp-reply', view);
    case field.ICMP_INFORMATION_REQUEST:
      return { kind: 'information-request', code, ...queryOf(view) };
    case field.ICMP_INFORMATION_REPLY:
      return { kind: 'information-reply', code, ...queryOf(view) };
    default:
      return { kind: 'unknown', type, code, restOfHeader: field.icmpRestOfHeader(view, 0), data };
  }
}

function queryOf(view: DataView): { identifier: number; sequenceNumber: number } {
  return {
    identifier: field.icmpIdentifier(view, 0),
    sequenceNumber: field.icmpSequenceNumber(view, 0),
  };
}

function decodeTimestamp(kind: IcmpTimestamp['kind'], view: DataView): IcmpTimestamp | CodecError {
  if (view.byteLength < field.ICMP_TIMESTAMP_LENGTH) {
    return tooShort(`ICMP ${kind}`, view.byteLength, field.ICMP_TIMESTAMP_LENGTH);
  }
  return {
    kind,
    code: field.icmpCode(view, 0),
    ...queryOf(view),
    originateTimestamp: view.getUint32(field.ICMP_OFFSET.originateTimestamp),
    receiveTimestamp: view.getUint32(field.ICMP_OFFSET.receiveTimestamp),
    transmitTimestamp: view.getUint32(field.ICMP_OFFSET.transmitTimestamp),
  };
}

/**
 * The octets of a message; the checksum is computed unless `overrides` has one. A value that its
 * field cannot hold is a `RangeError`.
 */
export function encodeIcmpv4(message: Icmpv4Message, overrides: ChecksumOverride = {}): Uint8Array {
  const type = icmpTypeOf(message);
  assertFits('ICMP type', type, 8);
  assertFits('ICMP code', message.code, 8);
  const data = dataOf(message);
  const bytes = new Uint8Array(field.ICMP_HEADER_LENGTH + data.length);
  const view = viewOf(bytes);
  field.setIcmpType(view, 0, type);
  field.setIcmpCode(view, 0, message.code);
  field.setIcmpRestOfHeader(view, 0, restOfHeaderOf(message));
  bytes.set(data, field.ICMP_OFFSET.data);
  field.fillIcmpChecksum(view, 0, bytes.length);
  if (overrides.checksum !== undefined) {
    assertFits('ICMP checksum', overrides.checksum, 16);
    field.setIcmpChecksum(view, 0, overrides.checksum);
  }
  return bytes;
}

/** What follows the first eight octets. */
function dataOf(message: Icmpv4Message): Uint8Array {
  switch (message.kind) {
    case 'timestamp':
    case 'timestamp-reply':
      return encodeTimestamps(message);
    case 'information-request':
    case 'information-reply':
      return NO_OCTETS;
    case 'echo':
    case 'echo-reply':
    case 'unknown':
      return message.data;
    default:
      return message.quoted;
  }
}

function encodeTimestamps(message: IcmpTimestamp): Uint8Array {
  const { originateTimestamp, receiveTimestamp, transmitTimestamp } = message;
  const bytes = new Uint8Array(field.ICMP_TIMESTAMP_LENGTH - field.ICMP_HEADER_LENGTH);
  const view = viewOf(bytes);
  [originateTimestamp, receiveTimestamp, transmitTimestamp].forEach((timestamp, index) => {
    assertFits('ICMP timestamp', timestamp, 32);
    view.setUint32(4 * index, timestamp);
  });
  return bytes;
}

/** The four octets that depend on the type. */
function restOfHeaderOf(message: Icmpv4Message): number {
  switch (message.kind) {
    case 'destination-unreachable':
      assertFits('ICMP next-hop MTU', message.nextHopMtu, 16);
      return message.nextHopMtu;
    case 'time-exceeded':
    case 'source-quench':
      return 0;
    case 'parameter-problem':
      assertFits('ICMP pointer', message.pointer, 8);
      return message.pointer * 0x1000000;
    case 'redirect':
      assertFits('ICMP gateway', message.gateway, 32);
      return message.gateway;
    case 'unknown':
      assertFits('ICMP rest of header', message.restOfHeader, 32);
      return message.restOfHeader;
    default:
      assertFits('ICMP identifier', message.identifier, 16);
      assertFits('ICMP sequence number', message.sequenceNumber, 16);
      return message.identifier * 0x10000 + message.sequenceNumber;
  }
}
