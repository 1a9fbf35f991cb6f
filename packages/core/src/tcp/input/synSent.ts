// The active open (RFC 9293 3.10.7.3).

import { Disposition } from '../../packet/disposition.js';
import { TCP_HEADER_LENGTH, TcpFlag } from '../../wire/tcp.js';
import { negotiateEcn } from '../control/accurateEcn.js';
import type { AckState } from '../control/ackFlags.js';
import { AckOwed, type Connection, Ecn, MAX_WINDOW_SHIFT, Pending } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { pawsAccepts, storeTimestamp, timestampNow, timestampOf } from '../control/timestamps.js';
import { armTransmitTimer } from '../control/transmitTimer.js';
import {
  guessReceiveMss,
  keepaliveIdleMs,
  startTransfer,
  undoSpuriousSyn,
} from '../lifecycle/establish.js';
import { resetByPeer } from '../lifecycle/finish.js';
import { after, between, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { enterQuickAck, isInteractive, maxAckDelay, scheduleAck } from '../receive/ackPolicy.js';
import { MAX_UNSCALED } from '../receive/receiveWindow.js';
import { receiveUrgent } from '../receive/urgent.js';
import type { Incoming } from '../segments/incoming.js';
import { syncMss } from '../send/mss.js';
import { checkSendSpace } from '../send/sendSpace.js';
import { sendAck, transmit } from '../send/transmit.js';
import { pushPending } from '../send/writeQueue.js';
import { acknowledge } from './acknowledge.js';
import type { Answer } from './established.js';

/** A SYN is sent again this many ticks after it drew a wrong ACK. */
const SOON = 2;
const TIMESTAMPS_LENGTH = 12;

/** A segment while a SYN of ours is out. */
export function inSynSent(connection: Connection, segment: Incoming, state: AckState): Answer {
  const { options } = segment;
  const { behaviour } = connection.engine;
  const hasTimestamps = options.hasTimestamps && behaviour.timestamps !== 0;
  if (segment.isAck) {
    if (!after(segment.ack, connection.sndUna) || after(segment.ack, connection.sndNxt)) {
      segment.disposition = Disposition['tcp-invalid-ack'];
      // Perhaps of an earlier incarnation, which the RST ends.
      if (connection.retransmits === 0) armTransmitTimer(connection, Pending.RETRANS, SOON);
      return segment.isRst ? 'nothing' : 'reset';
    }
    if (hasTimestamps && options.timestampEcho !== 0 && !echoesOurs(connection, segment)) {
      segment.disposition = Disposition['tcp-paws'];
      return segment.isRst ? 'nothing' : 'reset';
    }
    if (segment.isRst) {
      resetByPeer(connection);
      return 'nothing';
    }
    if (segment.isSyn) complete(connection, segment, state, hasTimestamps);
    else segment.disposition = Disposition['tcp-flags'];
    return 'nothing';
  }
  if (segment.isRst || !segment.isSyn) {
    segment.disposition = Disposition['tcp-flags'];
    return 'nothing';
  }
  const knowsTimestamp = connection.tsRecentStampS > 0 && hasTimestamps;
  if (knowsTimestamp && !pawsAccepts(connection, options, 0)) {
    segment.disposition = Disposition['tcp-paws'];
    return 'nothing';
  }
  crossed(connection, segment, hasTimestamps);
  return 'nothing';
}

function echoesOurs(connection: Connection, segment: Incoming): boolean {
  const first = timestampOf(connection, connection.retransStampMs);
  return between(segment.options.timestampEcho, first, timestampNow(connection));
}

/** Options of the peer's SYN, as far as this end speaks them too. */
function takeSynOptions(connection: Connection, segment: Incoming, hasTimestamps: boolean): void {
  const { options } = segment;
  const { behaviour } = connection.engine;
  const { maxSegment } = connection.options;
  if (options.mss > 0) {
    connection.mssClamp = maxSegment > 0 && maxSegment < options.mss ? maxSegment : options.mss;
  }
  connection.sackOk = options.sackPermitted && behaviour.sack;
  connection.wscaleOk = options.windowScale >= 0 && behaviour.windowScaling;
  if (connection.wscaleOk) {
    connection.sndWscale = Math.min(options.windowScale, MAX_WINDOW_SHIFT);
  }
  connection.timestampsOk = hasTimestamps;
  connection.headerLength = TCP_HEADER_LENGTH + (hasTimestamps ? TIMESTAMPS_LENGTH : 0);
}

function unscale(connection: Connection): void {
  if (connection.wscaleOk) return;
  connection.sndWscale = 0;
  connection.rcvWscale = 0;
  connection.windowClamp = Math.min(connection.windowClamp, MAX_UNSCALED);
}

/** The SYN-ACK: the connection is established. */
function complete(
  connection: Connection,
  segment: Incoming,
  state: AckState,
  hasTimestamps: boolean,
): void {
  const { options } = segment;
  takeSynOptions(connection, segment, hasTimestamps);
  negotiateEcn(connection, segment.flags, segment.tos);
  connection.sndWl1 = segment.seq;
  undoSpuriousSyn(connection, hasTimestamps, options.timestampEcho);
  acknowledge(connection, segment, state, 0);
  connection.irs = segment.seq;
  connection.rcvNxt = plus(segment.seq, 1);
  connection.rcvWup = connection.rcvNxt;
  connection.sndWnd = segment.window;
  unscale(connection);
  if (hasTimestamps) {
    connection.advMss -= TIMESTAMPS_LENGTH;
    storeTimestamp(connection, options.timestampValue);
  }
  syncMss(connection, connection.pmtu);
  guessReceiveMss(connection);
  connection.copiedSeq = connection.rcvNxt;
  enterState(connection, TcpState.ESTABLISHED);
  connection.lastReceivedTicks = connection.nowTicks;
  startTransfer(connection);
  connection.lastSentUs = connection.nowUs;
  if (connection.options.keepalive) connection.keepaliveTimer.armMs(keepaliveIdleMs(connection));
  connection.owner?.onEstablished(connection);
  if (connection.options.deferAccept > 0 || isInteractive(connection)) holdAck(connection);
  else sendAck(connection);
  receiveUrgent(connection, segment);
  pushPending(connection);
  checkSendSpace(connection);
}

/** The ACK may ride on data that is about to be written. */
function holdAck(connection: Connection): void {
  scheduleAck(connection);
  enterQuickAck(connection);
  connection.ackPending |= AckOwed.TIMER;
  connection.ackTimer.armTicks(maxAckDelay(connection));
}

/** A SYN that crossed ours (RFC 9293 3.5, simultaneous open). */
function crossed(connection: Connection, segment: Incoming, hasTimestamps: boolean): void {
  takeSynOptions(connection, segment, hasTimestamps);
  enterState(connection, TcpState.SYN_RECV);
  if (hasTimestamps) storeTimestamp(connection, segment.options.timestampValue);
  connection.irs = segment.seq;
  connection.rcvNxt = plus(segment.seq, 1);
  connection.copiedSeq = connection.rcvNxt;
  connection.rcvWup = connection.rcvNxt;
  connection.sndWnd = segment.window;
  connection.sndWl1 = segment.seq;
  connection.maxWindow = connection.sndWnd;
  const both = TcpFlag.ECE | TcpFlag.CWR;
  if ((segment.flags & both) !== both) connection.ecn &= ~Ecn.OK;
  syncMss(connection, connection.pmtu);
  guessReceiveMss(connection);
  sendSynAck(connection);
}

/** Our SYN goes out once more, with an ACK. */
function sendSynAck(connection: Connection): void {
  const syn = connection.rtxQueue.head;
  if (syn === null) return;
  syn.flags |= TcpFlag.ACK;
  syn.flags &= ~TcpFlag.CWR;
  if ((connection.ecn & Ecn.OK) === 0) syn.flags &= ~TcpFlag.ECE;
  syn.sentUs = connection.nowUs;
  transmit(connection, { seq: syn.seq, flags: syn.flags, length: 0 });
}
