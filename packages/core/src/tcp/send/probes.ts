// Probes: of a tail that may be lost (RFC 8985 7.3), and of a closed window (RFC 9293 3.8.6.1).
import { TcpFlag } from '../../wire/tcp.js';
import { type Connection, Pending } from '../control/connection.js';
import {
  armTransmitTimer,
  probeTicks,
  probeWithinUserTimeout,
  rearmRto,
} from '../control/transmitTimer.js';
import { before, between, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { Nagle } from '../settings/socketOptions.js';
import { currentMss } from './mss.js';
import { resend } from './retransmit.js';
import { split } from './segmentation.js';
import { transmitBare } from './transmit.js';
import { firstUnsent } from './unsentRun.js';
import { fitsWindow, sendNew, writeOut } from './writeQueue.js';

/** Sends new data, or the last segment again, so that its ACK shows what is lost. */
export function sendLossProbe(connection: Connection): void {
  if (connection.tlpHighSeq === 0 && probeTail(connection)) {
    connection.tlpHighSeq = connection.sndNxt;
    // The time-out starts from now.
    connection.pending = Pending.NONE;
  }
  rearmRto(connection);
}

function probeTail(connection: Connection): boolean {
  const mss = currentMss(connection);
  connection.tlpRetrans = false;
  const first = firstUnsent(connection);
  if (first !== null && fitsWindow(connection, first, mss)) {
    const before_ = connection.packetsOut;
    writeOut(connection, mss, Nagle.OFF, 'probe');
    return connection.packetsOut > before_;
  }
  let last = connection.rtxQueue.tail;
  if (last === null) return false;
  if (last.count > 1 && last.length > (last.count - 1) * mss) {
    last = split(connection, last, (last.count - 1) * mss, mss, connection.rtxQueue);
  }
  if (!resend(connection, last, 'loss-probe')) return false;
  connection.tlpRetrans = true;
  return true;
}

/** Sends something that draws an ACK: what fits the window, or an old sequence number. */
export function wakeUpPeer(connection: Connection): void {
  if (connection.state === TcpState.CLOSE) return;
  const first = firstUnsent(connection);
  if (first !== null && before(first.seq, connection.sndWindowEnd)) {
    const mss = currentMss(connection);
    let size = (connection.sndWindowEnd - first.seq) >>> 0;
    if (before(connection.pushedSeq, first.endSeq)) connection.pushedSeq = first.endSeq;
    if (size < ((first.endSeq - first.seq) | 0) || first.length > mss) {
      size = Math.min(size, mss);
      split(connection, first, size, mss, connection.writeQueue);
    }
    first.flags |= TcpFlag.PSH;
    sendNew(connection, first, mss);
    return;
  }
  const { sndUna } = connection;
  if (between(connection.sndUp, plus(sndUna, 1), plus(sndUna, 0xffff))) {
    transmitBare(connection, sndUna, TcpFlag.ACK);
  }
  transmitBare(connection, plus(sndUna, -1), TcpFlag.ACK);
}

/** Probes a closed window, and arms the timer for the next probe. */
export function sendWindowProbe(connection: Connection): void {
  wakeUpPeer(connection);
  if (connection.packetsOut > 0 || connection.writeQueue.head === null) {
    connection.probesOut = 0;
    connection.backoff = 0;
    connection.probesStartMs = 0;
    return;
  }
  connection.probesOut++;
  if (connection.backoff < connection.engine.behaviour.retries2) connection.backoff++;
  const ticks = probeWithinUserTimeout(connection, probeTicks(connection));
  armTransmitTimer(connection, Pending.PROBE0, ticks);
}
