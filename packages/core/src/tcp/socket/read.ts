// Reading (RFC 9293 3.10.3), and the ACKs that a reader causes.
import { AckOwed, type Connection, Shutdown } from '../control/connection.js';
import type { TcpErrno } from '../protocol/errno.js';
import { after, before, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { isAckScheduled, isInteractive } from '../receive/ackPolicy.js';
import { adjustReceiveSpace } from '../receive/bufferTuning.js';
import { computeWindow } from '../receive/receiveWindow.js';
import type { InSegment } from '../segments/inSegment.js';
import { sendAck } from '../send/transmit.js';
import { takeError } from './write.js';

/** What one call read. */
export interface ReadResult {
  readonly octets: Uint8Array;
  /** The peer has closed, and there is nothing more. */
  readonly eof: boolean;
}

const NOTHING = new Uint8Array(0);

/** How much a call took, and whether it was the end of the stream. */
interface Taken {
  readonly octets: number;
  readonly eof: boolean;
}

/** Reads up to `most` octets; urgent data ends a call before it. */
export function read(connection: Connection, most: number, peek: boolean): ReadResult | TcpErrno {
  const parts: Uint8Array[] = [];
  const taken = take(connection, most, peek, parts);
  if (typeof taken === 'string') return taken;
  return { octets: concatenated(parts, taken.octets), eof: taken.eof };
}

/** Takes up to `most` octets without looking at them (MSG_TRUNC). */
export function discard(connection: Connection, most: number): Taken | TcpErrno {
  return take(connection, most, false, null);
}

function take(
  connection: Connection,
  most: number,
  peek: boolean,
  parts: Uint8Array[] | null,
): Taken | TcpErrno {
  if (connection.state === TcpState.LISTEN) return 'ENOTCONN';
  connection.refreshClock();
  let seq = connection.copiedSeq;
  let copied = 0;
  let left = most;
  let sawFin = false;
  let segment = connection.receiveQueue.head;
  while (segment !== null && left > 0) {
    if (connection.urgent !== 'none' && connection.urgSeq === seq && copied > 0) break;
    const offset = (seq - segment.seq) >>> 0;
    if (offset < segment.length) {
      let from = offset;
      let length = Math.min(segment.length - offset, left);
      if (connection.urgent !== 'none') {
        const toUrgent = (connection.urgSeq - seq) >>> 0;
        if (toUrgent > 0) length = Math.min(length, toUrgent);
        else if (!connection.options.oobInline) {
          // Urgent data is left out, unless it is inline.
          seq = plus(seq, 1);
          from++;
          length--;
        }
      }
      if (length > 0 && parts !== null) parts.push(segment.buffer.slice(from, from + length));
      seq = plus(seq, length);
      copied += length;
      left -= length;
      if (!peek) {
        connection.copiedSeq = seq;
        if (length > 0) adjustReceiveSpace(connection);
      }
      if (!peek && connection.urgent !== 'none' && after(seq, connection.urgSeq)) {
        connection.urgent = 'none';
      }
      if ((seq - segment.seq) >>> 0 < segment.length) continue;
    }
    const next: InSegment | null = segment.next;
    if (segment.fin) {
      seq = plus(segment.endSeq, 0);
      sawFin = true;
    }
    if (!peek) {
      if (segment.fin) connection.copiedSeq = seq;
      connection.receiveQueue.remove(segment);
      connection.engine.receiveBuffers.giveBack(segment.buffer);
      connection.rmem -= segment.memory;
    }
    if (sawFin) break;
    segment = next;
  }
  if (copied === 0 && !sawFin) return endOf(connection);
  if (!peek) acknowledgeRead(connection, copied);
  return { octets: copied, eof: copied === 0 };
}

/** Nothing to read: the end, an error, or not yet. */
function endOf(connection: Connection): Taken | TcpErrno {
  if ((connection.shutdown & Shutdown.RECEIVE) !== 0 && connection.error === null) {
    return { octets: 0, eof: true };
  }
  const error = takeError(connection);
  if (error !== null) return error;
  if ((connection.shutdown & Shutdown.RECEIVE) !== 0) return { octets: 0, eof: true };
  if (connection.state === TcpState.CLOSE) return 'ENOTCONN';
  return 'EAGAIN';
}

function concatenated(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (only === undefined) return NOTHING;
  if (parts.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The urgent octet, which MSG_OOB reads. */
export function readUrgent(connection: Connection, peek: boolean): ReadResult | TcpErrno {
  const { urgent, options } = connection;
  if (options.oobInline || urgent === 'none' || urgent === 'read') return 'EINVAL';
  if (urgent === 'valid') {
    if (!peek) connection.urgent = 'read';
    return { octets: Uint8Array.of(connection.urgentOctet), eof: false };
  }
  if (connection.state === TcpState.CLOSE || (connection.shutdown & Shutdown.RECEIVE) !== 0) {
    return { octets: NOTHING, eof: true };
  }
  return 'EAGAIN';
}

/** After a read: an ACK where one was owed, or where the window grew a lot (RFC 9293 3.8.6.2.2). */
export function acknowledgeRead(connection: Connection, copied: number): void {
  if (connection.isDone) return;
  connection.refreshClock();
  if (owesAck(connection, copied) || windowGrew(connection, copied)) sendAck(connection);
}

function owesAck(connection: Connection, copied: number): boolean {
  if (!isAckScheduled(connection)) return false;
  if (((connection.rcvNxt - connection.rcvWup) | 0) > connection.rcvMss) return true;
  const { ackPending } = connection;
  const small =
    (ackPending & AckOwed.PUSHED2) !== 0 ||
    ((ackPending & AckOwed.PUSHED) !== 0 && !isInteractive(connection));
  return copied > 0 && small && connection.rmem === 0;
}

function windowGrew(connection: Connection, copied: number): boolean {
  if (copied <= 0 || (connection.shutdown & Shutdown.RECEIVE) !== 0) return false;
  const offered = connection.receiveWindow;
  if (2 * offered > connection.windowClamp) return false;
  const window = computeWindow(connection);
  return window > 0 && window >= 2 * offered;
}

/** Octets that SIOCINQ counts: up to urgent data. */
export function unreadOctets(connection: Connection): number {
  const { state, shutdown, urgent, urgSeq, copiedSeq, rcvNxt, options } = connection;
  if (state === TcpState.SYN_SENT || state === TcpState.SYN_RECV) return 0;
  const hasUrgent = urgent !== 'none';
  if (options.oobInline || !hasUrgent || before(urgSeq, copiedSeq) || !before(urgSeq, rcvNxt)) {
    const unread = (rcvNxt - copiedSeq) >>> 0;
    // The FIN counts one in sequence numbers.
    return unread > 0 && (shutdown & Shutdown.RECEIVE) !== 0 ? unread - 1 : unread;
  }
  return (urgSeq - copiedSeq) >>> 0;
}
