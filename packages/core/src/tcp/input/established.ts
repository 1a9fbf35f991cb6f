// Segments in states in which data flows (RFC 9293 3.10.7.4).
import { Disposition } from '../../packet/disposition.js';
import { Ack, type AckState } from '../control/ackFlags.js';
import { type Connection, Shutdown } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { finish, finTimeoutMs, resetByPeer, TIME_WAIT_MS, timeWait } from '../lifecycle/finish.js';
import { after, before, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { measureRttByEcho } from '../receive/bufferTuning.js';
import { receiveData } from '../receive/receiveQueue.js';
import { receiveUrgent } from '../receive/urgent.js';
import type { Incoming } from '../segments/incoming.js';
import { decideAck } from '../send/ackDecision.js';
import { checkSendSpace } from '../send/sendSpace.js';
import { pushPending } from '../send/writeQueue.js';
import { acknowledge } from './acknowledge.js';
import { sendChallengeAck } from './challengeAck.js';
import { DATA_HOOKS } from './finReceived.js';
import { validate } from './validate.js';

/** What the caller must answer: nothing, or an RST. */
export type Answer = 'nothing' | 'reset';

/** A segment of a connection that is established. */
export function inEstablished(connection: Connection, segment: Incoming, state: AckState): void {
  if (!segment.isAck && !segment.isRst && !segment.isSyn) {
    segment.disposition = Disposition['tcp-flags'];
    return;
  }
  if (!validate(connection, segment)) return;
  const result = acknowledge(connection, segment, state, Ack.UPDATE_TS_RECENT);
  if (result === 'too-old' || result === 'unsent-data') {
    segment.disposition = Disposition['tcp-invalid-ack'];
    return;
  }
  if (connection.timestampsOk) {
    const length = (segment.endSeq - segment.seq) >>> 0;
    measureRttByEcho(connection, segment.options, length);
  }
  receiveUrgent(connection, segment);
  receiveData(connection, segment, DATA_HOOKS);
  if (connection.isDone) return;
  sendAndAcknowledge(connection);
}

/** What every segment may allow: to send, to write, to acknowledge. */
function sendAndAcknowledge(connection: Connection): void {
  pushPending(connection);
  checkSendSpace(connection);
  decideAck(connection);
}

/** A segment of a connection that is being closed by one end or both. */
export function inClosing(connection: Connection, segment: Incoming, state: AckState): Answer {
  if (!segment.isAck && !segment.isRst && !segment.isSyn) {
    segment.disposition = Disposition['tcp-flags'];
    return 'nothing';
  }
  if (!validate(connection, segment)) return 'nothing';
  const flags = Ack.UPDATE_TS_RECENT | Ack.NO_CHALLENGE_ACK;
  const result = acknowledge(connection, segment, state, flags);
  if (result === 'too-old' || result === 'unsent-data') {
    segment.disposition = Disposition['tcp-invalid-ack'];
    sendChallengeAck(connection);
    return 'nothing';
  }
  return afterAcknowledged(connection, segment);
}

/** After the acknowledgment: our FIN may have been acknowledged, and more may follow. */
export function afterAcknowledged(connection: Connection, segment: Incoming): Answer {
  const ended = endIfFinAcknowledged(connection, segment);
  if (ended !== 'goes-on') return ended;
  receiveUrgent(connection, segment);
  const { state } = connection;
  const peerClosed =
    state === TcpState.CLOSE_WAIT || state === TcpState.CLOSING || state === TcpState.LAST_ACK;
  const takes = peerClosed ? before(segment.seq, connection.rcvNxt) : true;
  if (takes) {
    const closing = state !== TcpState.ESTABLISHED;
    if (closing && bringsUnwanted(connection, segment)) {
      segment.disposition = Disposition['tcp-closed'];
      resetByPeer(connection);
      return 'reset';
    }
    receiveData(connection, segment, DATA_HOOKS);
  }
  if (!connection.isDone) sendAndAcknowledge(connection);
  return 'nothing';
}

/** RFC 1122 4.2.2.13: new data for a reader that is gone. */
function bringsUnwanted(connection: Connection, segment: Incoming): boolean {
  if ((connection.shutdown & Shutdown.RECEIVE) === 0) return false;
  return isNewData(connection, segment);
}

function isNewData(connection: Connection, segment: Incoming): boolean {
  const end = plus(segment.endSeq, segment.isFin ? -1 : 0);
  return segment.seq !== segment.endSeq && after(end, connection.rcvNxt);
}

/** All that was sent is acknowledged, our FIN among it. */
function endIfFinAcknowledged(connection: Connection, segment: Incoming): Answer | 'goes-on' {
  if (connection.sndUna !== connection.writeSeq) return 'goes-on';
  switch (connection.state) {
    case TcpState.FIN_WAIT1:
      return inFinWait2(connection, segment);
    case TcpState.CLOSING:
      timeWait(connection, 'time-wait', 0);
      return 'nothing';
    case TcpState.LAST_ACK:
      finish(connection);
      return 'nothing';
    default:
      return 'goes-on';
  }
}

function inFinWait2(connection: Connection, segment: Incoming): Answer | 'goes-on' {
  enterState(connection, TcpState.FIN_WAIT2);
  connection.shutdown |= Shutdown.SEND;
  if (!connection.isOrphan) {
    connection.owner?.onStateChange(connection);
    return 'goes-on';
  }
  if (connection.options.linger2S < 0 || isNewData(connection, segment)) {
    finish(connection);
    return 'reset';
  }
  const ms = finTimeoutMs(connection);
  if (ms > TIME_WAIT_MS) connection.keepaliveTimer.armMs(ms - TIME_WAIT_MS);
  else if (segment.isFin) connection.keepaliveTimer.armMs(ms);
  else {
    timeWait(connection, 'fin-wait2', ms);
    return 'nothing';
  }
  return 'goes-on';
}
