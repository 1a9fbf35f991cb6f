/** Durations from `fromNs` up to, not including, `toNs`. */
export interface HistogramBucket {
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
}

/** Buckets in each octave. */
const BUCKETS = 1024;
const BUCKET_BITS = 10;
/** Octave 0, and those of durations of 11 to 53 bits. */
const OCTAVES = 44;
const WORD_BITS = 32;
const WORD = 2 ** WORD_BITS;

/**
 * Counts of durations in log-linear buckets, as HdrHistogram has them: each octave [2^k, 2^(k+1)) is cut
 * into 1,024 buckets of equal width; below 2,048 ns each is 1 ns wide. A bucket is at most 2^−10 of its
 * values wide, so that three significant digits are kept. 8 KiB for each octave that occurs, whatever the
 * count of durations: at most 43 of them.
 */
export class Histogram {
  /** Of octave 0, the durations below 1,024; of octave k, those from 2^(k+9) on. */
  readonly #octaves: (Float64Array | undefined)[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a duration: an integer from 0 to 2^53 − 1. */
  add(durationNs: number): void {
    const octave = octaveOf(durationNs);
    let counts = this.#octaves[octave];
    if (counts === undefined) {
      counts = new Float64Array(BUCKETS);
      this.#octaves[octave] = counts;
    }
    const index = Math.floor(durationNs / widthOf(octave)) % BUCKETS;
    counts[index] = (counts[index] as number) + 1;
    this.#count++;
  }

  /** Buckets that are not empty, in ascending order. */
  buckets(): HistogramBucket[] {
    const buckets: HistogramBucket[] = [];
    this.#octaves.forEach((counts, octave) => {
      const width = widthOf(octave);
      const first = octave === 0 ? 0 : BUCKETS;
      counts?.forEach((count, index) => {
        const fromNs = (first + index) * width;
        if (count > 0) buckets.push({ fromNs, toNs: fromNs + width, count });
      });
    });
    return buckets;
  }
}

/** The duration in the middle of a bucket: from each of its own at most 2^−11 of it away. */
export function middleOf({ fromNs, toNs }: HistogramBucket): number {
  return Math.floor((fromNs + toNs - 1) / 2);
}

function octaveOf(durationNs: number): number {
  return Math.max(0, bitLength(durationNs) - BUCKET_BITS);
}

/** Width of the buckets of each octave: a power is dear where every datagram asks for it. */
const WIDTHS = Float64Array.from({ length: OCTAVES }, (_, octave) => 2 ** Math.max(0, octave - 1));

function widthOf(octave: number): number {
  return WIDTHS[octave] as number;
}

/** Without logarithms, whose last digit differs between engines. */
function bitLength(value: number): number {
  return value < WORD
    ? WORD_BITS - Math.clz32(value)
    : 2 * WORD_BITS - Math.clz32(Math.floor(value / WORD));
}
