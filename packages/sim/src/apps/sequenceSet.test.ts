import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SequenceSet } from './sequenceSet.js';

describe('a set of sequence numbers', () => {
  it('is a set', () => {
    const numbers = fc.array(fc.oneof(fc.nat(70), fc.nat(10_000)));
    fc.assert(
      fc.property(numbers, (added) => {
        const set = new SequenceSet();
        const model = new Set<number>();
        for (const number of added) {
          expect(set.add(number)).toBe(!model.has(number));
          model.add(number);
          expect(set.size).toBe(model.size);
        }
      }),
    );
  });

  it('is one of what may still come, in as much memory', () => {
    const steps = fc.array(fc.record({ ahead: fc.nat(300), behind: fc.nat(200) }));
    fc.assert(
      fc.property(steps, (all) => {
        const set = new SequenceSet();
        const model = new Set<number>();
        let first = 0;
        for (const { ahead, behind } of all) {
          const number = first + ahead;
          expect(set.add(number, first)).toBe(!model.has(number));
          model.add(number);
          first = Math.max(first, number - behind);
          for (let asked = first; asked < number + 40; asked++) {
            expect(set.has(asked)).toBe(model.has(asked));
          }
        }
        expect(set.size).toBe(model.size);
        expect(set.byteLength).toBeLessThanOrEqual(512);
      }),
    );
  });
});
