// The retransmission time-out (RFC 6298 5.4 to 5.7).

import { count } from '../../ports/counters.js';
import { INFINITE_SSTHRESH } from '../congestion/congestionControl.js';
import { type Connection, Pending } from '../control/connection.js';
import { plainRto } from '../control/rtt.js';
import { rtoMaxTicks, ticksOfUs } from '../control/ticks.js';
import { armTransmitTimer, rtoWithinUserTimeout } from '../control/transmitTimer.js';
import { failForTimeout } from '../lifecycle/finish.js';
import { TcpCounter } from '../ports/counters.js';
import { TcpState } from '../protocol/state.js';
import { enterLoss } from '../recovery/alert.js';
import { retransmit } from '../send/retransmit.js';
import { retriesExceeded } from './timedOut.js';

const THIN_RETRIES = 6;
/** Segments in flight of a thin stream are fewer than this. */
const THIN_SEGMENTS = 4;
/** Retry of what could not be sent: 500 ms. */
const RESOURCE_PROBE_MS = 500;

/** The first segment in flight waited for its time-out. */
export function onRetransmissionTimeout(connection: Connection): void {
  const head = connection.rtxQueue.head;
  if (connection.packetsOut === 0 || head === null) return;
  count(connection.engine.counters, TcpCounter['tcp.timeouts']);
  const { state } = connection;
  const handshake = state === TcpState.SYN_SENT || state === TcpState.SYN_RECV;
  if (connection.sndWnd === 0 && !connection.isOrphan && !handshake) {
    // The peer took its window back: retransmissions probe it, and do not give up.
    if (probesExceeded(connection)) {
      failForTimeout(connection);
      return;
    }
    enterLoss(connection);
    retransmit(connection, head, 'time-out');
  } else {
    if (retriesExceeded(connection)) {
      failForTimeout(connection);
      return;
    }
    enterLoss(connection);
    connection.retransmits++;
    connection.totalRto++;
    const first = connection.rtxQueue.head;
    if (first !== null && !retransmit(connection, first, 'time-out')) {
      const ticks = RESOURCE_PROBE_MS / connection.engine.behaviour.tickMs;
      armTransmitTimer(connection, Pending.RETRANS, ticks);
      return;
    }
  }
  backOff(connection);
  armTransmitTimer(connection, Pending.RETRANS, rtoWithinUserTimeout(connection));
}

function backOff(connection: Connection): void {
  const { behaviour } = connection.engine;
  const thin = connection.options.thinLinearTimeouts || behaviour.thinLinearTimeouts;
  const most = rtoMaxTicks(connection);
  if (
    connection.state === TcpState.ESTABLISHED &&
    thin &&
    connection.packetsOut < THIN_SEGMENTS &&
    connection.ssthresh < INFINITE_SSTHRESH &&
    connection.retransmits <= THIN_RETRIES
  ) {
    connection.backoff = 0;
    const least = ticksOfUs(connection, behaviour.rtoMinUs);
    connection.rto = Math.min(Math.max(plainRto(connection), least), most);
  } else if (
    connection.state !== TcpState.SYN_SENT ||
    connection.totalRto > behaviour.synLinearTimeouts
  ) {
    connection.backoff++;
    connection.rto = Math.min(connection.rto * 2, most);
  }
}

/** A closed window is probed as long as the peer answers, unless TCP_USER_TIMEOUT ends it. */
function probesExceeded(connection: Connection): boolean {
  const { userTimeoutMs } = connection.options;
  const { rtoMaxMs } = connection.engine.behaviour;
  const first = connection.retransStampMs;
  const sinceMs = first === 0 ? 0 : connection.nowMs - first;
  let limitMs = 2 * rtoMaxMs;
  if (userTimeoutMs > 0) {
    if (sinceMs > userTimeoutMs) return true;
    limitMs = Math.min(limitMs, userTimeoutMs);
  }
  const silentMs = (connection.engine.nowUs - connection.lastAckReceivedUs) / 1000;
  return silentMs > limitMs && sinceMs > limitMs;
}
