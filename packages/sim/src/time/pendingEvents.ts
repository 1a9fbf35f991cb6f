// Hot path: every timer. Near events in a heap; when there are thousands, far ones in buckets.
import { EventHeap } from './eventHeap.js';
import {
  EventRows,
  NEXT,
  NOBODY,
  NOWHERE,
  NUMBERS,
  SEQUENCE,
  TIME,
  WHERE,
  WORDS,
} from './eventRows.js';
import { FarEvents } from './farEvents.js';

/** Up to so many, a heap alone is as fast. */
const FEW = 4096;
/** Fewer far events than this are not worth the buckets. */
const TOO_FEW_FAR = 512;

/** Events ordered by (time, sequence number), one for each slot. Slots count from 0. */
export class PendingEvents {
  readonly #rows = new EventRows();
  readonly #heap = new EventHeap(this.#rows);
  readonly #far = new FarEvents(this.#rows);
  /** With so many in the heap, buckets are made anew. */
  #tooMany = FEW;

  get size(): number {
    return this.#heap.size + this.#far.size;
  }

  /** Time of the first event; there must be one. */
  get firstTimeNs(): number {
    if (this.#far.size > 0) this.#bringNear();
    return this.#heap.firstTimeNs;
  }

  /** Valid after {@link firstTimeNs}. */
  get firstSlot(): number {
    return this.#heap.firstSlot;
  }

  /** Valid after {@link firstTimeNs}. */
  get firstSequence(): number {
    return this.#heap.firstSequence;
  }

  /** Prepares for slots below this number. */
  reserve(slots: number): void {
    this.#rows.reserve(slots);
  }

  /** The slot must have no event here. */
  insert(timeNs: number, sequence: number, slot: number): void {
    const { numbers } = this.#rows;
    const row = slot * NUMBERS;
    numbers[row + TIME] = timeNs;
    numbers[row + SEQUENCE] = sequence;
    if (timeNs >= this.#far.horizonNs && this.#far.insert(slot)) return;
    this.#heap.insert(slot);
    if (this.#heap.size > this.#tooMany) this.#spread();
  }

  /** The first slot, known from {@link firstTimeNs}, gets another event instead of its present one. */
  moveFirst(timeNs: number, sequence: number): void {
    const { numbers } = this.#rows;
    const row = this.#heap.firstSlot * NUMBERS;
    numbers[row + TIME] = timeNs;
    numbers[row + SEQUENCE] = sequence;
    this.#heap.moveFirst();
  }

  /** Takes the first event, known from {@link firstTimeNs}, out. */
  removeFirst(): void {
    this.#heap.removeFirst();
  }

  /** Takes the event of a slot out; false if there is none. */
  remove(slot: number): boolean {
    const where = this.#rows.words[slot * WORDS + WHERE] as number;
    if (where === NOWHERE) return false;
    if (where > NOWHERE) this.#heap.removeAt(where);
    else this.#far.remove(slot);
    return true;
  }

  /** Sees to it that the first event of all is in the heap. */
  #bringNear(): void {
    const far = this.#far;
    const heap = this.#heap;
    while (far.size > 0 && (heap.size === 0 || heap.firstTimeNs >= far.horizonNs)) {
      this.#takeBucket();
      if (far.size < TOO_FEW_FAR) this.#gather();
    }
  }

  #takeBucket(): void {
    const { words } = this.#rows;
    let slot = this.#far.advance();
    while (slot !== NOBODY) {
      const next = words[slot * WORDS + NEXT] as number;
      this.#far.size--;
      this.#heap.insert(slot);
      slot = next;
    }
  }

  /** All events go into the heap. */
  #gather(): void {
    while (this.#far.size > 0) this.#takeBucket();
    this.#far.close();
    this.#tooMany = Math.max(FEW, 2 * this.#heap.size);
  }

  /** All events are distributed anew, over buckets that suit them. */
  #spread(): void {
    this.#gather();
    const { numbers } = this.#rows;
    const slots = this.#heap.clear();
    this.#far.suit(Float64Array.from(slots, (slot) => numbers[slot * NUMBERS + TIME] as number));
    for (const slot of slots) if (!this.#far.insert(slot)) this.#heap.insert(slot);
    this.#tooMany = Math.max(FEW, 2 * this.#heap.size);
  }
}
