// Sends what is queued, as far as congestion window, the peer's window and Nagle's rule let it.
import { TcpFlag } from '../../wire/tcp.js';
import { type Connection, Pending } from '../control/connection.js';
import { currentSsthresh, inReduction } from '../control/reduction.js';
import { checkProbeTimer, rearmRto } from '../control/transmitTimer.js';
import { after, before, plus } from '../protocol/sequence.js';
import { CaState, TcpState } from '../protocol/state.js';
import type { OutSegment } from '../segments/outSegment.js';
import { Nagle } from '../settings/socketOptions.js';
import { scheduleLossProbe } from './lossProbeTimer.js';
import { currentMss } from './mss.js';
import { mustWaitForPace, notePaced } from './pacing.js';
import { noteSegmentSent } from './rateStamp.js';
import { countFor, split } from './segmentation.js';
import { checkSendSpace } from './sendSpace.js';
import { transmit } from './transmit.js';
import { firstOf, firstUnsent } from './unsentRun.js';

/** Which segments one call sends. */
export type Extent = 'all' | 'one' | 'probe';

/** Sends what may be sent. */
export function pushPending(connection: Connection): void {
  if (connection.writeQueue.head === null) return;
  pushFrames(connection, currentMss(connection), connection.options.nagle);
}

export function pushFrames(connection: Connection, mss: number, nagle: number): void {
  if (connection.state === TcpState.CLOSE) return;
  if (writeOut(connection, mss, nagle, 'all')) checkProbeTimer(connection);
}

/** Sends; returns whether data is left, and nothing in flight would bring an ACK for it. */
export function writeOut(
  connection: Connection,
  mss: number,
  nagle: number,
  extent: Extent,
): boolean {
  connection.refreshClock();
  let sent = 0;
  for (let segment = firstUnsent(connection); segment !== null; ) {
    if (mustWaitForPace(connection)) break;
    if (connection.inFlight >= connection.cwnd && extent !== 'probe') break;
    growFromNext(connection, segment, mss);
    if (!fitsWindow(connection, segment, mss)) break;
    if (segment.length <= mss) {
      const rule = segment.next === null ? nagle : Nagle.PUSH;
      if (!nagleAllows(connection, segment, mss, rule)) break;
    } else {
      split(connection, segment, mss, mss, connection.writeQueue);
    }
    sendNew(connection, segment, mss);
    if (segment.length < mss) connection.sndSml = segment.endSeq;
    sent += segment.count;
    if (extent !== 'all') break;
    segment = firstUnsent(connection);
  }
  const limited = connection.inFlight >= connection.cwnd;
  if (sent > 0 || limited) validateWindow(connection, limited);
  if (sent > 0) {
    if (inReduction(connection)) connection.prrOut += sent;
    if (extent !== 'probe') scheduleLossProbe(connection, false);
    return false;
  }
  return connection.packetsOut === 0 && connection.writeQueue.head !== null;
}

/** Sends a segment of the write queue for the first time. */
export function sendNew(connection: Connection, segment: OutSegment, mss: number): void {
  segment.count = countFor(segment, mss);
  noteSegmentSent(connection, segment);
  connection.sentOrder.append(segment);
  transmit(connection, segment);
  notePaced(connection, segment.length);
  const priorPackets = connection.packetsOut;
  connection.sndNxt = segment.endSeq;
  connection.writeQueue.remove(segment);
  connection.rtxQueue.append(segment);
  connection.highestSack ??= segment;
  connection.packetsOut += segment.count;
  if (priorPackets === 0 || connection.pending === Pending.LOSS_PROBE) rearmRto(connection);
  checkSendSpace(connection);
}

/** Fills a segment that is smaller than it may be from the one behind it. */
function growFromNext(connection: Connection, segment: OutSegment, mss: number): void {
  const missing = mss - segment.length;
  if (missing <= 0 || segment.next === null || (segment.flags & TcpFlag.FIN) !== 0) return;
  if (segment.endsRecord) return;
  const next = firstOf(connection, segment.next);
  const before_ = segment.memory + next.memory;
  const moved = Math.min(missing, next.length);
  if (moved === 0) return;
  if (moved === next.length) {
    segment.endSeq = next.endSeq;
    segment.flags |= next.flags;
    segment.endsRecord = next.endsRecord;
    connection.writeQueue.remove(next);
    connection.wmem += segment.memory - before_;
    connection.engine.outSegments.giveBack(next);
    return;
  }
  segment.endSeq = plus(segment.endSeq, moved);
  next.seq = segment.endSeq;
}

/** Whether the segment, or its first `mss` octets, lies inside the peer's window. */
export function fitsWindow(connection: Connection, segment: OutSegment, mss: number): boolean {
  const end = segment.length > mss ? plus(segment.seq, mss) : segment.endSeq;
  return !after(end, connection.sndWindowEnd);
}

/** Nagle's rule, as Minshall amended it: a small segment waits only for a small one before it. */
function nagleAllows(
  connection: Connection,
  segment: OutSegment,
  mss: number,
  nagle: number,
): boolean {
  if ((nagle & Nagle.PUSH) !== 0) return true;
  if (connection.urgentMode || (segment.flags & TcpFlag.FIN) !== 0) return true;
  if (segment.length >= mss) return true;
  if ((nagle & Nagle.CORK) !== 0) return false;
  return nagle !== 0 || connection.packetsOut === 0 || !smallInFlight(connection);
}

function smallInFlight(connection: Connection): boolean {
  const { sndSml, sndUna, sndNxt } = connection;
  return after(sndSml, sndUna) && !after(sndSml, sndNxt);
}

/** Remembers whether the window was used up (RFC 7661's aim, by Linux's rule). */
function validateWindow(connection: Connection, limited: boolean): void {
  if (
    !before(connection.sndUna, connection.cwndUsageSeq) ||
    limited ||
    (!connection.isCwndLimitedNow && connection.packetsOut > connection.maxPacketsOut)
  ) {
    connection.isCwndLimitedNow = limited;
    connection.maxPacketsOut = connection.packetsOut;
    connection.cwndUsageSeq = connection.sndNxt;
  }
  if (connection.isCwndLimited) {
    connection.cwndUsed = 0;
    connection.cwndStampUs = connection.engine.nowUs;
    return;
  }
  connection.cwndUsed = Math.max(connection.cwndUsed, connection.packetsOut);
  const { behaviour } = connection.engine;
  const idleUs = connection.engine.nowUs - connection.cwndStampUs;
  const idleTicks = Math.floor(idleUs / (behaviour.tickMs * 1000));
  const shrinks = behaviour.slowStartAfterIdle && connection.control.onRate === undefined;
  if (shrinks && idleTicks >= connection.rto) shrinkUnused(connection);
}

/** The application, or the peer's window, kept the window from being used: part of it goes. */
function shrinkUnused(connection: Connection): void {
  if (connection.caState === CaState.Open && !connection.isOrphan && !connection.wantsSpace) {
    const initial = connection.engine.behaviour.initialWindowSegments;
    const used = Math.max(connection.cwndUsed, initial);
    if (used < connection.cwnd) {
      connection.ssthresh = currentSsthresh(connection);
      connection.cwnd = (connection.cwnd + used) >> 1;
    }
    connection.cwndUsed = 0;
  }
  connection.cwndStampUs = connection.engine.nowUs;
}

/** Before data is queued: the window decays for each time-out that passed without sending. */
export function restartAfterIdle(connection: Connection): void {
  const { behaviour } = connection.engine;
  if (!behaviour.slowStartAfterIdle || connection.packetsOut > 0) return;
  if (connection.control.onRate !== undefined) return;
  const idleMs = connection.nowMs - connection.lastSentUs / 1000;
  let idle = Math.floor(idleMs / behaviour.tickMs);
  if (idle <= connection.rto) return;
  connection.control.onEvent?.(connection, 'cwnd-restart');
  connection.ssthresh = currentSsthresh(connection);
  const restart = Math.min(behaviour.initialWindowSegments, connection.cwnd);
  let { cwnd } = connection;
  idle -= connection.rto;
  while (idle > 0 && cwnd > restart) {
    cwnd >>= 1;
    idle -= connection.rto;
  }
  connection.cwnd = Math.max(cwnd, restart);
  connection.cwndStampUs = connection.engine.nowUs;
  connection.cwndUsed = 0;
}
