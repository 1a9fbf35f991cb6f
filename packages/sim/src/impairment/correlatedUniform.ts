import type { UniformStream } from '../random/index.js';

/**
 * Draws from [0, 1) of which each depends on the one before, as netem's `get_crandom`:
 * Xₙ = (1 − ρ)·Uₙ + ρ·Xₙ₋₁, X₀ = 0. Correlation of neighbours is ρ. For ρ > 0 the values crowd around
 * ½, so that what has a small probability happens less often than that (tc-netem(8) deprecates the
 * correlation of loss for it): Gilbert–Elliott gives bursts with an exact rate.
 */
export class CorrelatedUniform {
  readonly #stream: UniformStream;
  readonly #correlation: number;
  #last = 0;

  constructor(stream: UniformStream, correlation = 0) {
    this.#stream = stream;
    this.#correlation = correlation;
  }

  next(): number {
    const correlation = this.#correlation;
    if (correlation === 0) return this.#stream.unit();
    const value = (1 - correlation) * this.#stream.unit() + correlation * this.#last;
    this.#last = value;
    return value;
  }
}
