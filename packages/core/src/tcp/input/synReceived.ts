// The last ACK of a handshake (RFC 9293 3.10.7.4, fifth check, SYN-RECEIVED).

import { Disposition } from '../../packet/disposition.js';
import { Ack, type AckState } from '../control/ackFlags.js';
import { type Connection, Shutdown } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { sampleRtt, setRto, updateMinRtt } from '../control/rtt.js';
import { closeSending } from '../lifecycle/closeSending.js';
import { guessReceiveMss, startTransfer, undoSpuriousSyn } from '../lifecycle/establish.js';
import { TcpState } from '../protocol/state.js';
import { rttOfEcho } from '../receive/bufferTuning.js';
import type { Incoming } from '../segments/incoming.js';
import { acknowledge } from './acknowledge.js';
import { type Answer, afterAcknowledged } from './established.js';
import { validate } from './validate.js';

const TIMESTAMPS_LENGTH = 12;

/** What the request for a passive connection knows of its SYN-ACK; null where SYNs crossed. */
export interface SynAckSent {
  /** When it was sent first, in microseconds. */
  readonly sentUs: number;
  readonly wasRetransmitted: boolean;
}

/** A segment in SYN-RECEIVED. */
export function inSynReceived(
  connection: Connection,
  segment: Incoming,
  state: AckState,
  synAck: SynAckSent | null,
): Answer {
  if (!segment.isAck && !segment.isRst && !segment.isSyn) {
    segment.disposition = Disposition['tcp-flags'];
    return 'nothing';
  }
  if (!validate(connection, segment)) return 'nothing';
  const flags = Ack.UPDATE_TS_RECENT | Ack.NO_CHALLENGE_ACK;
  if (acknowledge(connection, segment, state, flags) !== 'accepted') {
    segment.disposition = Disposition['tcp-invalid-ack'];
    return 'reset';
  }
  connection.delivered++;
  if (connection.srttUs8 === 0) measureSynAck(connection, segment, synAck);
  if (connection.timestampsOk) connection.advMss -= TIMESTAMPS_LENGTH;
  undoSpuriousSyn(connection, connection.timestampsOk, segment.options.timestampEcho);
  connection.retransStampMs = 0;
  startTransfer(connection);
  connection.copiedSeq = connection.rcvNxt;
  enterState(connection, TcpState.ESTABLISHED);
  connection.sndUna = segment.ack;
  connection.sndWnd = segment.window * 2 ** connection.sndWscale;
  connection.sndWl1 = segment.seq;
  connection.lastSentUs = connection.nowUs;
  guessReceiveMss(connection);
  connection.owner?.onEstablished(connection);
  if ((connection.shutdown & Shutdown.SEND) !== 0) closeSending(connection);
  return afterAcknowledged(connection, segment);
}

/** The round trip of the SYN-ACK; of one that was sent again only by timestamps. */
function measureSynAck(connection: Connection, segment: Incoming, synAck: SynAckSent | null): void {
  let rttUs = -1;
  if (synAck !== null && !synAck.wasRetransmitted) rttUs = connection.nowUs - synAck.sentUs;
  const { options } = segment;
  if (
    rttUs < 0 &&
    connection.timestampsOk &&
    options.hasTimestamps &&
    options.timestampEcho !== 0
  ) {
    rttUs = rttOfEcho(connection, options.timestampEcho, 1);
  }
  if (rttUs < 0) return;
  updateMinRtt(connection, rttUs);
  sampleRtt(connection, rttUs);
  setRto(connection);
  connection.backoff = 0;
}
