/** A distribution of durations in nanoseconds. */
export interface DurationStatistics {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Durations, kept one by one: percentiles are exact. */
export class DurationSamples {
  readonly #samplesNs: number[] = [];
  #sumNs = 0;

  add(durationNs: number): void {
    this.#samplesNs.push(durationNs);
    this.#sumNs += durationNs;
  }

  get count(): number {
    return this.#samplesNs.length;
  }

  /** The distribution, or null without samples. Percentiles by nearest rank, the mean rounded. */
  statistics(): DurationStatistics | null {
    const count = this.#samplesNs.length;
    if (count === 0) return null;
    const sorted = Float64Array.from(this.#samplesNs).sort();
    const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] as number;
    return {
      count,
      min: sorted[0] as number,
      mean: Math.round(this.#sumNs / count),
      p50: rank(0.5),
      p95: rank(0.95),
      p99: rank(0.99),
      max: sorted[count - 1] as number,
    };
  }
}
