import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcSine, sine } from './trigonometry.js';

/** Digits in which this engine's own functions may differ. */
const TOLERANCE = 4 * Number.EPSILON;

describe('trigonometry without the engine', () => {
  it('gives the sine of every angle up to a right one', () => {
    const angle = fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true });
    fc.assert(
      fc.property(angle, (x) => {
        expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThanOrEqual(TOLERANCE * Math.abs(x));
      }),
    );
  });

  it('gives the angle of every sine', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (s) => {
        expect(Math.abs(arcSine(s) - Math.asin(s))).toBeLessThanOrEqual(TOLERANCE * Math.asin(s));
      }),
    );
  });

  it('gives the same bits everywhere', () => {
    expect([sine(1), sine(0.5), arcSine(0.3), arcSine(0.99)]).toEqual([
      0.8414709848078965, 0.479425538604203, 0.30469265401539747, 1.4292568534704693,
    ]);
  });
});
