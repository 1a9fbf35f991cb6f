// How far segments overtake each other.
import type { Connection } from '../control/connection.js';
import { before } from '../protocol/sequence.js';

/** Sequence number of the first segment behind the highest that was SACKed. */
export function highestSackedSeq(connection: Connection): number {
  if (connection.sackedOut === 0) return connection.sndUna;
  return connection.highestSack === null ? connection.sndNxt : connection.highestSack.seq;
}

/** A segment from `low` on came late: the degree of reordering may have grown. */
export function checkReordering(connection: Connection, low: number): void {
  const highest = highestSackedSeq(connection);
  if (!before(low, highest)) return;
  const distance = (highest - low) >>> 0;
  if (distance > connection.reordering * connection.mss) {
    connection.reordering = Math.min(
      Math.ceil(distance / connection.mss),
      connection.engine.behaviour.maxReordering,
    );
  }
  connection.reorderingSeen++;
}
