import { describe, expect, it } from 'vitest';
import { SeededRandom } from './seededRandom.js';

const draw = (seed: number, name: string, count: number, bound: number) => {
  const stream = new SeededRandom(seed).stream(name);
  return Array.from({ length: count }, () => stream.below(bound));
};

describe('SeededRandom', () => {
  it('yields the same numbers for the same seed and name, others for others', () => {
    expect(draw(1, 'a', 20, 2 ** 40)).toEqual(draw(1, 'a', 20, 2 ** 40));
    expect(draw(1, 'a', 20, 2 ** 40)).not.toEqual(draw(2, 'a', 20, 2 ** 40));
    expect(draw(1, 'a', 20, 2 ** 40)).not.toEqual(draw(1, 'b', 20, 2 ** 40));
  });

  it('continues a stream that is asked for again', () => {
    const random = new SeededRandom(3);
    const first = random.stream('x').below(1e9);
    expect([first, random.stream('x').below(1e9)]).toEqual(draw(3, 'x', 2, 1e9));
  });

  it('is uniform below its bound', () => {
    const counts = new Array<number>(10).fill(0);
    for (const value of draw(4, 'u', 20_000, 10)) counts[value] = (counts[value] ?? 0) + 1;
    expect(counts).toHaveLength(10);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(250);
  });

  it('refuses a bound that is no positive integer', () => {
    expect(() => new SeededRandom().stream('x').below(0)).toThrow(RangeError);
  });
});
