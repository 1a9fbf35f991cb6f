import type { Connection } from '../control/connection.js';
import { TcpState } from '../protocol/state.js';

/** Octets that the peer did not acknowledge (SIOCOUTQ), and those not sent (SIOCOUTQNSD). */
export function unsentOrUnacknowledged(connection: Connection): {
  outq: number;
  notsent: number;
} {
  const { state, writeSeq, sndUna, sndNxt } = connection;
  if (state === TcpState.SYN_SENT || state === TcpState.SYN_RECV) return { outq: 0, notsent: 0 };
  return { outq: (writeSeq - sndUna) >>> 0, notsent: (writeSeq - sndNxt) >>> 0 };
}
