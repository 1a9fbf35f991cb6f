// Reducing the window by proportional rate reduction (RFC 6937).

import { INFINITE_SSTHRESH } from '../congestion/congestionControl.js';
import { CaState } from '../protocol/state.js';
import type { Connection } from './connection.js';
import { Ecn } from './connection.js';

/** Whether the window is being reduced right now. */
export function inReduction(connection: Connection): boolean {
  const { caState } = connection;
  return caState === CaState.CWR || caState === CaState.Recovery;
}

/** The threshold, raised to three quarters of a window that was not found wanting. */
export function currentSsthresh(connection: Connection): number {
  if (inReduction(connection)) return connection.ssthresh;
  const { cwnd } = connection;
  return Math.max(connection.ssthresh, (cwnd >> 1) + (cwnd >> 2));
}

/** Begins a reduction. */
export function initReduction(connection: Connection): void {
  connection.highSeq = connection.sndNxt;
  connection.tlpHighSeq = 0;
  connection.cwndCount = 0;
  connection.priorCwnd = connection.cwnd;
  connection.prrDelivered = 0;
  connection.prrOut = 0;
  connection.ssthresh = connection.control.ssthresh(connection);
  queueCwr(connection);
}

/** The next new data tells the peer that the window was reduced. */
export function queueCwr(connection: Connection): void {
  const echoes = (connection.ecn & (Ecn.OK | Ecn.ACCURATE)) === Ecn.OK;
  if (echoes) connection.ecn |= Ecn.QUEUE_CWR;
}

/** One step: the window follows what was delivered, down to the threshold. */
export function reduce(
  connection: Connection,
  newlyAcked: number,
  newlyLost: number,
  advanced: boolean,
): void {
  if (newlyAcked <= 0 || connection.priorCwnd === 0) return;
  const delta = connection.ssthresh - connection.inFlight;
  connection.prrDelivered += newlyAcked;
  let send: number;
  if (delta < 0) {
    const dividend = connection.ssthresh * connection.prrDelivered + connection.priorCwnd - 1;
    send = Math.floor(dividend / connection.priorCwnd) - connection.prrOut;
  } else {
    send = Math.max(connection.prrDelivered - connection.prrOut, newlyAcked);
    // The reduction bound of slow start: only while nothing more is lost.
    if (advanced && newlyLost === 0) send++;
    send = Math.min(delta, send);
  }
  // A fast retransmission is sent in any case.
  send = Math.max(send, connection.prrOut > 0 ? 0 : 1);
  connection.cwnd = connection.inFlight + send;
}

/** The reduction is over. */
export function endReduction(connection: Connection): void {
  if (connection.control.onRate !== undefined) return;
  const { ssthresh, caState } = connection;
  if (ssthresh < INFINITE_SSTHRESH && (caState === CaState.CWR || connection.undoMarker !== 0)) {
    connection.cwnd = ssthresh;
    connection.cwndStampUs = connection.engine.nowUs;
  }
  connection.control.onEvent?.(connection, 'complete-cwr');
}

/** Enters another state of congestion, and tells the control. */
export function setCaState(connection: Connection, state: CaState): void {
  connection.control.onState?.(connection, state);
  connection.caState = state;
}

/** A congestion mark: reduces the window without retransmitting (RFC 3168 6.1.2). */
export function enterCwr(connection: Connection): void {
  connection.priorSsthresh = 0;
  if (connection.caState >= CaState.CWR) return;
  connection.undoMarker = 0;
  initReduction(connection);
  setCaState(connection, CaState.CWR);
}
