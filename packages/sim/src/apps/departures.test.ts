import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Departures } from './departures.js';

describe('departures', () => {
  it('are found by identity, in whatever order they are asked for', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(gaps, fc.array(fc.nat(20_000), { maxLength: 50 }), (steps, asked) => {
        const departures = new Departures();
        const numbers = new Map<number, number>();
        let identity = 0;
        for (const step of steps) {
          identity += step;
          numbers.set(identity, departures.add(identity, identity * 10));
        }
        for (const each of [...asked, ...numbers.keys()]) {
          expect(departures.sequenceOf(each)).toBe(numbers.get(each) ?? -1);
        }
        expect(departures.count).toBe(steps.length);
        expect(departures.timeNs(steps.length - 1)).toBe(identity * 10);
      }),
    );
  });

  it('give up the identity of one that was never made', () => {
    const departures = new Departures();
    departures.add(7, 0);
    departures.sent(7);
    departures.add(7, 1);
    departures.sent(8);
    expect(departures.sequenceOf(7)).toBe(1);
    departures.add(8, 2);
    departures.sent(8);
    expect(departures.sequenceOf(8)).toBe(-1);
  });
});
