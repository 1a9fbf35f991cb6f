import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScriptTimers } from './scriptTimers.js';
import { VirtualClock } from './virtualClock.js';

/** What a script does with its timers: arms one, and perhaps disarms an earlier one. */
const step = fc.record({
  delayMs: fc.constantFrom(0, 1, 2, 2, 5, 0.5),
  clears: fc.option(fc.nat({ max: 5 }), { nil: null }),
});

describe('timers of scripts', () => {
  it('fire by time, then by the order of arming, however the scripts that arm them interleave', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (scheduler, scripts) => {
          const clock = new VirtualClock();
          const timers = new ScriptTimers(clock);
          const armed: { number: number; dueNs: number; id: number; cleared: boolean }[] = [];
          const fired: { number: number; timeNs: number }[] = [];
          const arm = async ({ delayMs, clears }: { delayMs: number; clears: number | null }) => {
            const number = armed.length;
            const callback = () => fired.push({ number, timeNs: clock.nowNs });
            const id = timers.setTimeout(callback, delayMs);
            armed.push({ number, dueNs: clock.nowNs + delayMs * 1e6, id, cleared: false });
            const other = clears === null ? undefined : armed[clears];
            timers.clearTimeout(other?.id);
            if (other !== undefined) other.cleared = true;
          };
          for (const [index, steps] of scripts.entries()) {
            scheduler.scheduleSequence(
              steps.map((wanted, at) => ({ label: `${index}.${at}`, builder: () => arm(wanted) })),
            );
          }
          await scheduler.waitIdle();
          clock.run();
          const expected = armed
            .filter(({ cleared }) => !cleared)
            .toSorted((one, other) => one.dueNs - other.dueNs || one.number - other.number)
            .map(({ number, dueNs }) => ({ number, timeNs: dueNs }));
          expect(fired).toEqual(expected);
          expect(timers.pendingCount).toBe(0);
        },
      ),
      { numRuns: 200 },
    ));
});
