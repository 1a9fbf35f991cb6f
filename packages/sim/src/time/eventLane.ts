// Hot path: nearly every packet hop. Links of one delay schedule arrivals in the order in which they happen, so that
// an event mostly belongs behind the last one: a ring costs 10 ns where a heap of thousands, whose comparisons no
// processor can predict, costs 100.

const INITIAL_PLACES = 64;

/** Events in the order of (time, sequence number), for such as come in this order. */
export class EventLane {
  #slots = new Int32Array(INITIAL_PLACES);
  #times = new Float64Array(INITIAL_PLACES);
  #sequences = new Float64Array(INITIAL_PLACES);
  #first = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get firstTimeNs(): number {
    return this.#times[this.#first] as number;
  }

  get firstSequence(): number {
    return this.#sequences[this.#first] as number;
  }

  /** The slot that is `distance` places behind the first one. */
  slotAt(distance: number): number {
    return this.#slots[(this.#first + distance) & (this.#slots.length - 1)] as number;
  }

  /** Puts an event behind the last one; false if it belongs farther in front. */
  append(timeNs: number, sequence: number, slot: number): boolean {
    const size = this.#size;
    const mask = this.#slots.length - 1;
    if (size > 0) {
      const last = (this.#first + size - 1) & mask;
      const lastTime = this.#times[last] as number;
      if (timeNs < lastTime) return false;
      if (timeNs === lastTime && sequence < (this.#sequences[last] as number)) return false;
      if (size > mask) return this.#grow().append(timeNs, sequence, slot);
    }
    const index = (this.#first + size) & mask;
    this.#times[index] = timeNs;
    this.#sequences[index] = sequence;
    this.#slots[index] = slot;
    this.#size = size + 1;
    return true;
  }

  removeFirst(): void {
    this.#first = (this.#first + 1) & (this.#slots.length - 1);
    this.#size--;
  }

  /** Takes all events of a slot out; returns how many there were. */
  remove(slot: number): number {
    const mask = this.#slots.length - 1;
    let kept = 0;
    for (let distance = 0; distance < this.#size; distance++) {
      const from = (this.#first + distance) & mask;
      if (this.#slots[from] === slot) continue;
      const to = (this.#first + kept++) & mask;
      this.#times[to] = this.#times[from] as number;
      this.#sequences[to] = this.#sequences[from] as number;
      this.#slots[to] = this.#slots[from] as number;
    }
    const removed = this.#size - kept;
    this.#size = kept;
    return removed;
  }

  #grow(): this {
    const capacity = this.#slots.length;
    const order = Int32Array.from(
      { length: capacity },
      (_, at) => (this.#first + at) & (capacity - 1),
    );
    const slots = new Int32Array(capacity * 2);
    const times = new Float64Array(capacity * 2);
    const sequences = new Float64Array(capacity * 2);
    order.forEach((from, to) => {
      slots[to] = this.#slots[from] as number;
      times[to] = this.#times[from] as number;
      sequences[to] = this.#sequences[from] as number;
    });
    this.#slots = slots;
    this.#times = times;
    this.#sequences = sequences;
    this.#first = 0;
    return this;
  }
}
