import type { Clock } from '../ports/clock.js';

/** Rate of ICMP messages that a host may send. */
export interface IcmpRateLimit {
  /** Messages a second; `Infinity` never limits, 0 never refills. */
  readonly perSecond: number;
  /** Messages that may be sent at once. */
  readonly burst: number;
}

/** 1,000 a second in bursts of 50 (RFC 1812 4.3.2.8 asks for some limit). */
export const DEFAULT_ICMP_RATE_LIMIT: IcmpRateLimit = { perSecond: 1000, burst: 50 };

/** Token bucket on simulated time, full at the start. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #limit: IcmpRateLimit;
  #tokens: number;
  #refilledNs = 0;

  constructor(clock: Clock, limit: IcmpRateLimit) {
    this.#clock = clock;
    this.#limit = limit;
    this.#tokens = limit.burst;
    this.#refilledNs = clock.nowNs;
  }

  /** Takes a token if there is one; a refused request takes none. */
  take(): boolean {
    const { perSecond, burst } = this.#limit;
    if (perSecond === Number.POSITIVE_INFINITY) return true;
    const elapsedSeconds = (this.#clock.nowNs - this.#refilledNs) / 1e9;
    this.#refilledNs = this.#clock.nowNs;
    this.#tokens = Math.min(burst, this.#tokens + elapsedSeconds * perSecond);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
