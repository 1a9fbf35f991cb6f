// How long a connection may go without an answer (RFC 9293 3.8.3, Linux's tcp_retries2).
import type { Connection } from '../control/connection.js';
import { TcpState } from '../protocol/state.js';

/** Least time-out that the model of retries goes by, in milliseconds. */
const BASE_MS = 200;
const SYN_BASE_MS = 1000;
const ORPHAN_RETRIES = 8;

/** The time that `retries` time-outs with back-off take, in milliseconds. */
function modelMs(connection: Connection, retries: number, baseMs: number): number {
  const { rtoMaxMs } = connection.engine.behaviour;
  const linearFrom = 31 - Math.clz32(Math.floor(rtoMaxMs / baseMs));
  if (retries <= linearFrom) return (2 ** (retries + 1) - 1) * baseMs;
  return (2 ** (linearFrom + 1) - 1) * baseMs + (retries - linearFrom) * rtoMaxMs;
}

function isHandshake(connection: Connection): boolean {
  return connection.state === TcpState.SYN_SENT || connection.state === TcpState.SYN_RECV;
}

/** Whether retransmissions went on for as long as `retries` of them take, or for `limitMs`. */
function retransmitsTimedOut(connection: Connection, retries: number, limitMs: number): boolean {
  if (connection.retransmits === 0) return false;
  const baseMs = isHandshake(connection) ? SYN_BASE_MS : BASE_MS;
  const allowedMs = limitMs > 0 ? limitMs : modelMs(connection, retries, baseMs);
  // In whole milliseconds, as timestamps count them.
  const sinceMs = Math.floor(connection.nowMs) - Math.floor(connection.retransStampMs);
  return sinceMs >= allowedMs;
}

/** Retries of a connection without a socket. */
export function orphanRetries(connection: Connection, alive: boolean): number {
  const { orphanRetries: retries } = connection.engine.behaviour;
  if (connection.softError !== null && !alive) return 0;
  return retries === 0 && alive ? ORPHAN_RETRIES : retries;
}

/** Whether the connection has tried for long enough. */
export function retriesExceeded(connection: Connection): boolean {
  const { options } = connection;
  const { behaviour } = connection.engine;
  let retries: number;
  if (isHandshake(connection)) {
    retries = options.synRetries > 0 ? options.synRetries : behaviour.synRetries;
    const linear = connection.state === TcpState.SYN_SENT ? behaviour.synLinearTimeouts : 0;
    if (connection.retransmits >= retries + linear) return true;
  } else {
    retries = behaviour.retries2;
    if (connection.isOrphan) {
      const alive = connection.rto * behaviour.tickMs < behaviour.rtoMaxMs;
      retries = orphanRetries(connection, alive);
    }
  }
  return retransmitsTimedOut(connection, retries, options.userTimeoutMs);
}
