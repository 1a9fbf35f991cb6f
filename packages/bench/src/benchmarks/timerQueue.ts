import type { Timer, TimerId } from '@packetloom/core';
import { VirtualClock } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { Xorshift } from '../network/xorshift.js';

const LONGEST_DELAY_NS = 2_000_000;
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
  #fired = 0;
  #cancelled = 0;

  constructor(pending: number) {
    for (let place = 0; place < pending; place++) {
      const timer = new RandomTimer(this);
      this.#timers.push(timer);
      this.#schedule(timer);
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

  fired(timer: RandomTimer): void {
    this.#fired++;
    this.#schedule(timer);
    const other = this.#timers[this.#random.below(this.#timers.length)] as RandomTimer;
    if ((this.#random.next() & 1) === 0 || other === timer) return;
    this.#cancelled++;
    this.#clock.cancel(other.id);
    this.#schedule(other);
  }

  #schedule(timer: RandomTimer): void {
    timer.id = this.#clock.schedule(1 + this.#random.below(LONGEST_DELAY_NS), timer);
  }
}

class RandomTimer implements Timer {
  id: TimerId = 0;
  readonly #trial: TimerQueueTrial;

  constructor(trial: TimerQueueTrial) {
    this.#trial = trial;
  }

  fire(): void {
    this.#trial.fired(this);
  }
}
