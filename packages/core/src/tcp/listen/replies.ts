// Segments that belong to no connection that could send them (RFC 9293 3.10.7.1).
import { count } from '../../ports/counters.js';
import { TcpFlag } from '../../wire/tcp.js';
import { writeTimestamps } from '../../wire/tcpOptions.js';
import type { TcpEngine } from '../control/engine.js';
import { TcpCounter } from '../ports/counters.js';
import type { Incoming } from '../segments/incoming.js';
import type { SegmentFields } from '../segments/segmentWriter.js';

const DEFAULT_TTL = 64;
const ECN_MASK = 3;

/** Answers a segment that nobody wants with an RST; never an RST. */
export function replyWithReset(engine: TcpEngine, segment: Incoming): void {
  if (segment.isRst) return;
  const { writer, counters } = engine;
  count(counters, TcpCounter['tcp.outSegs']);
  count(counters, TcpCounter['tcp.outRsts']);
  let seq = 0;
  let ack = 0;
  let flags: number = TcpFlag.RST;
  if (segment.isAck) seq = segment.ack;
  else {
    ack = segment.endSeq;
    flags |= TcpFlag.ACK;
  }
  fillIn(writer.fields, segment, { seq, ack, window: 0, tos: segment.tos & ~ECN_MASK }, flags);
  writer.begin(0);
  writer.endOptions();
  writer.send(0);
}

/** What all answers have in common. */
function fillIn(
  fields: SegmentFields,
  segment: Incoming,
  { seq, ack, window, tos }: Omit<BareAck, 'timestamps'>,
  flags: number,
): void {
  fields.source = segment.destination;
  fields.destination = segment.source;
  fields.sourcePort = segment.destinationPort;
  fields.destinationPort = segment.sourcePort;
  fields.seq = seq;
  fields.ack = ack;
  fields.flags = flags;
  fields.window = window;
  fields.urgentPointer = 0;
  fields.tos = tos;
  fields.ttl = DEFAULT_TTL;
  fields.dontFragment = true;
  fields.identification = 0;
}

/** What an ACK without a connection says. */
export interface BareAck {
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  readonly tos: number;
  /** Timestamps, or null where they were not agreed upon. */
  readonly timestamps: { readonly value: number; readonly echo: number } | null;
}

/** Answers a segment with an ACK, out of what a request or TIME_WAIT remembers. */
export function replyWithAck(engine: TcpEngine, segment: Incoming, reply: BareAck): void {
  const { writer, counters } = engine;
  count(counters, TcpCounter['tcp.outSegs']);
  fillIn(writer.fields, segment, reply, TcpFlag.ACK);
  writer.begin(0);
  const { timestamps } = reply;
  if (timestamps !== null) {
    const { view, end } = writer;
    writer.end = writeTimestamps(view, end, timestamps.value, timestamps.echo, false);
  }
  writer.endOptions();
  writer.send(0);
}

/** Whether a segment lies in the window [low, high), as requests and TIME_WAIT ask. */
export function inWindow(segment: Incoming, low: number, high: number): boolean {
  const { seq, endSeq } = segment;
  if (seq === low) return true;
  if (((low - endSeq) | 0) < 0 && ((seq - high) | 0) < 0) return true;
  return seq === high && seq === endSeq;
}
