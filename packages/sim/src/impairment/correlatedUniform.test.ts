import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import { NamedRandom } from '../random/index.js';
import { CorrelatedUniform } from './correlatedUniform.js';

const WORD = 2 ** 32;
const streamOf = (seed: number) => new NamedRandom(seed).stream('loss');

describe('CorrelatedUniform', () => {
  it('computes with 32-bit words as the kernel does', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (seed, rho) => {
          const stream = streamOf(seed);
          const word = () => BigInt(Math.floor(stream.unit() * WORD));
          const weight = BigInt(Math.round(rho * (WORD - 1))) + 1n;
          let last = word();
          const kernel = Array.from({ length: 20 }, () => {
            last = (word() * (BigInt(WORD) - weight) + last * weight) >> 32n;
            return Number(last) / WORD;
          });
          const draws = new CorrelatedUniform(streamOf(seed), rho);
          expect(Array.from({ length: 20 }, () => draws.next())).toEqual(kernel);
        },
      ),
    );
  });

  it('starts anywhere, as with init_crandom', () => {
    const firsts = Array.from({ length: 20_000 }, (_, seed) =>
      new CorrelatedUniform(streamOf(seed), 0.99).next(),
    );
    expectEstimate(estimateOf(firsts), 0.5);
    // Were it to start at 0, every first draw would be below 1 %.
    expectEstimate(estimateOf(firsts.map((draw) => Number(draw < 0.05))), 0.045, 0.2);
  });

  it('stays where it starts with a correlation of 1', () => {
    const draws = new CorrelatedUniform(streamOf(1), 1);
    expect(new Set(Array.from({ length: 9 }, () => draws.next())).size).toBe(1);
  });

  it('draws what its stream does without correlation', () => {
    const stream = streamOf(2);
    const draws = new CorrelatedUniform(streamOf(2), 0);
    expect([draws.next(), draws.next()]).toEqual([stream.unit(), stream.unit()]);
  });
});
