// Splitting, trimming and joining segments in the queues, and what that does to the counts.
import { TcpFlag } from '../../wire/tcp.js';
import type { Connection } from '../control/connection.js';
import { plus } from '../protocol/sequence.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import type { SegmentList } from '../segments/segmentList.js';

/** How many segments of `mss` octets it makes; at least one. */
export function countFor(segment: OutSegment, mss: number): number {
  return Math.max(1, Math.ceil(segment.length / mss));
}

/** Takes `decrease` segments, marked as this one is, off the counts. */
export function adjustCounts(connection: Connection, segment: OutSegment, decrease: number): void {
  connection.packetsOut -= decrease;
  if ((segment.tags & Tag.SACKED) !== 0) connection.sackedOut -= decrease;
  if ((segment.tags & Tag.RETRANS) !== 0) connection.retransOut -= decrease;
  if ((segment.tags & Tag.LOST) !== 0) connection.lostOut -= decrease;
  if (!connection.sackOk && decrease > 0) {
    connection.sackedOut -= Math.min(connection.sackedOut, decrease);
  }
}

/** Splits off what is behind the first `length` octets of data; returns the new segment. */
export function split(
  connection: Connection,
  segment: OutSegment,
  length: number,
  mss: number,
  queue: SegmentList,
): OutSegment {
  const memory = segment.memory;
  const start = plus(segment.seq, length);
  const rest = connection.engine.outSegments.take(start, segment.endSeq, segment.flags);
  segment.endSeq = rest.seq;
  segment.flags &= ~(TcpFlag.FIN | TcpFlag.PSH);
  rest.endsRecord = segment.endsRecord;
  segment.endsRecord = false;
  rest.tags = segment.tags;
  rest.sentUs = segment.sentUs;
  rest.ordinal = segment.ordinal;
  rest.delivered = segment.delivered;
  rest.deliveredUs = segment.deliveredUs;
  rest.firstSentUs = segment.firstSentUs;
  rest.appLimited = segment.appLimited;
  queue.insertAfter(rest, segment);
  connection.wmem += segment.memory + rest.memory - memory;
  if (queue === connection.rtxQueue) {
    const old = segment.count;
    segment.count = countFor(segment, mss);
    rest.count = countFor(rest, mss);
    const decrease = old - segment.count - rest.count;
    if (decrease !== 0) adjustCounts(connection, segment, decrease);
    if (segment.inOrderOfTime) connection.sentOrder.insertAfter(rest, segment);
  }
  return rest;
}

/** Takes acknowledged octets off the front. */
export function trimHead(connection: Connection, segment: OutSegment, octets: number): void {
  const memory = segment.memory;
  segment.seq = plus(segment.seq, octets);
  connection.wmem += segment.memory - memory;
}

/** Joins the following segment of the retransmission queue to this one. */
export function joinNext(connection: Connection, segment: OutSegment, next: OutSegment): void {
  const memory = segment.memory + next.memory;
  if (connection.highestSack === next) connection.highestSack = segment;
  segment.endSeq = next.endSeq;
  segment.flags |= next.flags;
  segment.endsRecord = next.endsRecord;
  segment.tags |= next.tags & Tag.EVER_RETRANS;
  if (connection.retransHint === next) connection.retransHint = segment;
  adjustCounts(connection, next, next.count);
  connection.sentOrder.remove(next);
  connection.rtxQueue.remove(next);
  connection.wmem += segment.memory - memory;
  connection.engine.outSegments.giveBack(next);
}
