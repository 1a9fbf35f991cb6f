import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plus } from '../protocol/sequence.js';
import { SendBuffer } from './sendBuffer.js';

const octets = fc.uint8Array({ maxLength: 700 });

describe('the send buffer', () => {
  it('gives back what was written, copied or borrowed, wherever sequence numbers wrap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.array(
          fc.record({
            octets,
            isBorrowed: fc.boolean(),
            acknowledged: fc.double({ min: 0, max: 1, noNaN: true }),
            readFrom: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        (isn, writes) => {
          const buffer = new SendBuffer();
          let first = isn;
          let kept: number[] = [];
          for (const write of writes) {
            // In two pieces, as segments are cut.
            const middle = write.octets.length >> 1;
            for (const [from, to] of [
              [0, middle],
              [middle, write.octets.length],
            ] as const) {
              const seq = plus(first, kept.length);
              buffer.write(seq, write.octets, from, to - from, write.isBorrowed);
              kept.push(...write.octets.subarray(from, to));
            }
            if (!write.isBorrowed) write.octets.fill(0);
            const skipped = Math.floor(kept.length * write.readFrom);
            for (const from of [skipped, 0]) {
              const read = new Uint8Array(kept.length - from + 2);
              buffer.read(plus(first, from), kept.length - from, read, 1);
              expect([...read]).toEqual([0, ...kept.slice(from), 0]);
            }
            const gone = Math.floor(kept.length * write.acknowledged);
            first = plus(first, gone);
            kept = kept.slice(gone);
            buffer.release(first);
          }
        },
      ),
    );
  });

  it('has nothing that was not written, or is released', () => {
    const buffer = new SendBuffer();
    const target = new Uint8Array(10);
    expect(() => buffer.read(5, 1, target, 0)).toThrow(RangeError);
    buffer.write(5, Uint8Array.of(1, 2, 3), 0, 3, false);
    expect(() => buffer.read(5, 4, target, 0)).toThrow(RangeError);
    buffer.release(8);
    expect(() => buffer.read(5, 1, target, 0)).toThrow(RangeError);
  });

  it('does not copy what it borrows', () => {
    const buffer = new SendBuffer();
    const written = Uint8Array.of(1, 2, 3, 4);
    buffer.write(1, written, 1, 2, true);
    written[1] = 9;
    const target = new Uint8Array(2);
    buffer.read(1, 2, target, 0);
    expect([...target]).toEqual([9, 3]);
  });
});
