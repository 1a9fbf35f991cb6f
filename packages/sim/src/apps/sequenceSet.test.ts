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
});
