import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { NamedRandom, type UniformSource } from './namedRandom.js';

const WORD = 2 ** 32;
const name = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('r1', 'r2', 'loss', 'delay', ''),
);
const integer = fc.maxSafeInteger();

const draws = (source: UniformSource, purpose: string, count = 8, bound = WORD) =>
  Array.from({ length: count }, () => source.stream(purpose).below(bound));

describe('golden draws', () => {
  // Must never change: a seed means the same run on every machine and in every version.
  it('are the same on every machine', () => {
    const random = new NamedRandom(42);
    const source = random.forOwner('host/r1');
    expect(draws(source, 'ipv4/identification', 4)).toMatchInlineSnapshot(`
      [
        2624100519,
        1906379013,
        751607234,
        1391319162,
      ]
    `);
    expect(draws(source, 'wide', 3, 2 ** 53)).toMatchInlineSnapshot(`
      [
        6330597014737179,
        4234515447483906,
        7976969018607400,
      ]
    `);
    const unit = source.stream('unit');
    expect([unit.unit(), unit.unit(), unit.unit()]).toMatchInlineSnapshot(`
      [
        0.9837584859495127,
        0.8887376838656232,
        0.41705101566478087,
      ]
    `);
    expect(draws(new NamedRandom(-7, 3), 'jitter', 5, 6)).toMatchInlineSnapshot(`
      [
        0,
        2,
        4,
        5,
        1,
      ]
    `);
  });

  it('start from the hash of seed, run, owner and purpose', () => {
    const hash = createHash('sha256').update('packetloom/random/1\n42\n5\n2:r1loss').digest();
    const words = [0, 4, 8, 12].map((at) => hash.readInt32BE(at));
    const generator = xoroshiro128plusFromState(words);
    const expected = Array.from({ length: 5 }, () => generator.next() + 2 ** 31);
    expect(draws(new NamedRandom(42, 5).forOwner('r1'), 'loss', 5)).toEqual(expected);
  });
});

describe('streams', () => {
  it('do not depend on which others exist or were drawn from before', () => {
    fc.assert(
      fc.property(
        integer,
        fc.array(fc.tuple(name, name)),
        name,
        name,
        (seed, others, owner, purpose) => {
          const alone = draws(new NamedRandom(seed).forOwner(owner), purpose);
          const random = new NamedRandom(seed);
          for (const [other, otherPurpose] of others) {
            if (other !== owner || otherPurpose !== purpose)
              draws(random.forOwner(other), otherPurpose, 3);
          }
          expect(draws(random.forOwner(owner), purpose)).toEqual(alone);
        },
      ),
    );
  });

  it('differ for every seed, run, owner and purpose', () => {
    const identity = fc.tuple(integer, integer, name, name);
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const first = ([seed, run, owner, purpose]: typeof one) =>
          draws(new NamedRandom(seed, run).forOwner(owner), purpose, 3).join();
        const same = one.every((part, index) => Object.is(part, other[index]));
        expect(first(one) === first(other)).toBe(same);
      }),
    );
  });

  it('keep owner and purpose apart', () => {
    const random = new NamedRandom(1);
    expect(draws(random.forOwner('ab'), 'c')).not.toEqual(draws(random.forOwner('a'), 'bc'));
    expect(draws(random.forOwner('1:a'), 'b')).not.toEqual(draws(random.forOwner('1'), ':ab'));
  });

  it('go on when asked for again', () => {
    const whole = draws(new NamedRandom(9).forOwner('r1'), 'loss', 6);
    const random = new NamedRandom(9);
    const parts = [
      ...draws(random.forOwner('r1'), 'loss', 2),
      ...draws(random.forOwner('r1'), 'loss', 4),
    ];
    expect(parts).toEqual(whole);
  });

  it('without an owner are those of the empty name', () => {
    expect(draws(new NamedRandom(3), 'x')).toEqual(draws(new NamedRandom(3).forOwner(''), 'x'));
  });

  it('are not made for a seed or a run that is no integer', () => {
    expect(() => new NamedRandom(0.5)).toThrow(RangeError);
    expect(() => new NamedRandom(2 ** 53)).toThrow(RangeError);
    expect(() => new NamedRandom(1, Number.NaN)).toThrow(RangeError);
  });
});
