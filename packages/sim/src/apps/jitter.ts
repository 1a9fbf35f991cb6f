import { DurationSamples, type DurationStatistics } from './statistics.js';

/** Jitter in nanoseconds, as reports have it. */
export interface JitterReport {
  /** |D| of RFC 3550 6.4.1: by how much the transit times of two successive arrivals differ. */
  readonly jitter: DurationStatistics | null;
  /** The interarrival jitter J of RFC 3550 6.4.1 after the last arrival, rounded; null before the second. */
  readonly interarrivalJitterNs: number | null;
}

/** The gain of RFC 3550 6.4.1. */
const GAIN = 1 / 16;

/** Interarrival jitter: J is moved by 1/16 of the way towards each |D|, in order of arrival. */
export class JitterMeter {
  readonly differences = new DurationSamples();
  #lastTransitNs: number | null = null;
  #jitterNs = 0;

  /** The next arrival took so long. */
  add(transitNs: number): void {
    const last = this.#lastTransitNs;
    this.#lastTransitNs = transitNs;
    if (last === null) return;
    const differenceNs = Math.abs(transitNs - last);
    this.differences.add(differenceNs);
    this.#jitterNs += (differenceNs - this.#jitterNs) * GAIN;
  }

  get report(): JitterReport {
    const jitter = this.differences.statistics();
    return { jitter, interarrivalJitterNs: jitter === null ? null : Math.round(this.#jitterNs) };
  }
}
