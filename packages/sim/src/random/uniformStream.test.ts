import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NamedRandom } from './namedRandom.js';

/** Chi-square over equally likely classes, as a number of standard deviations from its mean. */
function deviation(counts: readonly number[]): number {
  const degrees = counts.length - 1;
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chiSquare - degrees) / Math.sqrt(2 * degrees);
}

function countsOf(classes: number, draw: () => number, count = 200_000): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let index = 0; index < count; index++) {
    const drawn = draw();
    counts[drawn] = (counts[drawn] ?? Number.NaN) + 1;
  }
  return counts;
}

describe('below', () => {
  it.each([2, 3, 6, 7, 10, 64, 100, 1000])('draws all integers below %i equally often', (bound) => {
    const stream = new NamedRandom(1).stream(`bound ${bound}`);
    expect(Math.abs(deviation(countsOf(bound, () => stream.below(bound))))).toBeLessThan(4);
  });

  // A remainder of 32 bits would draw the lower half of 3 × 2^30 twice as often as the rest.
  it.each([3 * 2 ** 30, 3 * 2 ** 50, 2 ** 53, 2 ** 32 + 1])(
    'has no bias towards low draws of %i',
    (bound) => {
      const stream = new NamedRandom(2).stream(`bound ${bound}`);
      const third = () => Math.floor((stream.below(bound) / bound) * 3);
      expect(Math.abs(deviation(countsOf(3, third)))).toBeLessThan(4);
    },
  );

  it('varies the low bits of large draws', () => {
    const stream = new NamedRandom(3).stream('low');
    const low = () => stream.below(2 ** 53) % 16;
    expect(Math.abs(deviation(countsOf(16, low)))).toBeLessThan(4);
  });

  it('stays in range', () => {
    const stream = new NamedRandom(4).stream('range');
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 ** 53 - 1 })),
        (bound) => {
          const drawn = stream.below(bound);
          expect(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
        },
      ),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53 + 2])(
    'refuses a bound of %d',
    (bound) => {
      expect(() => new NamedRandom(1).stream('x').below(bound)).toThrow(RangeError);
    },
  );
});

describe('unit', () => {
  it('is uniform in [0, 1)', () => {
    const stream = new NamedRandom(5).stream('unit');
    expect(Math.abs(deviation(countsOf(50, () => Math.floor(stream.unit() * 50))))).toBeLessThan(4);
  });

  it('has 53 bits, all of which vary', () => {
    const stream = new NamedRandom(6).stream('unit');
    const lowest = countsOf(
      2,
      () => {
        const scaled = stream.unit() * 2 ** 53;
        expect(Number.isSafeInteger(scaled)).toBe(true);
        return scaled % 2;
      },
      10_000,
    );
    expect(Math.abs(deviation(lowest))).toBeLessThan(4);
  });
});

describe('two streams', () => {
  it('are not correlated', () => {
    const random = new NamedRandom(7);
    const one = random.forOwner('link/a forward').stream('loss');
    const other = random.forOwner('link/a reverse').stream('loss');
    expect(Math.abs(deviation(countsOf(64, () => one.below(8) * 8 + other.below(8))))).toBeLessThan(
      4,
    );
  });
});
