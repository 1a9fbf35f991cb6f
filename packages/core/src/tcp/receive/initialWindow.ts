// Window and shift that a SYN or SYN-ACK offers, and the buffers of a new connection.

import { type Connection, MAX_WINDOW_SHIFT } from '../control/connection.js';
import type { TcpBehaviour } from '../settings/behaviour.js';
import { fullReceiveSpace, MAX_UNSCALED } from './receiveWindow.js';

/** Segments for which there is room at first. */
const INITIAL_SEGMENTS = 10;

export interface InitialWindow {
  readonly window: number;
  readonly clamp: number;
  readonly shift: number;
}

/**
 * What to offer at first. `space` is the room for data in the receive buffer, `clamp` the most that may
 * ever be offered (0: no bound), `mss` that of the peer's segments.
 */
export function chooseInitialWindow(
  behaviour: TcpBehaviour,
  given: { space: number; mss: number; clamp: number; scaling: boolean },
): InitialWindow {
  const bound = given.clamp === 0 ? MAX_UNSCALED << MAX_WINDOW_SHIFT : given.clamp;
  let space = Math.max(0, Math.min(given.space, bound));
  if (space > given.mss) space -= space % given.mss;
  const window = space;
  let shift = 0;
  if (given.scaling) {
    // The buffer may grow up to these.
    let largest = Math.max(space, behaviour.rmem[2], behaviour.rmemMax);
    largest = Math.min(largest, bound);
    while (largest > MAX_UNSCALED && shift < MAX_WINDOW_SHIFT) {
      largest = Math.floor(largest / 2);
      shift++;
    }
  }
  const clamp = Math.min(bound, MAX_UNSCALED * 2 ** shift);
  return { window, clamp, shift };
}

/** Buffers and bounds of a connection that has just been established. */
export function initBufferSpace(connection: Connection): void {
  expandSendBuffer(connection);
  connection.rcvSpaceUs = connection.nowUs;
  connection.rcvSpaceSeq = connection.copiedSeq;
  const { advMss } = connection;
  const largest = fullReceiveSpace(connection);
  if (connection.windowClamp >= largest) connection.windowClamp = largest;
  // One segment is kept in reserve.
  if (connection.windowClamp > 2 * advMss && connection.windowClamp + advMss > largest) {
    connection.windowClamp = Math.max(2 * advMss, largest - advMss);
  }
  connection.rcvSsthresh = Math.min(connection.rcvSsthresh, connection.windowClamp);
  connection.cwndStampUs = connection.engine.nowUs;
  connection.rcvSpace = Math.min(
    connection.rcvSsthresh,
    connection.rcvWnd,
    INITIAL_SEGMENTS * advMss,
  );
}

/** Header and bookkeeping of a segment in the send buffer, in octets. */
const HEADER_ROOM = 192 + 320;
const BOOKKEEPING = 256;

/** Lets the send buffer grow with the window, unless SO_SNDBUF was set. */
export function expandSendBuffer(connection: Connection): void {
  const { options, engine } = connection;
  if (options.sndbufLocked) return;
  const size = Math.max(connection.mssClamp, connection.mss) + HEADER_ROOM;
  const perSegment = 2 ** (32 - Math.clz32(size - 1)) + BOOKKEEPING;
  const segments = Math.max(INITIAL_SEGMENTS, connection.cwnd, connection.reordering + 1);
  const wanted = 2 * segments * perSegment;
  if (options.sndbuf < wanted) options.sndbuf = Math.min(wanted, engine.behaviour.wmem[2]);
}
