// Room in the receive buffer: gathering what wastes memory, and throwing away what is out of order.
import type { Connection } from '../control/connection.js';
import { after, before, plus } from '../protocol/sequence.js';
import { InSegment, type InSegmentList } from '../segments/inSegment.js';
import { MAX_GATHERED, memoryOfGathered, roomOfGathered } from '../segments/receiveMemory.js';
import { clampWindow } from './bufferTuning.js';
import { windowFromMemory } from './receiveWindow.js';

/** Whether the buffer takes another segment: the last one may exceed it. */
function canIngest(connection: Connection): boolean {
  return connection.rmem <= connection.options.rcvbuf;
}

/** Makes room for a segment; returns whether there is. */
export function makeRoom(connection: Connection, seq: number): boolean {
  if (canIngest(connection)) return true;
  clampWindow(connection);
  if (canIngest(connection)) return true;
  gatherOutOfOrder(connection);
  gather(connection, connection.receiveQueue, connection.copiedSeq);
  if (canIngest(connection)) return true;
  dropOutOfOrder(connection, seq);
  return canIngest(connection);
}

/** Gathers each run of segments out of order that touch. */
function gatherOutOfOrder(connection: Connection): void {
  const list = connection.outOfOrder;
  const first = list.head;
  if (first === null) return;
  let runStart = first;
  let last = first;
  let end = first.endSeq;
  for (let segment = first.next; ; segment = segment.next) {
    if (segment === null || after(segment.seq, end)) {
      if (runStart !== last) gather(connection, list, runStart.seq, runStart, last);
      if (segment === null) return;
      runStart = segment;
      end = segment.endSeq;
    } else if (after(segment.endSeq, end)) end = segment.endSeq;
    last = segment;
  }
}

/**
 * Puts the octets from `start` on, of segments from `first` to `last`, into as few buffers as they fit.
 * What wastes no memory at the front stays as it is; a FIN stays where it is.
 */
function gather(
  connection: Connection,
  list: InSegmentList,
  start: number,
  first: InSegment | null = list.head,
  last: InSegment | null = list.tail,
): void {
  const end = last?.fin === true ? (last === first ? null : last.previous) : last;
  const from = end === null ? null : firstWorthGathering(connection, first, end, start);
  if (from === null || end === null) return;
  let behind = from.previous;
  let seq = before(from.seq, start) ? start : from.seq;
  const octets = octetsOf(from, end, start);
  removeRun(connection, list, from, end);
  for (let at = 0; at < octets.length; ) {
    const size = Math.min(octets.length - at, MAX_GATHERED);
    const endSeq = plus(seq, size);
    const buffer = new Uint8Array(size + roomOfGathered(size));
    buffer.set(octets.subarray(at, at + size));
    const range = { seq, endSeq, fin: false };
    const gathered = new InSegment(range, buffer, size, memoryOfGathered(size));
    list.insertAfter(gathered, behind);
    connection.rmem += gathered.memory;
    behind = gathered;
    seq = endSeq;
    at += size;
  }
}

/** The first segment that wastes memory, was read in part, or overlaps the next one. */
function firstWorthGathering(
  connection: Connection,
  first: InSegment | null,
  last: InSegment,
  start: number,
): InSegment | null {
  for (let segment = first; segment !== null; segment = segment.next) {
    const isBloated = windowFromMemory(connection, segment.memory) > segment.length;
    const next = segment === last ? null : segment.next;
    const overlaps = next !== null && segment.endSeq !== next.seq;
    if (isBloated || before(segment.seq, start) || overlaps) return segment;
    if (segment === last) return null;
  }
  return null;
}

function octetsOf(first: InSegment, last: InSegment, start: number): Uint8Array {
  let seq = before(first.seq, start) ? start : first.seq;
  const most = (last.endSeq - seq) >>> 0;
  const octets = new Uint8Array(most);
  let at = 0;
  for (let segment: InSegment | null = first; segment !== null; segment = segment.next) {
    const skip = (seq - segment.seq) >>> 0;
    if (skip < segment.length) {
      octets.set(segment.buffer.subarray(skip, segment.length), at);
      at += segment.length - skip;
      seq = plus(seq, segment.length - skip);
    }
    if (segment === last) break;
  }
  return octets.subarray(0, at);
}

function removeRun(
  connection: Connection,
  list: InSegmentList,
  first: InSegment,
  last: InSegment,
): void {
  let segment: InSegment | null = first;
  while (segment !== null) {
    const next: InSegment | null = segment.next;
    list.remove(segment);
    connection.rmem -= segment.memory;
    if (segment === last) return;
    segment = next;
  }
}

/** The last resort: what is farthest ahead goes, so that the peer must send it again. */
function dropOutOfOrder(connection: Connection, seq: number): void {
  const goal = connection.options.rcvbuf >> 3;
  let dropped = 0;
  let pruned = false;
  for (let last = connection.outOfOrder.tail; last !== null; last = connection.outOfOrder.tail) {
    // What comes in must not displace what is before it.
    if (after(seq, last.seq)) break;
    connection.outOfOrder.remove(last);
    connection.rmem -= last.memory;
    dropped += last.memory;
    pruned = true;
    if (dropped >= goal && canIngest(connection)) break;
  }
  if (pruned && connection.sackOk) connection.sacks.length = 0;
}
