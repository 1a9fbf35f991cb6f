import type { Timer } from '@packetloom/core';
import type { VirtualClock } from '../time/virtualClock.js';

/** A quantity that is sampled: its name, and how to read it now. */
export interface Probe {
  readonly name: string;
  read(): number;
}

/** Told of each sample: its instant, and a value for each probe. */
export type SampleListener = (timeNs: number, values: readonly number[]) => void;

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
  readonly #onSample: SampleListener | null;
  /** Samples keep no run going. */
  readonly background = true;

  /**
   * Samples now, and from now on every `intervalNs`, as long as anything else is to happen or the run has
   * an end of its own. With `onSample`, samples are handed over and not kept.
   */
  constructor(
    clock: VirtualClock,
    intervalNs: number,
    probes: readonly Probe[],
    onSample: SampleListener | null = null,
  ) {
    if (!(Number.isInteger(intervalNs) && intervalNs > 0)) {
      throw new RangeError(`an interval of ${intervalNs} ns is impossible`);
    }
    this.#clock = clock;
    this.#intervalNs = intervalNs;
    this.#probes = probes;
    this.#onSample = onSample;
    this.names = probes.map(({ name }) => name);
    clock.schedule(0, this);
  }

  /** Takes a sample; the event queue calls this. */
  fire(): void {
    this.#sample();
    this.#clock.schedule(this.#intervalNs, this);
  }

  /**
   * The run is over: takes a last sample. It replaces one of the same instant, after which something may
   * have happened; `onSample` is told of both.
   */
  end(): void {
    if (this.timesNs.at(-1) === this.#clock.nowNs) {
      this.timesNs.pop();
      this.rows.pop();
    }
    this.#sample();
  }

  #sample(): void {
    const { nowNs } = this.#clock;
    const row = this.#probes.map((probe) => probe.read());
    if (this.#onSample === null) {
      this.timesNs.push(nowNs);
      this.rows.push(row);
    } else {
      this.#onSample(nowNs, row);
    }
  }
}
