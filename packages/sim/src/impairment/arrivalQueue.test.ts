import { PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArrivalQueue } from './arrivalQueue.js';

describe('the queue of arrivals', () => {
  it('hands out by time, then in the order of coming, whatever comes and goes', () => {
    // A number is the time of a packet that comes; null takes one out.
    const steps = fc.array(fc.option(fc.nat(20), { freq: 3 }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (all) => {
        const queue = new ArrivalQueue();
        const pool = new PacketPool();
        const model: { timeNs: number; tag: number }[] = [];
        let tag = 0;
        for (const timeNs of [...all, ...all.map(() => null)]) {
          if (timeNs !== null) {
            const packet = pool.allocate(20);
            packet.timeNs = timeNs;
            packet.tag = ++tag;
            queue.push(packet);
            model.push({ timeNs, tag });
            model.sort((one, other) => one.timeNs - other.timeNs || one.tag - other.tag);
          } else {
            expect(queue.first?.tag).toBe(model[0]?.tag);
            expect(queue.pop()?.tag).toBe(model.shift()?.tag);
          }
          expect(queue.size).toBe(model.length);
        }
        expect(queue.pop()).toBeNull();
      }),
    );
  });
});
