// Timestamps (RFC 7323): what is sent, what is remembered, and PAWS.
import type { TcpOptionFields } from '../../wire/tcpOptions.js';
import type { Connection } from './connection.js';

/** After so long without a segment PAWS rejects nothing (RFC 7323 5.5). */
const PAWS_24_DAYS_S = 60 * 60 * 24 * 24;

/** Timestamp of a segment that is sent now: milliseconds and the connection's offset. */
export function timestampNow(connection: Connection): number {
  return (Math.floor(connection.nowUs / 1000) + connection.tsOffset) >>> 0;
}

/** Remembers the peer's timestamp for the echo. */
export function storeTimestamp(connection: Connection, value: number): void {
  connection.tsRecent = value;
  connection.tsRecentStampS = wallSeconds(connection);
}

function wallSeconds(connection: Connection): number {
  // Never 0, which stands for "none came".
  return Math.floor(connection.nowMs / 1000) + 1;
}

/** Whether PAWS lets the segment in: its timestamp is at most `window` older than the last. */
export function pawsAccepts(
  connection: Connection,
  options: TcpOptionFields,
  window: number,
): boolean {
  if (((connection.tsRecent - options.timestampValue) | 0) <= window) return true;
  if (wallSeconds(connection) > connection.tsRecentStampS + PAWS_24_DAYS_S) return true;
  // Some stacks send 0 on the SYN.
  return connection.tsRecent === 0;
}

/** Timestamp that was sent at `ms`. */
export function timestampOf(connection: Connection, ms: number): number {
  return (Math.floor(ms) + connection.tsOffset) >>> 0;
}
