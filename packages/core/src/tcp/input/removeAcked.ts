// What an ACK covers leaves the retransmission queue; round trips are measured by it.
import { TcpFlag } from '../../wire/tcp.js';
import { ACKED, Ack, type AckState, CA_ALERT } from '../control/ackFlags.js';
import { type Connection, NO_RTT } from '../control/connection.js';
import { sampleRtt, setRto, updateMinRtt } from '../control/rtt.js';
import { timestampOf } from '../control/timestamps.js';
import { after, before, between } from '../protocol/sequence.js';
import { rttOfEcho } from '../receive/bufferTuning.js';
import { removeDuplicateAcks } from '../recovery/duplicateAcks.js';
import { advanceRack } from '../recovery/rackClock.js';
import { countDelivered, noteDelivered } from '../recovery/rateSample.js';
import { checkReordering } from '../recovery/reordering.js';
import { ANY_RETRANS } from '../recovery/scoreboard.js';
import { type OutSegment, Tag } from '../segments/outSegment.js';
import { countFor, trimHead } from '../send/segmentation.js';

/** Takes what is acknowledged off the queue; measures round trips by it. */
export function removeAcked(connection: Connection, state: AckState, priorHighest: number): void {
  const { sndUna } = connection;
  state.priorSacked = connection.sackedOut;
  state.priorHighest = priorHighest;
  const echo = (state.flags & Ack.ECE) !== 0;
  let segment = connection.rtxQueue.head;
  while (segment !== null) {
    let count = segment.count;
    if (after(segment.endSeq, sndUna)) {
      if (segment.count === 1 || !after(sndUna, segment.seq)) break;
      count = trimAcked(connection, segment);
      if (count === 0) break;
      state.ackedWhole = false;
    }
    if ((segment.tags & ANY_RETRANS) !== 0) {
      if ((segment.tags & Tag.RETRANS) !== 0) connection.retransOut -= count;
      state.flags |= Ack.RETRANS_DATA_ACKED;
    } else if ((segment.tags & Tag.SACKED) === 0) {
      state.lastAckedUs = segment.sentUs;
      if (state.firstAckedUs === 0) state.firstAckedUs = segment.sentUs;
      if (before(segment.seq, state.lowestAcked)) state.lowestAcked = segment.seq;
      if (!after(segment.endSeq, connection.highSeq)) state.flags |= Ack.ORIG_SACK_ACKED;
    }
    if ((segment.tags & Tag.SACKED) !== 0) connection.sackedOut -= count;
    else if (connection.sackOk) {
      countDelivered(connection, count, echo);
      if (!wasSpurious(connection, segment, state)) advanceRack(connection, segment);
    }
    if ((segment.tags & Tag.LOST) !== 0) connection.lostOut -= count;
    connection.packetsOut -= count;
    state.ackedSegments += count;
    noteDelivered(connection, segment, state);
    if ((segment.flags & TcpFlag.SYN) !== 0) {
      state.flags |= Ack.SYN_ACKED;
      connection.retransStampMs = 0;
    } else state.flags |= Ack.DATA_ACKED;
    if (!state.ackedWhole) break;
    segment = dropAcked(connection, segment);
  }
  if (between(connection.sndUp, state.priorSndUna, sndUna)) connection.sndUp = sndUna;
  if (segment !== null && (segment.tags & Tag.SACKED) !== 0) state.flags |= Ack.SACK_RENEGING;
  measure(connection, state, segment);
}

/** Removes a segment that is acknowledged; returns the next one. */
function dropAcked(connection: Connection, segment: OutSegment): OutSegment | null {
  const { next } = segment;
  if (connection.retransHint === segment) connection.retransHint = null;
  if (connection.highestSack === segment) connection.highestSack = next;
  connection.sentOrder.remove(segment);
  connection.rtxQueue.remove(segment);
  connection.wmem -= segment.memory;
  connection.engine.outSegments.giveBack(segment);
  return next;
}

/** Part of a segment of several MSS is acknowledged; returns how many of them. */
function trimAcked(connection: Connection, segment: OutSegment): number {
  const before_ = segment.count;
  trimHead(connection, segment, (connection.sndUna - segment.seq) >>> 0);
  segment.count = countFor(segment, connection.mss);
  return before_ - segment.count;
}

/** A retransmission whose ACK echoes a timestamp from before it. */
function wasSpurious(connection: Connection, segment: OutSegment, state: AckState): boolean {
  if ((segment.tags & ANY_RETRANS) === 0 || !state.hasEcho || state.echo === 0) return false;
  return before(state.echo, timestampOf(connection, segment.sentUs / 1000));
}

/** Samples the round trip time (Karn: not by what was sent again), and what follows from it. */
function measure(connection: Connection, state: AckState, head: OutSegment | null): void {
  const now = connection.nowUs;
  if (state.firstAckedUs !== 0 && (state.flags & Ack.RETRANS_DATA_ACKED) === 0) {
    state.ackRttUs = now - state.firstAckedUs;
    state.latestRttUs = now - state.lastAckedUs;
    const octets = (connection.sndUna - state.priorSndUna) >>> 0;
    const alone = state.ackedSegments === 1 && state.ackedWhole && state.priorSacked === 0;
    if (
      alone &&
      octets < connection.mss &&
      state.priorDelivered + 1 === connection.delivered &&
      (state.flags & (CA_ALERT | Ack.SYN_ACKED)) === 0
    ) {
      state.flags |= Ack.ACK_MAYBE_DELAYED;
    }
  }
  if (state.firstSackedUs !== 0) {
    state.sackRttUs = now - state.firstSackedUs;
    state.latestRttUs = now - state.lastSackedUs;
  }
  const sampled = takeRtt(connection, state);
  if ((state.flags & ACKED) !== 0) {
    state.flags |= Ack.SET_XMIT_TIMER;
    if (!connection.sackOk) {
      removeDuplicateAcks(connection, state.ackedSegments, (state.flags & Ack.ECE) !== 0);
      if ((state.flags & Ack.RETRANS_DATA_ACKED) !== 0) state.flags &= ~Ack.ORIG_SACK_ACKED;
    } else if (before(state.lowestAcked, state.priorHighest)) {
      checkReordering(connection, state.lowestAcked);
    }
  } else if (head !== null && sampled && state.sackRttUs > now - head.sentUs) {
    state.flags |= Ack.SET_XMIT_TIMER;
  }
  const { sample } = state;
  sample.ackedSegments = state.ackedSegments;
  sample.rttUs = state.rttUs;
  sample.inFlight = connection.delivered - state.priorDelivered;
  connection.control.onSample?.(connection, sample);
}

/** Feeds the estimates; returns whether there was a sample. */
function takeRtt(connection: Connection, state: AckState): boolean {
  let rttUs = state.ackRttUs < 0 ? state.sackRttUs : state.ackRttUs;
  let latestUs = state.latestRttUs;
  if (rttUs < 0 && state.hasEcho && state.echo !== 0 && (state.flags & ACKED) !== 0) {
    rttUs = rttOfEcho(connection, state.echo, 1);
    latestUs = rttUs;
  }
  state.rttUs = latestUs;
  if (rttUs < 0) return false;
  const late = (state.flags & Ack.ACK_MAYBE_DELAYED) !== 0 && latestUs > connection.minRttUs;
  if (!late || connection.minRttUs === NO_RTT) updateMinRtt(connection, latestUs);
  sampleRtt(connection, rttUs);
  setRto(connection);
  connection.backoff = 0;
  return true;
}
