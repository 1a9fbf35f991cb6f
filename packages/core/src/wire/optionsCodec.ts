// IPv4 options as checked values (RFC 791 3.1, RFC 2113 2.1).
import type { Ipv4Address } from '../address/ipv4Address.js';
import { type CodecError, codecError, isCodecError } from './codecError.js';
import { IPV4_MAX_OPTIONS_LENGTH } from './ipv4.js';
import { assertFits, assertSize, readIpv4Address, viewOf, windowOf } from './octets.js';
import * as option from './options.js';

/** No operation: fills up to where the next option shall begin. */
export interface NoOperationOption {
  readonly kind: 'no-operation';
}

/** A list of addresses that routers fill in or follow. */
export interface RouteOption {
  readonly kind: 'record-route' | 'loose-source-route' | 'strict-source-route';
  /** Octet of the next address, counted from 1 at the option's type: at least 4. */
  readonly pointer: number;
  /** Every address the option has room for, those not yet recorded included. */
  readonly route: readonly Ipv4Address[];
}

/** Times at which routers were passed. */
export interface TimestampOption {
  readonly kind: 'timestamp';
  /** Octet of the next entry, counted from 1 at the option's type: at least 5. */
  readonly pointer: number;
  /** Hosts that found no room, 4 bits. */
  readonly overflow: number;
  readonly flag:
    | typeof option.TIMESTAMP_ONLY
    | typeof option.TIMESTAMP_AND_ADDRESS
    | typeof option.TIMESTAMP_PRESPECIFIED;
  /** Every entry the option has room for, those not yet filled included. */
  readonly entries: readonly TimestampEntry[];
}

export interface TimestampEntry {
  /** `null` under flag 0, which records no addresses. */
  readonly address: Ipv4Address | null;
  /** Milliseconds since midnight UT, or the high bit set and a time of another kind; 32 bits. */
  readonly timestamp: number;
}

/** Asks routers to look at the datagram (RFC 2113). */
export interface RouterAlertOption {
  readonly kind: 'router-alert';
  /** 0: every router shall examine it; 16 bits. */
  readonly value: number;
}

/** Any other option, as it is. */
export interface UnknownOption {
  readonly kind: 'unknown';
  /** 8 bits, over 1. Decoded, none that has a kind of its own; encoded, any: for faulty options. */
  readonly type: number;
  /** What follows the length octet: 0 to 38 octets, a copy. */
  readonly data: Uint8Array;
}

export type Ipv4Option =
  | NoOperationOption
  | RouteOption
  | TimestampOption
  | RouterAlertOption
  | UnknownOption;

const ROUTE_TYPES = {
  'record-route': option.OPTION_RECORD_ROUTE,
  'loose-source-route': option.OPTION_LOOSE_SOURCE_ROUTE,
  'strict-source-route': option.OPTION_STRICT_SOURCE_ROUTE,
} as const;

const ADDRESS_LENGTH = 4;

/**
 * The options in an options field (`Ipv4Header.options`), in their order, or why they are malformed.
 * End of list ends them and is not among them; neither is the padding behind it.
 */
export function decodeIpv4Options(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
): readonly Ipv4Option[] | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  const options: Ipv4Option[] = [];
  let at = 0;
  while (at < octets.length && view.getUint8(at) !== option.OPTION_END_OF_LIST) {
    const size = option.ipv4OptionLength(view, at, octets.length);
    if (size === option.OPTION_MALFORMED) {
      return codecError('bad-option', at, 'IPv4 option: its length does not fit');
    }
    const decoded = decodeOption(octets.subarray(at, at + size), at);
    if (isCodecError(decoded)) return decoded;
    options.push(decoded);
    at += size;
  }
  return options;
}

function decodeOption(octets: Uint8Array, at: number): Ipv4Option | CodecError {
  const view = viewOf(octets);
  const type = view.getUint8(0);
  switch (type) {
    case option.OPTION_NO_OPERATION:
      return { kind: 'no-operation' };
    case option.OPTION_RECORD_ROUTE:
      return decodeRoute('record-route', view, at);
    case option.OPTION_LOOSE_SOURCE_ROUTE:
      return decodeRoute('loose-source-route', view, at);
    case option.OPTION_STRICT_SOURCE_ROUTE:
      return decodeRoute('strict-source-route', view, at);
    case option.OPTION_TIMESTAMP:
      return decodeTimestamp(view, at);
    case option.OPTION_ROUTER_ALERT:
      if (octets.length !== option.ROUTER_ALERT_LENGTH) {
        return badLength('router alert', at, octets.length);
      }
      return { kind: 'router-alert', value: view.getUint16(option.OPTION_OFFSET.value) };
    default:
      return { kind: 'unknown', type, data: octets.slice(2) };
  }
}

function badLength(name: string, at: number, length: number): CodecError {
  const offset = at + option.OPTION_OFFSET.length;
  return codecError('bad-option', offset, `${name} option: impossible length ${length}`);
}

function badPointer(name: string, at: number, pointer: number): CodecError {
  const offset = at + option.OPTION_OFFSET.pointer;
  return codecError('bad-option', offset, `${name} option: impossible pointer ${pointer}`);
}

function decodeRoute(
  kind: RouteOption['kind'],
  view: DataView,
  at: number,
): RouteOption | CodecError {
  const first = option.OPTION_OFFSET.route;
  if (view.byteLength < first || (view.byteLength - first) % ADDRESS_LENGTH !== 0) {
    return badLength(kind, at, view.byteLength);
  }
  const pointer = view.getUint8(option.OPTION_OFFSET.pointer);
  // Pointers count from 1 (RFC 791 3.1): the smallest legal one is 4.
  if (pointer <= first) return badPointer(kind, at, pointer);
  const route: Ipv4Address[] = [];
  for (let entry = first; entry < view.byteLength; entry += ADDRESS_LENGTH) {
    route.push(readIpv4Address(view, entry));
  }
  return { kind, pointer, route };
}

function decodeTimestamp(view: DataView, at: number): TimestampOption | CodecError {
  const first = option.OPTION_OFFSET.timestamps;
  if (view.byteLength < first) return badLength('timestamp', at, view.byteLength);
  const overflowAndFlag = view.getUint8(option.OPTION_OFFSET.overflowAndFlag);
  const flag = overflowAndFlag & 0x0f;
  if (!isTimestampFlag(flag)) {
    const offset = at + option.OPTION_OFFSET.overflowAndFlag;
    return codecError('bad-option', offset, `timestamp option: unknown flag ${flag}`);
  }
  const entryLength = timestampEntryLength(flag);
  if ((view.byteLength - first) % entryLength !== 0) {
    return badLength('timestamp', at, view.byteLength);
  }
  const pointer = view.getUint8(option.OPTION_OFFSET.pointer);
  if (pointer <= first) return badPointer('timestamp', at, pointer);
  const entries: TimestampEntry[] = [];
  for (let entry = first; entry < view.byteLength; entry += entryLength) {
    const address = flag === option.TIMESTAMP_ONLY ? null : readIpv4Address(view, entry);
    entries.push({ address, timestamp: view.getUint32(entry + entryLength - 4) });
  }
  return { kind: 'timestamp', pointer, overflow: overflowAndFlag >>> 4, flag, entries };
}

function isTimestampFlag(flag: number): flag is TimestampOption['flag'] {
  return (
    flag === option.TIMESTAMP_ONLY ||
    flag === option.TIMESTAMP_AND_ADDRESS ||
    flag === option.TIMESTAMP_PRESPECIFIED
  );
}

function timestampEntryLength(flag: TimestampOption['flag']): number {
  return flag === option.TIMESTAMP_ONLY ? 4 : 8;
}

/**
 * The octets of an options field: the options in their order, padded with end of list to whole
 * words. More than 40 octets, or a value that its field cannot hold, is a `RangeError`.
 */
export function encodeIpv4Options(options: readonly Ipv4Option[]): Uint8Array {
  const parts = options.map(encodeOption);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  assertSize('IPv4 options', length, IPV4_MAX_OPTIONS_LENGTH);
  const bytes = new Uint8Array(option.paddedOptionsLength(length));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function encodeOption(value: Ipv4Option): Uint8Array {
  switch (value.kind) {
    case 'no-operation':
      return Uint8Array.of(option.OPTION_NO_OPERATION);
    case 'timestamp':
      return encodeTimestamp(value);
    case 'router-alert':
      assertFits('router alert value', value.value, 16);
      return withLength(option.OPTION_ROUTER_ALERT, [value.value >>> 8, value.value & 0xff]);
    case 'unknown':
      return encodeUnknown(value);
    default:
      return encodeRoute(value);
  }
}

function encodeRoute(value: RouteOption): Uint8Array {
  assertFits(`${value.kind} pointer`, value.pointer, 8);
  const data = [value.pointer];
  for (const address of value.route) pushUint32(data, `${value.kind} address`, address);
  return withLength(ROUTE_TYPES[value.kind], data);
}

function encodeTimestamp(value: TimestampOption): Uint8Array {
  assertFits('timestamp pointer', value.pointer, 8);
  assertFits('timestamp overflow', value.overflow, 4);
  const data = [value.pointer, (value.overflow << 4) | value.flag];
  for (const { address, timestamp } of value.entries) {
    if ((address === null) !== (value.flag === option.TIMESTAMP_ONLY)) {
      throw new RangeError(`timestamp entry: an address goes with flags 1 and 3 only`);
    }
    if (address !== null) pushUint32(data, 'timestamp address', address);
    pushUint32(data, 'timestamp', timestamp);
  }
  return withLength(option.OPTION_TIMESTAMP, data);
}

function encodeUnknown({ type, data }: UnknownOption): Uint8Array {
  assertFits('option type', type, 8);
  const isSingleOctet = type <= option.OPTION_NO_OPERATION;
  if (isSingleOctet) throw new RangeError(`option type ${type} has no length and no data`);
  return withLength(type, data);
}

function withLength(type: number, data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(2 + data.length);
  assertSize('IPv4 option', bytes.length, IPV4_MAX_OPTIONS_LENGTH);
  bytes[0] = type;
  bytes[1] = bytes.length;
  bytes.set(data, 2);
  return bytes;
}

function pushUint32(data: number[], name: string, value: number): void {
  assertFits(name, value, 32);
  data.push(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
