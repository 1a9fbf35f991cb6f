import type { Clock, Timer, TimerId } from '@packetloom/core';

interface Pending {
  readonly id: TimerId;
  readonly dueNs: number;
  readonly timer: Timer;
}

/** The time of a script: it moves when the script waits, timer by timer. */
export class ScriptClock implements Clock {
  readonly epochMs = 0;
  #nowNs = 0;
  #lastId = 0;
  /** By instant, then by order of scheduling. */
  readonly #pending: Pending[] = [];

  get nowNs(): number {
    return this.#nowNs;
  }

  get nowUs(): number {
    return this.#nowNs / 1000;
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

  /** Fires the next timer that is due by `untilUs`; returns whether there was one. */
  step(untilUs: number): boolean {
    const first = this.#pending[0];
    if (first === undefined || first.dueNs > untilUs * 1000) return false;
    this.#pending.shift();
    this.#nowNs = Math.max(this.#nowNs, first.dueNs);
    first.timer.fire();
    return true;
  }

  /** When the next timer is due, in microseconds; infinity without one. */
  get nextUs(): number {
    const first = this.#pending[0];
    return first === undefined ? Number.POSITIVE_INFINITY : first.dueNs / 1000;
  }

  /** Sets the time; what is due before is fired by {@link step} first. */
  jumpTo(us: number): void {
    this.#nowNs = Math.max(this.#nowNs, Math.round(us * 1000));
  }
}
