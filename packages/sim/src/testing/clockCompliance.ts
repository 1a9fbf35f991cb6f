import { type Clock, NO_TIMER } from '@packetloom/core';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';

/** A clock to be judged, and what lets its time pass until no timer is left. */
export interface ClockSubject {
  create(): { readonly clock: Clock; run(): void };
}

/** What every clock does: cases for any test runner. */
export function clockCompliance(subject: ClockSubject): readonly ComplianceCase[] {
  return [
    { name: 'fires timers when they are due, in order', run: () => firesInOrder(subject) },
    { name: 'fires timers of one instant as they were scheduled', run: () => keepsTies(subject) },
    { name: 'fires what a timer arms for now after it', run: () => armsNow(subject) },
    { name: 'does not fire what was cancelled', run: () => cancels(subject) },
    { name: 'ignores a cancel of what is not pending', run: () => ignores(subject) },
  ];
}

const DELAYS_NS = [5, 0, 1_000_000_007, 3, 70_000, 3_600_000_000_000, 5, 1] as const;

function firesInOrder(subject: ClockSubject): void {
  const { clock, run } = subject.create();
  const startNs = clock.nowNs;
  const found: number[] = [];
  for (const delayNs of DELAYS_NS) {
    clock.schedule(delayNs, { fire: () => found.push(clock.nowNs - startNs) });
  }
  assertSame('timers that fired before time passed', found, []);
  run();
  const expected = [...DELAYS_NS].sort((one, other) => one - other);
  assertSame('instants at which timers fired', found, expected);
}

function keepsTies(subject: ClockSubject): void {
  const { clock, run } = subject.create();
  const found: number[] = [];
  const expected = Array.from({ length: 100 }, (_, index) => index);
  for (const index of expected) clock.schedule(10, { fire: () => found.push(index) });
  run();
  assertSame('timers of one instant', found, expected);
}

function armsNow(subject: ClockSubject): void {
  const { clock, run } = subject.create();
  const found: string[] = [];
  const fire = () => {
    clock.schedule(0, { fire: () => found.push('armed for now') });
    found.push('first');
  };
  clock.schedule(10, { fire });
  clock.schedule(10, { fire: () => found.push('second') });
  run();
  assertSame('order of firing', found, ['first', 'second', 'armed for now']);
}

function cancels(subject: ClockSubject): void {
  const { clock, run } = subject.create();
  const found: number[] = [];
  const ids = [1, 2, 3, 4].map((index) => clock.schedule(index, { fire: () => found.push(index) }));
  assertThat(!ids.includes(NO_TIMER), 'no timer is named NO_TIMER');
  clock.cancel(ids[1] ?? NO_TIMER);
  clock.schedule(1, { fire: () => clock.cancel(ids[2] ?? NO_TIMER) });
  run();
  assertSame('timers that fired', found, [1, 4]);
}

function ignores(subject: ClockSubject): void {
  const { clock, run } = subject.create();
  const found: number[] = [];
  const fired = clock.schedule(1, { fire: () => found.push(1) });
  run();
  clock.schedule(1, { fire: () => found.push(2) });
  const cancelled = clock.schedule(1, { fire: () => found.push(3) });
  for (const id of [fired, NO_TIMER, cancelled, cancelled]) clock.cancel(id);
  run();
  assertSame('timers that fired', found, [1, 2]);
}
