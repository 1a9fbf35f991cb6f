import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { ScriptTimers } from './scriptTimers.js';

type Work<State> = (this: SchedulerAction<State>, state?: State) => void;

/**
 * A scheduler for RxJS's time operators (`delay`, `interval`, `timeout`, …): they run in simulated time, in
 * order with packets, when this is given to them.
 */
export class SimulationScheduler implements SchedulerLike {
  readonly #timers: ScriptTimers;

  constructor(timers: ScriptTimers) {
    this.#timers = timers;
  }

  /** The present as calendars show it, in milliseconds. */
  now(): number {
    return this.#timers.Date.now();
  }

  schedule<State>(work: Work<State>, delayMs = 0, state?: State): Subscription {
    const action = new SimulationAction(this.#timers, work);
    return action.schedule(state, delayMs);
  }
}

/** One piece of work; it may schedule itself again. */
class SimulationAction<State> extends Subscription implements SchedulerAction<State> {
  readonly #timers: ScriptTimers;
  readonly #work: Work<State>;
  #timer: number | undefined;

  constructor(timers: ScriptTimers, work: Work<State>) {
    super(() => timers.clearTimeout(this.#timer));
    this.#timers = timers;
    this.#work = work;
  }

  schedule(state?: State, delayMs = 0): Subscription {
    if (this.closed) return this;
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = undefined;
      this.#work.call(this, state);
      if (this.#timer === undefined) this.unsubscribe();
    }, delayMs);
    return this;
  }
}
