import type { Clock, Timer, TimerId } from '@packetloom/core';
import { EventQueue } from './eventQueue.js';

/** Times beyond this many nanoseconds (104 days) would no longer be exact. */
export const MAX_TIME_NS = Number.MAX_SAFE_INTEGER;

/** A time that the clock cannot have. */
export class TimeRangeError extends RangeError {
  readonly code = 'time-out-of-range';
  override readonly name = 'TimeRangeError';
  /** The time that was asked for. */
  readonly timeNs: number;

  constructor(timeNs: number, nowNs: number) {
    super(`an event at ${timeNs} ns: expected an integer from ${nowNs} (now) to ${MAX_TIME_NS}`);
    this.timeNs = timeNs;
  }
}

/** When a run of the clock ends. */
export interface ClockRunOptions {
  /** Events after this instant stay pending, and the clock stands at it in the end. */
  readonly untilNs?: number;
  /** At most so many events. */
  readonly maxEvents?: number;
  /** Called every 65,536 events. */
  readonly onProgress?: ((nowNs: number, events: number) => void) | undefined;
}

/** Why a run of the clock ended: nothing is left, the time has come, or the limit of events is reached. */
export type ClockRunEnd = 'idle' | 'until' | 'max-events';

const PROGRESS_MASK = 0xffff;

/** The one clock of a simulation: time is that of the event that fires, and jumps from each to the next. */
export class VirtualClock implements Clock {
  /** The present. Only the clock itself writes it. */
  nowNs = 0;
  readonly epochMs: number;
  readonly queue = new EventQueue();
  #events = 0;

  /** `epochMs`: what calendars show at time 0, in milliseconds since 1970-01-01T00:00:00Z. */
  constructor(epochMs = 0) {
    this.epochMs = epochMs;
  }

  /** Events that fired so far. */
  get events(): number {
    return this.#events;
  }

  schedule(delayNs: number, timer: Timer): TimerId {
    return this.scheduleAt(this.nowNs + delayNs, timer);
  }

  /** Arms a timer for an instant that is not past. */
  scheduleAt(timeNs: number, timer: Timer): TimerId {
    if (!(timeNs >= this.nowNs && timeNs <= MAX_TIME_NS && Number.isInteger(timeNs))) {
      throw new TimeRangeError(timeNs, this.nowNs);
    }
    return this.queue.schedule(timeNs, timer);
  }

  cancel(id: TimerId): void {
    this.queue.cancel(id);
  }

  /**
   * Fires events in order, each to its end, until nothing is left or a limit is reached. Without
   * `untilNs`, timers in the background do not count as something left.
   */
  run(options: ClockRunOptions = {}): ClockRunEnd {
    const { untilNs = Number.POSITIVE_INFINITY, onProgress } = options;
    const { queue } = this;
    const lastEvent = this.#events + (options.maxEvents ?? Number.POSITIVE_INFINITY);
    const isBounded = untilNs < Number.POSITIVE_INFINITY;
    while (queue.size > (isBounded ? 0 : queue.backgroundSize)) {
      const timeNs = queue.firstTimeNs;
      if (timeNs > untilNs) {
        // Time never goes back, though the limit be past.
        if (untilNs > this.nowNs) this.nowNs = untilNs;
        return 'until';
      }
      if (this.#events >= lastEvent) return 'max-events';
      this.nowNs = timeNs;
      this.#events++;
      queue.fireFirst();
      if (onProgress !== undefined && (this.#events & PROGRESS_MASK) === 0) {
        onProgress(this.nowNs, this.#events);
      }
    }
    if (isBounded && untilNs > this.nowNs) this.nowNs = untilNs;
    return 'idle';
  }
}
