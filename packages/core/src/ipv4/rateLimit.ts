import type { Ipv4Address } from '../address/ipv4Address.js';
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

/**
 * Which ICMP messages a host may send (RFC 1812 4.3.2.8). Stacks differ in what they count, when, and for whom. Each
 * method may take from what is allowed; a refusal takes nothing.
 */
export interface IcmpRateLimiter {
  /** Asked about an error before it is known whether one may be sent at all. */
  mayConsiderError(): boolean;
  /** Asked about an error that is ready to go. */
  mayError(destination: Ipv4Address): boolean;
  /** Asked before an echo request is answered. */
  mayReply(destination: Ipv4Address): boolean;
}

/** Makes the limiter of one host; without a limit all may be sent. */
export type IcmpRateLimiterFactory = (clock: Clock, limit: IcmpRateLimit | null) => IcmpRateLimiter;

/** Errors that are sent, from one bucket; echo replies go free. */
export class ErrorRateLimiter implements IcmpRateLimiter {
  readonly #tokens: TokenBucket | null;

  constructor(clock: Clock, limit: IcmpRateLimit | null) {
    this.#tokens = limit && new TokenBucket(clock, limit);
  }

  mayConsiderError(): boolean {
    return true;
  }

  mayError(): boolean {
    return this.#tokens?.take() ?? true;
  }

  mayReply(): boolean {
    return true;
  }
}

/** The reference: echo replies, and errors even if they turn out to be none that may be sent, from one bucket. */
export class ErrorAndReplyRateLimiter implements IcmpRateLimiter {
  readonly #tokens: TokenBucket | null;

  constructor(clock: Clock, limit: IcmpRateLimit | null) {
    this.#tokens = limit && new TokenBucket(clock, limit);
  }

  mayConsiderError(): boolean {
    return this.#tokens?.take() ?? true;
  }

  mayError(): boolean {
    return true;
  }

  mayReply(): boolean {
    return this.#tokens?.take() ?? true;
  }
}

/** Token bucket on simulated time, full at the start. */
class TokenBucket {
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
