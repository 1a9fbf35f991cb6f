import { type Clock, NO_TIMER, type Timer, type TimerId } from '../ports/clock.js';

/** For so long after its last query a version 1 router counts as present (RFC 2236 8.11). */
const V1_ROUTER_PRESENT_TIMEOUT_NS = 400_000_000_000;

/** Whether a router on the link speaks version 1 only (RFC 2236 4). */
export class V1RouterPresence implements Timer {
  readonly #clock: Clock;
  #timer: TimerId = NO_TIMER;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isPresent(): boolean {
    return this.#timer !== NO_TIMER;
  }

  /** A query of version 1 came. */
  queryReceived(): void {
    this.#clock.cancel(this.#timer);
    this.#timer = this.#clock.schedule(V1_ROUTER_PRESENT_TIMEOUT_NS, this);
  }

  forget(): void {
    this.#clock.cancel(this.#timer);
    this.#timer = NO_TIMER;
  }

  fire(): void {
    this.#timer = NO_TIMER;
  }
}
