import { ipv4Address } from '../address/ipv4Address.js';
import type { IcmpRateLimiter, IcmpRateLimiterFactory } from '../ipv4/rateLimit.js';
import { assertThat, type ComplianceCase, demandEqual } from './compliance.js';
import { ManualClock } from './manualClock.js';

const LIMIT = { perSecond: 10, burst: 5 };
const DESTINATION = ipv4Address(0x0a000002);

/** What every limiter of ICMP does. */
export function rateLimiterCompliance(make: IcmpRateLimiterFactory): readonly ComplianceCase[] {
  return [
    { name: 'lets no burst of errors be larger than the limit', run: () => bounds(make) },
    { name: 'lets errors go on at the rate of the limit', run: () => refills(make) },
    { name: 'takes nothing by refusing', run: () => refusesForFree(make) },
    { name: 'lets all pass without a limit', run: () => isUnlimited(make) },
  ];
}

/** An error as the stack asks for it. */
function error(limiter: IcmpRateLimiter): boolean {
  return limiter.mayConsiderError() && limiter.mayError(DESTINATION);
}

function sent(limiter: IcmpRateLimiter, tries: number): number {
  let count = 0;
  for (let each = 0; each < tries; each++) if (error(limiter)) count++;
  return count;
}

function bounds(make: IcmpRateLimiterFactory): void {
  const first = sent(make(new ManualClock(), LIMIT), 20);
  assertThat(first >= 1 && first <= LIMIT.burst, 'one to five errors at once', first);
}

function refills(make: IcmpRateLimiterFactory): void {
  const clock = new ManualClock();
  const limiter = make(clock, LIMIT);
  sent(limiter, 20);
  const seconds = 100;
  let later = 0;
  for (let tenth = 0; tenth < 10 * seconds; tenth++) {
    clock.advanceBy(100_000_000);
    later += sent(limiter, 3);
  }
  const most = LIMIT.perSecond * seconds + LIMIT.burst;
  assertThat(later >= seconds && later <= most, `${seconds} to ${most} errors`, later);
}

function refusesForFree(make: IcmpRateLimiterFactory): void {
  const runs = [0, 500].map((refusals) => {
    const clock = new ManualClock();
    const limiter = make(clock, LIMIT);
    sent(limiter, 20 + refusals);
    clock.advanceBy(1_000_000_000);
    return sent(limiter, 20);
  });
  demandEqual(runs[1], runs[0]);
}

function isUnlimited(make: IcmpRateLimiterFactory): void {
  const limiter = make(new ManualClock(), null);
  demandEqual(sent(limiter, 1000), 1000);
  assertThat(limiter.mayReply(DESTINATION), 'a reply', false);
}
