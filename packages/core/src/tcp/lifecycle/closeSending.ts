// The end of what this side sends (RFC 9293 3.6).

import { TcpFlag } from '../../wire/tcp.js';
import type { Connection } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { OutSegment } from '../segments/outSegment.js';
import { currentMss } from '../send/mss.js';
import { pushFrames } from '../send/writeQueue.js';
import { Nagle } from '../settings/socketOptions.js';
import { finish } from './finish.js';

/** Goes to the next state, and sends a FIN if that state asks for it. */
export function closeSending(connection: Connection): void {
  switch (connection.state) {
    case TcpState.ESTABLISHED:
    case TcpState.SYN_RECV:
      enterState(connection, TcpState.FIN_WAIT1);
      sendFin(connection);
      break;
    case TcpState.CLOSE_WAIT:
      enterState(connection, TcpState.LAST_ACK);
      sendFin(connection);
      break;
    case TcpState.SYN_SENT:
      finish(connection);
      break;
  }
}

/** Puts a FIN on the last segment that waits, or on one of its own, and sends what can be sent. */
function sendFin(connection: Connection): void {
  const { tail } = connection.writeQueue;
  if (tail !== null) {
    tail.flags |= TcpFlag.FIN;
    tail.endSeq = plus(tail.endSeq, 1);
  } else {
    const { writeSeq } = connection;
    const fin = new OutSegment(writeSeq, plus(writeSeq, 1), TcpFlag.ACK | TcpFlag.FIN);
    connection.writeQueue.append(fin);
    connection.wmem += fin.memory;
  }
  connection.writeSeq = plus(connection.writeSeq, 1);
  pushFrames(connection, currentMss(connection), Nagle.OFF);
}
