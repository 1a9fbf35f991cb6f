// Whether a segment is acceptable (RFC 9293 3.10.7.4, first to fourth check; RFC 5961; RFC 7323 5).
import { Disposition } from '../../packet/disposition.js';
import { count } from '../../ports/counters.js';
import type { Connection } from '../control/connection.js';
import type { Range } from '../control/rareState.js';
import { pawsAccepts } from '../control/timestamps.js';
import { resetByPeer } from '../lifecycle/finish.js';
import { TcpCounter } from '../ports/counters.js';
import { after, before, latest, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import type { Incoming } from '../segments/incoming.js';
import { isNewerWindow } from './acknowledge.js';
import { answerOutOfWindow, sendChallengeAck } from './challengeAck.js';

/** A timestamp may be this much older: clocks are not that exact. */
const PAWS_WINDOW = 1;

/** Checks the segment, and answers it where it is not acceptable. Returns whether it is. */
export function validate(connection: Connection, segment: Incoming): boolean {
  if (connection.timestampsOk && segment.options.hasTimestamps && isOld(connection, segment)) {
    // An RST is accepted in spite of its timestamp.
    if (!segment.isRst) {
      segment.disposition = Disposition['tcp-paws'];
      count(connection.engine.counters, TcpCounter['tcp.pawsEstab']);
      if (segment.isSyn) sendChallengeAck(connection);
      else if (!isOldAck(connection, segment)) answerOutOfWindow(connection, segment);
      return false;
    }
  }
  if (!isInWindow(connection, segment)) {
    const isOldSequence = before(segment.endSeq, connection.rcvWup);
    segment.disposition = Disposition[isOldSequence ? 'tcp-old-sequence' : 'tcp-invalid-sequence'];
    if (segment.isRst) {
      if (isBeforeFin(connection, segment)) {
        segment.disposition = Disposition.tcp;
        resetByPeer(connection);
      }
    } else if (segment.isSyn) sendChallengeAck(connection);
    else answerOutOfWindow(connection, segment);
    return false;
  }
  if (segment.isRst) {
    if (isExactReset(connection, segment)) resetByPeer(connection);
    else {
      segment.disposition = Disposition['tcp-invalid-reset'];
      sendChallengeAck(connection);
    }
    return false;
  }
  if (segment.isSyn && !completesCrossedOpen(connection, segment)) {
    segment.disposition = Disposition['tcp-invalid-syn'];
    sendChallengeAck(connection);
    return false;
  }
  return true;
}

/** PAWS; a pure duplicate ACK that was only overtaken passes. */
function isOld(connection: Connection, segment: Incoming): boolean {
  if (pawsAccepts(connection, segment.options, PAWS_WINDOW)) return false;
  const { seq, endSeq, ack } = segment;
  const replayMs = (connection.rto * connection.engine.behaviour.tickMs * 12) / 10;
  const overtaken =
    segment.isAck &&
    seq === endSeq &&
    seq === connection.rcvNxt &&
    ack === connection.sndUna &&
    !isNewerWindow(connection, ack, seq, segment.window * 2 ** connection.sndWscale) &&
    ((connection.tsRecent - segment.options.timestampValue) | 0) <= replayMs;
  return !overtaken;
}

/** A pure ACK from before the expected sequence number: common, and worth no answer. */
function isOldAck(connection: Connection, segment: Incoming): boolean {
  const isPure = segment.isAck && segment.seq === segment.endSeq;
  return isPure && before(segment.seq, connection.rcvNxt);
}

/** RFC 9293 3.4; a segment may reach beyond the window only while nothing waits to be read. */
function isInWindow(connection: Connection, segment: Incoming): boolean {
  if (before(segment.endSeq, connection.rcvWup)) return false;
  const limit = plus(connection.rcvNxt, connection.receiveWindow);
  if (!after(segment.endSeq, limit)) return true;
  if (!after(plus(segment.endSeq, segment.isFin ? -1 : 0), limit)) return true;
  if (after(segment.seq, limit)) return false;
  return connection.receiveQueue.isEmpty;
}

/** After the peer's FIN, an RST may bear its sequence number. */
function isBeforeFin(connection: Connection, segment: Incoming): boolean {
  const { state } = connection;
  const closed =
    state === TcpState.CLOSE_WAIT || state === TcpState.LAST_ACK || state === TcpState.CLOSING;
  return closed && segment.seq === plus(connection.rcvNxt, -1);
}

/** RFC 5961 3.2: at the next expected octet, or behind the highest block that was SACKed. */
function isExactReset(connection: Connection, segment: Incoming): boolean {
  if (segment.seq === connection.rcvNxt || isBeforeFin(connection, segment)) return true;
  const [first] = connection.sacks;
  if (!connection.sackOk || first === undefined) return false;
  const highest = connection.sacks.reduce((end: number, { end: other }: Range) => {
    return latest(end, other);
  }, first.end);
  return segment.seq === highest;
}

/** A SYN-ACK that answers ours, where SYNs crossed (RFC 9293 3.5). */
function completesCrossedOpen(connection: Connection, segment: Incoming): boolean {
  return (
    connection.state === TcpState.SYN_RECV &&
    connection.owner !== null &&
    segment.isAck &&
    plus(segment.seq, 1) === segment.endSeq &&
    plus(segment.seq, 1) === connection.rcvNxt &&
    segment.ack === connection.sndNxt
  );
}
