// What an acknowledgment does (RFC 9293 3.10.7.4, fifth check; RFC 5681).
import { TcpFlag } from '../../wire/tcp.js';
import { takeAccurateEcho } from '../control/accurateEcn.js';
import { Ack, type AckState, CA_ALERT, FORWARD_PROGRESS, NOT_DUP } from '../control/ackFlags.js';
import { type Connection, Ecn, Pending } from '../control/connection.js';
import {
  endReduction,
  initReduction,
  inReduction,
  reduce,
  setCaState,
} from '../control/reduction.js';
import { pawsAccepts, storeTimestamp } from '../control/timestamps.js';
import {
  armTransmitTimer,
  clearTransmitTimer,
  probeTicks,
  probeWithinUserTimeout,
  rearmRto,
} from '../control/transmitTimer.js';
import { after, before, plus } from '../protocol/sequence.js';
import { CaState, TcpState } from '../protocol/state.js';
import { alert, type Resend } from '../recovery/alert.js';
import { countDelivered, finishDelivery, rateSampleOf } from '../recovery/rateSample.js';
import { highestSackedSeq } from '../recovery/reordering.js';
import { takeSacks } from '../recovery/scoreboard.js';
import { keepOpen } from '../recovery/undo.js';
import type { Incoming } from '../segments/incoming.js';
import { scheduleLossProbe } from '../send/lossProbeTimer.js';
import { currentMss, syncMss } from '../send/mss.js';
import { updatePacingRate } from '../send/pacing.js';
import { retransmitLost } from '../send/retransmit.js';
import { firstUnsent } from '../send/unsentRun.js';
import { pushFrames, restartAfterIdle } from '../send/writeQueue.js';
import { Nagle } from '../settings/socketOptions.js';
import { sendChallengeAck } from './challengeAck.js';
import { removeAcked } from './removeAcked.js';

/** How the acknowledgment was: old ones do no harm, the others end the segment. */
export type AckResult = 'accepted' | 'old' | 'too-old' | 'unsent-data';

const STATIC_REO_WND = 2;
const RACK_PERSISTENCE = 16;
const MAX_STEPS = 255;

/** Works on the acknowledgment of a segment. */
export function acknowledge(
  connection: Connection,
  segment: Incoming,
  state: AckState,
  flags: number,
): AckResult {
  const { ack } = segment;
  state.begin(connection, ack, flags);
  const { priorSndUna } = state;
  state.hasEcho = connection.timestampsOk && segment.options.hasTimestamps;
  state.echo = segment.options.timestampEcho;
  const priorDelivered = connection.delivered;
  const priorLost = connection.lost;
  if (before(ack, priorSndUna)) return oldAck(connection, segment, state);
  if (after(ack, connection.sndNxt)) {
    if ((flags & Ack.NO_CHALLENGE_ACK) === 0) sendChallengeAck(connection);
    return 'unsent-data';
  }
  if (after(ack, priorSndUna)) {
    state.flags |= Ack.SND_UNA_ADVANCED;
    connection.retransmits = 0;
  }
  const priorHighest = connection.sackOk ? highestSackedSeq(connection) : connection.sndUna;
  state.priorInFlight = connection.inFlight;
  if ((flags & Ack.UPDATE_TS_RECENT) !== 0) updateTsRecent(connection, segment);
  if (segment.length > 0 || segment.endSeq !== segment.seq) state.flags |= Ack.DATA;
  updateWindow(connection, segment, state);
  if (connection.sackOk && segment.options.sackCount > 0) {
    takeSacks(connection, segment.options, state);
  }
  if (hasEcho(connection, segment)) state.flags |= Ack.ECE;
  const echo = (state.flags & Ack.ECE) !== 0;
  if (state.sackDelivered > 0) countDelivered(connection, state.sackDelivered, echo);
  connection.softError = null;
  connection.probesOut = 0;
  connection.lastAckReceivedUs = connection.engine.nowUs;
  if (connection.packetsOut === 0) {
    connection.control.onAnyAck?.(connection, echo);
    if ((state.flags & Ack.DSACKING_ACK) !== 0) {
      alert(connection, duplicatesOf(state), state);
      finishDelivery(connection, priorDelivered);
    }
    checkProbes(connection);
    if (connection.tlpHighSeq !== 0) endLossProbe(connection, state);
    return 'accepted';
  }
  removeAcked(connection, state, priorHighest);
  takeAccurateEcho(connection, segment.flags, state);
  updateReorderingSteps(connection, state);
  connection.control.onAnyAck?.(connection, (state.flags & Ack.ECE) !== 0);
  if (connection.tlpHighSeq !== 0) endLossProbe(connection, state);
  let resend: Resend = 'nothing';
  if (isDubious(connection, state)) resend = alert(connection, duplicatesOf(state), state);
  if ((state.flags & Ack.SET_XMIT_TIMER) !== 0) {
    if (!scheduleLossProbe(connection, true)) rearmRto(connection);
  }
  const delivered = finishDelivery(connection, priorDelivered);
  control(connection, state, delivered, connection.lost - priorLost);
  resendAfter(connection, resend);
  return 'accepted';
}

/** An ACK for what was acknowledged before: its SACKs may still be news. */
function oldAck(connection: Connection, segment: Incoming, state: AckState): AckResult {
  const priorDelivered = connection.delivered;
  const oldest = Math.min(connection.maxWindow, connection.bytesAcked);
  if (before(state.ack, plus(state.priorSndUna, -oldest))) {
    if ((state.flags & Ack.NO_CHALLENGE_ACK) === 0) sendChallengeAck(connection);
    return 'too-old';
  }
  if (connection.sackOk && segment.options.sackCount > 0) {
    takeSacks(connection, segment.options, state);
    if (state.sackDelivered > 0) countDelivered(connection, state.sackDelivered, false);
    const resend = alert(connection, 0, state);
    finishDelivery(connection, priorDelivered);
    resendAfter(connection, resend);
  }
  return 'old';
}

function hasEcho(connection: Connection, segment: Incoming): boolean {
  const { flags } = segment;
  return (
    (connection.ecn & (Ecn.OK | Ecn.ACCURATE)) === Ecn.OK &&
    (flags & TcpFlag.ECE) !== 0 &&
    (flags & TcpFlag.SYN) === 0
  );
}

function duplicatesOf(state: AckState): number {
  const excluded = Ack.SND_UNA_ADVANCED | NOT_DUP | Ack.DSACKING_ACK;
  return (state.flags & excluded) === 0 ? 1 : 0;
}

function isDubious(connection: Connection, state: AckState): boolean {
  return (
    (state.flags & NOT_DUP) === 0 ||
    (state.flags & CA_ALERT) !== 0 ||
    connection.caState !== CaState.Open
  );
}

/** RFC 7323 4.3: a timestamp is remembered if the segment reaches back to the last ACK sent. */
function updateTsRecent(connection: Connection, segment: Incoming): void {
  const { options } = segment;
  if (!connection.timestampsOk || !options.hasTimestamps) return;
  if (after(segment.seq, connection.rcvWup)) return;
  if (pawsAccepts(connection, options, 0)) storeTimestamp(connection, options.timestampValue);
}

/** RFC 9293 3.10.7.4: the window of the newest segment counts. */
function updateWindow(connection: Connection, segment: Incoming, state: AckState): void {
  const { ack } = state;
  const scale = segment.isSyn ? 1 : 1 << connection.sndWscale;
  const window = segment.window * scale;
  if (isNewerWindow(connection, ack, segment.seq, window)) {
    state.flags |= Ack.WIN_UPDATE;
    connection.sndWl1 = segment.seq;
    if (connection.sndWnd !== window) {
      connection.sndWnd = window;
      if (connection.writeQueue.head !== null) restartAfterIdle(connection);
      if (window > connection.maxWindow) {
        connection.maxWindow = window;
        syncMss(connection, connection.pmtu);
      }
    }
  }
  if (ack === connection.sndUna) return;
  connection.bytesAcked += (ack - connection.sndUna) >>> 0;
  connection.sndUna = ack;
  connection.sendBuffer.release(ack);
}

export function isNewerWindow(
  connection: Connection,
  ack: number,
  seq: number,
  window: number,
): boolean {
  if (after(ack, connection.sndUna) || after(seq, connection.sndWl1)) return true;
  return seq === connection.sndWl1 && (window > connection.sndWnd || window === 0);
}

/** RACK's reordering window grows with DSACKs, and lasts some recoveries (RFC 8985 6.2). */
function updateReorderingSteps(connection: Connection, state: AckState): void {
  const isStatic = (connection.engine.behaviour.recovery & STATIC_REO_WND) !== 0;
  if (isStatic || state.priorDelivered === 0) return;
  if (state.priorDelivered < connection.rackLastDelivered) connection.rackDsackSeen = false;
  if (connection.rackDsackSeen) {
    connection.rackReoWndSteps = Math.min(MAX_STEPS, connection.rackReoWndSteps + 1);
    connection.rackDsackSeen = false;
    connection.rackLastDelivered = connection.delivered;
    connection.rackReoWndPersist = RACK_PERSISTENCE;
  } else if (connection.rackReoWndPersist === 0) connection.rackReoWndSteps = 1;
}

/** What the ACK tells of a tail loss probe (RFC 8985 7.4). */
function endLossProbe(connection: Connection, state: AckState): void {
  if (before(state.ack, connection.tlpHighSeq)) return;
  if (!connection.tlpRetrans || (state.flags & Ack.DSACK_TLP) !== 0) {
    connection.tlpHighSeq = 0;
  } else if (after(state.ack, connection.tlpHighSeq)) {
    // The probe repaired a loss: the window must be reduced for it.
    initReduction(connection);
    setCaState(connection, CaState.CWR);
    endReduction(connection);
    keepOpen(connection);
  } else if ((state.flags & (Ack.SND_UNA_ADVANCED | NOT_DUP | Ack.DATA_SACKED)) === 0) {
    connection.tlpHighSeq = 0;
  }
}

/** The window that was closed may be open now. */
function checkProbes(connection: Connection): void {
  const first = firstUnsent(connection);
  if (first === null) return;
  if (!after(first.endSeq, connection.sndWindowEnd)) {
    connection.backoff = 0;
    connection.probesStartMs = 0;
    if (connection.pending === Pending.PROBE0) clearTransmitTimer(connection);
    return;
  }
  const ticks = probeWithinUserTimeout(connection, probeTicks(connection));
  armTransmitTimer(connection, Pending.PROBE0, ticks);
}

/** A control of rates has its say; else reduction, or growth by the congestion control. */
function control(connection: Connection, state: AckState, delivered: number, lost: number): void {
  if (connection.control.onRate !== undefined) {
    connection.control.onRate(connection, rateSampleOf(connection, state, delivered, lost));
    return;
  }
  if (inReduction(connection)) {
    reduce(connection, delivered, lost, (state.flags & Ack.SND_UNA_ADVANCED) !== 0);
    return;
  }
  const reorders = connection.reordering > connection.engine.behaviour.reordering;
  const wanted = reorders ? FORWARD_PROGRESS : Ack.DATA_ACKED;
  if ((state.flags & wanted) === 0) return;
  connection.control.onAck(connection, state.ack, delivered);
  connection.cwndStampUs = connection.engine.nowUs;
  updatePacingRate(connection);
}

function resendAfter(connection: Connection, resend: Resend): void {
  if (resend === 'nothing' || connection.state === TcpState.SYN_SENT) return;
  if (resend === 'new') {
    pushFrames(connection, currentMss(connection), Nagle.OFF);
    if (after(connection.sndNxt, connection.highSeq)) return;
    connection.frto = false;
  }
  retransmitLost(connection);
}
