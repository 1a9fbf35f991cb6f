// The peer's FIN (RFC 9293 3.10.7.4, eighth check).

import { type Connection, Shutdown } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { timeWait } from '../lifecycle/finish.js';
import { TcpState } from '../protocol/state.js';
import { enterInteractive, scheduleAck } from '../receive/ackPolicy.js';
import type { DataHooks } from '../receive/dataHooks.js';
import { flushCompressed } from '../send/ackDecision.js';
import { sendAck } from '../send/transmit.js';

function onFin(connection: Connection): void {
  scheduleAck(connection);
  connection.shutdown |= Shutdown.RECEIVE;
  switch (connection.state) {
    case TcpState.SYN_RECV:
    case TcpState.ESTABLISHED:
      enterState(connection, TcpState.CLOSE_WAIT);
      enterInteractive(connection);
      break;
    case TcpState.FIN_WAIT1:
      sendAck(connection);
      enterState(connection, TcpState.CLOSING);
      break;
    case TcpState.FIN_WAIT2:
      sendAck(connection);
      timeWait(connection, 'time-wait', 0);
      break;
  }
  // What lies beyond the FIN is nothing.
  for (let last = connection.outOfOrder.tail; last !== null; last = connection.outOfOrder.tail) {
    connection.outOfOrder.remove(last);
    connection.rmem -= last.memory;
  }
  connection.sacks.length = 0;
  connection.dsack = null;
  connection.owner?.onStateChange(connection);
}

/** What the receiving side needs of this one. */
export const DATA_HOOKS: DataHooks = { onFin, flushCompressed };
