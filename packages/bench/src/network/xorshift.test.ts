import { describe, expect, it } from 'vitest';
import { Xorshift } from './xorshift.js';

describe('the generator of the comparison program', () => {
  it('draws what 64-bit arithmetic draws', () => {
    const random = new Xorshift();
    let state = 88_172_645_463_325_252n;
    for (let draw = 0; draw < 1000; draw++) {
      state ^= BigInt.asUintN(64, state << 13n);
      state ^= state >> 7n;
      state ^= BigInt.asUintN(64, state << 17n);
      expect(random.next()).toBe(Number((state >> 16n) & 0xffffffffn));
    }
  });

  it('stays below a bound', () => {
    const random = new Xorshift();
    const drawn = new Set(Array.from({ length: 200 }, () => random.below(5)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4]);
  });
});
