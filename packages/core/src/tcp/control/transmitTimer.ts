// The one timer that retransmission, window probes, loss probes and RACK share.
import { type Connection, Pending } from './connection.js';
import { rtoMaxTicks, ticksOfUs, usOfTicks } from './ticks.js';

/** Arms the timer in `ticks`, for `what`. */
export function armTransmitTimer(connection: Connection, what: Pending, ticks: number): void {
  connection.pending = what;
  connection.transmitTimer.armTicks(Math.min(ticks, rtoMaxTicks(connection)));
}

export function clearTransmitTimer(connection: Connection): void {
  connection.pending = Pending.NONE;
  connection.transmitTimer.cancel();
}

/** Time until the first segment in flight has waited for its time-out, in microseconds; may be negative. */
export function rtoDeltaUs(connection: Connection): number {
  const first = connection.rtxQueue.head;
  if (first === null) return 0;
  return first.sentUs + usOfTicks(connection, connection.rto) - connection.nowUs;
}

/** Restarts the retransmission timer, or stops it where nothing is in flight (RFC 6298 5.2, 5.3). */
export function rearmRto(connection: Connection): void {
  if (connection.packetsOut === 0) {
    clearTransmitTimer(connection);
    return;
  }
  let ticks = connection.rto;
  // A probe or RACK took the timer's place: the time since counts.
  if (connection.pending === Pending.REO_TIMEOUT || connection.pending === Pending.LOSS_PROBE) {
    ticks = ticksOfUs(connection, Math.max(rtoDeltaUs(connection), 1));
  }
  armTransmitTimer(connection, Pending.RETRANS, ticks);
}

/** How long a time-out may be at most, so that TCP_USER_TIMEOUT is met: in ticks. */
export function rtoWithinUserTimeout(connection: Connection): number {
  const { userTimeoutMs } = connection.options;
  if (userTimeoutMs === 0 || connection.retransStampMs === 0) return connection.rto;
  const elapsedMs = connection.nowMs - connection.retransStampMs;
  const remainingMs = userTimeoutMs - elapsedMs;
  if (remainingMs <= 0) return 1;
  return Math.min(connection.rto, Math.ceil(remainingMs / connection.engine.behaviour.tickMs));
}

/** The same for window probes: in ticks. */
export function probeWithinUserTimeout(connection: Connection, ticks: number): number {
  const { userTimeoutMs } = connection.options;
  if (userTimeoutMs === 0 || connection.probesStartMs === 0) return ticks;
  const elapsedMs = Math.max(0, connection.nowMs - connection.probesStartMs);
  const remaining = Math.ceil((userTimeoutMs - elapsedMs) / connection.engine.behaviour.tickMs);
  return Math.min(Math.max(remaining, 1), ticks);
}

/** Arms the timer that probes a closed window, unless another one is armed (RFC 9293 3.8.6.1). */
export function checkProbeTimer(connection: Connection): void {
  if (connection.packetsOut > 0 || connection.pending !== Pending.NONE) return;
  armTransmitTimer(connection, Pending.PROBE0, probeTicks(connection));
}

/** The time until the next window probe, with its back-off. */
export function probeTicks(connection: Connection): number {
  const base = Math.max(
    connection.rto,
    ticksOfUs(connection, connection.engine.behaviour.rtoMinUs),
  );
  return Math.min(base * 2 ** connection.backoff, rtoMaxTicks(connection));
}
