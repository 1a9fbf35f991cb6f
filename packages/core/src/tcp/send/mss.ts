// Sizes of segments: by the path MTU (RFC 1191, RFC 9293 3.7.1), the peer's MSS, and its window.
import { IPV4_MIN_HEADER_LENGTH } from '../../wire/ipv4.js';
import { TCP_HEADER_LENGTH } from '../../wire/tcp.js';
import type { Connection } from '../control/connection.js';
import { optionsLength } from './transmit.js';

const DEFAULT_MSS = 536;
/** Least packet that every IPv4 link carries. */
const MIN_PACKET = 68;

/** Data of a segment that makes a packet of `mtu` octets with the connection's usual options. */
function mssOfMtu(connection: Connection, mtu: number): number {
  let mss = Math.min(mtu - IPV4_MIN_HEADER_LENGTH - TCP_HEADER_LENGTH, connection.mssClamp);
  mss = Math.max(mss, connection.engine.behaviour.minSndMss);
  return mss - (connection.headerLength - TCP_HEADER_LENGTH);
}

/** No segment is larger than half the largest window that was seen (RFC 9293 3.8.6.2.1). */
function boundToHalfWindow(connection: Connection, size: number): number {
  const { maxWindow } = connection;
  const bound = maxWindow > DEFAULT_MSS ? maxWindow >> 1 : maxWindow;
  if (bound === 0 || size <= bound) return size;
  return Math.max(bound, MIN_PACKET - connection.headerLength);
}

/** Takes a path MTU into account. */
export function syncMss(connection: Connection, mtu: number): void {
  connection.pmtu = mtu;
  connection.mss = boundToHalfWindow(connection, mssOfMtu(connection, mtu));
}

/** Data that the next segment can carry. */
export function currentMss(connection: Connection): number {
  const mtu = usablePathMtu(connection);
  if (mtu !== connection.pmtu) syncMss(connection, mtu);
  return connection.mss - (TCP_HEADER_LENGTH + optionsLength(connection) - connection.headerLength);
}

/** The path MTU as this connection sees it. */
export function usablePathMtu(connection: Connection): number {
  return connection.engine.network.pathMtu(connection.tuple.remote);
}
