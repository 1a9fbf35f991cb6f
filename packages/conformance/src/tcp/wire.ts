// Segments between octets and the fields that vectors write.
import type { Ipv4Address } from '@packetloom/core';
import {
  computeTcpChecksum,
  setTcpChecksum,
  TcpFlag,
  tcpAcknowledgment,
  tcpFlags,
  tcpHeaderLength,
  tcpReservedBits,
  tcpSequence,
  tcpUrgentPointer,
  tcpWindow,
} from '@packetloom/core/wire';
import type { InjectStep, Json } from '../vector/tcpVector.js';
import type { Conversation } from './conversation.js';
import { patternOf, shiftsOf } from './pattern.js';

/** Letters of the flags, in the order in which vectors write them. */
const LETTERS: readonly (readonly [string, number])[] = [
  ['F', TcpFlag.FIN],
  ['S', TcpFlag.SYN],
  ['R', TcpFlag.RST],
  ['P', TcpFlag.PSH],
  ['A', TcpFlag.ACK],
  ['U', TcpFlag.URG],
  ['E', TcpFlag.ECE],
  ['C', TcpFlag.CWR],
  ['N', TcpFlag.AE],
];

function flagLetters(flags: number): string {
  return LETTERS.filter(([, bit]) => (flags & bit) !== 0)
    .map(([letter]) => letter)
    .join('');
}

function flagBits(letters: string): number {
  return LETTERS.reduce((bits, [letter, bit]) => bits | (letters.includes(letter) ? bit : 0), 0);
}

/** A segment of the host, as a vector would write it. */
export interface DecodedSegment {
  readonly flags: string;
  readonly seq: number | 'zero';
  readonly ack: number | undefined;
  readonly ackFieldRaw: number | undefined;
  readonly win: number;
  readonly opts: readonly Json[];
  readonly len: number;
  readonly urg: number | undefined;
  readonly reserved: number | undefined;
  readonly shifted: readonly Json[] | undefined;
  /** The host's timestamp, absolute. */
  readonly timestamp: number | null;
}

/** Reads a segment of the host; learns the conversation's first timestamp from it. */
export function decodeSegment(octets: Uint8Array, conversation: Conversation): DecodedSegment {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const flags = tcpFlags(view, 0);
  const headerLength = tcpHeaderLength(view, 0);
  const data = octets.subarray(headerLength);
  const { opts, timestamp } = decodeOptions(view, headerLength, conversation);
  const rawSeq = tcpSequence(view, 0);
  const isReset = (flags & TcpFlag.RST) !== 0;
  const seq =
    isReset && rawSeq === 0 && conversation.hostIsn !== null
      ? 'zero'
      : conversation.hostRelative(rawSeq);
  const hasAck = (flags & TcpFlag.ACK) !== 0;
  const rawAck = tcpAcknowledgment(view, 0);
  const from = typeof seq === 'number' ? seq - ((flags & TcpFlag.SYN) !== 0 ? 0 : 1) : 0;
  const shifts = data.length > 0 ? shiftsOf(data, from) : [];
  return {
    flags: flagLetters(flags),
    seq,
    ack: hasAck ? conversation.peerRelative(rawAck) : undefined,
    ackFieldRaw: !hasAck && rawAck !== 0 ? rawAck : undefined,
    win: tcpWindow(view, 0),
    opts,
    len: data.length,
    urg: tcpUrgentPointer(view, 0) || undefined,
    reserved: tcpReservedBits(view, 0) || undefined,
    shifted: shifts.length > 0 ? shifts : undefined,
    timestamp,
  };
}

function decodeOptions(
  view: DataView,
  headerLength: number,
  conversation: Conversation,
): { opts: Json[]; timestamp: number | null } {
  const opts: Json[] = [];
  let timestamp: number | null = null;
  for (let at = 20; at < headerLength; ) {
    const kind = view.getUint8(at);
    if (kind === 0) break;
    if (kind === 1) {
      opts.push('nop');
      at++;
      continue;
    }
    const size = Math.max(2, view.getUint8(at + 1));
    if (kind === 8) timestamp = view.getUint32(at + 2);
    if (timestamp !== null) conversation.firstTs ??= timestamp;
    opts.push(decodeOption(view, at, kind, size, conversation));
    at += size;
  }
  return { opts, timestamp };
}

function decodeOption(
  view: DataView,
  at: number,
  kind: number,
  size: number,
  conversation: Conversation,
): Json {
  switch (kind) {
    case 2:
      return ['mss', view.getUint16(at + 2)];
    case 3:
      return ['wscale', view.getUint8(at + 2)];
    case 4:
      return 'sackOK';
    case 5: {
      const blocks: Json[] = [];
      for (let edge = at + 2; edge < at + size; edge += 8) {
        blocks.push([
          conversation.peerRelative(view.getUint32(edge)),
          conversation.peerRelative(view.getUint32(edge + 4)),
        ]);
      }
      return ['sack', blocks];
    }
    case 8: {
      const value = view.getUint32(at + 2);
      const echo = view.getUint32(at + 6);
      const first = conversation.firstTs ?? value;
      return [
        'ts',
        value === 0 ? null : (value - first) | 0,
        echo === 0 ? null : (echo - conversation.tsBase) | 0,
      ];
    }
    default:
      return ['kind', kind];
  }
}

/** Options of an injected segment as octets, padded with zeros to whole words. */
function encodeOptions(
  opts: readonly Json[],
  atMs: number,
  conversation: Conversation,
): Uint8Array {
  const octets: number[] = [];
  const word = (value: number) => {
    const unsigned = value >>> 0;
    octets.push(unsigned >>> 24, (unsigned >>> 16) & 255, (unsigned >>> 8) & 255, unsigned & 255);
  };
  for (const option of opts) {
    const [name, first, second] =
      typeof option === 'string' ? [option] : Array.isArray(option) ? option : [];
    switch (name) {
      case 'nop':
        octets.push(1);
        break;
      case 'eol':
        octets.push(0);
        break;
      case 'sackOK':
        octets.push(4, 2);
        break;
      case 'mss':
        octets.push(2, 4, Number(first) >> 8, Number(first) & 255);
        break;
      case 'wscale':
        octets.push(3, 3, Number(first));
        break;
      case 'ts':
        octets.push(8, 10);
        word(timestampValue(first === undefined ? Math.floor(atMs) : first, conversation));
        word(echoOf(second === undefined ? 'last' : second, conversation));
        break;
      case 'sack': {
        const blocks = Array.isArray(first) ? first : [];
        octets.push(5, 2 + 8 * blocks.length);
        for (const block of blocks) {
          const [left, right] = Array.isArray(block) ? block : [];
          word(conversation.hostAbsolute(Number(left)));
          word(conversation.hostAbsolute(Number(right)));
        }
        break;
      }
      case 'hex':
        for (const pair of String(first).match(/../g) ?? []) {
          octets.push(Number.parseInt(pair, 16));
        }
        break;
    }
  }
  while (octets.length % 4 !== 0) octets.push(0);
  return Uint8Array.from(octets);
}

function timestampValue(value: Json, conversation: Conversation): number {
  return value === null ? 0 : conversation.tsBase + Number(value);
}

function echoOf(echo: Json, conversation: Conversation): number {
  if (echo === 'last') return conversation.lastTs;
  if (echo === null) return 0;
  if (Array.isArray(echo)) return conversation.timestamps[Number(echo[1])] ?? 0;
  return ((conversation.firstTs ?? 0) + Number(echo)) >>> 0;
}

/** What a peer sends: an inject step, or the same from a reactive peer. */
export type PeerSegment = Omit<InjectStep, 'do'>;

/** The octets of a segment from a peer to the host. */
export function encodeSegment(
  segment: PeerSegment,
  conversation: Conversation,
  hostAddress: Ipv4Address,
): Uint8Array {
  const { len = 0, flags, seq = 0, ack, win = 0, opts = [], urg = 0 } = segment;
  const options = encodeOptions(opts, segment.at, conversation);
  const headerLength = 20 + options.length;
  const octets = new Uint8Array(headerLength + len);
  const view = new DataView(octets.buffer);
  view.setUint16(0, conversation.peerPort);
  view.setUint16(2, conversation.hostPort ?? 0);
  view.setUint32(4, conversation.peerAbsolute(seq));
  view.setUint32(8, ack === undefined ? 0 : conversation.hostAbsolute(ack));
  const words = segment.doff ?? headerLength / 4;
  const reserved = (segment.reserved ?? 0) << 9;
  view.setUint16(12, (words << 12) | reserved | flagBits(flags));
  view.setUint16(14, win);
  view.setUint16(18, urg);
  octets.set(options, 20);
  octets.set(patternOf(seq - (flags.includes('S') ? 0 : 1), len, segment.shift), headerLength);
  const cut = octets.subarray(0, segment.cut ?? octets.length);
  if (cut.length >= 18) {
    const cutView = new DataView(cut.buffer, 0, cut.length);
    const { peer } = conversation;
    const right = computeTcpChecksum(cutView, 0, cut.length, peer, hostAddress);
    setTcpChecksum(cutView, 0, segment.checksum ?? right);
  }
  return cut;
}
