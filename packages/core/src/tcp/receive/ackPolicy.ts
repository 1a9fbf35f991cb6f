// When an ACK is owed: delayed, quick, interactive (RFC 1122 4.2.3.2, RFC 5681 4.2).

import { TcpFlag } from '../../wire/tcp.js';
import { AckOwed, type Connection } from '../control/connection.js';
import { ticksOfUs } from '../control/ticks.js';
import type { Incoming } from '../segments/incoming.js';
import { adoptScalingRatio } from './bufferTuning.js';

/** Segments that are acknowledged at once at the start. */
const MAX_QUICK_ACKS = 16;
const DEFAULT_MSS = 536;
const MIN_MSS = 88;

/** Least delay of an ACK, in ticks. */
export function minAto(connection: Connection): number {
  const { tickMs, delayedAckMinMs } = connection.engine.behaviour;
  return Math.max(1, Math.floor(delayedAckMinMs / tickMs));
}

/** Most delay of an ACK, in ticks: as is set, or a tick less than the least retransmission time-out. */
export function maxAckDelay(connection: Connection): number {
  const { tickMs, rtoMinUs, delayedAckMaxMs } = connection.engine.behaviour;
  const rtoMin = Math.max(ticksOfUs(connection, rtoMinUs), 2);
  return Math.min(Math.max(1, Math.floor(delayedAckMaxMs / tickMs)), rtoMin - 1);
}

export function isInteractive(connection: Connection): boolean {
  return connection.pingpong >= connection.engine.behaviour.pingpongThresh;
}

export function enterInteractive(connection: Connection): void {
  connection.pingpong = connection.engine.behaviour.pingpongThresh;
}

export function leaveInteractive(connection: Connection): void {
  connection.pingpong = 0;
}

/** The next segments are acknowledged at once, so that the peer's window opens fast. */
function addQuickAcks(connection: Connection, most: number): void {
  let segments = Math.floor(connection.rcvWnd / (2 * connection.rcvMss));
  if (segments === 0) segments = 2;
  connection.quickAcks = Math.max(connection.quickAcks, Math.min(segments, most));
}

export function enterQuickAck(connection: Connection, most: number = MAX_QUICK_ACKS): void {
  addQuickAcks(connection, most);
  leaveInteractive(connection);
  connection.ato = minAto(connection);
}

export function inQuickAck(connection: Connection): boolean {
  return connection.quickAcks > 0 && !isInteractive(connection);
}

export function scheduleAck(connection: Connection): void {
  connection.ackPending |= AckOwed.SCHEDULED;
}

export function isAckScheduled(connection: Connection): boolean {
  return (connection.ackPending & AckOwed.SCHEDULED) !== 0;
}

/** Learns the size of the peer's full segments, and how much of the `memory` of one is data. */
export function measureReceiveMss(connection: Connection, segment: Incoming, memory: number): void {
  const { flags } = segment;
  const length = segment.joinedOf > 0 ? segment.joinedOf : segment.length;
  const lastSize = connection.lastSegmentSize;
  connection.lastSegmentSize = 0;
  if (length >= connection.rcvMss) {
    if (length !== connection.rcvMss) adoptScalingRatio(connection, memory, segment.length);
    connection.rcvMss = Math.min(length, connection.advMss);
    // A full segment with PSH is likely the end of what was written.
    if ((flags & TcpFlag.PSH) !== 0) connection.ackPending |= AckOwed.PUSHED;
    return;
  }
  // Smaller ones count if they cannot be the rest of something: twice the same size.
  const withHeader = length + segment.headerLength;
  const remnant = (flags & (TcpFlag.FIN | TcpFlag.URG | TcpFlag.SYN | TcpFlag.PSH)) !== 0;
  if (withHeader >= DEFAULT_MSS + 20 || (withHeader >= MIN_MSS + 20 && !remnant)) {
    const size = withHeader - connection.headerLength;
    connection.lastSegmentSize = size;
    if (size === lastSize) {
      connection.rcvMss = size;
      return;
    }
  }
  if ((connection.ackPending & AckOwed.PUSHED) !== 0) connection.ackPending |= AckOwed.PUSHED2;
  connection.ackPending |= AckOwed.PUSHED;
}

/** Data came: adapts the delay to the gaps between segments. */
export function noteDataReceived(connection: Connection): void {
  const now = connection.nowTicks;
  const least = minAto(connection);
  if (connection.ato === 0) {
    addQuickAcks(connection, MAX_QUICK_ACKS);
    connection.ato = least;
  } else {
    const gap = now - connection.lastReceivedTicks;
    if (gap <= least >> 1) {
      connection.ato = (connection.ato >> 1) + (least >> 1);
    } else if (gap < connection.ato) {
      connection.ato = Math.min((connection.ato >> 1) + gap, connection.rto);
    } else if (gap > connection.rto) {
      // The sender did not restart its window after the pause.
      addQuickAcks(connection, MAX_QUICK_ACKS);
    }
  }
  connection.lastReceivedTicks = now;
}

/** Data is sent: if it answers what came last, the connection is interactive. */
export function noteDataSent(connection: Connection): void {
  connection.lastSentUs = connection.nowUs;
  if (connection.nowTicks - connection.lastReceivedTicks < connection.ato) {
    if (connection.pingpong < 255) connection.pingpong++;
  }
}

/** An ACK for all that came is sent: nothing is owed any more. */
export function noteAckSent(connection: Connection): void {
  if (connection.compressedAcks > 0) {
    connection.compressedAcks = 0;
    connection.compressedAckTimer.cancel();
  }
  if (connection.quickAcks > 0) {
    const count = isAckScheduled(connection) ? 1 : 0;
    if (count >= connection.quickAcks) {
      connection.quickAcks = 0;
      connection.ato = minAto(connection);
    } else {
      connection.quickAcks -= count;
    }
  }
  connection.ackPending = 0;
  connection.cancelAckTimer();
}
