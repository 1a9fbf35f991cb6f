import { expect } from 'vitest';

/** A mean with the standard error of it. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** Of independent values. */
export function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Of values that depend on their neighbours: by the means of batches, which hardly do. */
export function estimateByBatches(values: readonly number[], batches = 50): Estimate {
  const size = Math.floor(values.length / batches);
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let index = 0; index < size; index++) sum += values[batch * size + index] ?? 0;
    return sum / size;
  });
  return estimateOf(means);
}

/** Standard errors of the bound: a right model fails once in 15,000 seeds (Student's t with 49: 4,800). */
export const BOUND = 4;

/** Expects an estimate within its confidence bound of what theory says, and the bound to tell something. */
export function expectEstimate(estimate: Estimate, theory: number, relativeBound = 0.1): void {
  const bound = BOUND * estimate.standardError;
  expect(bound).toBeLessThan(relativeBound * Math.abs(theory));
  expect(Math.abs(estimate.mean - theory)).toBeLessThanOrEqual(bound);
}

/** Distributions have steps where they are cut off. */
const JUST_BELOW = 1e-9;

/** Kolmogorov's statistic: the largest distance of a sample from a distribution function. */
export function kolmogorovDistance(sample: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...sample].sort((one, other) => one - other);
  let largest = 0;
  sorted.forEach((value, index) => {
    // Of equal values, the first has all before it, and the last all up to it.
    const expected = cdf(value);
    if (value !== sorted[index - 1]) {
      largest = Math.max(largest, Math.abs(cdf(value - JUST_BELOW) - index / sorted.length));
    }
    if (value !== sorted[index + 1]) {
      largest = Math.max(largest, Math.abs(expected - (index + 1) / sorted.length));
    }
  });
  return largest;
}

/** What Kolmogorov's statistic exceeds with a probability of 0.1 %, for a large sample. */
export function kolmogorovBound(size: number): number {
  return 1.949 / Math.sqrt(size);
}

/** Φ, by the power series of erf; to 10 digits for |x| ≤ 5. */
export function normalCdf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 120; n++) {
    term *= (-x * x) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

/** Where an increasing function has a value, by bisection. */
export function inverseOf(
  increasing: (x: number) => number,
  value: number,
  low: number,
  high: number,
) {
  let [from, to] = [low, high];
  for (let step = 0; step < 60; step++) {
    const middle = (from + to) / 2;
    if (increasing(middle) < value) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
