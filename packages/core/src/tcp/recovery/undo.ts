// Undoing a reduction that turned out to be undue (RFC 3522 Eifel, RFC 3708 DSACK, RFC 5682 F-RTO).

import type { AckState } from '../control/ackFlags.js';
import { type Connection, Ecn } from '../control/connection.js';
import { setCaState } from '../control/reduction.js';
import { timestampOf } from '../control/timestamps.js';
import { before } from '../protocol/sequence.js';
import { CaState, TcpState } from '../protocol/state.js';
import { Tag } from '../segments/outSegment.js';
import { anyRetransmitted } from '../send/retransmit.js';
import { checkReordering } from './reordering.js';

/** Recoveries for which a wider reordering window lasts (RFC 8985 6.2). */
const PERSISTENCE = 16;

/** Remembers where this recovery began, so that it can be undone. */
export function initUndo(connection: Connection): void {
  connection.undoMarker = connection.sndUna;
  let retransmitted = connection.retransOut;
  if (connection.tlpHighSeq !== 0 && connection.tlpRetrans) retransmitted++;
  connection.undoRetrans = retransmitted > 0 ? retransmitted : -1;
}

/** Whether the ACK echoes a timestamp from before the first retransmission. */
function wasDelayed(connection: Connection, state: AckState): boolean {
  if (connection.retransStampMs !== 0) {
    const first = timestampOf(connection, connection.retransStampMs);
    return state.hasEcho && state.echo !== 0 && before(state.echo, first);
  }
  if (!connection.sackOk && !before(connection.sndUna, connection.highSeq)) return false;
  return connection.state !== TcpState.SYN_SENT;
}

function mayUndo(connection: Connection, state: AckState): boolean {
  if (connection.undoMarker === 0) return false;
  return connection.undoRetrans === 0 || wasDelayed(connection, state);
}

function undoReduction(connection: Connection, unmarkLost: boolean): void {
  if (unmarkLost) {
    for (let segment = connection.rtxQueue.head; segment !== null; segment = segment.next) {
      segment.tags &= ~Tag.LOST;
    }
    connection.lostOut = 0;
    connection.retransHint = null;
  }
  if (connection.priorSsthresh > 0) {
    connection.cwnd = connection.control.undo(connection);
    if (connection.priorSsthresh > connection.ssthresh) {
      connection.ssthresh = connection.priorSsthresh;
      connection.ecn &= ~Ecn.QUEUE_CWR;
    }
  }
  connection.cwndStampUs = connection.engine.nowUs;
  connection.undoMarker = 0;
  connection.rackAdvanced = true;
}

/**
 * Without SACK the old state is kept until something beyond it is acknowledged, since further duplicate
 * ACKs would start another fast retransmit (RFC 6582 3.2).
 */
function mustWait(connection: Connection): boolean {
  if (connection.sackOk || connection.sndUna !== connection.highSeq) return false;
  if (!anyRetransmitted(connection)) connection.retransStampMs = 0;
  return true;
}

/** All of the recovery is acknowledged; returns whether its state is to be kept for now. */
export function tryUndoRecovery(connection: Connection, state: AckState): boolean {
  if (mayUndo(connection, state)) undoReduction(connection, false);
  else if (connection.rackReoWndPersist > 0) connection.rackReoWndPersist--;
  if (mustWait(connection)) return true;
  setCaState(connection, CaState.Open);
  connection.sackReneging = false;
  return false;
}

/** Every retransmission was a duplicate, say DSACKs. */
export function tryUndoByDsack(connection: Connection): boolean {
  if (connection.undoMarker === 0 || connection.undoRetrans !== 0) return false;
  connection.rackReoWndPersist = Math.min(PERSISTENCE, connection.rackReoWndPersist + 1);
  undoReduction(connection, false);
  return true;
}

/** After a time-out: what was acknowledged had not been lost; `byFrto` says that F-RTO found out. */
export function tryUndoLoss(connection: Connection, state: AckState, byFrto: boolean): boolean {
  if (!byFrto && !mayUndo(connection, state)) return false;
  undoReduction(connection, true);
  connection.retransmits = 0;
  if (mustWait(connection)) return true;
  if (byFrto || connection.sackOk) {
    setCaState(connection, CaState.Open);
    connection.sackReneging = false;
  }
  return true;
}

/** Part of the recovery is acknowledged; returns whether only new data may be sent now. */
export function tryUndoPartial(connection: Connection, state: AckState): boolean {
  if (connection.undoMarker === 0 || !wasDelayed(connection, state)) return false;
  checkReordering(connection, state.priorSndUna);
  if (connection.retransOut > 0) return true;
  if (!anyRetransmitted(connection)) connection.retransStampMs = 0;
  undoReduction(connection, true);
  keepOpen(connection);
  return false;
}

/** Open, or Disorder while anything is missing. */
export function keepOpen(connection: Connection): void {
  const missing = connection.sackedOut + connection.lostOut > 0;
  const state = missing || anyRetransmitted(connection) ? CaState.Disorder : CaState.Open;
  if (connection.caState === state) return;
  setCaState(connection, state);
  connection.highSeq = connection.sndNxt;
}
