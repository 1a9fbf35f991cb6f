// Segments spread over time, for congestion controls that set a rate and for SO_MAX_PACING_RATE.
import type { Connection } from '../control/connection.js';

/** The first segments of a connection are not paced. */
const FREE_SEGMENTS = 10;
const NS_PER_SECOND = 1_000_000_000;
/** Of the rate that fills the window once a round trip: in slow start, and after it. */
const SLOW_START_GAIN = 2;
const AVOIDANCE_GAIN = 1.2;

/** Whether the next segment must wait; the timer is armed then. */
export function mustWaitForPace(connection: Connection): boolean {
  if (!connection.pacing) return false;
  const waitNs = connection.nextSendNs - connection.engine.clock.nowNs;
  if (waitNs <= 0) return false;
  const { pacingTimer } = connection;
  if (!pacingTimer.isPending) pacingTimer.armNs(waitNs);
  return true;
}

/** A segment was sent: the next one may follow when this one has had its time. */
export function notePaced(connection: Connection, octets: number): void {
  if (!connection.pacing || connection.transmissions < FREE_SEGMENTS) return;
  const { pacingRate } = connection;
  if (!Number.isFinite(pacingRate) || pacingRate <= 0) return;
  const { nowNs } = connection.engine.clock;
  const lengthNs = Math.floor((octets * NS_PER_SECOND) / pacingRate);
  // What came late may make up for half of its delay.
  const credit = Math.max(0, nowNs - connection.nextSendNs);
  const start = Math.max(nowNs, connection.nextSendNs);
  connection.nextSendNs = start + lengthNs - Math.min(credit, Math.floor(lengthNs / 2));
}

/** The rate of controls that set none: a little above a window each round trip. */
export function updatePacingRate(connection: Connection): void {
  if (!connection.pacing || connection.srttUs8 === 0) return;
  const gain = connection.cwnd < connection.ssthresh / 2 ? SLOW_START_GAIN : AVOIDANCE_GAIN;
  const segments = Math.max(connection.cwnd, connection.packetsOut);
  const rate = (connection.mss * segments * gain * 8_000_000) / connection.srttUs8;
  connection.pacingRate = Math.min(Math.floor(rate), connection.options.maxPacingRate);
}
