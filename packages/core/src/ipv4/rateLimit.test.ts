import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manualClock.js';
import { ErrorAndReplyRateLimiter, ErrorRateLimiter } from './rateLimit.js';

const LIMIT = { perSecond: 2, burst: 3 };

describe('the limit on errors alone', () => {
  it('lets a burst go, then as many as time gives back', () => {
    const clock = new ManualClock();
    const limiter = new ErrorRateLimiter(clock, LIMIT);
    const tries = () => [1, 2, 3, 4, 5].filter(() => limiter.mayError()).length;
    expect(tries()).toBe(3);
    clock.advanceBy(500_000_000);
    expect(tries()).toBe(1);
    clock.advanceBy(60_000_000_000);
    expect(tries()).toBe(3);
  });

  it('takes nothing for replies, nor for errors that are not sent', () => {
    const limiter = new ErrorRateLimiter(new ManualClock(), LIMIT);
    for (let each = 0; each < 9; each++) {
      expect([limiter.mayReply(), limiter.mayConsiderError()]).toEqual([true, true]);
    }
    expect(limiter.mayError()).toBe(true);
  });

  it('never gives anything back at a rate of 0, and never ends at one without end', () => {
    const clock = new ManualClock();
    const never = new ErrorRateLimiter(clock, { perSecond: 0, burst: 1 });
    const always = new ErrorRateLimiter(clock, { perSecond: Number.POSITIVE_INFINITY, burst: 0 });
    expect(never.mayError()).toBe(true);
    clock.advanceBy(3_600_000_000_000);
    expect([never.mayError(), always.mayError()]).toEqual([false, true]);
  });
});

it('of the reference counts replies and errors that it only considers', () => {
  const limiter = new ErrorAndReplyRateLimiter(new ManualClock(), LIMIT);
  expect([limiter.mayReply(), limiter.mayConsiderError(), limiter.mayReply()]).toEqual([
    true,
    true,
    true,
  ]);
  expect([limiter.mayReply(), limiter.mayConsiderError(), limiter.mayError()]).toEqual([
    false,
    false,
    true,
  ]);
});
