import type { Timer, TimerId } from '@packetloom/core';
import { createClock } from '@sinonjs/fake-timers';
import type { VirtualClock } from './virtualClock.js';

const NS_PER_MS = 1e6;
/** Node's longest delay; beyond it, Node itself fires after 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Names a timer of a script, as `setTimeout` returns it. */
export type ScriptTimerId = number;

/**
 * The clock that scripts and libraries see: `setTimeout` and its like, `Date`, `performance.now`, in simulated
 * time. Callbacks wait in the simulation's own event queue, so that they come in order with packets and
 * to the nanosecond; `@sinonjs/fake-timers` shows the calendar, and is brought to the present before
 * any callback runs.
 */
export class ScriptTimers {
  readonly #clock: VirtualClock;
  readonly #calendar: ReturnType<typeof createClock>;
  readonly #pending = new Map<ScriptTimerId, ScriptTimer>();
  #lastId = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
    this.#calendar = createClock(clock.epochMs);
  }

  /** Timers that are armed. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** A `Date` whose present is simulated, as fake-timers makes it. */
  get Date(): typeof globalThis.Date {
    this.toPresent();
    return this.#calendar.Date;
  }

  /** Milliseconds since the start of the run, with the fraction that Node's `performance.now` has. */
  readonly performance = { now: (): number => this.#clock.nowNs / NS_PER_MS };

  /** As Node's `setTimeout`; fractions of a millisecond count, to the nanosecond. */
  setTimeout<Args extends readonly unknown[]>(
    callback: (...args: Args) => void,
    delayMs = 0,
    ...args: Args
  ): ScriptTimerId {
    return this.#arm(() => callback(...args), delayMs, false);
  }

  /** As Node's `setInterval`; an interval under 1 ms is 1 ms, so that time goes on. */
  setInterval<Args extends readonly unknown[]>(
    callback: (...args: Args) => void,
    intervalMs = 0,
    ...args: Args
  ): ScriptTimerId {
    return this.#arm(() => callback(...args), Math.max(1, validDelayMs(intervalMs)), true);
  }

  /** As Node's `clearTimeout`. */
  clearTimeout(id: ScriptTimerId | undefined): void {
    this.#disarm(id);
  }

  /** As Node's `clearInterval`. */
  clearInterval(id: ScriptTimerId | undefined): void {
    this.#disarm(id);
  }

  /** Disarms everything: the simulation ends. */
  clearAll(): void {
    for (const id of [...this.#pending.keys()]) this.#disarm(id);
  }

  #arm(callback: () => void, delayMs: number, repeats: boolean): ScriptTimerId {
    const id = ++this.#lastId;
    const delayNs = Math.round(validDelayMs(delayMs) * NS_PER_MS);
    const timer = new ScriptTimer(() => {
      if (repeats) timer.id = this.#clock.schedule(delayNs, timer);
      else this.#pending.delete(id);
      this.toPresent();
      callback();
    });
    timer.id = this.#clock.schedule(delayNs, timer);
    this.#pending.set(id, timer);
    return id;
  }

  #disarm(id: ScriptTimerId | undefined): void {
    const timer = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || timer === undefined) return;
    this.#clock.cancel(timer.id);
    this.#pending.delete(id);
  }

  /**
   * Brings the calendar to the present, before code that looks at it runs. It holds no timers of its
   * own, so that moving it on costs next to nothing.
   */
  toPresent(): void {
    const presentMs = this.#clock.epochMs + Math.floor(this.#clock.nowNs / NS_PER_MS);
    if (presentMs !== this.#calendar.now) this.#calendar.setSystemTime(presentMs);
  }
}

class ScriptTimer implements Timer {
  id: TimerId = 0;
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  fire(): void {
    this.#run();
  }
}

/** What becomes of odd delays: what is too long is 1 ms as in Node, nonsense and what is negative 0. */
function validDelayMs(delayMs: number): number {
  const delay = Number(delayMs);
  if (Number.isNaN(delay) || delay < 0) return 0;
  return delay > MAX_DELAY_MS ? 1 : delay;
}
