// When a tail loss probe is due (RFC 8985 7.2).
import { type Connection, Pending } from '../control/connection.js';
import { initialRtoTicks, ticksOfUs, usOfTicks } from '../control/ticks.js';
import { armTransmitTimer, rtoDeltaUs } from '../control/transmitTimer.js';
import { CaState } from '../protocol/state.js';

/** Added to two round trips where several segments are in flight. */
const MIN_TIMEOUT_US = 2000;

/** Whether loss probes are on (`tcp_early_retrans`). */
function probesLosses(connection: Connection): boolean {
  const { earlyRetrans } = connection.engine.behaviour;
  return earlyRetrans === 3 || earlyRetrans === 4;
}

/**
 * Arms the timer for a probe after two round trips, if one may be sent; `fromNow` bounds it by a whole
 * time-out from now, not from the first segment. Returns whether it did.
 */
export function scheduleLossProbe(connection: Connection, fromNow: boolean): boolean {
  const { caState, srttUs8 } = connection;
  if (!probesLosses(connection) || connection.packetsOut === 0 || !connection.sackOk) return false;
  if (caState !== CaState.Open && caState !== CaState.CWR) return false;
  let ticks = initialRtoTicks(connection);
  if (srttUs8 > 0) {
    // One segment may wait for a delayed ACK.
    const allowance =
      connection.packetsOut === 1 ? connection.engine.behaviour.rtoMinUs : MIN_TIMEOUT_US;
    ticks = ticksOfUs(connection, (srttUs8 >> 2) + allowance);
  }
  const rtoUs = fromNow ? usOfTicks(connection, connection.rto) : rtoDeltaUs(connection);
  if (rtoUs > 0) ticks = Math.min(ticks, ticksOfUs(connection, rtoUs));
  armTransmitTimer(connection, Pending.LOSS_PROBE, ticks);
  return true;
}
