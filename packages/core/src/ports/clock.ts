/** What runs when a timer fires: an object, so that arming one allocates no closure. */
export interface Timer {
  /**
   * True for what recurs for ever, such as a router's queries: a run that ends when nothing is left to
   * happen does not wait for it. Must not change.
   */
  readonly background?: boolean;
  fire(): void;
}

/** Names a pending timer; {@link NO_TIMER} names none. */
export type TimerId = number;

/** The `TimerId` of a timer that is not armed. */
export const NO_TIMER: TimerId = 0;

/**
 * The time a stack lives in. Times are integer nanoseconds since the start of the run.
 * Timers that are due at one instant fire in the order in which they were scheduled.
 */
export interface Clock {
  /** The present, in nanoseconds since the start of the run. */
  readonly nowNs: number;
  /** What calendars show at time 0, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly epochMs: number;
  /** Arms `timer` for `nowNs + delayNs`; `delayNs` is an integer ≥ 0. Never returns `NO_TIMER`. */
  schedule(delayNs: number, timer: Timer): TimerId;
  /** Disarms a timer. One that fired, was cancelled before, or is `NO_TIMER` is ignored. */
  cancel(id: TimerId): void;
}
