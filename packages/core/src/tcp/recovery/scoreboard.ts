// The scoreboard: what SACKs say of each segment in flight (RFC 2018, RFC 2883, RFC 6675).
import { count } from '../../ports/counters.js';
import type { TcpOptionFields } from '../../wire/tcpOptions.js';
import { Ack, type AckState } from '../control/ackFlags.js';
import type { Connection } from '../control/connection.js';
import { TcpCounter } from '../ports/counters.js';
import { after, before, plus, sequenceOf } from '../protocol/sequence.js';
import { CaState } from '../protocol/state.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import { currentMss } from '../send/mss.js';
import { split } from '../send/segmentation.js';
import { advanceRack } from './rackClock.js';
import { noteDelivered } from './rateSample.js';
import { checkReordering, highestSackedSeq } from './reordering.js';

/** Whether it was ever sent again. */
export const ANY_RETRANS = Tag.RETRANS | Tag.EVER_RETRANS;

interface Block {
  start: number;
  end: number;
  duplicate: boolean;
}

/** Takes the SACK blocks of a segment into the scoreboard. */
export function takeSacks(connection: Connection, options: TcpOptionFields, state: AckState): void {
  state.reordered = connection.sndNxt;
  if (connection.sackedOut === 0) connection.highestSack = connection.rtxQueue.head;
  const duplicate = takeDuplicate(connection, options, state);
  if (before(state.ack, plus(state.priorSndUna, -connection.maxWindow))) return;
  if (connection.packetsOut === 0) return;
  const blocks: Block[] = [];
  for (let index = 0; index < options.sackCount; index++) {
    const start = sequenceOf(options.sackEdges[2 * index] ?? 0);
    const end = sequenceOf(options.sackEdges[2 * index + 1] ?? 0);
    const isDuplicate = index === 0 && duplicate;
    if (!isValid(connection, start, end, isDuplicate)) continue;
    if (!after(end, state.priorSndUna)) continue;
    blocks.push({ start, end, duplicate: isDuplicate });
  }
  blocks.sort((one, other) => (one.start - other.start) | 0);
  for (const block of blocks) walk(connection, block, state);
  if (connection.caState !== CaState.Loss || connection.undoMarker !== 0) {
    checkReordering(connection, state.reordered);
  }
}

/** Whether the first block tells of data that came twice; accounts for it. */
function takeDuplicate(connection: Connection, options: TcpOptionFields, state: AckState): boolean {
  const { sackEdges } = options;
  const start0 = sequenceOf(sackEdges[0] ?? 0);
  const end0 = sequenceOf(sackEdges[1] ?? 0);
  const start1 = sequenceOf(sackEdges[2] ?? 0);
  const end1 = sequenceOf(sackEdges[3] ?? 0);
  const below = before(start0, state.ack);
  const inside = options.sackCount > 1 && !after(end0, end1) && !before(start0, start1);
  if (!below && !inside) return false;
  const segments = countDuplicate(connection, start0, end0, state);
  if (segments === 0) return false;
  if (
    connection.undoMarker !== 0 &&
    connection.undoRetrans > 0 &&
    !after(end0, state.priorSndUna) &&
    after(end0, connection.undoMarker)
  ) {
    connection.undoRetrans = Math.max(0, connection.undoRetrans - segments);
  }
  return true;
}

/** How many segments the duplicate stands for; 0 if it cannot be one of ours. */
function countDuplicate(
  connection: Connection,
  start: number,
  end: number,
  state: AckState,
): number {
  if (!before(start, end)) return 0;
  const octets = (end - start) >>> 0;
  if (octets > connection.maxWindow) return 0;
  let segments = 1;
  if (octets > connection.mss) segments = Math.ceil(octets / connection.mss);
  else if (connection.tlpHighSeq !== 0 && connection.tlpHighSeq === end) {
    state.flags |= Ack.DSACK_TLP;
  }
  connection.dsackDups += segments;
  count(connection.engine.counters, TcpCounter['tcp.dsackRecv']);
  if (connection.dsackDups > connection.totalRetrans) return 0;
  connection.dsackSeen = true;
  if (connection.reorderingSeen > 0 && (state.flags & Ack.DSACK_TLP) === 0) {
    connection.rackDsackSeen = true;
  }
  state.flags |= Ack.DSACKING_ACK;
  state.sackDelivered += segments;
  return segments;
}

/** Whether a block can be true: inside what is in flight, or a duplicate of what was. */
function isValid(connection: Connection, start: number, end: number, duplicate: boolean): boolean {
  const { sndNxt, sndUna, undoMarker } = connection;
  if (after(end, sndNxt) || !before(start, end) || !before(start, sndNxt)) return false;
  if (after(start, sndUna)) return true;
  if (!duplicate || undoMarker === 0) return false;
  if (after(end, sndUna)) return false;
  if (!before(start, undoMarker)) return true;
  if (!after(end, undoMarker)) return false;
  return !before(start, plus(end, -connection.maxWindow));
}

function walk(connection: Connection, block: Block, state: AckState): void {
  let segment = connection.rtxQueue.head;
  for (; segment !== null && before(segment.seq, block.end); segment = segment.next) {
    if (!after(segment.endSeq, block.start)) continue;
    if (!coverByBlock(connection, segment, block)) continue;
    tagOne(connection, segment, block.duplicate, state);
    noteDelivered(connection, segment, state);
    if ((segment.tags & Tag.SACKED) !== 0) connection.sentOrder.remove(segment);
    if (!before(segment.seq, highestSackedSeq(connection))) connection.highestSack = segment.next;
  }
}

/** Whether the block covers the segment; one of several MSS is split where the block begins or ends. */
function coverByBlock(connection: Connection, segment: OutSegment, block: Block): boolean {
  const covered = !before(segment.seq, block.start) && !after(segment.endSeq, block.end);
  if (covered || segment.count <= 1) return covered;
  const mss = currentMss(connection);
  const fromStart = !after(block.start, segment.seq);
  const octets = fromStart ? (block.end - segment.seq) >>> 0 : (block.start - segment.seq) >>> 0;
  const length = fromStart ? octets - (octets % mss) : Math.ceil(octets / mss) * mss;
  if (length === 0 || length >= segment.length) return false;
  split(connection, segment, length, mss, connection.rtxQueue);
  return fromStart;
}

/** One segment arrived, says a block. */
function tagOne(
  connection: Connection,
  segment: OutSegment,
  duplicate: boolean,
  state: AckState,
): void {
  const { seq, endSeq, count } = segment;
  if (duplicate && (segment.tags & ANY_RETRANS) !== 0) {
    if (
      connection.undoMarker !== 0 &&
      connection.undoRetrans > 0 &&
      after(endSeq, connection.undoMarker)
    ) {
      connection.undoRetrans = Math.max(0, connection.undoRetrans - count);
    }
    if ((segment.tags & Tag.SACKED) !== 0 && before(seq, state.reordered)) state.reordered = seq;
  }
  if (!after(endSeq, connection.sndUna)) return;
  if ((segment.tags & Tag.SACKED) === 0) tagNew(connection, segment, state);
  // A retransmission that was not needed.
  if (duplicate && (segment.tags & Tag.RETRANS) !== 0) {
    segment.tags &= ~Tag.RETRANS;
    connection.retransOut -= count;
  }
}

function tagNew(connection: Connection, segment: OutSegment, state: AckState): void {
  const { seq, endSeq, count } = segment;
  advanceRack(connection, segment);
  if ((segment.tags & Tag.RETRANS) !== 0) {
    // Not lost: the retransmission is believed to be in flight still.
    if ((segment.tags & Tag.LOST) !== 0) {
      segment.tags &= ~(Tag.LOST | Tag.RETRANS);
      connection.lostOut -= count;
      connection.retransOut -= count;
    }
  } else {
    if ((segment.tags & ANY_RETRANS) === 0) {
      const highest = highestSackedSeq(connection);
      if (before(seq, highest) && before(seq, state.reordered)) state.reordered = seq;
      if (!after(endSeq, connection.highSeq)) state.flags |= Ack.ORIG_SACK_ACKED;
      if (state.firstSackedUs === 0) state.firstSackedUs = segment.sentUs;
      state.lastSackedUs = segment.sentUs;
    }
    if ((segment.tags & Tag.LOST) !== 0) {
      segment.tags &= ~Tag.LOST;
      connection.lostOut -= count;
    }
  }
  segment.tags |= Tag.SACKED;
  state.flags |= Ack.DATA_SACKED;
  connection.sackedOut += count;
  state.sackDelivered += count;
}
