// A segment for a connection, by its state.
import { Disposition } from '../../packet/disposition.js';
import type { AckState } from '../control/ackFlags.js';
import type { Connection } from '../control/connection.js';
import { TcpState } from '../protocol/state.js';
import type { Incoming } from '../segments/incoming.js';
import { type Answer, inClosing, inEstablished } from './established.js';
import { inSynReceived } from './synReceived.js';
import { inSynSent } from './synSent.js';

/** Works on the segment; tells whether it is to be answered with an RST. */
export function dispatch(connection: Connection, segment: Incoming, state: AckState): Answer {
  connection.refreshClock();
  switch (connection.state) {
    case TcpState.ESTABLISHED:
      inEstablished(connection, segment, state);
      return 'nothing';
    case TcpState.SYN_SENT:
      return inSynSent(connection, segment, state);
    case TcpState.SYN_RECV:
      return inSynReceived(connection, segment, state, null);
    case TcpState.CLOSE:
      segment.disposition = Disposition['tcp-closed'];
      return 'nothing';
    default:
      return inClosing(connection, segment, state);
  }
}
