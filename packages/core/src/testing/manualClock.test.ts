import { describe, expect, it } from 'vitest';
import { ManualClock } from './manualClock.js';

function recorder(): { timer: (name: string) => { fire(): void }; fired: string[] } {
  const fired: string[] = [];
  return { fired, timer: (name) => ({ fire: () => void fired.push(name) }) };
}

describe('ManualClock', () => {
  it('fires timers in the order of their instants, and at one instant as they were scheduled', () => {
    const clock = new ManualClock();
    const { timer, fired } = recorder();
    clock.schedule(20, timer('later'));
    clock.schedule(10, timer('first'));
    clock.schedule(10, timer('second'));
    clock.schedule(0, timer('now'));
    clock.advanceTo(10);
    expect(fired).toEqual(['now', 'first', 'second']);
    expect(clock.nextDueNs).toBe(20);
    clock.advanceBy(10);
    expect(fired).toEqual(['now', 'first', 'second', 'later']);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not fire what was cancelled, and ignores cancelling it again', () => {
    const clock = new ManualClock();
    const { timer, fired } = recorder();
    const id = clock.schedule(5, timer('cancelled'));
    clock.schedule(6, timer('kept'));
    clock.cancel(id);
    clock.cancel(id);
    clock.cancel(0);
    expect(clock.pendingCount).toBe(1);
    expect(clock.runUntilIdle()).toBe(1);
    expect(fired).toEqual(['kept']);
    expect(clock.nowNs).toBe(6);
  });

  it('shows an instant before its timers fired', () => {
    const clock = new ManualClock();
    const { timer, fired } = recorder();
    clock.schedule(4, timer('earlier'));
    clock.schedule(5, timer('due'));
    clock.advanceToBefore(5);
    expect([clock.nowNs, fired]).toEqual([5, ['earlier']]);
    clock.advanceTo(5);
    expect(fired).toEqual(['earlier', 'due']);
  });

  it('keeps order among many timers', () => {
    const clock = new ManualClock();
    const seen: number[] = [];
    for (let index = 0; index < 1000; index++) {
      const due = (index * 7919) % 1009;
      clock.schedule(due, { fire: () => void seen.push(clock.nowNs) });
    }
    clock.runUntilIdle();
    expect(seen).toHaveLength(1000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('refuses to go back, fractions of nanoseconds and endless work', () => {
    const clock = new ManualClock(7);
    clock.advanceTo(3);
    expect(clock.epochMs).toBe(7);
    expect(() => clock.advanceTo(2)).toThrow('cannot go back');
    expect(() => clock.schedule(0.5, { fire() {} })).toThrow(RangeError);
    const endless = { fire: () => void clock.schedule(1, endless) };
    clock.schedule(1, endless);
    expect(() => clock.runUntilIdle(10)).toThrow('still busy after 10 timers');
  });
});
