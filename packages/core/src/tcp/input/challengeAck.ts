// ACKs that answer what should not have come, and their limits (RFC 5961, Linux's invalid_ratelimit).
import { count } from '../../ports/counters.js';
import type { Connection } from '../control/connection.js';
import { TcpCounter } from '../ports/counters.js';
import { before, earliest } from '../protocol/sequence.js';
import { enterQuickAck } from '../receive/ackPolicy.js';
import { noteDuplicate } from '../receive/sackBlocks.js';
import type { Incoming } from '../segments/incoming.js';
import { sendAck } from '../send/transmit.js';

/** Whether the last such ACK was too short a time ago; else it counts as sent now. */
export function isRateLimited(connection: {
  lastOowAckTicks: number;
  readonly engine: Connection['engine'];
}): boolean {
  const { nowUs, behaviour } = connection.engine;
  const { invalidRatelimitMs, tickMs } = behaviour;
  const now = Math.floor(nowUs / 1000 / tickMs);
  const elapsed = now - connection.lastOowAckTicks;
  if (connection.lastOowAckTicks !== 0 && elapsed < Math.ceil(invalidRatelimitMs / tickMs)) {
    return true;
  }
  connection.lastOowAckTicks = now;
  return false;
}

/** Asks the peer whether it meant it. */
export function sendChallengeAck(connection: Connection): void {
  if (isRateLimited(connection)) return;
  if (!connection.engine.takeChallengeAck()) return;
  count(connection.engine.counters, TcpCounter['tcp.challengeACK']);
  sendAck(connection);
}

/** Answers a segment out of the window; pure ACKs only so often, lest two ends answer each other for ever. */
export function answerOutOfWindow(connection: Connection, segment: Incoming): void {
  const mayLoop = segment.seq === segment.endSeq || segment.isSyn;
  if (mayLoop && isRateLimited(connection)) return;
  if (segment.endSeq !== segment.seq && before(segment.seq, connection.rcvNxt)) {
    enterQuickAck(connection);
    noteDuplicate(connection, segment.seq, earliest(segment.endSeq, connection.rcvNxt));
  }
  sendAck(connection);
}
