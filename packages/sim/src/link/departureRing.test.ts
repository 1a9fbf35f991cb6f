import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DepartureRing } from './departureRing.js';

describe('the packets that wait in a computed FIFO', () => {
  it('are counted until they leave, whatever comes and goes', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ waitNs: fc.nat(9), length: fc.nat(2000) }) },
        { weight: 1, arbitrary: fc.record({ passNs: fc.nat(60) }) },
      ),
      { maxLength: 200, size: 'max' },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const ring = new DepartureRing();
        let model: { timeNs: number; length: number }[] = [];
        let [nowNs, lastNs, largest] = [0, 0, 0];
        for (const step of all) {
          if ('length' in step) {
            lastNs = Math.max(lastNs, nowNs + 1) + step.waitNs;
            ring.push(lastNs, step.length);
            model.push({ timeNs: lastNs, length: step.length });
            largest = Math.max(largest, model.length);
          } else {
            nowNs += step.passNs;
            ring.forgetUntil(nowNs);
            model = model.filter(({ timeNs }) => timeNs > nowNs);
          }
          expect(ring.packets).toBe(model.length);
          expect(ring.bytes).toBe(model.reduce((sum, { length }) => sum + length, 0));
          expect(ring.largestPackets).toBe(largest);
        }
      }),
    );
  });
});
