import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, before, between, earliest, latest, plus, sequenceOf } from './sequence.js';

const number = fc.integer().map((value) => sequenceOf(value));
/** Less than half the circle: what windows are. */
const distance = fc.integer({ min: 1, max: 0x7fffffff });

describe('sequence numbers', () => {
  it('compare around the circle', () => {
    expect(before(0xffffffff, 0)).toBe(true);
    expect(after(0, 0xffffffff)).toBe(true);
    expect(before(5, 5)).toBe(false);
  });

  it('are signed, however they stand in a header', () => {
    expect(sequenceOf(0xffffffff)).toBe(-1);
    expect(plus(0x7fffffff, 1)).toBe(sequenceOf(0x80000000));
  });

  it('have one order within half the circle', () => {
    fc.assert(
      fc.property(number, distance, (seq, octets) => {
        const later = plus(seq, octets);
        expect(before(seq, later)).toBe(true);
        expect(after(later, seq)).toBe(true);
        expect(latest(seq, later)).toBe(later);
        expect(earliest(seq, later)).toBe(seq);
        expect(plus(later, -octets)).toBe(seq);
      }),
    );
  });

  it('lie between the ends of a range that may wrap, both included', () => {
    fc.assert(
      fc.property(number, distance, distance, (low, length, offset) => {
        const inside = offset <= length;
        expect(between(plus(low, offset), low, plus(low, length))).toBe(inside);
      }),
    );
  });
});
