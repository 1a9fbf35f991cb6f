// Marks of congestion on what comes in (RFC 3168 6.1.3).
import { TcpFlag } from '../../wire/tcp.js';
import { AckOwed, type Connection, Ecn } from '../control/connection.js';
import type { Incoming } from '../segments/incoming.js';
import { enterQuickAck } from './ackPolicy.js';

const ECN_MASK = 3;
const NOT_ECT = 0;
const CE = 3;
/** Segments that are acknowledged at once after a mark. */
const QUICK_AFTER_MARK = 2;

/** Data came: its mark is echoed until the peer says that it reduced its window. */
export function noteEcnMark(connection: Connection, segment: Incoming): void {
  if ((connection.ecn & Ecn.OK) === 0) return;
  const mark = segment.tos & ECN_MASK;
  if (mark === NOT_ECT) {
    // Probably a retransmission.
    if ((connection.ecn & Ecn.SEEN) !== 0) enterQuickAck(connection, QUICK_AFTER_MARK);
    return;
  }
  if (connection.control.needsEcn === true) echoMark(connection, mark === CE);
  if (mark === CE) {
    connection.receivedCe++;
    if ((connection.ecn & (Ecn.DEMAND_CWR | Ecn.ACCURATE)) === 0) {
      enterQuickAck(connection, QUICK_AFTER_MARK);
      connection.ecn |= Ecn.DEMAND_CWR;
    }
  }
  connection.ecn |= Ecn.SEEN;
}

/** The control echoes each mark as it comes; a change is told at once (RFC 8257 3.2). */
function echoMark(connection: Connection, isMarked: boolean): void {
  const before = connection.demandCwr;
  connection.control.onEvent?.(connection, isMarked ? 'ecn-is-ce' : 'ecn-no-ce');
  if (before !== connection.demandCwr) connection.ackPending |= AckOwed.NOW;
}

/** The peer reduced its window: marks are echoed no more. */
export function noteCwr(connection: Connection, segment: Incoming): void {
  if ((segment.flags & TcpFlag.CWR) === 0) return;
  connection.ecn &= ~Ecn.DEMAND_CWR;
  // The first ACK after it goes out at once, if it answers data.
  if (segment.seq !== segment.endSeq) connection.ackPending |= AckOwed.NOW;
}
