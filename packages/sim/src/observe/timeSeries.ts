import type { Timer } from '@packetloom/core';
import type { VirtualClock } from '../time/virtualClock.js';

/** A quantity that is sampled: its name, and how to read it now. */
export interface Probe {
  readonly name: string;
  read(): number;
}

/** Values of probes at equal distances in simulated time. */
export class TimeSeries implements Timer {
  readonly names: readonly string[];
  /** Instants of the samples. */
  readonly timesNs: number[] = [];
  /** One row for each instant, in the order of `names`. */
  readonly rows: number[][] = [];
  readonly #clock: VirtualClock;
  readonly #intervalNs: number;
  readonly #probes: readonly Probe[];

  /** Samples now, and from now on every `intervalNs` as long as anything else is to happen. */
  constructor(clock: VirtualClock, intervalNs: number, probes: readonly Probe[]) {
    if (!(Number.isInteger(intervalNs) && intervalNs > 0)) {
      throw new RangeError(`an interval of ${intervalNs} ns is impossible`);
    }
    this.#clock = clock;
    this.#intervalNs = intervalNs;
    this.#probes = probes;
    this.names = probes.map(({ name }) => name);
    clock.schedule(0, this);
  }

  /** Takes a sample; the event queue calls this. */
  fire(): void {
    this.timesNs.push(this.#clock.nowNs);
    this.rows.push(this.#probes.map((probe) => probe.read()));
    // The last one to wait for would wait for itself for ever.
    if (this.#clock.queue.size > 0) this.#clock.schedule(this.#intervalNs, this);
  }
}
