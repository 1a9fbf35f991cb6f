// Segments that belong to no connection that could send them (RFC 9293 3.10.7.1).
import { count } from '../../ports/counters.js';
import { TcpFlag } from '../../wire/tcp.js';
import { writeTimestamps } from '../../wire/tcpOptions.js';
import type { TcpEngine } from '../control/engine.js';
import { TcpCounter } from '../ports/counters.js';
import type { Incoming } from '../segments/incoming.js';

const DEFAULT_TTL = 64;
const ECN_MASK = 3;

/** Answers a segment that nobody wants with an RST; never an RST. */
export function replyWithReset(engine: TcpEngine, segment: Incoming): void {
  if (segment.isRst) return;
  const { writer, network, counters } = engine;
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
  writer.begin({
    sourcePort: segment.destinationPort,
    destinationPort: segment.sourcePort,
    seq,
    ack,
    flags,
    window: 0,
    urgentPointer: 0,
  });
  writer.endOptions(flags);
  network.send(
    writer.finish(0, {
      source: segment.destination,
      destination: segment.source,
      tos: segment.tos & ~ECN_MASK,
      ttl: DEFAULT_TTL,
      dontFragment: true,
      identification: 0,
    }),
  );
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
  const { writer, network, counters } = engine;
  count(counters, TcpCounter['tcp.outSegs']);
  writer.begin({
    sourcePort: segment.destinationPort,
    destinationPort: segment.sourcePort,
    seq: reply.seq,
    ack: reply.ack,
    flags: TcpFlag.ACK,
    window: reply.window,
    urgentPointer: 0,
  });
  const { timestamps } = reply;
  if (timestamps !== null) {
    const { view, end } = writer;
    writer.end = writeTimestamps(view, end, timestamps.value, timestamps.echo, false);
  }
  writer.endOptions(TcpFlag.ACK);
  network.send(
    writer.finish(0, {
      source: segment.destination,
      destination: segment.source,
      tos: reply.tos,
      ttl: DEFAULT_TTL,
      dontFragment: true,
      identification: 0,
    }),
  );
}

/** Whether a segment lies in the window [low, high), as requests and TIME_WAIT ask. */
export function inWindow(segment: Incoming, low: number, high: number): boolean {
  const { seq, endSeq } = segment;
  if (seq === low) return true;
  if (((low - endSeq) | 0) < 0 && ((seq - high) | 0) < 0) return true;
  return seq === high && seq === endSeq;
}
