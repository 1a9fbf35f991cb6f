import { DurationSamples } from '@packetloom/sim/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimesScope } from '../../../fields/types/scope.js';
import { coarse, histogramLine } from './histogram.js';

function timesOf(durationsNs: readonly number[]): TimesScope {
  const samples = new DurationSamples();
  for (const durationNs of durationsNs) samples.add(durationNs);
  const statistics = samples.statistics();
  if (statistics === null) throw new Error('no samples');
  return { ...statistics, histogram: samples.histogram() };
}

describe('a coarse histogram', () => {
  it('has at most 32 buckets of a round width, and counts every time once', () => {
    const durations = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(durations, (values) => {
        const { fromNs, widthNs, counts } = coarse(timesOf(values));
        expect(counts.length).toBeLessThanOrEqual(32);
        expect(String(widthNs)).toMatch(/^[125](0*|e\+\d+)$/);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(fromNs).toBeLessThanOrEqual(Math.min(...values));
        expect(fromNs + counts.length * widthNs).toBeGreaterThan(Math.max(...values));
      }),
    );
  });

  it('is drawn as bars between its ends', () => {
    const times = timesOf([11, 21, 21, 31, 31, 31, 31, 71].map((ms) => ms * 1e6));
    expect(histogramLine(times)).toBe('10ms |▂    ▄    █                   ▂| 72ms');
    expect(coarse(times)).toMatchObject({ fromNs: 10e6, widthNs: 2e6 });
  });

  it('of equal times is no picture', () => {
    expect(histogramLine(timesOf([5, 5, 5]))).toBe('');
  });
});
