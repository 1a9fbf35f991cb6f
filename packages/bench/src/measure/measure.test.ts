import { describe, expect, it } from 'vitest';
import type { Benchmark, Work } from '../benchmark.js';
import { measure } from './measure.js';
import { rateOf } from './measurement.js';
import { median } from './median.js';

/** A benchmark whose runs do these amounts of work, one after the other. */
function benchmark(...works: Work[]): Benchmark & { readonly prepared: () => number } {
  let prepared = 0;
  return {
    title: 'test',
    prepared: () => prepared,
    prepare() {
      const work = works[Math.min(prepared++, works.length - 1)] as Work;
      return { nodes: 2, run() {}, verify: () => work };
    },
  };
}

describe('a measurement', () => {
  it('warms up, and then runs as often as it is told', () => {
    const trial = benchmark({ hops: 10, events: 20, extra: { payloadBytes: 7 } });
    const result = measure(trial, { runs: 3, warmUp: true });
    expect(trial.prepared()).toBe(4);
    expect(result.runSeconds).toHaveLength(3);
    expect(result).toMatchObject({ benchmark: 'test', hops: 10, events: 20 });
    expect(result.hopsPerSecond).toBeCloseTo(10 / result.seconds);
    expect(result.extra.payloadBytesPerSecond).toBeCloseTo(7 / result.seconds);
    expect(rateOf(result).unit).toBe('MB/s');
  });

  it('refuses runs that differ', () => {
    const trial = benchmark({ hops: 10, events: 20 }, { hops: 10, events: 21 });
    expect(() => measure(trial, { runs: 2, warmUp: false })).toThrow('not do the same');
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('takes the median of %j', (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
