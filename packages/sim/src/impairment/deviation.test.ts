import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { deviationOf, MAX_TABLE_VALUES, tableDeviationNs } from './deviation.js';

const value = fc.integer({ min: -32_768, max: 32_767 });

describe('a deviation by a table', () => {
  it('is value times jitter / 8192, halves away from zero, whatever their size', () => {
    fc.assert(
      fc.property(value, fc.nat(2 ** 38), (each, jitterNs) => {
        const twice = (2n * BigInt(each) * BigInt(jitterNs)) / 8192n;
        // Half of the next whole number away from zero.
        const expected = (twice + (each < 0 ? -1n : 1n)) / 2n;
        expect(BigInt(tableDeviationNs(each, jitterNs))).toBe(expected);
      }),
    );
  });

  it.each([
    [8192, 1000, 1000],
    [-8192, 1000, -1000],
    [4096, 1, 1],
    [-4096, 1, -1],
    [4095, 1, 0],
    [32_767, 8192, 32_767],
  ])('of %i and %i ns is %i ns', (each, jitterNs, expected) => {
    expect(tableDeviationNs(each, jitterNs)).toBe(expected);
  });

  it('takes the values in their places', () => {
    const deviation = deviationOf({ kind: 'table', values: [-8192, 0, 8192, 16_384] }, 10);
    expect([0, 0.249, 0.25, 0.5, 0.75, 0.9999].map(deviation)).toEqual([-10, -10, 0, 10, 20, 20]);
  });
});

describe('a link with a table', () => {
  it('delays by its values, each as often as the others', () => {
    const values = [-8192, 0, 0, 16_384];
    const jitter = { jitterNs: 100, distribution: { kind: 'table' as const, values } };
    const fixture = new LinkFixture({ delayNs: 1000, jitter });
    const counts = new Map<number, number>();
    for (const { identity, timeNs } of fixture.sendAll(8000, 10_000)) {
      const delayNs = timeNs - (identity - 1) * 10_000;
      counts.set(delayNs, (counts.get(delayNs) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((one, other) => one - other)).toEqual([900, 1000, 1200]);
    expect((counts.get(1000) ?? 0) / 8000).toBeCloseTo(0.5, 1);
    expect((counts.get(1200) ?? 0) / 8000).toBeCloseTo(0.25, 1);
  });

  it.each([
    [[], 'a distribution of 0 values (1 to 16384)'],
    [new Array<number>(MAX_TABLE_VALUES + 1).fill(0), 'a distribution of 16385 values'],
    [[0, 0.5], 'a distribution with the value 0.5'],
    [[32_768], 'a distribution with the value 32768'],
  ])('cannot have %s', (values, message) => {
    const distribution = { kind: 'table' as const, values };
    expect(() => new LinkFixture({ delayNs: 1, jitter: { jitterNs: 1, distribution } })).toThrow(
      message,
    );
  });
});
