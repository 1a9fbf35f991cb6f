// Full segments that wait stand as one until they are sent: a send buffer of megabytes would hold thousands of
// objects, each touched when it is written and again, long after, when it is sent.
import { TcpFlag } from '../../wire/tcp.js';
import type { Connection } from '../control/connection.js';
import { plus } from '../protocol/sequence.js';
import { type OutSegment, SEGMENT_OVERHEAD } from '../segments/outSegment.js';

/** Whether nothing tells the segment apart from others of its length. */
function isPlain(segment: OutSegment): boolean {
  return (
    segment.flags === TcpFlag.ACK &&
    !segment.endsRecord &&
    segment.overhead === SEGMENT_OVERHEAD &&
    segment.pieceLength === 0
  );
}

/** Before another segment is appended to the write queue: the last one joins those of its length before it. */
export function gatherTail(connection: Connection): void {
  const { writeQueue, engine } = connection;
  const { tail } = writeQueue;
  if (tail === null || !isPlain(tail)) return;
  const { previous, length } = tail;
  if (previous === null || previous.pieceLength !== length) {
    tail.pieceLength = length;
    return;
  }
  previous.endSeq = tail.endSeq;
  previous.overhead += tail.overhead;
  writeQueue.remove(tail);
  engine.outSegments.giveBack(tail);
}

/** The first segment of what `run` stands for, as one of its own. */
export function firstOf(connection: Connection, run: OutSegment): OutSegment {
  const { pieceLength } = run;
  if (pieceLength === 0) return run;
  if (run.length === pieceLength) {
    run.pieceLength = 0;
    return run;
  }
  const { writeQueue, engine } = connection;
  const end = plus(run.seq, pieceLength);
  const first = engine.outSegments.take(run.seq, end, run.flags);
  run.seq = end;
  run.overhead -= first.overhead;
  writeQueue.insertAfter(first, run.previous);
  return first;
}

/** The segment that is to be sent next; null if none waits. */
export function firstUnsent(connection: Connection): OutSegment | null {
  const { head } = connection.writeQueue;
  return head === null ? null : firstOf(connection, head);
}
