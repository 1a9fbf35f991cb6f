import { PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { describeDelayModel } from '../../test/describeDelayModel.js';
import { LinkFixture } from '../../test/linkFixture.js';
import {
  estimateOf,
  expectEstimate,
  inverseOf,
  kolmogorovBound,
  kolmogorovDistance,
  normalCdf,
} from '../../test/statistics.js';
import { NamedRandom } from '../random/index.js';
import {
  JITTER_DISTRIBUTIONS,
  type JitterDistribution,
  type JitterSpec,
} from './impairmentSpec.js';
import { createDelayModel } from './jitteredDelay.js';

const MS = 1_000_000;
const SAMPLE = 40_000;

for (const distribution of JITTER_DISTRIBUTIONS) {
  for (const correlation of [0, 0.25]) {
    describeDelayModel(`${distribution} jitter with correlation ${correlation}`, (stream) =>
      createDelayModel({ jitterNs: 3 * MS, distribution, correlation }, stream),
    );
  }
}

/** Delays in units of the jitter, from the mean. */
function deviationsOf(spec: Omit<JitterSpec, 'jitterNs'>, size = SAMPLE): number[] {
  const model = createDelayModel({ jitterNs: MS, ...spec }, new NamedRandom(99).stream('jitter'));
  const packet = new PacketPool().allocate(100);
  return Array.from({ length: size }, () => (model.delayNs(packet, 100 * MS) - 100 * MS) / MS);
}

const cutOff = (cdf: (x: number) => number) => (x: number) => (x < -4 ? 0 : x >= 4 ? 1 : cdf(x));
const paretoCdf = (x: number) => (x <= -2 / 3 ? 0 : 1 - ((3 * x) / 4 + 1.5) ** -3);

/** The distribution function of ¼ of the normal and ¾ of the Pareto quantile at the same draw. */
function paretonormalCdf(): (x: number) => number {
  const points = 4000;
  const draws = Array.from({ length: points - 1 }, (_, index) => (index + 1) / points);
  const values = draws.map((u) => {
    const normal = inverseOf(normalCdf, u, -5, 5);
    const pareto = Math.min(4, inverseOf(paretoCdf, u, -2 / 3, 50));
    return (normal + 3 * pareto) / 4;
  });
  return (x) => {
    let index = values.findIndex((value) => value > x);
    if (index < 0) index = values.length;
    return index / points;
  };
}

const CDFS: Readonly<Record<JitterDistribution, (x: number) => number>> = {
  uniform: (x) => Math.min(1, Math.max(0, (x + 1) / 2)),
  normal: cutOff(normalCdf),
  pareto: cutOff(paretoCdf),
  paretonormal: paretonormalCdf(),
};

describe('the distribution of jitter', () => {
  it.each(JITTER_DISTRIBUTIONS)('is %s by Kolmogorov and Smirnov', (distribution) => {
    const sample = deviationsOf({ distribution });
    // The grid of the mixture is 1/4000 coarse.
    expect(kolmogorovDistance(sample, CDFS[distribution])).toBeLessThan(
      kolmogorovBound(SAMPLE) + (distribution === 'paretonormal' ? 1 / 4000 : 0),
    );
  });

  it('is told apart by that test', () => {
    for (const one of JITTER_DISTRIBUTIONS) {
      for (const other of JITTER_DISTRIBUTIONS) {
        if (one === other) continue;
        const distance = kolmogorovDistance(deviationsOf({ distribution: one }, 4000), CDFS[other]);
        expect(distance).toBeGreaterThan(2 * kolmogorovBound(4000));
      }
    }
  });

  it('is uniform unless told', () => {
    expect(deviationsOf({}, 100)).toEqual(deviationsOf({ distribution: 'uniform' }, 100));
  });

  it('has a standard deviation of the jitter if normal', () => {
    const squares = deviationsOf({ distribution: 'normal' }).map((value) => value * value);
    // Cut off at 4 standard deviations, 0.11 % of the variance is missing.
    expectEstimate(estimateOf(squares), 0.9989);
  });

  it.each([0.25, 0.5, 0.9])('correlates neighbours by %d', (correlation) => {
    const values = deviationsOf({ correlation }, 200_000);
    const { mean } = estimateOf(values);
    const variance = estimateOf(values.map((value) => (value - mean) ** 2)).mean;
    const products = values
      .slice(1)
      .map((value, index) => ((value - mean) * ((values[index] ?? 0) - mean)) / variance);
    expectEstimate(estimateOf(products), correlation);
    // The variance of X = (1 − ρ)·U + ρ·X₋₁ is that of U times (1 − ρ)/(1 + ρ).
    const expected = (1 / 3) * ((1 - correlation) / (1 + correlation));
    expect(variance / expected).toBeGreaterThan(0.95);
    expect(variance / expected).toBeLessThan(1.05);
  });
});

describe('jitter on a link', () => {
  const jitter: JitterSpec = { jitterNs: 2 * MS, distribution: 'uniform' };

  it('delays each packet by its own draw, uniform around the mean', () => {
    const fixture = new LinkFixture({ delayNs: 10 * MS, jitter }, 7);
    const count = 5000;
    const arrivals = fixture.sendAll(count, 100 * MS);
    const deviations = arrivals.map(({ timeNs }, index) => (timeNs / MS - index * 100 - 10) / 2);
    expect(arrivals).toHaveLength(count);
    expect(kolmogorovDistance(deviations, CDFS.uniform)).toBeLessThan(kolmogorovBound(count));
  });

  it('keeps the order unless told', () => {
    const { arrivals, stats } = runOf({ delayNs: 10 * MS, jitter });
    expect(arrivals).toEqual([...arrivals].sort((one, other) => one - other));
    expect(stats.reorderedPackets).toBe(0);
  });

  it('reorders if it may, and counts what arrives late', () => {
    const { arrivals, stats } = runOf({
      delayNs: 10 * MS,
      jitter: { ...jitter, keepOrder: false },
    });
    let latest = 0;
    let late = 0;
    for (const serial of arrivals) {
      if (serial < latest) late++;
      latest = Math.max(latest, serial);
    }
    expect(late).toBeGreaterThan(100);
    expect(stats.reorderedPackets).toBe(late);
  });

  it('never delays by less than nothing', () => {
    const { arrivals, times } = runOf({
      delayNs: 0,
      jitter: { jitterNs: 100, distribution: 'normal', keepOrder: false },
    });
    expect(arrivals).toHaveLength(1000);
    expect(Math.min(...times.map((timeNs) => timeNs % MS))).toBe(0);
  });

  function runOf(spec: ConstructorParameters<typeof LinkFixture>[0]) {
    const fixture = new LinkFixture(spec);
    const arrivals = fixture.sendAll(1000, MS);
    return {
      arrivals: arrivals.map(({ serial }) => serial),
      times: arrivals.map(({ timeNs }) => timeNs),
      stats: fixture.stats,
    };
  }
});
