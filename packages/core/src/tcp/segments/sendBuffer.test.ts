import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plus } from '../protocol/sequence.js';
import { SendBuffer } from './sendBuffer.js';

const octets = fc.uint8Array({ maxLength: 700 });

describe('the send buffer', () => {
  it('gives back what was written, wherever sequence numbers and the ring wrap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.array(fc.record({ octets, acknowledged: fc.double({ min: 0, max: 1, noNaN: true }) })),
        (isn, writes) => {
          const buffer = new SendBuffer();
          let first = isn;
          let kept: number[] = [];
          for (const write of writes) {
            buffer.write(plus(first, kept.length), first, write.octets);
            kept.push(...write.octets);
            const read = new Uint8Array(kept.length + 2);
            buffer.read(first, kept.length, read, 1);
            expect([...read]).toEqual([0, ...kept, 0]);
            const gone = Math.floor(kept.length * write.acknowledged);
            first = plus(first, gone);
            kept = kept.slice(gone);
          }
        },
      ),
    );
  });
});
