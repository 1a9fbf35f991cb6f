// Room for a writer that waits.
import type { Connection } from '../control/connection.js';
import { expandSendBuffer } from '../receive/initialWindow.js';

/** Whether there is room to write; twice the unsent data counts for a writer that waits. */
export function isWritable(connection: Connection, wake: boolean): boolean {
  const { options, wmem } = connection;
  if (wake && options.sndbuf - wmem < wmem >> 1) return false;
  if (wmem >= options.sndbuf) return false;
  const unsent = (connection.writeSeq - connection.sndNxt) >>> 0;
  return unsent * (wake ? 2 : 1) < options.notsentLowat;
}

/** After an acknowledgment: the buffer may grow, and a writer may go on. */
export function checkSendSpace(connection: Connection): void {
  if (!connection.wantsSpace) return;
  if (!connection.options.sndbufLocked && connection.inFlight < connection.cwnd) {
    expandSendBuffer(connection);
    connection.cwndStampUs = connection.engine.nowUs;
  }
  if (!isWritable(connection, true)) return;
  connection.wantsSpace = false;
  connection.owner?.onWritable(connection);
}
