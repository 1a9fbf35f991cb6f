import { PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecordedValue, RecordWriter } from './recordWriter.js';

/** A hash that keeps what it is fed. */
function collector() {
  const pieces: number[][] = [];
  return {
    update: (octets: Uint8Array) => void pieces.push([...octets]),
    digest: () => Uint8Array.from(pieces.flat()),
    pieces,
  };
}

/** What is written, as octets. */
function written(write: (writer: RecordWriter) => void): number[] {
  const writer = new RecordWriter(collector());
  write(writer);
  return [...writer.digest()];
}

/** A packet with these octets, in a slab with others. */
function packetOf(octets: Uint8Array) {
  const pool = new PacketPool();
  pool.from(Uint8Array.of(1, 2, 3));
  return pool.from(octets);
}

const value = fc.oneof<fc.Arbitrary<RecordedValue>[]>(
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
);

describe('records', () => {
  it('have their numbers in little-endian order', () => {
    const octets = written((writer) => {
      writer.octet(1);
      writer.uint16(0x0203);
      writer.uint32(0x04050607);
      writer.double(1.5);
      writer.double(-0);
      writer.double(Number.NaN);
    });
    expect(octets).toEqual([
      ...[1, 3, 2, 7, 6, 5, 4],
      ...[0, 0, 0, 0, 0, 0, 0xf8, 0x3f],
      ...[0, 0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
    ]);
  });

  it('have texts in UTF-8 with their length in front', () => {
    expect(written((writer) => writer.text('für'))).toEqual([4, 0, 0, 0, 0x66, 0xc3, 0xbc, 0x72]);
  });

  it('say of a value what it is', () => {
    const octets = written((writer) => {
      for (const each of [null, false, true, 1, 'a']) writer.value(each);
    });
    expect(octets).toEqual([0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 4, 1, 0, 0, 0, 0x61]);
  });

  it('are equal for equal values alone', () => {
    const list = fc.array(value, { maxLength: 5 });
    const plain = (values: readonly RecordedValue[]) =>
      values.map((each) => (typeof each === 'number' ? { number: String(each + 0) } : each));
    fc.assert(
      fc.property(list, list, (one, other) => {
        const octetsOf = (values: readonly RecordedValue[]) =>
          written((writer) => {
            for (const each of values) writer.value(each);
          });
        const same = JSON.stringify(plain(one)) === JSON.stringify(plain(other));
        expect(JSON.stringify(octetsOf(one)) === JSON.stringify(octetsOf(other))).toBe(same);
      }),
    );
  });

  it.each([0, 1, 3, 4, 39, 40, 255, 256, 257, 1500, 65_728])(
    'have the first octets of a packet: %d',
    (count) => {
      const octets = Uint8Array.from({ length: 65_728 }, (_, at) => at * 7);
      const packet = packetOf(octets);
      expect(written((writer) => writer.octetsOf(packet, count))).toEqual([
        ...octets.subarray(0, count),
      ]);
    },
  );

  it('go to the hash in blocks, with nothing lost between two', () => {
    const hash = collector();
    const writer = new RecordWriter(hash);
    const packet = packetOf(Uint8Array.from({ length: 300 }, (_, at) => at));
    const text = 'ä'.repeat(40_000);
    const expected: number[] = [];
    const expectNumber = (number: number) => {
      const octets = new Uint8Array(4);
      new DataView(octets.buffer).setUint32(0, number, true);
      expected.push(...octets);
    };
    for (let round = 0; round < 2_000; round++) {
      const count = round % 300;
      writer.begin();
      writer.uint32(round);
      writer.octetsOf(packet, count);
      expectNumber(round);
      for (let at = 0; at < count; at++) expected.push(at & 0xff);
      if (round % 1_000 !== 999) continue;
      writer.text(text);
      expectNumber(80_000);
      for (const octet of new TextEncoder().encode(text)) expected.push(octet);
    }
    expect(Buffer.from(writer.digest()).equals(Buffer.from(expected))).toBe(true);
    const longest = Math.max(...hash.pieces.map(({ length }) => length));
    expect(hash.pieces.length).toBeLessThan(15);
    expect(longest).toBe(80_000);
  });
});
