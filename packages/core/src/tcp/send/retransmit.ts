// Sends segments again.
import { type CounterIndex, count } from '../../ports/counters.js';
import { TcpFlag } from '../../wire/tcp.js';
import { type Connection, Pending } from '../control/connection.js';
import { inReduction } from '../control/reduction.js';
import { armTransmitTimer } from '../control/transmitTimer.js';
import { TcpCounter, type TcpCounterName } from '../ports/counters.js';
import type { RetransmissionReason } from '../ports/observer.js';
import { after, before, plus } from '../protocol/sequence.js';
import { CaState } from '../protocol/state.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import { currentMss } from './mss.js';
import { mustWaitForPace, notePaced } from './pacing.js';
import { noteSegmentSent } from './rateStamp.js';
import { adjustCounts, countFor, joinNext, split, trimHead } from './segmentation.js';
import { transmit } from './transmit.js';

/** Sends a segment again without counting it as a retransmission of recovery; returns whether it could. */
export function resend(
  connection: Connection,
  segment: OutSegment,
  reason: RetransmissionReason,
): boolean {
  if (before(segment.seq, connection.sndUna)) {
    if ((segment.flags & TcpFlag.SYN) !== 0) {
      segment.flags &= ~TcpFlag.SYN;
      segment.seq = plus(segment.seq, 1);
    }
    if (before(segment.seq, connection.sndUna)) {
      trimHead(connection, segment, (connection.sndUna - segment.seq) >>> 0);
    }
  }
  const mss = currentMss(connection);
  let room = (connection.sndWindowEnd - segment.seq) | 0;
  if (room <= 0) {
    // Outside of a window that the peer took back; the first segment probes a closed one.
    if (segment.seq !== connection.sndUna) return false;
    room = mss;
  }
  const length = Math.min(mss, room);
  if (segment.length > length) split(connection, segment, length, mss, connection.rtxQueue);
  else {
    const decrease = segment.count - countFor(segment, mss);
    if (decrease !== 0) {
      segment.count -= decrease;
      adjustCounts(connection, segment, decrease);
    }
    if (segment.length < length) collapse(connection, segment, length);
  }
  const ecnSyn = TcpFlag.SYN | TcpFlag.ECE | TcpFlag.CWR;
  if ((segment.flags & ecnSyn) === ecnSyn && connection.engine.behaviour.ecnFallback) {
    segment.flags &= ~(TcpFlag.ECE | TcpFlag.CWR);
  }
  connection.totalRetrans += segment.count;
  noteRetransmission(connection, segment, reason);
  noteSegmentSent(connection, segment);
  connection.sentOrder.append(segment);
  transmit(connection, segment);
  notePaced(connection, segment.length);
  segment.tags |= Tag.EVER_RETRANS;
  return true;
}

const COUNTERS: Readonly<Record<RetransmissionReason, CounterIndex<TcpCounterName> | null>> = {
  'time-out': null,
  'fast-retransmit': TcpCounter['tcp.fastRetrans'],
  'loss-probe': TcpCounter['tcp.lossProbes'],
};

function noteRetransmission(
  connection: Connection,
  segment: OutSegment,
  reason: RetransmissionReason,
): void {
  const { counters, observer } = connection.engine;
  count(counters, TcpCounter['tcp.retransSegs'], segment.count);
  const counter = COUNTERS[reason];
  if (counter !== null) count(counters, counter);
  if ((segment.flags & TcpFlag.SYN) !== 0) count(counters, TcpCounter['tcp.synRetrans']);
  if (observer === null) return;
  const sequence = (segment.seq - connection.iss) >>> 0;
  observer.retransmitted(connection.tuple, sequence, segment.length, reason);
}

/** Joins following small segments to one that is sent again. */
function collapse(connection: Connection, segment: OutSegment, length: number): void {
  if (!connection.engine.behaviour.retransCollapse) return;
  if ((segment.flags & (TcpFlag.SYN | TcpFlag.FIN)) !== 0) return;
  let room = length - segment.length;
  for (let next = segment.next; next !== null; next = segment.next) {
    if (segment.endsRecord) return;
    if (next.count > 1 || (next.tags & Tag.SACKED) !== 0) return;
    room -= next.length;
    if (room < 0 || after(next.endSeq, connection.sndWindowEnd)) return;
    joinNext(connection, segment, next);
    if ((segment.flags & TcpFlag.FIN) !== 0) return;
  }
}

/** Retransmits a segment; returns whether it could. */
export function retransmit(
  connection: Connection,
  segment: OutSegment,
  reason: RetransmissionReason,
): boolean {
  const sent = resend(connection, segment, reason);
  if (sent) {
    segment.tags |= Tag.RETRANS;
    connection.retransOut += segment.count;
  }
  if (connection.retransStampMs === 0) connection.retransStampMs = segment.sentUs / 1000;
  if (connection.undoRetrans < 0) connection.undoRetrans = 0;
  connection.undoRetrans += segment.count;
  return sent;
}

/** Retransmits what is marked as lost, as far as the window lets it. */
export function retransmitLost(connection: Connection): void {
  if (connection.packetsOut === 0) return;
  const head = connection.rtxQueue.head;
  const reason = connection.caState === CaState.Loss ? 'time-out' : 'fast-retransmit';
  let segment = connection.retransHint ?? head;
  let foundHole = false;
  let rearm = false;
  for (; segment !== null; segment = segment.next) {
    if (mustWaitForPace(connection)) break;
    if (!foundHole) connection.retransHint = segment;
    if (connection.cwnd - connection.inFlight <= 0) break;
    if (connection.retransOut >= connection.lostOut) break;
    if ((segment.tags & Tag.LOST) === 0) {
      if ((segment.tags & (Tag.RETRANS | Tag.SACKED)) === 0) foundHole = true;
      continue;
    }
    if ((segment.tags & (Tag.SACKED | Tag.RETRANS)) !== 0) continue;
    if (!retransmit(connection, segment, reason)) break;
    if (inReduction(connection)) connection.prrOut += segment.count;
    if (segment === head && connection.pending !== Pending.REO_TIMEOUT) rearm = true;
  }
  if (rearm) armTransmitTimer(connection, Pending.RETRANS, connection.rto);
}

/** Whether anything in flight was sent again at some time. */
export function anyRetransmitted(connection: Connection): boolean {
  if (connection.retransOut > 0) return true;
  const head = connection.rtxQueue.head;
  return head !== null && (head.tags & Tag.EVER_RETRANS) !== 0;
}
