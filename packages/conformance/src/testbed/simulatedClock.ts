import type { Clock, Timer, TimerId } from '@packetloom/core';

interface Pending {
  readonly id: TimerId;
  readonly dueNs: number;
  readonly timer: Timer;
}

/** A clock that moves only when told to; time 0 is midnight UT. Meant for a handful of timers. */
export class SimulatedClock implements Clock {
  readonly epochMs = 0;
  #nowNs = 0;
  #lastId = 0;
  /** By instant, then by order of scheduling. */
  readonly #pending: Pending[] = [];

  get nowNs(): number {
    return this.#nowNs;
  }

  schedule(delayNs: number, timer: Timer): TimerId {
    const dueNs = this.#nowNs + delayNs;
    const id = ++this.#lastId;
    const later = this.#pending.findIndex((entry) => entry.dueNs > dueNs);
    const index = later === -1 ? this.#pending.length : later;
    this.#pending.splice(index, 0, { id, dueNs, timer });
    return id;
  }

  cancel(id: TimerId): void {
    const index = this.#pending.findIndex((entry) => entry.id === id);
    if (index !== -1) this.#pending.splice(index, 1);
  }

  /** Fires, in order, every timer that is due up to the instant, itself included; stands there then. */
  advanceTo(instantNs: number): void {
    for (let first = this.#pending[0]; first !== undefined; first = this.#pending[0]) {
      if (first.dueNs > instantNs) break;
      this.#pending.shift();
      this.#nowNs = first.dueNs;
      first.timer.fire();
    }
    this.#nowNs = instantNs;
  }
}
