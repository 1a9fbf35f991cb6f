// Round trip times and the retransmission time-out (RFC 6298, with Linux's variance).

import { after } from '../protocol/sequence.js';
import { type Connection, NO_RTT } from './connection.js';
import { rtoMaxTicks, ticksOfUs } from './ticks.js';

/** How long the least round trip time is remembered (Linux's `tcp_min_rtt_wlen`). */
const MIN_RTT_WINDOW_US = 300_000_000;

/** Takes a sample in microseconds into the smoothed time and its variance. */
export function sampleRtt(connection: Connection, sampleUs: number): void {
  const rtoMinUs = connection.engine.behaviour.rtoMinUs;
  let m = sampleUs;
  let srtt = connection.srttUs8;
  if (srtt !== 0) {
    m -= Math.floor(srtt / 8);
    srtt += m;
    if (m < 0) {
      m = -m;
      m -= connection.mdevUs4 >> 2;
      // A round trip that suddenly is shorter must not raise the variance much.
      if (m > 0) m >>= 3;
    } else {
      m -= connection.mdevUs4 >> 2;
    }
    connection.mdevUs4 += m;
    if (connection.mdevUs4 > connection.mdevMaxUs) {
      connection.mdevMaxUs = connection.mdevUs4;
      if (connection.mdevMaxUs > connection.rttvarUs) connection.rttvarUs = connection.mdevMaxUs;
    }
    if (after(connection.sndUna, connection.rttSeq)) {
      if (connection.mdevMaxUs < connection.rttvarUs) {
        connection.rttvarUs -= (connection.rttvarUs - connection.mdevMaxUs) >> 2;
      }
      connection.rttSeq = connection.sndNxt;
      connection.mdevMaxUs = rtoMinUs;
    }
  } else {
    srtt = m * 8;
    connection.mdevUs4 = m * 2;
    connection.rttvarUs = Math.max(connection.mdevUs4, rtoMinUs);
    connection.mdevMaxUs = connection.rttvarUs;
    connection.rttSeq = connection.sndNxt;
  }
  connection.srttUs8 = Math.max(1, srtt);
}

/** The time-out that the estimates stand for, in ticks, not bounded. */
export function plainRto(connection: Connection): number {
  return ticksOfUs(connection, Math.floor(connection.srttUs8 / 8) + connection.rttvarUs);
}

/** Sets the time-out from the estimates. */
export function setRto(connection: Connection): void {
  connection.rto = Math.min(plainRto(connection), rtoMaxTicks(connection));
}

/** Least round trip time of the last minutes, for RACK and congestion controls. */
export function updateMinRtt(connection: Connection, sampleUs: number): void {
  const { nowUs } = connection.engine;
  const expired = nowUs - connection.minRttStampUs > MIN_RTT_WINDOW_US;
  if (sampleUs <= connection.minRttUs || connection.minRttUs === NO_RTT || expired) {
    connection.minRttUs = Math.max(1, sampleUs);
    connection.minRttStampUs = nowUs;
  }
}
