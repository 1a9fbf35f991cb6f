// What an ACK that is not plain does to the state of congestion: recovery begins, goes on, or ends.

import { Ack, type AckState } from '../control/ackFlags.js';
import { type Connection, Pending } from '../control/connection.js';
import {
  currentSsthresh,
  endReduction,
  enterCwr,
  initReduction,
  inReduction,
  queueCwr,
  setCaState,
} from '../control/reduction.js';
import { ticksOfMs, ticksOfUs } from '../control/ticks.js';
import { armTransmitTimer } from '../control/transmitTimer.js';
import { after, before } from '../protocol/sequence.js';
import { CaState } from '../protocol/state.js';
import { anyRetransmitted } from '../send/retransmit.js';
import { addDuplicateAcks } from './duplicateAcks.js';
import { identifyLoss, markLostByTimeout } from './markLost.js';
import {
  initUndo,
  keepOpen,
  tryUndoByDsack,
  tryUndoLoss,
  tryUndoPartial,
  tryUndoRecovery,
} from './undo.js';

/** What is to be sent after an ACK, beside what the window lets out anyway. */
export type Resend = 'nothing' | 'lost' | 'new';

/** Works on an ACK that is a duplicate, carries a SACK or ECE, or comes outside of Open. */
export function alert(connection: Connection, duplicates: number, state: AckState): Resend {
  const echo = (state.flags & Ack.ECE) !== 0;
  if (connection.packetsOut === 0 && connection.sackedOut > 0) connection.sackedOut = 0;
  if (echo) connection.priorSsthresh = 0;
  if (checkReneging(connection, state)) return 'nothing';
  if (connection.caState === CaState.Open) connection.retransStampMs = 0;
  else if (!before(connection.sndUna, connection.highSeq)) {
    if (leaveState(connection, state)) return 'nothing';
  }
  switch (connection.caState) {
    case CaState.Recovery:
      return inRecovery(connection, duplicates, state);
    case CaState.Loss:
      return inLoss(connection, duplicates, state);
    default:
      return outside(connection, duplicates, state);
  }
}

/** All that was in flight when the state began is acknowledged; returns whether it goes on. */
function leaveState(connection: Connection, state: AckState): boolean {
  if (connection.caState === CaState.CWR) {
    // The CWR mark must reach the peer first.
    if (connection.sndUna !== connection.highSeq) {
      endReduction(connection);
      setCaState(connection, CaState.Open);
    }
  } else if (connection.caState === CaState.Recovery) {
    if (!connection.sackOk) connection.sackedOut = 0;
    if (tryUndoRecovery(connection, state)) return true;
    endReduction(connection);
  }
  return false;
}

function inRecovery(connection: Connection, duplicates: number, state: AckState): Resend {
  if ((state.flags & Ack.SND_UNA_ADVANCED) === 0) {
    if (!connection.sackOk) {
      addDuplicateAcks(connection, duplicates, (state.flags & Ack.ECE) !== 0);
    }
  } else if (tryUndoPartial(connection, state)) return 'nothing';
  if (tryUndoByDsack(connection)) tryOpen(connection, state);
  identifyLoss(connection, state);
  if (connection.caState !== CaState.Recovery) {
    if (connection.lostOut === 0) return 'nothing';
    enterRecovery(connection, (state.flags & Ack.ECE) !== 0);
  }
  return 'lost';
}

function inLoss(connection: Connection, duplicates: number, state: AckState): Resend {
  const resend = processLoss(connection, duplicates, state);
  identifyLoss(connection, state);
  const { caState } = connection;
  if (caState !== CaState.Open && (state.flags & Ack.LOST_RETRANS) === 0) return resend;
  return outsideAfterLoss(connection, duplicates, state, resend);
}

/** The window was restored, or retransmissions were lost: as outside of recovery. */
function outsideAfterLoss(
  connection: Connection,
  duplicates: number,
  state: AckState,
  resend: Resend,
): Resend {
  const next = outside(connection, duplicates, state);
  return next === 'nothing' ? resend : next;
}

function outside(connection: Connection, duplicates: number, state: AckState): Resend {
  const echo = (state.flags & Ack.ECE) !== 0;
  if (!connection.sackOk) {
    if ((state.flags & Ack.SND_UNA_ADVANCED) !== 0) connection.sackedOut = 0;
    addDuplicateAcks(connection, duplicates, echo);
  }
  if (connection.caState <= CaState.Disorder) tryUndoByDsack(connection);
  identifyLoss(connection, state);
  if (connection.lostOut === 0) {
    tryOpen(connection, state);
    return 'nothing';
  }
  enterRecovery(connection, echo);
  return 'lost';
}

function tryOpen(connection: Connection, state: AckState): void {
  if (!anyRetransmitted(connection)) connection.retransStampMs = 0;
  if ((state.flags & Ack.ECE) !== 0) enterCwr(connection);
  if (connection.caState !== CaState.CWR) keepOpen(connection);
}

/** The peer dropped what it had SACKed: a time-out follows soon. */
function checkReneging(connection: Connection, state: AckState): boolean {
  const both = Ack.SACK_RENEGING | Ack.SND_UNA_ADVANCED;
  if ((state.flags & both) !== both) return false;
  const halfRtt = ticksOfUs(connection, connection.srttUs8 >> 4);
  const ticks = Math.max(halfRtt, ticksOfMs(connection, 10));
  armTransmitTimer(connection, Pending.RETRANS, ticks);
  state.flags &= ~Ack.SET_XMIT_TIMER;
  return true;
}

/** Fast recovery begins (RFC 6675 5, RFC 8985 6.2). */
export function enterRecovery(connection: Connection, echo: boolean): void {
  // The clock for an undo starts with our first retransmission.
  if (!anyRetransmitted(connection)) connection.retransStampMs = 0;
  connection.priorSsthresh = 0;
  initUndo(connection);
  if (!inReduction(connection)) {
    if (!echo) connection.priorSsthresh = currentSsthresh(connection);
    initReduction(connection);
  }
  setCaState(connection, CaState.Recovery);
}

/** A time-out: the window is one segment beyond what is in flight (RFC 5681 3.1). */
export function enterLoss(connection: Connection): void {
  const { behaviour } = connection.engine;
  const isNew = connection.caState < CaState.Recovery;
  markLostByTimeout(connection);
  if (
    connection.caState <= CaState.Disorder ||
    !after(connection.highSeq, connection.sndUna) ||
    (connection.caState === CaState.Loss && connection.retransmits === 0)
  ) {
    connection.priorSsthresh = currentSsthresh(connection);
    connection.priorCwnd = connection.cwnd;
    connection.ssthresh = connection.control.ssthresh(connection);
    connection.control.onEvent?.(connection, 'loss');
    initUndo(connection);
  }
  connection.cwnd = connection.inFlight + 1;
  connection.cwndCount = 0;
  connection.cwndStampUs = connection.engine.nowUs;
  if (connection.caState <= CaState.Disorder && connection.sackedOut >= behaviour.reordering) {
    connection.reordering = Math.min(connection.reordering, behaviour.reordering);
  }
  setCaState(connection, CaState.Loss);
  connection.highSeq = connection.sndNxt;
  connection.tlpHighSeq = 0;
  queueCwr(connection);
  connection.frto = behaviour.frto !== 0 && (isNew || connection.retransmits > 0);
}

/** An ACK after a time-out (RFC 5682 3.1: was the time-out spurious?). */
function processLoss(connection: Connection, duplicates: number, state: AckState): Resend {
  const advanced = (state.flags & Ack.SND_UNA_ADVANCED) !== 0;
  const recovered = !before(connection.sndUna, connection.highSeq);
  if (advanced && tryUndoLoss(connection, state, false)) return 'nothing';
  if (connection.frto) {
    const original = (state.flags & Ack.ORIG_SACK_ACKED) !== 0;
    if (original && tryUndoLoss(connection, state, true)) return 'nothing';
    if (after(connection.sndNxt, connection.highSeq)) {
      if ((state.flags & Ack.DATA_SACKED) !== 0 || duplicates > 0) connection.frto = false;
    } else if (advanced && !recovered) {
      connection.highSeq = connection.sndNxt;
      const mayProbe =
        connection.writeQueue.head !== null && after(connection.sndWindowEnd, connection.sndNxt);
      if (mayProbe) return 'new';
      connection.frto = false;
    }
  }
  if (recovered) {
    tryUndoRecovery(connection, state);
    return 'nothing';
  }
  if (!connection.sackOk) {
    if (after(connection.sndNxt, connection.highSeq) && duplicates > 0) {
      addDuplicateAcks(connection, duplicates, (state.flags & Ack.ECE) !== 0);
    } else if (advanced) connection.sackedOut = 0;
  }
  return 'lost';
}
