// What begins when the handshake is over.
import { INFINITE_SSTHRESH } from '../congestion/congestionControl.js';
import type { Connection } from '../control/connection.js';
import { ticksOfMs, usOfTicks } from '../control/ticks.js';
import { initBufferSpace } from '../receive/initialWindow.js';

const DEFAULT_MSS = 536;
const MIN_MSS = 88;
/** Time-out without a sample after the handshake (RFC 6298 5.7). */
const FALLBACK_MS = 3000;

/** A first guess at the size of the peer's segments. */
export function guessReceiveMss(connection: Connection): void {
  const half = Math.floor(connection.rcvWnd / 2);
  const guess = Math.min(connection.advMss, connection.mss, half, DEFAULT_MSS);
  connection.rcvMss = Math.max(guess, MIN_MSS);
}

/** Windows, buffers and estimates of a connection that carries data from now on. */
export function startTransfer(connection: Connection): void {
  if (connection.srttUs8 === 0) {
    connection.rto = ticksOfMs(connection, FALLBACK_MS);
    connection.rttvarUs = usOfTicks(connection, connection.rto);
    connection.mdevUs4 = connection.rttvarUs;
    connection.mdevMaxUs = connection.rttvarUs;
  }
  // It may have been reduced for lost SYNs.
  connection.ssthresh = INFINITE_SSTHRESH;
  const retransmitted = connection.totalRetrans > 1 && connection.undoMarker !== 0;
  connection.cwnd = retransmitted ? 1 : connection.engine.behaviour.initialWindowSegments;
  connection.cwndStampUs = connection.engine.nowUs;
  connection.control.init?.(connection);
  initBufferSpace(connection);
}

/** A SYN timed out in vain, if the first one was answered all the same. */
export function undoSpuriousSyn(connection: Connection, hasEcho: boolean, echo: number): void {
  const first = (Math.floor(connection.retransStampMs) + connection.tsOffset) >>> 0;
  if (connection.undoMarker === 0 || connection.retransStampMs === 0) return;
  if (hasEcho && echo === first) connection.undoMarker = 0;
}

/** Time without a segment after which a keep-alive probe is sent, in milliseconds. */
export function keepaliveIdleMs(connection: Connection): number {
  const { keepIdleS } = connection.options;
  return (keepIdleS > 0 ? keepIdleS : connection.engine.behaviour.keepaliveTimeS) * 1000;
}
