import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fibreDelayNs, greatCircleMetres, MIN_DELAY_NS } from './geography.js';

const NEW_YORK = { latitude: 40.71427, longitude: -74.00597 };
const CHICAGO = { latitude: 41.85003, longitude: -87.65005 };

describe('delay from geography', () => {
  it('measures along the great circle', () => {
    // A quarter of the circumference.
    expect(
      greatCircleMetres({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 }),
    ).toBeCloseTo((Math.PI / 2) * 6_371_008.8, 3);
    expect(greatCircleMetres(NEW_YORK, CHICAGO) / 1000).toBeCloseTo(1145.85, 1);
  });

  it('takes two thirds of the speed of light', () => {
    expect(fibreDelayNs(NEW_YORK, CHICAGO)).toBe(5_733_160);
  });

  it('is a microsecond at least', () => {
    expect(fibreDelayNs(CHICAGO, CHICAGO)).toBe(MIN_DELAY_NS);
  });

  const index = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });

  test.prop([index, index])(
    'is the same both ways, whole, and no longer than half around',
    (a, b) => {
      const delayNs = fibreDelayNs(a, b);
      expect(fibreDelayNs(b, a)).toBe(delayNs);
      expect(Number.isInteger(delayNs)).toBe(true);
      expect(delayNs).toBeLessThanOrEqual(100_153_000);
    },
  );
});
