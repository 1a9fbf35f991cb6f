// When datagrams are sent, against what theory says. Seeds are fixed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateOf,
  expectEstimate,
  kolmogorovBound,
  kolmogorovDistance,
} from '../../../test/statistics.js';
import { NamedRandom } from '../../random/index.js';
import { AppSpecError } from '../appSpecError.js';
import { createTrafficPattern } from './createTrafficPattern.js';
import type { TrafficPatternSpec } from './trafficPattern.js';

const MS = 1e6;
const SECOND = 1e9;

function patternOf(spec: TrafficPatternSpec, payloadBytes = 100, seed = 1) {
  const random = new NamedRandom(seed).forOwner('app/flow');
  return createTrafficPattern(spec, { payloadBytes, random });
}

function gapsOf(spec: TrafficPatternSpec, count: number, payloadBytes = 100): number[] {
  const pattern = patternOf(spec, payloadBytes);
  return Array.from({ length: count }, () => pattern.nextGapNs());
}

/** When each datagram is sent, from the start on. */
function timesOf(spec: TrafficPatternSpec, count: number, payloadBytes = 100): number[] {
  let timeNs = 0;
  return gapsOf(spec, count, payloadBytes).map((gapNs) => {
    timeNs += gapNs;
    return timeNs;
  });
}

describe('a constant interval', () => {
  it('begins at once and is the same each time', () => {
    expect(timesOf({ kind: 'constant-interval', intervalNs: 20 * MS }, 4)).toEqual([
      0,
      20 * MS,
      40 * MS,
      60 * MS,
    ]);
  });
});

describe('a constant rate', () => {
  it('sends 64 kbit/s of 160 octets each 20 ms', () => {
    const spec = { kind: 'constant-rate', rateBitsPerSecond: 64_000 } as const;
    expect(gapsOf(spec, 4, 160)).toEqual([0, 20 * MS, 20 * MS, 20 * MS]);
  });

  it('does not drift: datagram n comes after n · bits / rate, rounded down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000_000 }),
        fc.integer({ min: 1, max: 65_507 }),
        (rateBitsPerSecond, payloadBytes) => {
          let timeNs = 0n;
          gapsOf({ kind: 'constant-rate', rateBitsPerSecond }, 200, payloadBytes).forEach(
            (gap, n) => {
              timeNs += BigInt(gap);
              const bitsNs = BigInt(n) * BigInt(payloadBytes) * 8_000_000_000n;
              expect(timeNs).toBe(bitsNs / BigInt(rateBitsPerSecond));
            },
          );
        },
      ),
    );
  });
});

describe('a Poisson process', () => {
  const MEAN = 10 * MS;

  it('has exponential gaps, the first one included, by Kolmogorov and Smirnov', () => {
    const gaps = gapsOf({ kind: 'poisson', meanGapNs: MEAN }, 20_000);
    const distance = kolmogorovDistance(gaps, (x) => 1 - Math.exp(-x / MEAN));
    expect(distance).toBeLessThan(kolmogorovBound(gaps.length));
    expectEstimate(estimateOf(gaps), MEAN);
  });

  it('has gaps that do not depend on each other', () => {
    const gaps = gapsOf({ kind: 'poisson', meanGapNs: MEAN }, 20_000);
    const products = gaps.slice(1).map((gap, index) => (gap - MEAN) * ((gaps[index] ?? 0) - MEAN));
    const { mean, standardError } = estimateOf(products);
    expect(Math.abs(mean)).toBeLessThan(4 * standardError);
    expect(4 * standardError).toBeLessThan(0.05 * MEAN ** 2);
  });

  it('has as many arrivals in a second as their variance is: the rate', () => {
    const perSecond: number[] = new Array(200).fill(0);
    for (const timeNs of timesOf({ kind: 'poisson', meanGapNs: MEAN }, 25_000)) {
      const second = Math.floor(timeNs / SECOND);
      if (second < perSecond.length) perSecond[second] = (perSecond[second] ?? 0) + 1;
    }
    expectEstimate(estimateOf(perSecond), 100);
    expectEstimate(estimateOf(perSecond.map((count) => (count - 100) ** 2)), 100, 0.5);
  });
});

describe('on and off', () => {
  // 80 kbit/s of 100 octets: one each 10 ms while on.
  const rateBitsPerSecond = 80_000;
  const fixed = (durationNs: number) => ({ kind: 'fixed', durationNs }) as const;
  const exponential = (meanNs: number) => ({ kind: 'exponential', meanNs }) as const;

  it('begins on, and is silent while off', () => {
    const on = fixed(25 * MS);
    const times = timesOf({ kind: 'on-off', rateBitsPerSecond, on, off: fixed(100 * MS) }, 6);
    // The clock of the rate stands still while off: 5 ms of the third gap were over.
    expect(times).toEqual([0, 10, 20, 130, 140, 250].map((ms) => ms * MS));
  });

  it('keeps its mean rate however short the periods are', () => {
    const [on, off] = [fixed(1 * MS), fixed(3 * MS)];
    const times = timesOf({ kind: 'on-off', rateBitsPerSecond, on, off }, 1001);
    expect(times.at(-1)).toBe(1000 * 40 * MS);
  });

  it('has the mean rate · on / (on + off) with exponential periods', () => {
    const spec = { kind: 'on-off', rateBitsPerSecond } as const;
    const times = timesOf({ ...spec, on: exponential(SECOND), off: exponential(2 * SECOND) }, 2e5);
    // Batches of 2,000 datagrams take 20 s on each: 60 s in all.
    const batches = Array.from({ length: 99 }, (_, batch) => {
      return (times[(batch + 1) * 2000] ?? 0) - (times[batch * 2000] ?? 0);
    });
    expectEstimate(estimateOf(batches), 60 * SECOND, 0.15);
  });

  it('draws on and off from streams of their own', () => {
    const spec = { kind: 'on-off', rateBitsPerSecond, on: exponential(MS), off: fixed(0) } as const;
    // Nothing is off: it is the constant rate, whatever was drawn for on.
    expect(timesOf(spec, 5)).toEqual([0, 10, 20, 30, 40].map((ms) => ms * MS));
  });
});

describe('bursts', () => {
  it('send so many at an instant each interval', () => {
    const spec = { kind: 'burst', sizeDatagrams: 3, intervalNs: SECOND } as const;
    expect(timesOf(spec, 7)).toEqual([0, 0, 0, SECOND, SECOND, SECOND, 2 * SECOND]);
  });
});

describe('impossible patterns', () => {
  const fixed = { kind: 'fixed', durationNs: 1 } as const;
  it.each<[TrafficPatternSpec, RegExp]>([
    [{ kind: 'constant-interval', intervalNs: -1 }, /interval in nanoseconds of -1/],
    [{ kind: 'constant-rate', rateBitsPerSecond: 0 }, /rate in bits per second of 0/],
    [{ kind: 'poisson', meanGapNs: 0.5 }, /mean gap in nanoseconds of 0.5/],
    [{ kind: 'burst', sizeDatagrams: 0, intervalNs: 1 }, /burst of datagrams of 0/],
    [{ kind: 'burst', sizeDatagrams: 1, intervalNs: 0 }, /interval of bursts in nanoseconds of 0/],
    [
      { kind: 'on-off', rateBitsPerSecond: 1, on: { kind: 'fixed', durationNs: 0 }, off: fixed },
      /a time on of 0/,
    ],
    [
      { kind: 'on-off', rateBitsPerSecond: 1, on: fixed, off: { kind: 'exponential', meanNs: 0 } },
      /a time off with a mean of 0/,
    ],
  ])('%j', (spec, message) => {
    expect(() => patternOf(spec)).toThrow(AppSpecError);
    expect(() => patternOf(spec)).toThrow(message);
  });

  it('include a rate of datagrams without payload', () => {
    expect(() => patternOf({ kind: 'constant-rate', rateBitsPerSecond: 1 }, 0)).toThrow(
      /rate of payloads in octets of 0/,
    );
  });
});
