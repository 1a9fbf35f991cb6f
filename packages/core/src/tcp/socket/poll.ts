// What poll(2) says of a connection.
import { type Connection, Shutdown } from '../control/connection.js';
import { TcpState } from '../protocol/state.js';
import { isWritable } from '../send/sendSpace.js';

/** What poll(2) tells of a socket, without the prefix `POLL`. */
export type PollEvent = 'IN' | 'PRI' | 'OUT' | 'ERR' | 'HUP' | 'RDHUP';

export function pollConnection(connection: Connection): PollEvent[] {
  const events = new Set<PollEvent>();
  const { shutdown, state } = connection;
  const both = Shutdown.RECEIVE | Shutdown.SEND;
  if (shutdown === both || state === TcpState.CLOSE) events.add('HUP');
  if ((shutdown & Shutdown.RECEIVE) !== 0) events.add('IN').add('RDHUP');
  if (state !== TcpState.SYN_SENT && state !== TcpState.SYN_RECV) {
    if (isReadable(connection)) events.add('IN');
    if ((shutdown & Shutdown.SEND) !== 0 || isWritable(connection, true)) events.add('OUT');
    else connection.wantsSpace = true;
    if (connection.urgent === 'valid') events.add('PRI');
  }
  if (connection.error !== null || connection.hasQueuedError) events.add('ERR');
  return ORDER.filter((event) => events.has(event));
}

const ORDER: readonly PollEvent[] = ['IN', 'PRI', 'OUT', 'ERR', 'HUP', 'RDHUP'];

/** Whether enough is there for SO_RCVLOWAT, or no more can come. */
function isReadable(connection: Connection): boolean {
  const { options, urgent } = connection;
  const skipsUrgent =
    urgent !== 'none' && connection.urgSeq === connection.copiedSeq && !options.oobInline;
  const wanted = Math.min(options.rcvlowat, 0x7fffffff) + (skipsUrgent ? 1 : 0);
  const available = (connection.rcvNxt - connection.copiedSeq) | 0;
  if (available <= 0) return false;
  if (available >= wanted) return true;
  const nearlyFull = connection.rmem > options.rcvbuf - (options.rcvbuf >> 3);
  return nearlyFull || connection.receiveWindow <= connection.rcvMss;
}
