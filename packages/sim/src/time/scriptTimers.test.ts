import { delay, interval, of, take, timeout, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { SimulationScheduler } from './rxScheduler.js';
import { ScriptTimers } from './scriptTimers.js';
import { VirtualClock } from './virtualClock.js';

const EPOCH_MS = Date.UTC(2026, 0, 1);

function world() {
  const clock = new VirtualClock(EPOCH_MS);
  const timers = new ScriptTimers(clock);
  return { clock, timers, scheduler: new SimulationScheduler(timers) };
}

describe('timers of scripts', () => {
  it('run callbacks in simulated time, in order with other events, to the nanosecond', () => {
    const { clock, timers } = world();
    const order: [string, number][] = [];
    timers.setTimeout(() => order.push(['timeout', clock.nowNs]), 0.25);
    clock.schedule(249_999, { fire: () => order.push(['before', clock.nowNs]) });
    clock.schedule(250_001, { fire: () => order.push(['after', clock.nowNs]) });
    clock.run();
    expect(order).toEqual([
      ['before', 249_999],
      ['timeout', 250_000],
      ['after', 250_001],
    ]);
  });

  it('pass arguments, repeat, and are cleared', () => {
    const { clock, timers } = world();
    const seen: string[] = [];
    const cleared = timers.setTimeout(() => seen.push('never'), 5);
    timers.setTimeout((a: string, b: number) => seen.push(`${a}${b}`), 1, 'x', 2);
    const ticking = timers.setInterval(() => {
      seen.push(`tick ${clock.nowNs / 1e6}`);
      if (clock.nowNs >= 30e6) timers.clearInterval(ticking);
    }, 10);
    timers.clearTimeout(cleared);
    timers.clearTimeout(undefined);
    clock.run();
    expect(seen).toEqual(['x2', 'tick 10', 'tick 20', 'tick 30']);
    expect(timers.pendingCount).toBe(0);
  });

  it('show a Date and a performance.now of simulated time', () => {
    const { clock, timers } = world();
    let seen: [string, number, number] | null = null;
    timers.setTimeout(() => {
      seen = [new timers.Date().toISOString(), timers.Date.now(), timers.performance.now()];
    }, 90_000.5);
    clock.run();
    expect(seen).toEqual(['2026-01-01T00:01:30.000Z', EPOCH_MS + 90_000, 90_000.5]);
  });

  it('treat odd delays as Node does', () => {
    const { clock, timers } = world();
    const seen: number[] = [];
    timers.setTimeout(() => seen.push(clock.nowNs), -5);
    timers.setTimeout(() => seen.push(clock.nowNs), Number.NaN);
    timers.setTimeout(() => seen.push(clock.nowNs), 2 ** 31);
    clock.run();
    expect(seen).toEqual([0, 0, 1e6]);
  });

  it.each([Number.NaN, -1, 0, 0.5])('let time go on at intervals of %s ms', (intervalMs) => {
    const { clock, timers } = world();
    timers.setInterval(() => {}, intervalMs);
    clock.run({ maxEvents: 3 });
    expect(clock.nowNs).toBe(3e6);
  });

  it('can all be disarmed', () => {
    const { clock, timers } = world();
    timers.setInterval(() => {}, 1);
    timers.clearAll();
    expect(clock.run()).toBe('idle');
    expect(clock.nowNs).toBe(0);
  });
});

describe('the scheduler for RxJS', () => {
  it('runs interval, delay and timer in simulated time, in order with other events', () => {
    const { clock, scheduler } = world();
    const order: string[] = [];
    interval(10, scheduler)
      .pipe(take(3))
      .subscribe({ next: (n) => order.push(`interval ${n} at ${clock.nowNs / 1e6}`) });
    of('x')
      .pipe(delay(15, scheduler))
      .subscribe((x) => order.push(`${x} at ${clock.nowNs / 1e6}`));
    timer(20, scheduler).subscribe(() => order.push(`timer at ${clock.nowNs / 1e6}`));
    clock.schedule(20e6, { fire: () => order.push('event at 20') });
    clock.run();
    expect(order).toEqual([
      'interval 0 at 10',
      'x at 15',
      'timer at 20',
      'event at 20',
      'interval 1 at 20',
      'interval 2 at 30',
    ]);
  });

  it('lets timeout fail at its instant, and stops what is unsubscribed', () => {
    const { clock, scheduler } = world();
    const seen: string[] = [];
    timer(100, scheduler)
      .pipe(timeout({ each: 40, scheduler }))
      .subscribe({ error: (error: Error) => seen.push(`${error.name} at ${clock.nowNs / 1e6}`) });
    const endless = interval(7, scheduler).subscribe();
    timer(50, scheduler).subscribe(() => endless.unsubscribe());
    expect(clock.run()).toBe('idle');
    expect(seen).toEqual(['TimeoutError at 40']);
    expect(clock.nowNs).toBe(50e6);
  });

  it('knows the simulated date', () => {
    const { scheduler } = world();
    expect(scheduler.now()).toBe(EPOCH_MS);
  });
});
