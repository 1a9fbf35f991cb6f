// What happens when a timer of a connection fires.

import { AckOwed, type Connection, Pending, Shutdown } from '../control/connection.js';
import type { TimerKind } from '../control/connectionTimer.js';
import { reduce } from '../control/reduction.js';
import { rtoMaxTicks } from '../control/ticks.js';
import { probeTicks, rearmRto } from '../control/transmitTimer.js';
import { keepaliveIdleMs } from '../lifecycle/establish.js';
import {
  failForTimeout,
  finish,
  finTimeoutMs,
  TIME_WAIT_MS,
  timeWait,
} from '../lifecycle/finish.js';
import { CaState, TcpState } from '../protocol/state.js';
import { isAckScheduled, isInteractive, leaveInteractive, minAto } from '../receive/ackPolicy.js';
import { enterRecovery } from '../recovery/alert.js';
import { detectLoss } from '../recovery/markLost.js';
import { flushCompressed } from '../send/ackDecision.js';
import { sendLossProbe, sendWindowProbe, wakeUpPeer } from '../send/probes.js';
import { retransmitLost } from '../send/retransmit.js';
import { sendAck, sendReset } from '../send/transmit.js';
import { pushPending } from '../send/writeQueue.js';
import { onRetransmissionTimeout } from './retransmission.js';
import { orphanRetries } from './timedOut.js';

export function onTimer(connection: Connection, kind: TimerKind): void {
  if (connection.isDone) return;
  connection.refreshClock();
  switch (kind) {
    case 'transmit':
      onTransmitTimer(connection);
      break;
    case 'delayed-ack':
      onDelayedAck(connection);
      break;
    case 'keepalive':
      onKeepalive(connection);
      break;
    case 'compressed-ack':
      flushCompressed(connection);
      break;
    case 'pacing':
      onPacingTimer(connection);
      break;
  }
}

/** The next segment has its time: first what was lost, then what is new. */
function onPacingTimer(connection: Connection): void {
  if (connection.lostOut > connection.retransOut && connection.cwnd > connection.inFlight) {
    retransmitLost(connection);
  }
  pushPending(connection);
}

function onTransmitTimer(connection: Connection): void {
  const { pending } = connection;
  switch (pending) {
    case Pending.REO_TIMEOUT:
      onReorderingTimeout(connection);
      break;
    case Pending.LOSS_PROBE:
      sendLossProbe(connection);
      break;
    case Pending.RETRANS:
      connection.pending = Pending.NONE;
      onRetransmissionTimeout(connection);
      break;
    case Pending.PROBE0:
      connection.pending = Pending.NONE;
      onProbeTimer(connection);
      break;
  }
}

/** RACK waited for segments that may only have been overtaken (RFC 8985 6.3). */
function onReorderingTimeout(connection: Connection): void {
  const before = connection.inFlight;
  const lost = connection.lost;
  detectLoss(connection);
  if (before !== connection.inFlight) {
    if (connection.caState !== CaState.Recovery) {
      enterRecovery(connection, false);
      reduce(connection, 1, connection.lost - lost, false);
    }
    retransmitLost(connection);
  }
  if (connection.pending !== Pending.RETRANS) rearmRto(connection);
}

/** The window is closed still: another probe, unless the socket is gone or waits no longer. */
function onProbeTimer(connection: Connection): void {
  if (connection.packetsOut > 0 || connection.writeQueue.head === null) {
    connection.probesOut = 0;
    connection.probesStartMs = 0;
    return;
  }
  const { userTimeoutMs } = connection.options;
  if (connection.probesStartMs === 0) connection.probesStartMs = connection.nowMs;
  else if (userTimeoutMs > 0 && connection.nowMs - connection.probesStartMs >= userTimeoutMs) {
    failForTimeout(connection);
    return;
  }
  let most = connection.engine.behaviour.retries2;
  if (connection.isOrphan) {
    const alive = probeTicks(connection) < rtoMaxTicks(connection);
    most = orphanRetries(connection, alive);
    if (!alive && connection.backoff >= most) {
      failForTimeout(connection);
      return;
    }
  }
  if (connection.probesOut >= most) failForTimeout(connection);
  else sendWindowProbe(connection);
}

function onDelayedAck(connection: Connection): void {
  if (connection.compressedAcks > 0) {
    flushCompressed(connection);
    return;
  }
  if ((connection.ackPending & AckOwed.TIMER) === 0) return;
  connection.ackPending &= ~AckOwed.TIMER;
  if (!isAckScheduled(connection)) return;
  if (isInteractive(connection)) {
    leaveInteractive(connection);
    connection.ato = minAto(connection);
  } else connection.ato = Math.min(connection.ato * 2, connection.rto);
  sendAck(connection);
}

/** Also the timer of FIN_WAIT2 without a socket. */
function onKeepalive(connection: Connection): void {
  if (connection.state === TcpState.FIN_WAIT2 && connection.isOrphan) {
    endFinWait2(connection);
    return;
  }
  const { options, state, engine } = connection;
  if (!options.keepalive || state === TcpState.CLOSE || state === TcpState.SYN_SENT) return;
  const idleMs = keepaliveIdleMs(connection);
  if (connection.packetsOut > 0 || connection.writeQueue.head !== null) {
    connection.keepaliveTimer.armMs(idleMs);
    return;
  }
  const elapsedMs = elapsedSinceReceivedMs(connection);
  if (elapsedMs < idleMs) {
    connection.keepaliveTimer.armMs(idleMs - elapsedMs);
    return;
  }
  const { userTimeoutMs, keepProbes, keepIntervalS } = options;
  const { behaviour } = engine;
  const most = keepProbes > 0 ? keepProbes : behaviour.keepaliveProbes;
  const inVain =
    userTimeoutMs > 0
      ? elapsedMs >= userTimeoutMs && connection.probesOut > 0
      : connection.probesOut >= most;
  if (inVain) {
    sendReset(connection);
    failForTimeout(connection);
    return;
  }
  wakeUpPeer(connection);
  connection.probesOut++;
  const intervalS = keepIntervalS > 0 ? keepIntervalS : behaviour.keepaliveIntervalS;
  connection.keepaliveTimer.armMs(intervalS * 1000);
}

/** Time since anything came, in milliseconds. */
export function elapsedSinceReceivedMs(connection: Connection): number {
  const { tickMs } = connection.engine.behaviour;
  const sinceDataMs = (connection.nowTicks - connection.lastReceivedTicks) * tickMs;
  const sinceAckMs = (connection.engine.nowUs - connection.lastAckReceivedUs) / 1000;
  return Math.min(sinceDataMs, sinceAckMs);
}

function endFinWait2(connection: Connection): void {
  if (connection.options.linger2S >= 0) {
    const leftMs = finTimeoutMs(connection) - TIME_WAIT_MS;
    if (leftMs > 0) {
      timeWait(connection, 'fin-wait2', leftMs);
      return;
    }
  }
  sendReset(connection);
  connection.shutdown = Shutdown.RECEIVE | Shutdown.SEND;
  finish(connection);
}
