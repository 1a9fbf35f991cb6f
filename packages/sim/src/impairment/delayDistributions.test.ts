import { describe, expect, it } from 'vitest';
import { inverseOf, normalCdf } from '../../test/statistics.js';
import { DEVIATION_QUANTILES } from './delayDistributions.js';
import { naturalLogarithm } from './naturalLogarithm.js';
import { normalQuantile } from './normalQuantile.js';

describe('the quantiles of delay', () => {
  it.each([0, 0.25, 0.5, 0.75])('are those of the uniform distribution at %d', (u) => {
    expect(DEVIATION_QUANTILES.uniform(u)).toBe(2 * u - 1);
  });

  it('are the inverse of the normal distribution', () => {
    for (let u = 0.0001; u < 1; u += 0.0007) {
      expect(normalQuantile(u)).toBeCloseTo(inverseOf(normalCdf, u, -6, 6), 8);
    }
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.0001)).toBeCloseTo(-3.719016485455709, 13);
  });

  it('are finite at the ends, and cut off as in tables of 16 bits', () => {
    expect(DEVIATION_QUANTILES.normal(0)).toBe(-4);
    expect(DEVIATION_QUANTILES.normal(1 - 2 ** -53)).toBe(4);
    expect(DEVIATION_QUANTILES.pareto(1 - 2 ** -53)).toBe(4);
    expect(DEVIATION_QUANTILES.pareto(0)).toBeCloseTo(-2 / 3, 14);
  });

  it('are mixed of the cut-off ones', () => {
    expect(DEVIATION_QUANTILES.pareto(0.995)).toBe(4);
    expect(DEVIATION_QUANTILES.paretonormal(0.995)).toBeCloseTo((2.5758293035489 + 12) / 4, 10);
    expect(DEVIATION_QUANTILES.paretonormal(0.5)).toBeCloseTo(2 ** (1 / 3) - 1.5, 14);
  });
});

describe('the natural logarithm', () => {
  it('is that of the engine but for its last digits', () => {
    for (let x = 2 ** -53; x < 4; x *= 1.0137) {
      const expected = Math.log(x);
      const error = Math.abs(naturalLogarithm(x) - expected);
      expect(error).toBeLessThan(1e-15 * (1 + Math.abs(expected)));
    }
    expect(naturalLogarithm(1)).toBe(0);
  });
});
