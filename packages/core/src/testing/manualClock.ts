import type { Clock, Timer, TimerId } from '../ports/clock.js';

interface Entry {
  readonly timeNs: number;
  readonly id: TimerId;
  readonly timer: Timer;
}

/** A clock for tests: it stands still until it is told to advance. */
export class ManualClock implements Clock {
  readonly epochMs: number;
  #nowNs = 0;
  #lastId: TimerId = 0;
  /** A binary heap by (time, id): ids rise with the order of scheduling. Cancelled ones stay in it. */
  readonly #heap: Entry[] = [];
  readonly #armed = new Set<TimerId>();

  constructor(epochMs = 0) {
    this.epochMs = epochMs;
  }

  get nowNs(): number {
    return this.#nowNs;
  }

  /** Timers that are armed. */
  get pendingCount(): number {
    return this.#armed.size;
  }

  /** The instant at which the next timer is due, or `null` if none is armed. */
  get nextDueNs(): number | null {
    return this.#first()?.timeNs ?? null;
  }

  schedule(delayNs: number, timer: Timer): TimerId {
    if (!Number.isSafeInteger(delayNs) || delayNs < 0) {
      throw new RangeError(`delayNs: expected an integer of 0 or more, found ${delayNs}`);
    }
    const id = ++this.#lastId;
    this.#armed.add(id);
    this.#push({ timeNs: this.#nowNs + delayNs, id, timer });
    return id;
  }

  cancel(id: TimerId): void {
    this.#armed.delete(id);
  }

  /** Fires all timers due up to `timeNs`, that instant included, and stops there. */
  advanceTo(timeNs: number): void {
    if (timeNs < this.#nowNs) {
      throw new RangeError(`the clock shows ${this.#nowNs} ns, it cannot go back to ${timeNs}`);
    }
    for (let first = this.#first(); first !== null; first = this.#first()) {
      if (first.timeNs > timeNs) break;
      this.#fireFirst();
    }
    this.#nowNs = timeNs;
  }

  /** Advances by `durationNs`. */
  advanceBy(durationNs: number): void {
    this.advanceTo(this.#nowNs + durationNs);
  }

  /**
   * Sets the clock to `timeNs` without firing what is due then, as code sees it that runs at the
   * instant of a timer, but before it. What is due earlier is fired.
   */
  advanceToBefore(timeNs: number): void {
    for (let first = this.#first(); first !== null; first = this.#first()) {
      if (first.timeNs >= timeNs) break;
      this.#fireFirst();
    }
    this.#nowNs = Math.max(this.#nowNs, timeNs);
  }

  /** Fires timers until none is armed, at most `limit` of them; returns how many fired. */
  runUntilIdle(limit = 100_000): number {
    let fired = 0;
    while (this.#first() !== null) {
      if (fired === limit) throw new Error(`still busy after ${limit} timers`);
      this.#fireFirst();
      fired++;
    }
    return fired;
  }

  #fireFirst(): void {
    const entry = this.#pop();
    this.#armed.delete(entry.id);
    this.#nowNs = Math.max(this.#nowNs, entry.timeNs);
    entry.timer.fire();
  }

  /** The first armed timer; drops cancelled ones in front of it. */
  #first(): Entry | null {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (this.#armed.has(first.id)) return first;
      this.#pop();
    }
    return null;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent] as Entry, entry)) break;
      heap[at] = heap[parent] as Entry;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): Entry {
    const heap = this.#heap;
    const top = heap[0] as Entry;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = child + 1;
      if (right < heap.length && isBefore(heap[right] as Entry, heap[child] as Entry))
        child = right;
      if (isBefore(last, heap[child] as Entry)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.timeNs < b.timeNs || (a.timeNs === b.timeNs && a.id < b.id);
}
