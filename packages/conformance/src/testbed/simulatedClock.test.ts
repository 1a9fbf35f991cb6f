import { describe, expect, it } from 'vitest';
import { SimulatedClock } from './simulatedClock.js';

function setUp() {
  const clock = new SimulatedClock();
  const fired: string[] = [];
  const timer = (name: string, then?: () => void) => ({
    fire() {
      fired.push(`${name} at ${clock.nowNs}`);
      then?.();
    },
  });
  return { clock, fired, timer };
}

describe('the simulated clock', () => {
  it('fires what is due, by instant and then by order of scheduling', () => {
    const { clock, fired, timer } = setUp();
    clock.schedule(20, timer('late'));
    clock.schedule(10, timer('first'));
    clock.schedule(10, timer('second'));
    clock.advanceTo(10);
    expect([clock.nowNs, fired]).toEqual([10, ['first at 10', 'second at 10']]);
    clock.advanceTo(25);
    expect([clock.nowNs, fired.at(-1)]).toEqual([25, 'late at 20']);
  });

  it('fires what a timer schedules within the same advance', () => {
    const { clock, fired, timer } = setUp();
    clock.schedule(
      5,
      timer('one', () => clock.schedule(5, timer('two'))),
    );
    clock.advanceTo(10);
    expect(fired).toEqual(['one at 5', 'two at 10']);
  });

  it('forgets cancelled timers, and ignores ids that name none', () => {
    const { clock, fired, timer } = setUp();
    const id = clock.schedule(5, timer('one'));
    clock.schedule(5, timer('two'));
    clock.cancel(id);
    clock.cancel(id);
    clock.cancel(0);
    clock.advanceTo(10);
    expect(fired).toEqual(['two at 5']);
  });
});
