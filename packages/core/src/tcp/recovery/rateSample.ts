// Samples of the delivery rate (draft-cheng-iccrg-delivery-rate-estimation).

import { count } from '../../ports/counters.js';
import type { RateSample } from '../congestion/congestionControl.js';
import { Ack, type AckState } from '../control/ackFlags.js';
import type { Connection } from '../control/connection.js';
import { TcpCounter } from '../ports/counters.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import { sentAfter } from './rackClock.js';

/** Segments arrived. */
export function countDelivered(connection: Connection, segments: number, echo: boolean): void {
  connection.delivered += segments;
  if (!echo) return;
  connection.deliveredCe += segments;
  count(connection.engine.counters, TcpCounter['tcp.deliveredCE'], segments);
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

/** The sample that an ACK makes. */
export function rateSampleOf(
  connection: Connection,
  state: AckState,
  acked: number,
  losses: number,
): RateSample {
  const { priorDelivered, priorDeliveredUs, rttUs, priorInFlight } = state;
  let delivered = -1;
  let intervalUs = -1;
  if (priorDeliveredUs !== 0 && !connection.sackReneging) {
    const ackUs = connection.nowUs - priorDeliveredUs;
    intervalUs = Math.max(state.rateIntervalUs, ackUs);
    delivered = connection.delivered - priorDelivered;
    // Shorter than any round trip: compressed ACKs, or times of retransmissions mixed up.
    if (intervalUs < connection.minRttUs) intervalUs = -1;
  }
  return {
    delivered,
    intervalUs,
    rttUs,
    losses,
    acked,
    priorDelivered,
    priorInFlight,
    isAppLimited: state.rateAppLimited,
    isAckDelayed: (state.flags & Ack.ACK_MAYBE_DELAYED) !== 0,
  };
}

/** Before data is written: if nothing but the application keeps segments from flying, samples say so. */
export function noteAppLimited(connection: Connection): void {
  const unsent = (connection.writeSeq - connection.sndNxt) >>> 0;
  if (
    unsent < connection.mss &&
    connection.inFlight < connection.cwnd &&
    connection.lostOut <= connection.retransOut
  ) {
    connection.appLimited = connection.delivered + connection.inFlight || 1;
  }
}
