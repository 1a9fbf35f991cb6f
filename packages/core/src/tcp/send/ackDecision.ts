// After a segment: an ACK now, later, or as part of a compressed run (RFC 1122 4.2.3.2, RFC 5681 4.2).
import { AckOwed, type Connection } from '../control/connection.js';
import { ticksOfUs } from '../control/ticks.js';
import {
  inQuickAck,
  isAckScheduled,
  isInteractive,
  maxAckDelay,
  minAto,
} from '../receive/ackPolicy.js';
import { computeWindow } from '../receive/receiveWindow.js';
import { sendAck } from './transmit.js';

/** Duplicate ACKs that are never held back: they start the peer's recovery. */
const NEVER_COMPRESSED = 3;

export function decideAck(connection: Connection): void {
  if (!isAckScheduled(connection)) return;
  const unacknowledged = (connection.rcvNxt - connection.rcvWup) | 0;
  const unread = (connection.rcvNxt - connection.copiedSeq) | 0;
  const full =
    unacknowledged > connection.rcvMss &&
    (unread < connection.options.rcvlowat || computeWindow(connection) >= connection.rcvWnd);
  if (full || inQuickAck(connection) || (connection.ackPending & AckOwed.NOW) !== 0) {
    sendAck(connection);
    return;
  }
  if (connection.outOfOrder.isEmpty) {
    delayAck(connection);
    return;
  }
  compressAck(connection);
}

/** While a hole is open: at once at first, then gathered for a moment. */
function compressAck(connection: Connection): void {
  const { behaviour } = connection.engine;
  if (!connection.sackOk || connection.compressedAcks >= behaviour.compSackNr) {
    sendAck(connection);
    return;
  }
  if (connection.compressedAckRcvNxt !== connection.rcvNxt) {
    connection.compressedAckRcvNxt = connection.rcvNxt;
    connection.dupAckCounter = 0;
  }
  if (connection.dupAckCounter < NEVER_COMPRESSED) {
    connection.dupAckCounter++;
    sendAck(connection);
    return;
  }
  connection.compressedAcks++;
  if (connection.compressedAckTimer.isPending) return;
  let rttUs8 = connection.rcvRttUs8;
  if (connection.srttUs8 > 0 && connection.srttUs8 < rttUs8) rttUs8 = connection.srttUs8;
  // 5 % of the round trip, in nanoseconds.
  const delayNs = Math.min(behaviour.compSackDelayNs, Math.floor((rttUs8 * 125) / 20));
  connection.compressedAckTimer.armNs(delayNs);
}

/** Arms the timer of the delayed ACK, or moves it forward. */
function delayAck(connection: Connection): void {
  const least = minAto(connection);
  let { ato } = connection;
  if (ato > least) {
    const { tickMs } = connection.engine.behaviour;
    const pushed = (connection.ackPending & AckOwed.PUSHED) !== 0;
    let most = Math.floor((isInteractive(connection) || pushed ? 200 : 500) / tickMs);
    if (connection.srttUs8 > 0) {
      most = Math.min(most, Math.max(ticksOfUs(connection, connection.srttUs8 >> 3), least));
    }
    ato = Math.min(ato, most);
  }
  ato = Math.min(ato, maxAckDelay(connection));
  const { ackTimer, tickNs, engine } = connection;
  const { nowNs } = engine.clock;
  const wasPending = ackTimer.isPending;
  if (wasPending && ackTimer.dueNs <= nowNs + (ato >> 2) * tickNs) {
    sendAck(connection);
    return;
  }
  connection.ackPending |= AckOwed.SCHEDULED | AckOwed.TIMER;
  if (!wasPending || ackTimer.dueNs > nowNs + ato * tickNs) ackTimer.armTicks(ato);
}

/** Sends an ACK that stands for several that were held back. */
export function flushCompressed(connection: Connection): void {
  if (connection.compressedAcks === 0) return;
  connection.compressedAckTimer.cancel();
  connection.compressedAcks = 0;
  sendAck(connection);
}
