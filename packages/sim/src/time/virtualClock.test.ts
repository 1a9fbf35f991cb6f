import { describe, expect, it } from 'vitest';
import { MAX_TIME_NS, TimeRangeError, VirtualClock } from './virtualClock.js';

describe('the virtual clock', () => {
  it('stands at the time of the event that fires', () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    for (const delayNs of [5, 3, 9])
      clock.schedule(delayNs, { fire: () => seen.push(clock.nowNs) });
    expect(clock.run()).toBe('idle');
    expect(seen).toEqual([3, 5, 9]);
    expect(clock.nowNs).toBe(9);
    expect(clock.events).toBe(3);
  });

  it('stops at an instant, and goes on from there', () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    for (const delayNs of [10, 20, 21])
      clock.schedule(delayNs, { fire: () => seen.push(clock.nowNs) });
    expect(clock.run({ untilNs: 20 })).toBe('until');
    expect(seen).toEqual([10, 20]);
    expect(clock.nowNs).toBe(20);
    expect(clock.run()).toBe('idle');
    expect(seen).toEqual([10, 20, 21]);
  });

  it('does not go back to an instant that is past', () => {
    const clock = new VirtualClock();
    for (const delayNs of [10, 100]) clock.schedule(delayNs, { fire: () => {} });
    clock.run({ untilNs: 50 });
    expect(clock.run({ untilNs: 20 })).toBe('until');
    expect(clock.nowNs).toBe(50);
  });

  it('stops after a number of events', () => {
    const clock = new VirtualClock();
    const rearm = { fire: () => void clock.schedule(1, rearm) };
    clock.schedule(1, rearm);
    expect(clock.run({ maxEvents: 1000 })).toBe('max-events');
    expect(clock.nowNs).toBe(1000);
  });

  it('ends when only timers in the background are left, unless it runs until an instant', () => {
    const clock = new VirtualClock();
    let beats = 0;
    const heartbeat = {
      background: true,
      fire: () => {
        beats++;
        clock.schedule(10, heartbeat);
      },
    };
    clock.schedule(10, heartbeat);
    expect(clock.run()).toBe('idle');
    clock.schedule(35, { fire: () => {} });
    expect(clock.run()).toBe('idle');
    expect([clock.nowNs, beats]).toEqual([35, 3]);
    expect(clock.run({ untilNs: 100 })).toBe('until');
    expect(beats).toBe(10);
    const id = clock.schedule(1, heartbeat);
    clock.cancel(id);
    clock.cancel(id);
    expect([clock.queue.size, clock.queue.backgroundSize]).toEqual([1, 1]);
    expect(clock.run({ untilNs: Number.POSITIVE_INFINITY })).toBe('idle');
  });

  it('tells of its progress', () => {
    const clock = new VirtualClock();
    const rearm = { fire: () => void clock.schedule(1, rearm) };
    clock.schedule(1, rearm);
    const notified: number[] = [];
    clock.run({ maxEvents: 200_000, onProgress: (_, events) => notified.push(events) });
    expect(notified).toEqual([65_536, 131_072, 196_608]);
  });

  it.each([-1, 0.5, Number.NaN, MAX_TIME_NS + 2])('refuses an event at %s ns', (timeNs) => {
    const clock = new VirtualClock();
    expect(() => clock.scheduleAt(timeNs, { fire: () => {} })).toThrow(TimeRangeError);
  });

  it('fires a timer of no delay after what is scheduled for the present already', () => {
    const clock = new VirtualClock();
    const order: string[] = [];
    clock.schedule(1, {
      fire: () => {
        order.push('first');
        clock.schedule(0, { fire: () => order.push('third') });
      },
    });
    clock.schedule(1, { fire: () => order.push('second') });
    clock.run();
    expect(order).toEqual(['first', 'second', 'third']);
    expect(clock.nowNs).toBe(1);
  });
});
