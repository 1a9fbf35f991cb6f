import type { Clock, Timer } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { failingCases } from '../../test/failingCases.js';
import { VirtualClock } from '../time/virtualClock.js';
import { clockCompliance } from './index.js';

/** A clock of a plain list; `isLater` tells whether one of two timers fires after the other. */
function listClock(isLater = (one: number, other: number) => one > other) {
  const pending: { id: number; timeNs: number; timer: Timer }[] = [];
  let [nowNs, lastId] = [0, 0];
  const clock: Clock = {
    get nowNs() {
      return nowNs;
    },
    epochMs: 0,
    schedule(delayNs, timer) {
      const timeNs = nowNs + delayNs;
      const index = pending.findIndex((other) => isLater(other.timeNs, timeNs));
      pending.splice(index < 0 ? pending.length : index, 0, { id: ++lastId, timeNs, timer });
      return lastId;
    },
    cancel(id) {
      const index = pending.findIndex((each) => each.id === id);
      if (index >= 0) pending.splice(index, 1);
    },
  };
  const run = () => {
    for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
      nowNs = first.timeNs;
      first.timer.fire();
    }
  };
  return { clock, run };
}

describe('our clock', () => {
  const create = () => {
    const clock = new VirtualClock();
    return { clock, run: () => void clock.run() };
  };
  for (const { name, run } of clockCompliance({ create })) it(name, run);
});

describe('a clock of somebody else', () => {
  for (const { name, run } of clockCompliance({ create: () => listClock() })) it(name, run);

  it('is found out: one that fires the last of an instant first', () => {
    const create = () => listClock((one, other) => one >= other);
    expect(failingCases(clockCompliance({ create }))).toEqual([
      'fires timers of one instant as they were scheduled',
      'fires what a timer arms for now after it',
    ]);
  });
});
