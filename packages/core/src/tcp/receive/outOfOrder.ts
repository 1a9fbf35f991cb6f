// Data that came before what is missing in front of it.
import { type Connection, NO_SEGMENTS } from '../control/connection.js';
import { after, before } from '../protocol/sequence.js';
import { type InSegment, InSegmentList } from '../segments/inSegment.js';
import { growReceiveBuffer, growWindow } from './bufferTuning.js';
import type { DataHooks } from './dataHooks.js';
import { addSackBlock, extendDuplicate, noteDuplicate } from './sackBlocks.js';

/** Blocks beyond which compressed ACKs are sent at once, so that none is forgotten. */
const BLOCKS_EXPECTED = 2;

/** Queues a segment out of order; it may be dropped for one that holds all of it. */
export function queueOutOfOrder(
  connection: Connection,
  segment: InSegment,
  hooks: DataHooks,
): void {
  const { seq, endSeq } = segment;
  if (connection.outOfOrder === NO_SEGMENTS) connection.outOfOrder = new InSegmentList();
  const list = connection.outOfOrder;
  if (list.isEmpty) {
    if (connection.sackOk) connection.sacks = [{ start: seq, end: endSeq }];
    list.append(segment);
  } else {
    const kept = insert(connection, list, segment);
    if (connection.sackOk) {
      const known = connection.sacks.findIndex(
        (range) => !after(seq, range.end) && !after(range.start, endSeq),
      );
      const position = known < 0 ? connection.sacks.length : known;
      if (position >= BLOCKS_EXPECTED && connection.compressedAcks > 0) {
        hooks.flushCompressed(connection);
      }
      addSackBlock(connection, seq, endSeq);
    }
    if (kept === 'absorbed' && connection.sackOk) growWindow(connection, segment, segment.length);
    if (kept !== 'queued') {
      growUnlessOrphan(connection);
      return;
    }
  }
  if (connection.sackOk) growWindow(connection, segment, segment.length);
  connection.rmem += segment.memory;
  growUnlessOrphan(connection);
}

function growUnlessOrphan(connection: Connection): void {
  if (connection.owner !== null) growReceiveBuffer(connection, connection.rcvSpace);
}

type Kept = 'queued' | 'absorbed' | 'known';

/** Puts it in its place; what it covers goes. */
function insert(connection: Connection, list: InSegmentList, segment: InSegment): Kept {
  const { seq, endSeq } = segment;
  if (list.tail?.absorb(segment) === true) return 'absorbed';
  // The last segment that begins at or before it.
  let position = list.tail;
  while (position !== null && before(seq, position.seq)) position = position.previous;
  if (position !== null) {
    if (before(seq, position.endSeq)) {
      if (!after(endSeq, position.endSeq)) {
        noteDuplicate(connection, seq, endSeq);
        return 'known';
      }
      if (after(seq, position.seq)) noteDuplicate(connection, seq, position.endSeq);
      else {
        extendDuplicate(connection, position.seq, position.endSeq);
        const previous: InSegment | null = position.previous;
        drop(connection, list, position);
        position = previous;
      }
    } else if (position.absorb(segment)) return 'absorbed';
  }
  list.insertAfter(segment, position);
  dropCovered(connection, list, segment);
  return 'queued';
}

/** Drops segments that the new one covers, and tells of the overlap. */
function dropCovered(connection: Connection, list: InSegmentList, segment: InSegment): void {
  const { endSeq } = segment;
  for (let next = segment.next; next !== null && after(endSeq, next.seq); next = segment.next) {
    if (before(endSeq, next.endSeq)) {
      extendDuplicate(connection, next.seq, endSeq);
      return;
    }
    extendDuplicate(connection, next.seq, next.endSeq);
    drop(connection, list, next);
  }
}

function drop(connection: Connection, list: InSegmentList, segment: InSegment): void {
  list.remove(segment);
  connection.rmem -= segment.memory;
}
