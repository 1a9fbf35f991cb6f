import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.js';
import { DurationSamples } from './statistics.js';

const durations = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 200 });

describe('a histogram', () => {
  it('puts every duration into a bucket that holds it, at most 2^-10 of it wide', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (durationNs) => {
        const histogram = new Histogram();
        histogram.add(durationNs);
        const [bucket, ...others] = histogram.buckets();
        expect(others).toEqual([]);
        if (bucket === undefined) throw new Error('no bucket');
        expect(bucket.count).toBe(1);
        expect(bucket.fromNs).toBeLessThanOrEqual(durationNs);
        expect(bucket.toNs).toBeGreaterThan(durationNs);
        expect(bucket.toNs - bucket.fromNs).toBeLessThanOrEqual(Math.max(1, durationNs / 1024));
      }),
    );
  });

  it('counts all, in ascending buckets that do not overlap', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        const buckets = histogram.buckets();
        buckets.slice(1).forEach(({ fromNs }, index) => {
          expect(fromNs).toBeGreaterThanOrEqual(buckets[index]?.toNs ?? Number.NaN);
        });
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { fromNs, toNs, count } of buckets) {
          expect(values.filter((value) => value >= fromNs && value < toNs)).toHaveLength(count);
        }
      }),
    );
  });
});

describe('samples of durations', () => {
  it('know percentiles by nearest rank', () => {
    const samples = new DurationSamples();
    for (let value = 100; value >= 1; value--) samples.add(value);
    expect(samples.statistics()).toEqual({
      count: 100,
      min: 1,
      mean: 51,
      p50: 50,
      p95: 95,
      p99: 99,
      max: 100,
    });
    expect(new DurationSamples().statistics()).toBeNull();
  });

  it('know the new ones when they are asked again', () => {
    const samples = new DurationSamples();
    samples.add(10);
    expect(samples.statistics()).toMatchObject({ count: 1, max: 10 });
    samples.add(30);
    expect(samples.statistics()).toMatchObject({ count: 2, mean: 20, max: 30 });
  });

  it('beyond 100,000 keep percentiles within 0.05 %, and the rest exact', () => {
    const samples = new DurationSamples();
    const count = 150_000;
    for (let index = 1; index <= count; index++) samples.add(index * 1000);
    expect(samples.isExact).toBe(false);
    const { p50, p95, p99, ...rest } = samples.statistics() ?? { p50: 0, p95: 0, p99: 0 };
    expect(rest).toEqual({ count, min: 1000, mean: 75_000_500, max: 150_000_000 });
    for (const [found, share] of [
      [p50, 0.5],
      [p95, 0.95],
      [p99, 0.99],
    ] as const) {
      expect(Math.abs(found - share * 150_000_000)).toBeLessThan((share * 150_000_000) / 2048);
    }
  });

  it('show the same histogram before and after they are folded', () => {
    const [few, many] = [new DurationSamples(), new DurationSamples()];
    for (let index = 0; index < 200; index++) few.add(index * 12_345);
    for (let round = 0; round < 600; round++) {
      for (let index = 0; index < 200; index++) many.add(index * 12_345);
    }
    expect([few.isExact, many.isExact]).toEqual([true, false]);
    const times600 = few.histogram().map((bucket) => ({ ...bucket, count: bucket.count * 600 }));
    expect(many.histogram()).toEqual(times600);
  });

  it('have exact percentiles whenever they are asked', () => {
    const steps = fc.array(
      fc.record({
        durations: fc.array(fc.nat({ max: 50 }), { maxLength: 100 }),
        asks: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const samples = new DurationSamples();
        const sorted: number[] = [];
        for (const { durations, asks } of all) {
          for (const duration of durations) samples.add(duration);
          sorted.push(...durations);
          sorted.sort((one, other) => one - other);
          if (!asks || sorted.length === 0) continue;
          const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
          expect(samples.statistics()).toMatchObject({
            p50: rank(0.5),
            p95: rank(0.95),
            p99: rank(0.99),
          });
        }
        expect(samples.histogram().reduce((sum, { count }) => sum + count, 0)).toBe(sorted.length);
      }),
    );
  });
});
