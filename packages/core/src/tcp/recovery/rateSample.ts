// Samples of the delivery rate (draft-cheng-iccrg-delivery-rate-estimation).
import type { Connection } from '../connection/connection.js';
import { type OutSegment, Tag } from '../send/outSegment.js';
import type { AckState } from './ackFlags.js';
import { sentAfter } from './rackClock.js';

/** Segments arrived. */
export function countDelivered(connection: Connection, segments: number, echo: boolean): void {
  connection.delivered += segments;
  if (echo) connection.deliveredCe += segments;
}

/** A segment arrived: the latest sent of those that one ACK tells of makes the sample. */
export function noteDelivered(connection: Connection, segment: OutSegment, state: AckState): void {
  if (segment.deliveredUs === 0) return;
  const { sentUs, ordinal, endSeq } = segment;
  if (
    state.priorDelivered === 0 ||
    sentAfter(ordinal, connection.firstSentOrdinal, endSeq, state.rateEndSeq)
  ) {
    state.priorDelivered = segment.delivered;
    state.priorDeliveredUs = segment.deliveredUs;
    state.rateAppLimited = segment.appLimited;
    state.rateEndSeq = endSeq;
    connection.firstSentUs = sentUs;
    connection.firstSentOrdinal = ordinal;
    state.rateIntervalUs = sentUs - segment.firstSentUs;
  }
  if ((segment.tags & Tag.SACKED) !== 0) segment.deliveredUs = 0;
}

/** How many segments were delivered since `priorDelivered`; also ends what the application limited. */
export function finishDelivery(connection: Connection, priorDelivered: number): number {
  const delivered = connection.delivered - priorDelivered;
  if (connection.appLimited > 0 && connection.delivered > connection.appLimited) {
    connection.appLimited = 0;
  }
  if (delivered > 0) connection.deliveredUs = connection.nowUs;
  return delivered;
}
