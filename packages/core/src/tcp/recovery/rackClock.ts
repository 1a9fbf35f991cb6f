// RACK's view of time: which of the segments known to have arrived was sent last (RFC 8985 6.2).
import type { Connection } from '../control/connection.js';
import { after } from '../protocol/sequence.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';

/**
 * Whether a segment was sent after the other one. RFC 8985 lets sequence numbers decide between equal times;
 * simulated time stands still during a burst, so that the order of sending decides first.
 */
export function sentAfter(
  ordinal: number,
  otherOrdinal: number,
  endSeq: number,
  otherEnd: number,
): boolean {
  return ordinal > otherOrdinal || (ordinal === otherOrdinal && after(endSeq, otherEnd));
}

/** A segment arrived. */
export function advanceRack(connection: Connection, segment: OutSegment): void {
  const rttUs = connection.nowUs - segment.sentUs;
  // Too soon for the retransmission: it was the original that arrived.
  const wasRetransmitted = (segment.tags & (Tag.RETRANS | Tag.EVER_RETRANS)) !== 0;
  if (rttUs < connection.minRttUs && wasRetransmitted) return;
  connection.rackAdvanced = true;
  connection.rackRttUs = rttUs;
  const { rackOrdinal, rackEndSeq } = connection;
  if (sentAfter(segment.ordinal, rackOrdinal, segment.endSeq, rackEndSeq)) {
    connection.rackOrdinal = segment.ordinal;
    connection.rackEndSeq = segment.endSeq;
  }
}
