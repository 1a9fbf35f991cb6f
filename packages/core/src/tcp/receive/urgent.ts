// Urgent data that comes in (RFC 9293 3.8.5, RFC 6093).
import { TcpFlag } from '../../wire/tcp.js';
import type { Connection } from '../control/connection.js';
import { after, before, plus } from '../protocol/sequence.js';
import type { Incoming } from '../segments/incoming.js';

/** Follows the urgent pointer, and takes the urgent octet out when it is there. */
export function receiveUrgent(connection: Connection, segment: Incoming): void {
  if ((segment.flags & TcpFlag.URG) !== 0) notePointer(connection, segment);
  if (connection.urgent !== 'not-yet') return;
  const offset = (connection.urgSeq - segment.seq - (segment.isSyn ? 1 : 0)) >>> 0;
  if (offset >= segment.length) return;
  connection.urgent = 'valid';
  connection.urgentOctet = segment.octets[segment.dataStart + offset] ?? 0;
  connection.owner?.onReadable(connection);
}

function notePointer(connection: Connection, segment: Incoming): void {
  const { stdurg } = connection.engine.behaviour;
  const pointer = segment.urgentPointer;
  const behind = pointer > 0 && !stdurg ? pointer - 1 : pointer;
  const offset = plus(segment.seq, behind);
  if (after(connection.copiedSeq, offset) || before(offset, connection.rcvNxt)) return;
  if (connection.urgent !== 'none' && !after(offset, connection.urgSeq)) return;
  skipReadOctet(connection);
  connection.urgent = 'not-yet';
  connection.urgSeq = offset;
  connection.owner?.onReadable(connection);
}

/** The reader stands at the old urgent octet, which it must not see among the data. */
function skipReadOctet(connection: Connection): void {
  const { urgSeq, copiedSeq, rcvNxt, options } = connection;
  const standsThere = connection.urgent !== 'none' && urgSeq === copiedSeq && copiedSeq !== rcvNxt;
  if (!standsThere || options.oobInline) return;
  connection.copiedSeq = plus(copiedSeq, 1);
  const first = connection.receiveQueue.head;
  if (first !== null && !before(connection.copiedSeq, first.endSeq)) {
    connection.receiveQueue.remove(first);
    connection.rmem -= first.memory;
  }
}
