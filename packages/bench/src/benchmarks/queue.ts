import type { Timer } from '@packetloom/core';
import { EventQueue } from '@packetloom/sim/internal';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { Xorshift } from '../network/xorshift.js';

const EVENTS = 2_000_000;
const MEAN_DELAY_NS = 1_000_000;

/** The event queue alone, in the hold model: each event that fires schedules one more. */
export const queue: BenchmarkFamily = {
  name: 'queue',
  summary: 'the event queue alone, each event scheduling the next (--pending)',
  members: [
    { pending: 100 },
    { pending: 1000 },
    { pending: 10_000 },
    { pending: 100_000 },
    { pending: 1_000_000 },
  ],
  create({ pending = 10_000 }) {
    return { title: `queue --pending ${pending}`, prepare: () => new QueueTrial(pending) };
  },
};

class QueueTrial implements Trial, Timer {
  readonly nodes = 0;
  readonly #queue = new EventQueue();
  readonly #random = new Xorshift();
  readonly #pending: number;
  #nowNs = 0;
  #fired = 0;

  constructor(pending: number) {
    this.#pending = pending;
    for (let index = 0; index < pending; index++) this.#schedule();
  }

  run(): void {
    while (this.#fired < EVENTS) {
      this.#nowNs = this.#queue.firstTimeNs;
      this.#queue.fireFirst();
    }
  }

  verify(): Work {
    mustBe('events pending', this.#queue.size, this.#pending);
    return { hops: 0, events: this.#fired };
  }

  fire(): void {
    this.#fired++;
    this.#schedule();
  }

  #schedule(): void {
    this.#queue.schedule(this.#nowNs + this.#random.below(2 * MEAN_DELAY_NS), this);
  }
}
