import { DurationSamples } from './statistics.js';

/** A distribution of ratios: numbers from 0 on. */
export interface RatioStatistics {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Ratios are kept to six decimal places. */
const PARTS = 1_000_000;

/** Ratios, kept as {@link DurationSamples} keeps durations: exact percentiles up to 100,000 of them. */
export class RatioSamples {
  readonly #samples = new DurationSamples();

  add(ratio: number): void {
    this.#samples.add(Math.round(ratio * PARTS));
  }

  /** The distribution, or null without samples. Percentiles by nearest rank. */
  statistics(): RatioStatistics | null {
    const parts = this.#samples.statistics();
    if (parts === null) return null;
    const { count, min, mean, p50, p95, p99, max } = parts;
    return {
      count,
      min: min / PARTS,
      mean: mean / PARTS,
      p50: p50 / PARTS,
      p95: p95 / PARTS,
      p99: p99 / PARTS,
      max: max / PARTS,
    };
  }
}
