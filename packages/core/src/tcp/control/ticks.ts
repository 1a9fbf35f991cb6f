// Times in the kernel's ticks: what is armed for part of a tick takes a whole one.
import type { Connection } from './connection.js';

export function ticksOfUs(connection: Connection, us: number): number {
  return Math.ceil(us / (connection.engine.behaviour.tickMs * 1000));
}

export function ticksOfMs(connection: Connection, ms: number): number {
  return Math.ceil(ms / connection.engine.behaviour.tickMs);
}

export function usOfTicks(connection: Connection, ticks: number): number {
  return ticks * connection.engine.behaviour.tickMs * 1000;
}

export function rtoMaxTicks(connection: Connection): number {
  return ticksOfMs(connection, connection.engine.behaviour.rtoMaxMs);
}

/** One second, the time-out before there is a sample (RFC 6298 2.1). */
export function initialRtoTicks(connection: Connection): number {
  return ticksOfMs(connection, 1000);
}
