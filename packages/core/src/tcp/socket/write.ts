// Writing: octets become segments that wait to be sent (RFC 9293 3.10.2).
import { TcpFlag } from '../../wire/tcp.js';
import { type Connection, Shutdown } from '../control/connection.js';
import type { TcpErrno } from '../protocol/errno.js';
import { after, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { noteAppLimited } from '../recovery/rateSample.js';
import type { OutSegment } from '../segments/outSegment.js';
import { currentMss } from '../send/mss.js';
import { isWritable } from '../send/sendSpace.js';
import { gatherTail } from '../send/unsentRun.js';
import { pushFrames, restartAfterIdle, writeOut } from '../send/writeQueue.js';
import { Nagle } from '../settings/socketOptions.js';

/** Most octets that a device cuts at once. */
const MAX_OFFLOAD = 65_536 - 320;
const DEFAULT_MSS = 536;

export interface WriteFlags {
  /** MSG_MORE: more follows, so that a segment that is not full may wait. */
  readonly more?: boolean;
  /** MSG_OOB: the last octet is urgent. */
  readonly oob?: boolean;
  /** MSG_EOR: what is written later begins a segment of its own. */
  readonly eor?: boolean;
  /** The octets never change, so that they need not be copied: as MSG_ZEROCOPY, without its notifications. */
  readonly zeroCopy?: boolean;
}

/** Takes as many octets as there is room for; returns how many, or why none. */
export function write(
  connection: Connection,
  octets: Uint8Array,
  flags: WriteFlags,
): number | TcpErrno {
  const { state } = connection;
  if (state !== TcpState.ESTABLISHED && state !== TcpState.CLOSE_WAIT) {
    if (connection.error !== null) return takeError(connection) ?? 'EPIPE';
    if (state !== TcpState.SYN_SENT && state !== TcpState.SYN_RECV) return 'EPIPE';
    return 'EAGAIN';
  }
  if (connection.error !== null) return takeError(connection) ?? 'EPIPE';
  if ((connection.shutdown & Shutdown.SEND) !== 0) return 'EPIPE';
  noteAppLimited(connection);
  let mss = currentMss(connection);
  let taken = 0;
  while (taken < octets.length) {
    let tail = connection.writeQueue.tail;
    if (tail === null || tail.length >= mss || tail.endsRecord) {
      const joins =
        tail !== null && !tail.endsRecord && groupLength(connection) < groupGoal(connection, mss);
      if (!joins && !isWritable(connection, false)) {
        connection.wantsSpace = true;
        if (taken > 0) {
          push(connection, mss, false, false, Nagle.PUSH);
          push(connection, mss, flags.more === true, flags.oob === true, connection.options.nagle);
        }
        break;
      }
      tail = appendSegment(connection, joins);
    }
    const size = Math.min(mss - tail.length, octets.length - taken);
    const { writeSeq, sendBuffer } = connection;
    sendBuffer.write(writeSeq, octets, taken, size, flags.zeroCopy === true);
    connection.writeSeq = plus(writeSeq, size);
    tail.endSeq = plus(tail.endSeq, size);
    connection.wmem += size;
    if (taken === 0) tail.flags &= ~TcpFlag.PSH;
    taken += size;
    if (taken === octets.length || tail.length < mss || flags.oob === true) continue;
    if (groupLength(connection) < groupGoal(connection, mss)) continue;
    sendFull(connection, tail, mss);
    mss = currentMss(connection);
  }
  if (taken === 0) return 'EAGAIN';
  if (taken === octets.length) {
    const { tail } = connection.writeQueue;
    if (flags.eor === true && tail !== null) tail.endsRecord = true;
    push(connection, mss, flags.more === true, flags.oob === true, connection.options.nagle);
  }
  return taken;
}

/** The pending error, which is told once. */
export function takeError(connection: Connection): TcpErrno | null {
  const { error } = connection;
  connection.error = null;
  return error;
}

/** Octets not sent yet of the buffer that is written to: what was sent of it has one of its own since. */
function groupLength(connection: Connection): number {
  const { writeSeq, writeGroupSeq, sndNxt } = connection;
  const start = after(sndNxt, writeGroupSeq) ? sndNxt : writeGroupSeq;
  return (writeSeq - start) >>> 0;
}

/** Octets that one buffer takes: one segment, or as many as the device cuts. */
function groupGoal(connection: Connection, mss: number): number {
  const { engine, maxWindow } = connection;
  if (!engine.behaviour.segmentationOffload) return mss;
  const half = maxWindow > DEFAULT_MSS ? maxWindow >>> 1 : maxWindow;
  return Math.max(1, Math.floor(Math.min(half, MAX_OFFLOAD) / mss)) * mss;
}

function appendSegment(connection: Connection, joins: boolean): OutSegment {
  restartAfterIdle(connection);
  connection.options.nagle &= ~Nagle.PUSH;
  gatherTail(connection);
  const { writeSeq } = connection;
  const segment = connection.engine.outSegments.take(writeSeq, writeSeq, TcpFlag.ACK);
  const isCut = after(connection.sndNxt, connection.writeGroupSeq);
  if (joins && !isCut) segment.overhead = 0;
  else if (!joins) connection.writeGroupSeq = writeSeq;
  else connection.writeGroupSeq = connection.sndNxt;
  connection.writeQueue.append(segment);
  connection.wmem += segment.memory;
  return segment;
}

/** A full buffer goes out while more is written behind it. */
function sendFull(connection: Connection, tail: OutSegment, mss: number): void {
  if (mustPush(connection)) {
    markPush(connection, tail);
    pushFrames(connection, mss, Nagle.PUSH);
  } else if (!after(connection.writeGroupSeq, connection.sndNxt)) {
    const { segmentationOffload } = connection.engine.behaviour;
    writeOut(connection, mss, Nagle.PUSH, segmentationOffload ? 'all' : 'one');
  }
}

/** Half of the largest window was written since the last PSH (Linux's forced push). */
function mustPush(connection: Connection): boolean {
  const limit = plus(connection.pushedSeq, connection.maxWindow >>> 1);
  return after(connection.writeSeq, limit);
}

function markPush(connection: Connection, segment: OutSegment): void {
  segment.flags |= TcpFlag.PSH;
  connection.pushedSeq = connection.writeSeq;
}

/** The end of a call to write. */
function push(
  connection: Connection,
  mss: number,
  more: boolean,
  oob: boolean,
  nagle: number,
): void {
  const { tail } = connection.writeQueue;
  if (tail === null) return;
  if (!more || mustPush(connection)) markPush(connection, tail);
  if (oob) {
    connection.sndUp = connection.writeSeq;
    connection.urgentMode = true;
  }
  pushFrames(connection, mss, more ? Nagle.CORK : nagle);
}
