// Sizes that are drawn, against what theory says. Seeds are fixed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateOf, expectEstimate } from '../../../test/statistics.js';
import { NamedRandom } from '../../random/index.js';
import { DATA_MINING, meanSize, type SizeSpec, WEB_SEARCH } from '../../sizes/index.js';
import { AppSpecError } from '../appSpecError.js';
import { sizeSource } from './size.js';

function drawn(spec: SizeSpec, count: number, seed = 1): number[] {
  const stream = () => new NamedRandom(seed).forOwner('app/sizes').stream('sizes');
  const source = sizeSource('a size', spec, stream);
  return Array.from({ length: count }, source);
}

describe('sizes', () => {
  it('are the same each time, or have the mean that was asked for', () => {
    expect(drawn({ kind: 'fixed', bytes: 7 }, 3)).toEqual([7, 7, 7]);
    const specs: SizeSpec[] = [
      { kind: 'uniform', leastBytes: 10, mostBytes: 1000 },
      { kind: 'exponential', meanBytes: 5000 },
      { kind: 'cdf', points: WEB_SEARCH },
    ];
    for (const spec of specs) expectEstimate(estimateOf(drawn(spec, 20_000)), meanSize(spec));
  });

  it('of the published distributions have the shares that the papers tell', () => {
    const shareOf = (spec: SizeSpec, bytes: number) => {
      const sizes = drawn(spec, 20_000);
      return sizes.filter((size) => size <= bytes).length / sizes.length;
    };
    expect(shareOf({ kind: 'cdf', points: WEB_SEARCH }, 80_000)).toBeCloseTo(0.53, 1);
    expect(shareOf({ kind: 'cdf', points: WEB_SEARCH }, 1_000_000)).toBeCloseTo(0.7, 1);
    expect(shareOf({ kind: 'cdf', points: DATA_MINING }, 10_000)).toBeCloseTo(0.8, 1);
    expect(Math.round(meanSize({ kind: 'cdf', points: WEB_SEARCH }))).toBe(1_711_250);
    expect(Math.round(meanSize({ kind: 'cdf', points: DATA_MINING }))).toBe(12_658_199);
  });

  it('of a distribution stay within its points, and jump where it does', () => {
    const points = [
      { bytes: 100, probability: 0.5 },
      { bytes: 100, probability: 0.6 },
      { bytes: 200, probability: 0.6 },
      { bytes: 300, probability: 1 },
    ];
    const sizes = drawn({ kind: 'cdf', points }, 2000);
    expect(sizes.every((size) => size === 100 || (size >= 200 && size <= 300))).toBe(true);
    expectEstimate(estimateOf(sizes.map((size) => (size === 100 ? 1 : 0))), 0.6);
    expect(meanSize({ kind: 'cdf', points })).toBe(160);
  });

  it('are at least an octet', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), (seed, meanBytes) => {
        const sizes = drawn({ kind: 'exponential', meanBytes }, 20, seed);
        expect(sizes.every((size) => Number.isInteger(size) && size >= 1)).toBe(true);
      }),
    );
  });

  it('that cannot be are told', () => {
    const cdf = (...pairs: [number, number][]): SizeSpec => ({
      kind: 'cdf',
      points: pairs.map(([bytes, probability]) => ({ bytes, probability })),
    });
    const specs: SizeSpec[] = [
      { kind: 'fixed', bytes: 0 },
      { kind: 'uniform', leastBytes: 2, mostBytes: 1 },
      { kind: 'exponential', meanBytes: 0 },
      cdf(),
      cdf([1, 0.5]),
      cdf([2, 0.5], [1, 1]),
      cdf([1, 0.5], [2, 0.4], [3, 1]),
    ];
    for (const spec of specs) expect(() => drawn(spec, 1)).toThrow(AppSpecError);
  });
});
