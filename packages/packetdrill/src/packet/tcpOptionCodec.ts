// Options of TCP between octets and values (RFC 9293 3.2, RFC 2018, RFC 7323).
import {
  TCP_OPTION_END,
  TCP_OPTION_MSS,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_SACK_PERMITTED,
  TCP_OPTION_TIMESTAMPS,
  TCP_OPTION_WINDOW_SCALE,
} from '@packetloom/core/wire';
import type { TcpOption } from '../language/script.js';

/** The options, padded with zeros to whole words. */
export function encodeOptions(options: readonly TcpOption[]): Uint8Array {
  const octets = options.flatMap(encodeOption);
  while (octets.length % 4 !== 0) octets.push(TCP_OPTION_END);
  return Uint8Array.from(octets);
}

function encodeOption(option: TcpOption): number[] {
  switch (option.kind) {
    case 'nop':
      return [TCP_OPTION_NOP];
    case 'eol':
      return [TCP_OPTION_END];
    case 'sackOK':
      return [TCP_OPTION_SACK_PERMITTED, 2];
    case 'mss':
      return [TCP_OPTION_MSS, 4, option.value >> 8, option.value & 0xff];
    case 'wscale':
      return [TCP_OPTION_WINDOW_SCALE, 3, option.value];
    case 'ts':
      return [TCP_OPTION_TIMESTAMPS, 10, ...word(option.value), ...word(option.echo)];
    case 'sack': {
      const edges = option.blocks.flatMap(([left, right]) => [...word(left), ...word(right)]);
      return [TCP_OPTION_SACK, 2 + edges.length, ...edges];
    }
    case 'other':
      return [];
  }
}

function word(value: number): number[] {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, value);
  return [...octets];
}

/** The options of a header; zeros behind the last one are padding. */
export function decodeOptions(octets: Uint8Array): TcpOption[] {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const options: TcpOption[] = [];
  for (let at = 0; at < octets.length; ) {
    const kind = view.getUint8(at);
    if (kind === TCP_OPTION_END) break;
    if (kind === TCP_OPTION_NOP) {
      options.push({ kind: 'nop' });
      at++;
      continue;
    }
    const size = at + 1 < octets.length ? Math.max(2, view.getUint8(at + 1)) : 2;
    if (at + size > octets.length) break;
    options.push(decodeOption(view, at, kind, size));
    at += size;
  }
  return options;
}

function decodeOption(view: DataView, at: number, kind: number, size: number): TcpOption {
  switch (kind) {
    case TCP_OPTION_MSS:
      return { kind: 'mss', value: view.getUint16(at + 2) };
    case TCP_OPTION_WINDOW_SCALE:
      return { kind: 'wscale', value: view.getUint8(at + 2) };
    case TCP_OPTION_SACK_PERMITTED:
      return { kind: 'sackOK' };
    case TCP_OPTION_TIMESTAMPS:
      return { kind: 'ts', value: view.getUint32(at + 2), echo: view.getUint32(at + 6) };
    case TCP_OPTION_SACK: {
      const blocks: [number, number][] = [];
      for (let edge = at + 2; edge + 8 <= at + size; edge += 8) {
        blocks.push([view.getUint32(edge), view.getUint32(edge + 4)]);
      }
      return { kind: 'sack', blocks };
    }
    default:
      return { kind: 'other', name: `option ${kind}` };
  }
}
