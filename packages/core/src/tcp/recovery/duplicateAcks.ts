// Without SACK, duplicate ACKs are counted as segments that the peer has (RFC 5681 3.2).
import type { Connection } from '../control/connection.js';
import { countDelivered } from './rateSample.js';

/** More cannot have arrived than are in flight, but for the holes; returns whether more seemed to. */
function limitCount(connection: Connection): boolean {
  const holes = Math.min(Math.max(connection.lostOut, 1), connection.packetsOut);
  if (connection.sackedOut + holes <= connection.packetsOut) return false;
  connection.sackedOut = connection.packetsOut - holes;
  return true;
}

function checkCount(connection: Connection, extra: number): void {
  if (!limitCount(connection)) return;
  connection.reordering = Math.min(
    connection.packetsOut + extra,
    connection.engine.behaviour.maxReordering,
  );
  connection.reorderingSeen++;
}

/** Duplicate ACKs came. */
export function addDuplicateAcks(connection: Connection, count: number, echo: boolean): void {
  if (count === 0) return;
  const prior = connection.sackedOut;
  connection.sackedOut += count;
  checkCount(connection, 0);
  const delivered = connection.sackedOut - prior;
  if (delivered > 0) countDelivered(connection, delivered, echo);
}

/** `acked` segments were acknowledged: one filled the hole, the others were counted before. */
export function removeDuplicateAcks(connection: Connection, acked: number, echo: boolean): void {
  if (acked > 0) {
    countDelivered(connection, Math.max(acked - connection.sackedOut, 1), echo);
    connection.sackedOut = Math.max(0, connection.sackedOut - (acked - 1));
  }
  checkCount(connection, acked);
}
