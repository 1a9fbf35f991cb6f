import type { UniformStream } from '../random/index.js';

const WORD = 2 ** 32;
const HALF_WORD = 2 ** 16;
const MAX_WORD = WORD - 1;

/**
 * Draws from [0, 1) of which each depends on the one before, as the kernel's `get_crandom` in 32-bit words:
 * xₙ = (uₙ·(2³² − r) + xₙ₋₁·r) >> 32 with r = ⌊ρ·(2³² − 1)⌉ + 1. As in `init_crandom`, x₀ is a random word: with a
 * start at 0, much of what has a small probability would happen at first. Correlation of neighbours is ρ. For ρ > 0
 * the values crowd around ½, so that what has a small probability happens less often than that (tc-netem(8)
 * deprecates the correlation of loss for it): Gilbert–Elliott gives bursts with an exact rate.
 */
export class CorrelatedUniform {
  readonly #stream: UniformStream;
  /** r; 0 without correlation, whose draws are as fine as a double. */
  readonly #weight: number;
  /** Null before the first draw. */
  #last: number | null = null;

  constructor(stream: UniformStream, correlation = 0) {
    this.#stream = stream;
    const share = Math.round(correlation * MAX_WORD);
    this.#weight = share === 0 ? 0 : share + 1;
  }

  next(): number {
    if (this.#weight === 0) return this.#stream.unit();
    const last = this.#last ?? this.#word();
    const word = this.#word();
    const drawn = word + multiplyHigh(last - word, this.#weight);
    this.#last = drawn;
    return drawn / WORD;
  }

  #word(): number {
    return Math.floor(this.#stream.unit() * WORD);
  }
}

/** ⌊a·b / 2³²⌋ for |a| < 2³² and 0 ≤ b ≤ 2³², exactly: no product is larger than 2⁴⁹. */
function multiplyHigh(a: number, b: number): number {
  const high = Math.floor(b / HALF_WORD);
  const low = b - high * HALF_WORD;
  return Math.floor((a * high + Math.floor((a * low) / HALF_WORD)) / HALF_WORD);
}
