// How window and receive buffer grow: with what segments need of memory, and with what is read in a round
// trip time (dynamic right-sizing).
import type { TcpOptionFields } from '../../wire/tcpOptions.js';
import { AckOwed, type Connection } from '../control/connection.js';
import { before, plus } from '../protocol/sequence.js';
import type { InSegment } from '../segments/inSegment.js';
import { memoryFromWindow, receiveSpace, windowFromMemory } from './receiveWindow.js';

/** Grows the window by what a segment shows: how much of its memory was data. */
export function growWindow(connection: Connection, segment: InSegment, dataLength: number): void {
  const room = Math.min(connection.windowClamp, receiveSpace(connection)) - connection.rcvSsthresh;
  if (room <= 0) return;
  let increase =
    windowFromMemory(connection, segment.memory) <= dataLength
      ? 2 * connection.advMss
      : cautiousIncrease(connection, segment.memory, dataLength);
  if (increase === 0) return;
  increase = Math.max(increase, 2 * dataLength);
  connection.rcvSsthresh += Math.min(room, increase);
  connection.quickAcks |= 1;
}

/** A segment that wastes memory is fine while the window is small. */
function cautiousIncrease(connection: Connection, memory: number, dataLength: number): number {
  let needed = windowFromMemory(connection, memory) >> 1;
  let window = windowFromMemory(connection, connection.engine.behaviour.rmem[2]) >> 1;
  while (connection.rcvSsthresh <= window) {
    if (needed <= dataLength) return 2 * connection.rcvMss;
    needed >>= 1;
    window >>= 1;
  }
  return 0;
}

/** The segment's share of data replaces the estimate, when a larger full size is seen. */
export function adoptScalingRatio(
  connection: Connection,
  memory: number,
  dataLength: number,
): void {
  const ratio = Math.min(255, Math.max(1, Math.floor((dataLength * 256) / memory)));
  if (ratio === connection.scalingRatio) return;
  connection.scalingRatio = ratio;
  setWindowClamp(connection, windowFromMemory(connection, connection.options.rcvbuf));
  connection.rcvSpace = Math.min(connection.rcvSpace, connection.windowClamp);
}

/** Least bound of a window, in octets. */
const MIN_CLAMP = 1152;

/** Bounds the window; one that grows lets the window follow up to what is offered. */
export function setWindowClamp(connection: Connection, wanted: number): void {
  const old = connection.windowClamp;
  const octets = Math.max(MIN_CLAMP, wanted);
  connection.windowClamp = octets;
  if (octets === old) return;
  if (octets < old) connection.rcvSsthresh = Math.min(connection.rcvSsthresh, octets);
  else {
    const threshold = Math.min(connection.rcvWnd, octets);
    connection.rcvSsthresh = Math.max(threshold, connection.rcvSsthresh);
  }
}

/** After data was read: if more was read in a round trip time than before, the buffer grows. */
export function adjustReceiveSpace(connection: Connection): void {
  const elapsedUs = connection.nowUs - connection.rcvSpaceUs;
  if (connection.rcvRttUs8 === 0 || elapsedUs < connection.rcvRttUs8 >> 3) return;
  const read = (connection.copiedSeq - connection.rcvSpaceSeq) | 0;
  const unread = (connection.rcvNxt - connection.copiedSeq) | 0;
  if (read - unread > connection.rcvSpace) growReceiveBuffer(connection, read - unread);
  connection.rcvSpaceSeq = connection.copiedSeq;
  connection.rcvSpaceUs = connection.nowUs;
}

/** Lets the buffer grow for `octets` read in a round trip time. */
export function growReceiveBuffer(connection: Connection, octets: number): void {
  const before_ = connection.rcvSpace;
  connection.rcvSpace = octets;
  const { options, engine } = connection;
  if (!engine.behaviour.moderateRcvbuf || options.rcvbufLocked) return;
  // Twice, since what is measured is a round trip old; and more while the rate still grows.
  let window = octets * 2;
  window += Math.floor((window * (octets - before_)) / before_) * 2;
  const last = connection.outOfOrder.tail;
  if (last !== null) window += (last.endSeq - connection.rcvNxt) | 0;
  const memory = Math.min(memoryFromWindow(connection, window), engine.behaviour.rmem[2]);
  if (memory <= options.rcvbuf) return;
  options.rcvbuf = memory;
  connection.windowClamp = windowFromMemory(connection, memory);
}

/** Measures the round trip by an echoed timestamp, on full segments. */
export function measureRttByEcho(
  connection: Connection,
  options: TcpOptionFields,
  sequenceLength: number,
): void {
  if (!options.hasTimestamps || options.timestampEcho === 0) return;
  if (options.timestampEcho === connection.rcvRttLastEcho) return;
  connection.rcvRttLastEcho = options.timestampEcho;
  if (sequenceLength < connection.rcvMss) return;
  const delta = rttOfEcho(connection, options.timestampEcho, 0);
  if (delta > 0) updateReceiverRtt(connection, delta, false);
}

/** Round trip time in microseconds by an echo, or -1 if it is no time that was sent. */
export function rttOfEcho(connection: Connection, echo: number, minMs: number): number {
  const nowMs = Math.floor(connection.nowUs / 1000);
  const delta = (nowMs + connection.tsOffset - echo) >>> 0;
  if (delta >= 0x7fffffff / 1000) return -1;
  return Math.max(delta, minMs) * 1000;
}

/** Measures the round trip by the time in which one window came, where there are no timestamps. */
export function measureRttByWindow(connection: Connection): void {
  if (connection.rcvRttStampUs !== 0) {
    if (before(connection.rcvNxt, connection.rcvRttSeq)) return;
    const delta = Math.max(1, connection.nowUs - connection.rcvRttStampUs);
    updateReceiverRtt(connection, delta, true);
  }
  connection.rcvRttSeq = plus(connection.rcvNxt, connection.rcvWnd);
  connection.rcvRttStampUs = connection.nowUs;
}

function updateReceiverRtt(connection: Connection, sampleUs: number, byWindow: boolean): void {
  const old = connection.rcvRttUs8;
  if (old === 0 || sampleUs * 8 < old) {
    connection.rcvRttUs8 = sampleUs * 8;
    return;
  }
  // Windows take longer than round trips; a full queue shows the reader's delay.
  if (byWindow || connection.rcvNxt !== connection.copiedSeq) return;
  connection.rcvRttUs8 = old - (old >> 3) + sampleUs;
}

/** Shrinks what is offered, since memory ran out; an unlocked buffer may grow to what is used. */
export function clampWindow(connection: Connection): void {
  const { options, engine } = connection;
  connection.quickAcks = 0;
  if (options.rcvbuf < engine.behaviour.rmem[2] && !options.rcvbufLocked) {
    options.rcvbuf = Math.min(connection.rmem, engine.behaviour.rmem[2]);
  }
  if (connection.rmem > options.rcvbuf) {
    connection.rcvSsthresh = Math.min(connection.windowClamp, 2 * connection.advMss);
  }
}

/** Tells the peer at the next chance that there is no memory. */
export function refuseForMemory(connection: Connection): void {
  connection.ackPending |= AckOwed.NOMEM | AckOwed.NOW | AckOwed.SCHEDULED;
}
