// TCP segments as checked values (RFC 9293 3.1, 3.2; options of RFC 7323 and RFC 2018).
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
import * as field from './tcp.js';
import {
  TCP_OPTION_END,
  TCP_OPTION_LENGTH,
  TCP_OPTION_MSS,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_SACK_PERMITTED,
  TCP_OPTION_TIMESTAMPS,
  TCP_OPTION_WINDOW_SCALE,
} from './tcpOptions.js';

/** One option, in the order of the header. `unknown` holds what no other kind is, wrong lengths too. */
export type TcpOption =
  | { readonly kind: 'no-operation' }
  | { readonly kind: 'mss'; readonly mss: number }
  | { readonly kind: 'window-scale'; readonly shift: number }
  | { readonly kind: 'sack-permitted' }
  | { readonly kind: 'sack'; readonly blocks: readonly (readonly [left: number, right: number])[] }
  | { readonly kind: 'timestamps'; readonly value: number; readonly echo: number }
  | { readonly kind: 'unknown'; readonly code: number; readonly data: Uint8Array };

/** What {@link encodeTcp} needs to know; data offset and checksum follow. */
export interface TcpHeaderFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  /** 0 unless given. */
  readonly acknowledgment?: number;
  /** Bits of `TcpFlag`; 0 unless given. */
  readonly flags?: number;
  /** As it stands in the header, not scaled; 0 unless given. */
  readonly window?: number;
  readonly urgentPointer?: number;
  readonly options?: readonly TcpOption[];
}

/** A header and what follows it. */
export interface TcpSegment extends Required<TcpHeaderFields> {
  readonly checksum: number;
  /** A view of the octets that were decoded, not a copy. */
  readonly payload: Uint8Array;
}

/** The addresses of the pseudo header. */
export interface TcpAddresses {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
}

export interface DecodeTcpOptions {
  /** Under these the checksum must be right; not given, it is not looked at. */
  readonly addresses?: TcpAddresses;
}

const MAX_SEGMENT = 0xffff;

/** The segment in `length` octets from `offset`, or why there is none. */
export function decodeTcp(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
  { addresses }: DecodeTcpOptions = {},
): TcpSegment | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  const present = octets.length;
  if (present < field.TCP_HEADER_LENGTH) {
    return tooShort('TCP header', present, field.TCP_HEADER_LENGTH);
  }
  const headerLength = field.tcpHeaderLength(view, 0);
  if (headerLength < field.TCP_HEADER_LENGTH) {
    const message = `TCP data offset: at least ${field.TCP_HEADER_LENGTH} octets, found ${headerLength}`;
    return codecError('bad-length', field.TCP_OFFSET.dataOffset, message);
  }
  if (headerLength > present) return tooShort('TCP header', present, headerLength);
  if (addresses !== undefined) {
    const { source, destination } = addresses;
    if (!field.verifyTcpChecksum(view, 0, present, source, destination)) {
      return codecError('bad-checksum', field.TCP_OFFSET.checksum, 'TCP checksum is wrong');
    }
  }
  const options = decodeOptions(view, headerLength);
  if ('code' in options) return options;
  return {
    sourcePort: field.tcpSourcePort(view, 0),
    destinationPort: field.tcpDestinationPort(view, 0),
    sequence: field.tcpSequence(view, 0),
    acknowledgment: field.tcpAcknowledgment(view, 0),
    flags: field.tcpFlags(view, 0),
    window: field.tcpWindow(view, 0),
    checksum: field.tcpChecksum(view, 0),
    urgentPointer: field.tcpUrgentPointer(view, 0),
    options,
    payload: octets.subarray(headerLength),
  };
}

/** Options up to the end of the list; what pads the header behind it says nothing. */
function decodeOptions(view: DataView, headerLength: number): TcpOption[] | CodecError {
  const options: TcpOption[] = [];
  for (let at: number = field.TCP_HEADER_LENGTH; at < headerLength; ) {
    const code = view.getUint8(at);
    if (code === TCP_OPTION_END) break;
    if (code === TCP_OPTION_NOP) {
      options.push({ kind: 'no-operation' });
      at++;
      continue;
    }
    const size = at + 1 < headerLength ? view.getUint8(at + 1) : 0;
    if (size < 2 || at + size > headerLength) {
      const message = `TCP option ${code}: a length that the header has, found ${size}`;
      return codecError('bad-option', at, message);
    }
    options.push(decodeOption(view, at, code, size));
    at += size;
  }
  return options;
}

function decodeOption(view: DataView, at: number, code: number, size: number): TcpOption {
  if (code === TCP_OPTION_MSS && size === TCP_OPTION_LENGTH.mss) {
    return { kind: 'mss', mss: view.getUint16(at + 2) };
  }
  if (code === TCP_OPTION_WINDOW_SCALE && size === TCP_OPTION_LENGTH.windowScale) {
    return { kind: 'window-scale', shift: view.getUint8(at + 2) };
  }
  if (code === TCP_OPTION_SACK_PERMITTED && size === TCP_OPTION_LENGTH.sackPermitted) {
    return { kind: 'sack-permitted' };
  }
  if (code === TCP_OPTION_TIMESTAMPS && size === TCP_OPTION_LENGTH.timestamps) {
    return { kind: 'timestamps', value: view.getUint32(at + 2), echo: view.getUint32(at + 6) };
  }
  if (code === TCP_OPTION_SACK && (size - 2) % TCP_OPTION_LENGTH.sackBlock === 0) {
    const blocks: [number, number][] = [];
    for (let edge = at + 2; edge < at + size; edge += TCP_OPTION_LENGTH.sackBlock) {
      blocks.push([view.getUint32(edge), view.getUint32(edge + 4)]);
    }
    return { kind: 'sack', blocks };
  }
  const data = new Uint8Array(view.buffer, view.byteOffset + at + 2, size - 2);
  return { kind: 'unknown', code, data };
}

/**
 * The octets of a segment; options are padded to whole words. The checksum is computed under the pseudo
 * header of `addresses`. A value that its field cannot hold is a `RangeError`.
 */
export function encodeTcp(
  header: TcpHeaderFields,
  payload: Uint8Array,
  addresses: TcpAddresses,
  overrides: ChecksumOverride = {},
): Uint8Array {
  const { acknowledgment = 0, flags = 0, window = 0, urgentPointer = 0, options = [] } = header;
  const encoded = options.flatMap(octetsOfOption);
  while (encoded.length % 4 !== 0) encoded.push(TCP_OPTION_END);
  assertSize('TCP options', encoded.length, field.TCP_MAX_OPTIONS);
  const headerLength = field.TCP_HEADER_LENGTH + encoded.length;
  const size = headerLength + payload.length;
  assertSize('TCP segment', size, MAX_SEGMENT);
  assertFits('TCP source port', header.sourcePort, 16);
  assertFits('TCP destination port', header.destinationPort, 16);
  assertFits('TCP sequence number', header.sequence, 32);
  assertFits('TCP acknowledgment number', acknowledgment, 32);
  assertFits('TCP flags', flags, 9);
  assertFits('TCP window', window, 16);
  assertFits('TCP urgent pointer', urgentPointer, 16);
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  view.setUint16(field.TCP_OFFSET.sourcePort, header.sourcePort);
  view.setUint16(field.TCP_OFFSET.destinationPort, header.destinationPort);
  view.setUint32(field.TCP_OFFSET.sequence, header.sequence);
  view.setUint32(field.TCP_OFFSET.acknowledgment, acknowledgment);
  field.setTcpOffsetAndFlags(view, 0, headerLength, flags);
  view.setUint16(field.TCP_OFFSET.window, window);
  view.setUint16(field.TCP_OFFSET.urgentPointer, urgentPointer);
  bytes.set(encoded, field.TCP_HEADER_LENGTH);
  bytes.set(payload.length > 0 ? payload : NO_OCTETS, headerLength);
  const { source, destination } = addresses;
  const checksum =
    overrides.checksum ?? field.computeTcpChecksum(view, 0, size, source, destination);
  assertFits('TCP checksum', checksum, 16);
  field.setTcpChecksum(view, 0, checksum);
  return bytes;
}

function octetsOfOption(option: TcpOption): number[] {
  switch (option.kind) {
    case 'no-operation':
      return [TCP_OPTION_NOP];
    case 'mss':
      assertFits('TCP MSS', option.mss, 16);
      return [TCP_OPTION_MSS, TCP_OPTION_LENGTH.mss, option.mss >> 8, option.mss & 0xff];
    case 'window-scale':
      assertFits('TCP window scale', option.shift, 8);
      return [TCP_OPTION_WINDOW_SCALE, TCP_OPTION_LENGTH.windowScale, option.shift];
    case 'sack-permitted':
      return [TCP_OPTION_SACK_PERMITTED, TCP_OPTION_LENGTH.sackPermitted];
    case 'timestamps':
      return [
        TCP_OPTION_TIMESTAMPS,
        TCP_OPTION_LENGTH.timestamps,
        ...wordOf(option.value),
        ...wordOf(option.echo),
      ];
    case 'sack': {
      const size = 2 + TCP_OPTION_LENGTH.sackBlock * option.blocks.length;
      assertFits('TCP SACK length', size, 8);
      return [TCP_OPTION_SACK, size, ...option.blocks.flat().flatMap(wordOf)];
    }
    case 'unknown':
      assertFits('TCP option length', option.data.length + 2, 8);
      return [option.code, option.data.length + 2, ...option.data];
  }
}

function wordOf(value: number): number[] {
  assertFits('TCP option field', value, 32);
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
