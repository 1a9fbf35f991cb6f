import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecordedValue, RunningHash } from './runningHash.js';

type Block = readonly [number, number, number, number];

const NAME = 'a name';
const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const block: fc.Arbitrary<Block> = fc.tuple(word, word, word, word);

function hashOf(feed: (hash: RunningHash) => void): RunningHash {
  const hash = new RunningHash();
  feed(hash);
  return hash;
}

function ofBlocks(blocks: readonly Block[]): RunningHash {
  return hashOf((hash) => {
    for (const each of blocks) hash.block(...each);
  });
}

function hexOf(feed: (hash: RunningHash) => void): string {
  return Buffer.from(hashOf(feed).digest(NAME)).toString('hex');
}

/** What the documentation says, in large integers. */
function expectedHex(blocks: readonly Block[]): string {
  const [SIZE, TURNS] = [2n ** 32n, [15n, 16n, 17n, 18n]];
  const FACTORS = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n];
  let h = [0n, 0n, 0n, 0n];
  for (const words of blocks) {
    const turned = words.map((each, index) => {
      const mixed = (h[index] as bigint) ^ BigInt.asUintN(32, BigInt(each));
      const product = (mixed * (FACTORS[index] as bigint)) % SIZE;
      const turn = TURNS[index] as bigint;
      return ((product << turn) | (product >> (32n - turn))) % SIZE;
    }) as [bigint, bigint, bigint, bigint];
    const [, h2, h3, h4] = h as [bigint, bigint, bigint, bigint];
    const first = (turned[0] + h2) % SIZE;
    h = [first, (turned[1] + h3) % SIZE, (turned[2] + h4) % SIZE, (turned[3] + first) % SIZE];
  }
  const octets = Buffer.alloc(24);
  for (const [index, each] of h.entries()) octets.writeUInt32LE(Number(each), 4 * index);
  octets.writeDoubleLE(blocks.length, 16);
  return createHash('sha256').update(NAME).update(octets).digest('hex');
}

describe('the running hash', () => {
  it('is what its documentation says', () => {
    fc.assert(
      fc.property(fc.array(block), (blocks) => {
        expect(Buffer.from(ofBlocks(blocks).digest(NAME)).toString('hex')).toBe(
          expectedHex(blocks),
        );
      }),
    );
  });

  it('takes octets as words in little-endian order, filled up with zeros, wherever they stand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(7), (octets, start) => {
        const place = new Uint8Array(start + octets.length + 3).fill(0xee);
        place.set(octets, start);
        const padded = Buffer.alloc(Math.ceil(octets.length / 16) * 16);
        padded.set(octets);
        const expected = hashOf((hash) => {
          for (let at = 0; at < padded.length; at += 16) {
            const words = [0, 4, 8, 12].map((offset) => padded.readInt32LE(at + offset));
            hash.block(...(words as [number, number, number, number]));
          }
        });
        const hash = hashOf((one) => one.octets(new DataView(place.buffer), start, octets.length));
        expect(hash.state).toEqual(expected.state);
        expect(hash.digest(NAME)).toEqual(expected.digest(NAME));
      }),
    );
  });

  it('takes a block and 40 octets as one after the other', () => {
    fc.assert(
      fc.property(
        block,
        fc.uint8Array({ minLength: 50, maxLength: 50 }),
        fc.nat(10),
        (words, octets, start) => {
          const view = new DataView(Uint8Array.from(octets).buffer);
          const apart = hexOf((hash) => {
            hash.block(...words);
            hash.octets(view, start, 40);
          });
          expect(hexOf((hash) => hash.blockAndHeaders(...words, view, start))).toBe(apart);
        },
      ),
    );
  });

  it('tells values of different kinds apart, and one NaN or zero not from another', () => {
    const value = fc.oneof<fc.Arbitrary<RecordedValue>[]>(
      fc.double(),
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.constant(null),
    );
    const list = fc.array(value, { maxLength: 5 });
    const plain = (values: readonly RecordedValue[]) =>
      JSON.stringify(
        values.map((each) => (typeof each === 'number' ? { number: String(each + 0) } : each)),
      );
    const digestOf = (values: readonly RecordedValue[]) =>
      hexOf((hash) => {
        for (const each of values) hash.value(each);
      });
    fc.assert(
      fc.property(list, list, (one, other) => {
        expect(digestOf(one) === digestOf(other)).toBe(plain(one) === plain(other));
      }),
    );
    expect(digestOf([-0])).toBe(digestOf([0]));
    const texts = ['', '0', 'a', 'a\0', 'für', 'x'.repeat(15), 'x'.repeat(16), 'x'.repeat(17)];
    const values = [...texts, 0, 1, Number.NaN, Number.POSITIVE_INFINITY, true, false, null];
    expect(new Set(values.map((each) => digestOf([each]))).size).toBe(values.length);
  });

  it('knows how many blocks of zeros there were', () => {
    const zeros = [0, 1, 2, 3].map((count) => ofBlocks(Array(count).fill([0, 0, 0, 0])));
    expect(new Set(zeros.map((hash) => String(hash.digest(NAME)))).size).toBe(zeros.length);
  });

  it('never loses a difference of one block, whatever follows', () => {
    fc.assert(
      fc.property(block, block, fc.array(block), (one, other, more) => {
        fc.pre(String(one) !== String(other));
        expect(ofBlocks([one, ...more]).state).not.toEqual(ofBlocks([other, ...more]).state);
      }),
    );
  });

  // An ideal hash changes half of 128 bits, with a standard deviation of 5.7; of 128 such changes the mean has 0.5.
  it('spreads any wrong bit over the whole state within six blocks', () => {
    for (let place = 0; place < 128; place++) {
      let changed = 0;
      let least = 128;
      for (let trial = 0; trial < 128; trial++) {
        const blocks = Array.from({ length: 7 }, (_, index): Block => {
          const of = (quarter: number) =>
            Math.imul(trial * 4 + quarter + 1, 0x9e3779b1 + index * 2);
          return [of(0), of(1), of(2), of(3)];
        });
        const wrong = (blocks[0] as Block).map((each, index) => {
          return index === place >> 5 ? each ^ (1 << (place & 31)) : each;
        }) as [number, number, number, number];
        const one = ofBlocks(blocks).state;
        const other = ofBlocks([wrong, ...blocks.slice(1)]).state;
        const bits = one.reduce(
          (sum, each, index) => sum + ones(each ^ (other[index] as number)),
          0,
        );
        changed += bits;
        least = Math.min(least, bits);
      }
      expect(changed / 128).toBeGreaterThan(61);
      expect(changed / 128).toBeLessThan(67);
      expect(least).toBeGreaterThan(30);
    }
  });
});

function ones(value: number): number {
  return (value >>> 0).toString(2).replaceAll('0', '').length;
}
