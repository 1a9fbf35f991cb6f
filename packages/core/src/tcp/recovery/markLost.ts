// Which segments count as lost: by time (RACK, RFC 8985), or by duplicate ACKs where there is no SACK.

import { Ack, type AckState } from '../control/ackFlags.js';
import { type Connection, NO_RTT, Pending } from '../control/connection.js';
import { ticksOfUs } from '../control/ticks.js';
import { before } from '../protocol/sequence.js';
import { CaState } from '../protocol/state.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import { split } from '../send/segmentation.js';
import { sentAfter } from './rackClock.js';

/** Bits of `recovery` in the behaviour. */
const NO_DUP_THRESHOLD = 4;
const MIN_TIMEOUT_US = 2000;

/** Marks a segment as lost; one that was sent again counts as lost once more. */
export function markLost(connection: Connection, segment: OutSegment): void {
  if ((segment.tags & Tag.SACKED) !== 0) return;
  const hint = connection.retransHint;
  if (hint === null ? connection.retransOut >= connection.lostOut : before(segment.seq, hint.seq)) {
    connection.retransHint = segment;
  }
  if ((segment.tags & Tag.LOST) === 0) {
    connection.lostOut += segment.count;
    segment.tags |= Tag.LOST;
    connection.lost += segment.count;
  } else if ((segment.tags & Tag.RETRANS) !== 0) {
    segment.tags &= ~Tag.RETRANS;
    connection.retransOut -= segment.count;
    connection.lost += segment.count;
  }
}

/** How long a segment may be overtaken before it counts as lost, in microseconds. */
function reorderingWindowUs(connection: Connection): number {
  if (connection.reorderingSeen === 0) {
    if (connection.caState >= CaState.Recovery) return 0;
    const counts = (connection.engine.behaviour.recovery & NO_DUP_THRESHOLD) === 0;
    if (connection.sackedOut >= connection.reordering && counts) return 0;
  }
  const quarter = connection.minRttUs === NO_RTT ? NO_RTT >>> 2 : connection.minRttUs >>> 2;
  return Math.min(quarter * connection.rackReoWndSteps, connection.srttUs8 >>> 3);
}

/** Time until a segment counts as lost, in microseconds; may be negative. */
function rackRemainingUs(connection: Connection, segment: OutSegment, windowUs: number): number {
  return connection.rackRttUs + windowUs - (connection.nowUs - segment.sentUs);
}

/** Marks what is lost by now; returns the longest time until another one is, or 0. */
export function detectLoss(connection: Connection): number {
  let waitUs = 0;
  const windowUs = reorderingWindowUs(connection);
  let segment = connection.sentOrder.head;
  while (segment !== null) {
    const next = segment.sentNext;
    const waitsToBeSent = (segment.tags & Tag.LOST) !== 0 && (segment.tags & Tag.RETRANS) === 0;
    if (!waitsToBeSent) {
      const { rackOrdinal, rackEndSeq } = connection;
      if (!sentAfter(rackOrdinal, segment.ordinal, rackEndSeq, segment.endSeq)) break;
      const remaining = rackRemainingUs(connection, segment, windowUs);
      if (remaining <= 0) {
        markLost(connection, segment);
        connection.sentOrder.remove(segment);
      } else {
        waitUs = Math.max(waitUs, remaining);
      }
    }
    segment = next;
  }
  return waitUs;
}

/** After an ACK: marks what it shows to be lost. */
export function identifyLoss(connection: Connection, state: AckState): void {
  if (connection.rtxQueue.head === null) return;
  if (!connection.sackOk) {
    markLostWithoutSack(connection, (state.flags & Ack.SND_UNA_ADVANCED) !== 0);
    return;
  }
  const priorRetrans = connection.retransOut;
  if (markLostByRack(connection)) state.flags &= ~Ack.SET_XMIT_TIMER;
  if (priorRetrans > connection.retransOut) state.flags |= Ack.LOST_RETRANS;
}

/** Returns whether the timer for reordering was armed. */
function markLostByRack(connection: Connection): boolean {
  if (!connection.rackAdvanced) return false;
  connection.rackAdvanced = false;
  const waitUs = detectLoss(connection);
  if (waitUs === 0) return false;
  const ticks = ticksOfUs(connection, waitUs + MIN_TIMEOUT_US);
  connection.pending = Pending.REO_TIMEOUT;
  connection.transmitTimer.armTicks(Math.min(ticks, connection.rto));
  return true;
}

/** RFC 6582: the first segment, after three duplicate ACKs, and at each partial ACK. */
function markLostWithoutSack(connection: Connection, advanced: boolean): void {
  const { caState } = connection;
  const enough =
    caState < CaState.Recovery
      ? connection.sackedOut >= connection.reordering
      : caState === CaState.Recovery && advanced;
  const head = connection.rtxQueue.head;
  if (!enough || head === null || (head.tags & Tag.LOST) !== 0) return;
  if (head.count > 1 && head.length > connection.mss) {
    split(connection, head, connection.mss, connection.mss, connection.rtxQueue);
  }
  markLost(connection, head);
}

/** After a time-out: all is lost but what was sent only now. */
export function markLostByTimeout(connection: Connection): void {
  const head = connection.rtxQueue.head;
  const reneging = head !== null && (head.tags & Tag.SACKED) !== 0;
  if (reneging) {
    connection.sackedOut = 0;
    connection.sackReneging = true;
  } else if (!connection.sackOk) connection.sackedOut = 0;
  for (let segment = head; segment !== null; segment = segment.next) {
    if (reneging) segment.tags &= ~Tag.SACKED;
    else if (segment !== head && rackRemainingUs(connection, segment, 0) > 0) continue;
    markLost(connection, segment);
  }
}
