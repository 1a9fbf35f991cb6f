import { type Clock, NO_TIMER, type Timer, type TimerId } from '../ports/clock.js';

/** A timer that can be set anew and taken back. It is in the background: no run goes on for its sake. */
export class Deadline implements Timer {
  readonly background = true;
  readonly #clock: Clock;
  readonly #expired: () => void;
  #timer: TimerId = NO_TIMER;
  #dueNs = 0;

  constructor(clock: Clock, expired: () => void) {
    this.#clock = clock;
    this.#expired = expired;
  }

  get isSet(): boolean {
    return this.#timer !== NO_TIMER;
  }

  /** Time until it is due; 0 if it is not set. */
  get remainingNs(): number {
    return this.isSet ? this.#dueNs - this.#clock.nowNs : 0;
  }

  /** Sets it, in place of what it was set to. */
  set(delayNs: number): void {
    this.clear();
    this.#dueNs = this.#clock.nowNs + delayNs;
    this.#timer = this.#clock.schedule(delayNs, this);
  }

  clear(): void {
    this.#clock.cancel(this.#timer);
    this.#timer = NO_TIMER;
  }

  fire(): void {
    this.#timer = NO_TIMER;
    this.#expired();
  }
}
