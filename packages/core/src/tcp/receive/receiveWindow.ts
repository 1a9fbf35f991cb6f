// The window that is offered (RFC 9293 3.8.6.2.2, silly window avoidance; RFC 7323 2).
import { AckOwed, type Connection } from '../control/connection.js';

/** Largest window without scaling that all stacks understand. */
export const MAX_UNSCALED = 0xffff;

/** Octets of data that `memory` holds, by what segments have needed so far. */
export function windowFromMemory(connection: Connection, memory: number): number {
  return Math.floor((memory * connection.scalingRatio) / 256);
}

/** Memory that a window of `octets` needs. */
export function memoryFromWindow(connection: Connection, octets: number): number {
  return Math.floor((octets * 256) / connection.scalingRatio);
}

/** Room for data that is left in the receive buffer; may be negative. */
export function receiveSpace(connection: Connection): number {
  return windowFromMemory(connection, connection.options.rcvbuf - connection.rmem);
}

/** Room for data in an empty receive buffer. */
export function fullReceiveSpace(connection: Connection): number {
  return windowFromMemory(connection, connection.options.rcvbuf);
}

function roundUp(octets: number, connection: Connection): number {
  const unit = 1 << connection.rcvWscale;
  return Math.ceil(octets / unit) * unit;
}

/** The window that could be offered now, before what was offered already is kept. */
export function computeWindow(connection: Connection): number {
  let mss = connection.rcvMss;
  let free = receiveSpace(connection);
  const allowed = fullReceiveSpace(connection);
  const full = Math.min(connection.windowClamp, allowed);
  if (mss > full) {
    mss = full;
    if (mss <= 0) return 0;
  }
  if (free < full >> 1) {
    connection.quickAcks = 0;
    const unit = 1 << connection.rcvWscale;
    // A little room must not grow by rounding; less than a segment, or a sixteenth, is none.
    free = Math.floor(free / unit) * unit;
    if (free < allowed >> 4 || free < mss) return 0;
  }
  free = Math.min(free, connection.rcvSsthresh);
  if (connection.rcvWscale > 0) return roundUp(free, connection);
  const window = connection.rcvWnd;
  if (window <= free - mss || window > free) return Math.floor(free / mss) * mss;
  if (mss === full && free > window + (full >> 1)) return free;
  return window;
}

/**
 * Decides upon the window and remembers it; returns the header field. What was offered is not taken
 * back (RFC 9293 3.8.6), unless data was refused for want of memory.
 */
export function selectWindow(connection: Connection): number {
  if ((connection.ackPending & AckOwed.NOMEM) !== 0) {
    connection.rcvWnd = 0;
    connection.rcvWup = connection.rcvNxt;
    return 0;
  }
  const current = connection.receiveWindow;
  let window = computeWindow(connection);
  const mayShrink = connection.engine.behaviour.shrinkWindow && connection.rcvWscale > 0;
  if (window < current && !mayShrink) window = roundUp(current, connection);
  connection.rcvWnd = window;
  connection.rcvWup = connection.rcvNxt;
  return Math.min(window, MAX_UNSCALED << connection.rcvWscale) >>> connection.rcvWscale;
}
