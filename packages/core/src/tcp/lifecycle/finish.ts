// How connections end.
import { count } from '../../ports/counters.js';
import { type Connection, Shutdown } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { TcpCounter } from '../ports/counters.js';
import type { TcpErrno } from '../protocol/errno.js';
import { TcpState } from '../protocol/state.js';
import { sendReset } from '../send/transmit.js';

/** The time that TIME_WAIT lasts: 60 s (RFC 9293 3.4.2 has twice the segment lifetime). */
export const TIME_WAIT_MS = 60_000;

/** Drops what was to be sent. */
export function purgeSendQueues(connection: Connection): void {
  connection.writeQueue.head = null;
  connection.writeQueue.tail = null;
  connection.rtxQueue.head = null;
  connection.rtxQueue.tail = null;
  connection.sentOrder.head = null;
  connection.sentOrder.tail = null;
  connection.sendBuffer.clear();
  connection.retransHint = null;
  connection.highestSack = null;
  connection.wmem = 0;
  connection.packetsOut = 0;
  connection.sackedOut = 0;
  connection.lostOut = 0;
  connection.retransOut = 0;
  connection.backoff = 0;
}

/** The connection is closed: nothing is sent or taken any more. */
export function finish(connection: Connection): void {
  if (connection.isDone) return;
  connection.isDone = true;
  connection.cancelTimers();
  enterState(connection, TcpState.CLOSE);
  connection.shutdown = Shutdown.RECEIVE | Shutdown.SEND;
  connection.engine.forget(connection);
  connection.owner?.onStateChange(connection);
}

/** The connection fails; its socket learns why. */
export function fail(connection: Connection, error: TcpErrno): void {
  connection.error = error;
  purgeSendQueues(connection);
  finish(connection);
}

/** The peer reset the connection (RFC 9293 3.10.7.4, second check). */
export function resetByPeer(connection: Connection): void {
  switch (connection.state) {
    case TcpState.SYN_SENT:
      fail(connection, 'ECONNREFUSED');
      return;
    case TcpState.CLOSE_WAIT:
      fail(connection, 'EPIPE');
      return;
    case TcpState.CLOSE:
      return;
    default:
      fail(connection, 'ECONNRESET');
  }
}

/** The peer does not answer any more; an ICMP error may have said why. */
export function failForTimeout(connection: Connection): void {
  count(connection.engine.counters, TcpCounter['tcp.abortOnTimeout']);
  fail(connection, connection.softError ?? 'ETIMEDOUT');
}

/** Ends the connection with an RST. */
export function abort(connection: Connection): void {
  sendReset(connection);
  purgeSendQueues(connection);
  finish(connection);
}

/** Goes on as a small entry that answers old segments (RFC 9293 3.6.1). */
export function timeWait(
  connection: Connection,
  state: 'time-wait' | 'fin-wait2',
  delayMs: number,
): void {
  const rtoMs = connection.rto * connection.engine.behaviour.tickMs;
  // Long enough for three and a half time-outs of the peer.
  const minMs = rtoMs * 4 - rtoMs / 2;
  const ms = Math.max(state === 'time-wait' ? TIME_WAIT_MS : delayMs, minMs);
  connection.engine.enterTimeWait(connection, state, ms);
  enterState(connection, state === 'time-wait' ? TcpState.TIME_WAIT : TcpState.FIN_WAIT2);
  // To its socket it is closed; no change of state is told twice.
  connection.state = TcpState.CLOSE;
  finish(connection);
}

/** Seconds that FIN_WAIT2 without a socket lasts, in milliseconds. */
export function finTimeoutMs(connection: Connection): number {
  const { linger2S } = connection.options;
  const { tickMs, finTimeoutS } = connection.engine.behaviour;
  const rtoMs = connection.rto * tickMs;
  const wanted = (linger2S > 0 ? linger2S : finTimeoutS) * 1000;
  return Math.max(wanted, rtoMs * 4 - rtoMs / 2);
}
