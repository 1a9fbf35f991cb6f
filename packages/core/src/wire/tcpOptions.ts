// Hot path: the options of a TCP header in place (RFC 9293 3.2, RFC 7323, RFC 2018).

export const TCP_OPTION_END = 0;
export const TCP_OPTION_NOP = 1;
export const TCP_OPTION_MSS = 2;
export const TCP_OPTION_WINDOW_SCALE = 3;
export const TCP_OPTION_SACK_PERMITTED = 4;
export const TCP_OPTION_SACK = 5;
export const TCP_OPTION_TIMESTAMPS = 8;

/** Octets of each option of a fixed length. */
export const TCP_OPTION_LENGTH = {
  mss: 4,
  windowScale: 3,
  sackPermitted: 2,
  timestamps: 10,
  sackBlock: 8,
} as const;

/** Most SACK blocks that a header holds. */
const MAX_BLOCKS = 4;

/** What the options of one segment say. The object is filled again for each segment. */
export class TcpOptionFields {
  /** 0 where there is none. */
  mss = 0;
  /** -1 where there is none. */
  windowScale = -1;
  sackPermitted = false;
  hasTimestamps = false;
  timestampValue = 0;
  timestampEcho = 0;
  /** SACK blocks: left and right edges in turn. */
  sackCount = 0;
  readonly sackEdges = new Uint32Array(2 * MAX_BLOCKS);

  clear(): void {
    this.mss = 0;
    this.windowScale = -1;
    this.sackPermitted = false;
    this.hasTimestamps = false;
    this.sackCount = 0;
  }
}

/**
 * Reads the options in `length` octets from `start`. Unknown ones and those of a wrong length say nothing;
 * one that reaches beyond the header ends the reading. Of two of a kind the later counts.
 */
export function readTcpOptions(
  view: DataView,
  start: number,
  length: number,
  into: TcpOptionFields,
): void {
  into.clear();
  const end = start + length;
  let at = start;
  while (at < end) {
    const kind = view.getUint8(at);
    if (kind === TCP_OPTION_END) return;
    if (kind === TCP_OPTION_NOP) {
      at++;
      continue;
    }
    if (at + 1 >= end) return;
    const size = view.getUint8(at + 1);
    if (size < 2 || at + size > end) return;
    readOption(view, at, kind, size, into);
    at += size;
  }
}

function readOption(
  view: DataView,
  at: number,
  kind: number,
  size: number,
  into: TcpOptionFields,
): void {
  switch (kind) {
    case TCP_OPTION_MSS:
      if (size === TCP_OPTION_LENGTH.mss) into.mss = view.getUint16(at + 2) || into.mss;
      break;
    case TCP_OPTION_WINDOW_SCALE:
      if (size === TCP_OPTION_LENGTH.windowScale) into.windowScale = view.getUint8(at + 2);
      break;
    case TCP_OPTION_SACK_PERMITTED:
      if (size === TCP_OPTION_LENGTH.sackPermitted) into.sackPermitted = true;
      break;
    case TCP_OPTION_TIMESTAMPS:
      if (size !== TCP_OPTION_LENGTH.timestamps) break;
      into.hasTimestamps = true;
      into.timestampValue = view.getUint32(at + 2);
      into.timestampEcho = view.getUint32(at + 6);
      break;
    case TCP_OPTION_SACK:
      if (size < 10 || (size - 2) % TCP_OPTION_LENGTH.sackBlock !== 0) break;
      into.sackCount = Math.min(MAX_BLOCKS, (size - 2) / TCP_OPTION_LENGTH.sackBlock);
      for (let edge = 0; edge < 2 * into.sackCount; edge++) {
        into.sackEdges[edge] = view.getUint32(at + 2 + 4 * edge);
      }
      break;
  }
}

/** Writes MSS; returns where the next option begins. */
export function writeMss(view: DataView, at: number, mss: number): number {
  view.setUint32(at, (TCP_OPTION_MSS << 24) | (TCP_OPTION_LENGTH.mss << 16) | mss);
  return at + 4;
}

/** Writes timestamps behind two octets of padding, or behind SACK permitted in their place. */
export function writeTimestamps(
  view: DataView,
  at: number,
  value: number,
  echo: number,
  sackPermitted: boolean,
): number {
  view.setUint16(
    at,
    sackPermitted
      ? (TCP_OPTION_SACK_PERMITTED << 8) | TCP_OPTION_LENGTH.sackPermitted
      : (TCP_OPTION_NOP << 8) | TCP_OPTION_NOP,
  );
  view.setUint16(at + 2, (TCP_OPTION_TIMESTAMPS << 8) | TCP_OPTION_LENGTH.timestamps);
  view.setUint32(at + 4, value);
  view.setUint32(at + 8, echo);
  return at + 12;
}

/** Writes SACK permitted behind two octets of padding. */
export function writeSackPermitted(view: DataView, at: number): number {
  view.setUint16(at, (TCP_OPTION_NOP << 8) | TCP_OPTION_NOP);
  view.setUint16(at + 2, (TCP_OPTION_SACK_PERMITTED << 8) | TCP_OPTION_LENGTH.sackPermitted);
  return at + 4;
}

/** Writes window scale behind an octet of padding. */
export function writeWindowScale(view: DataView, at: number, shift: number): number {
  view.setUint16(at, (TCP_OPTION_NOP << 8) | TCP_OPTION_WINDOW_SCALE);
  view.setUint16(at + 2, (TCP_OPTION_LENGTH.windowScale << 8) | shift);
  return at + 4;
}

/** Begins SACK blocks behind two octets of padding; the blocks follow. */
export function writeSackHead(view: DataView, at: number, blocks: number): number {
  view.setUint16(at, (TCP_OPTION_NOP << 8) | TCP_OPTION_NOP);
  view.setUint16(at + 2, (TCP_OPTION_SACK << 8) | (2 + TCP_OPTION_LENGTH.sackBlock * blocks));
  return at + 4;
}

export function writeSackBlock(view: DataView, at: number, left: number, right: number): number {
  view.setUint32(at, left);
  view.setUint32(at + 4, right);
  return at + TCP_OPTION_LENGTH.sackBlock;
}
