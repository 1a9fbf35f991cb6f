import type { Timer } from '@packetloom/core';
import { VirtualClock } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { Xorshift } from '../network/xorshift.js';

const MAX_DELAY_NS = 2_000_000;
const FIRED = 1_000_000;

/**
 * Timers scheduled, cancelled and fired at random: each that fires is set anew, and every second time another
 * one is cancelled and set anew. The same draws as in the comparison program.
 */
export const timerQueue: BenchmarkFamily = {
  name: 'timer-queue',
  summary: 'timers scheduled, cancelled and fired at random (--pending)',
  members: [{ pending: 100_000 }],
  create({ pending = 100_000 }) {
    return {
      title: `timer-queue --pending ${pending}`,
      prepare: () => new TimerQueueTrial(pending),
    };
  },
};

class TimerQueueTrial implements Trial {
  readonly nodes = 0;
  readonly #clock = new VirtualClock();
  readonly #random = new Xorshift();
  readonly #timers: RandomTimer[] = [];
  /** Their ids while they are pending, in a row as in the comparison program. */
  readonly #ids: Float64Array;
  #fired = 0;
  #cancelled = 0;

  constructor(pending: number) {
    this.#ids = new Float64Array(pending);
    for (let index = 0; index < pending; index++) {
      this.#timers.push(new RandomTimer(this, index));
      this.#schedule(index);
    }
  }

  run(): void {
    this.#clock.run({ maxEvents: FIRED });
  }

  verify(): Work {
    mustBe('timers fired', this.#fired, FIRED);
    mustBe('timers pending', this.#clock.queue.size, this.#timers.length);
    const extra = { timersFired: this.#fired, timersCancelled: this.#cancelled };
    return { hops: 0, events: this.#clock.events, extra };
  }

  fired(index: number): void {
    this.#fired++;
    this.#schedule(index);
    const other = this.#random.below(this.#timers.length);
    if ((this.#random.next() & 1) === 0 || other === index) return;
    this.#cancelled++;
    this.#clock.cancel(this.#ids[other] as number);
    this.#schedule(other);
  }

  #schedule(index: number): void {
    const timer = this.#timers[index] as RandomTimer;
    this.#ids[index] = this.#clock.schedule(1 + this.#random.below(MAX_DELAY_NS), timer);
  }
}

class RandomTimer implements Timer {
  readonly #trial: TimerQueueTrial;
  readonly #index: number;

  constructor(trial: TimerQueueTrial, index: number) {
    this.#trial = trial;
    this.#index = index;
  }

  fire(): void {
    this.#trial.fired(this.#index);
  }
}
