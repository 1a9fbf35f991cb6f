import { Histogram, type HistogramBucket, middleOf } from './histogram.js';

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

/** Durations that are kept one by one. */
const MAX_EXACT_SAMPLES = 100_000;
const FIRST_SAMPLES = 8;
/** So many new samples are put in their places one by one; all are sorted where there are more. */
const FEW_SAMPLES = 64;

/**
 * Durations: integers from 0 on. Up to 100,000 are kept one by one, and percentiles are exact. Beyond, they
 * are counted in a {@link Histogram}, so that memory is bounded, and a percentile is off by at most 2^−11
 * (0.05 %) of itself; count, minimum, mean and maximum are exact always.
 */
export class DurationSamples {
  #samplesNs = new Float64Array(FIRST_SAMPLES);
  /** So many of the samples are in ascending order, and come first. */
  #sorted = 0;
  /** Takes the place of the samples when they become too many. */
  #histogram: Histogram | null = null;
  /** Of the samples so far: an expectation may ask after each event. */
  #known: DurationStatistics | null = null;
  #count = 0;
  #sumNs = 0;
  #minNs = Number.POSITIVE_INFINITY;
  #maxNs = 0;

  add(durationNs: number): void {
    this.#known = null;
    this.#count++;
    this.#sumNs += durationNs;
    if (durationNs < this.#minNs) this.#minNs = durationNs;
    if (durationNs > this.#maxNs) this.#maxNs = durationNs;
    if (this.#histogram !== null) {
      this.#histogram.add(durationNs);
      return;
    }
    if (this.#count > this.#samplesNs.length) {
      const larger = new Float64Array(2 * this.#samplesNs.length);
      larger.set(this.#samplesNs);
      this.#samplesNs = larger;
    }
    this.#samplesNs[this.#count - 1] = durationNs;
    if (this.#count <= MAX_EXACT_SAMPLES) return;
    this.#histogram = histogramOf(this.#samples);
    this.#samplesNs = new Float64Array(0);
  }

  get count(): number {
    return this.#count;
  }

  /** Whether percentiles are exact. */
  get isExact(): boolean {
    return this.#histogram === null;
  }

  /** The distribution, or null without samples. Percentiles by nearest rank, the mean rounded. */
  statistics(): DurationStatistics | null {
    this.#known ??= this.#measured();
    return this.#known;
  }

  /** The distribution as buckets, in ascending order; empty ones are left out. */
  histogram(): HistogramBucket[] {
    return (this.#histogram ?? histogramOf(this.#samples)).buckets();
  }

  #measured(): DurationStatistics | null {
    const count = this.#count;
    if (count === 0) return null;
    const atRank = this.#histogram === null ? this.#exactly() : this.#within(this.#histogram);
    const share = (of: number) => atRank(Math.max(1, Math.ceil(of * count)));
    return {
      count,
      min: this.#minNs,
      mean: Math.round(this.#sumNs / count),
      p50: share(0.5),
      p95: share(0.95),
      p99: share(0.99),
      max: this.#maxNs,
    };
  }

  #exactly(): (rank: number) => number {
    this.#sort();
    return (rank) => this.#samplesNs[rank - 1] as number;
  }

  /** A series asks at each of its rows: few samples that are new are put in their places. */
  #sort(): void {
    const samplesNs = this.#samplesNs;
    if (this.#count - this.#sorted > FEW_SAMPLES) {
      this.#samples.sort();
      this.#sorted = this.#count;
    }
    for (; this.#sorted < this.#count; this.#sorted++) {
      const sampleNs = samplesNs[this.#sorted] as number;
      const index = this.#firstAbove(sampleNs);
      samplesNs.copyWithin(index + 1, index, this.#sorted);
      samplesNs[index] = sampleNs;
    }
  }

  /** Among those that are sorted. */
  #firstAbove(sampleNs: number): number {
    let from = 0;
    let to = this.#sorted;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#samplesNs[middle] as number) <= sampleNs) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  get #samples(): Float64Array {
    return this.#samplesNs.subarray(0, this.#count);
  }

  #within(histogram: Histogram): (rank: number) => number {
    const buckets = histogram.buckets();
    return (rank) => {
      let before = 0;
      const found = buckets.find(({ count }) => {
        before += count;
        return before >= rank;
      }) as HistogramBucket;
      return Math.max(this.#minNs, Math.min(this.#maxNs, middleOf(found)));
    };
  }
}

function histogramOf(samplesNs: Float64Array): Histogram {
  const histogram = new Histogram();
  for (const sampleNs of samplesNs) histogram.add(sampleNs);
  return histogram;
}
