// Hot path of timers, when thousands are pending. A heap of 100,000 is sifted through eight levels that lie all over
// the memory: 180 ns an event. Here events wait unsorted, in buckets by time, until they are near; the heap then holds
// a hundred, and an event costs 100 ns. Most timers are cancelled before: that is a list unlinked, no heap mended.
import { type EventRows, NEXT, NOBODY, NOWHERE, NUMBERS, TIME, WHERE, WORDS } from './eventRows.js';

const BUCKETS = 4096;
const MASK = BUCKETS - 1;
/** Events that a bucket is meant to hold. */
const IN_BUCKET = 256;
/** In {@link WHERE}: first in its bucket; otherwise {@link AFTER} minus the slot in front. */
const HEAD = -1;
const AFTER = -2;

/** Events beyond a horizon, in buckets of equal width; each bucket is a list of slots, in no order. */
export class FarEvents {
  readonly #rows: EventRows;
  readonly #heads = new Int32Array(BUCKETS).fill(NOBODY);
  /** A power of two, so that to multiply by its reciprocal is exact, and three times as fast as to divide. */
  #widthNs = 1;
  #perNs = 1;
  #first = 0;
  size = 0;
  /** No event here is earlier. */
  horizonNs = Number.POSITIVE_INFINITY;

  constructor(rows: EventRows) {
    this.#rows = rows;
  }

  /** Sets bounds that suit events at these times; there must be none here. */
  suit(timesNs: Float64Array): void {
    const sorted = timesNs.sort();
    const count = sorted.length;
    const [early, late] = [sorted[count >> 2] as number, sorted[(3 * count) >> 2] as number];
    const wantedNs = ((late - early) / (count / 2)) * IN_BUCKET;
    this.#widthNs = 1;
    while (this.#widthNs * Math.SQRT2 < wantedNs) this.#widthNs *= 2;
    this.#perNs = 1 / this.#widthNs;
    this.horizonNs = (sorted[0] as number) + this.#widthNs;
  }

  /** Takes no more events until {@link suit} is called. */
  close(): void {
    this.horizonNs = Number.POSITIVE_INFINITY;
  }

  /** Takes the event that is in the row of a slot, and that is nowhere yet; false if it is near, or too far. */
  insert(slot: number): boolean {
    const { numbers, words } = this.#rows;
    const timeNs = numbers[slot * NUMBERS + TIME] as number;
    if (timeNs < this.horizonNs) return false;
    const distance = Math.floor((timeNs - this.horizonNs) * this.#perNs);
    if (!(distance < BUCKETS)) return false;
    const bucket = (this.#first + distance) & MASK;
    const next = this.#heads[bucket] as number;
    words[slot * WORDS + NEXT] = next;
    words[slot * WORDS + WHERE] = HEAD;
    if (next !== NOBODY) words[next * WORDS + WHERE] = AFTER - slot;
    this.#heads[bucket] = slot;
    this.size++;
    return true;
  }

  /** Takes the event of a slot out, which must be here. */
  remove(slot: number): void {
    const { numbers, words } = this.#rows;
    const next = words[slot * WORDS + NEXT] as number;
    const where = words[slot * WORDS + WHERE] as number;
    if (next !== NOBODY) words[next * WORDS + WHERE] = where;
    if (where === HEAD) {
      const distance = Math.floor(
        ((numbers[slot * NUMBERS + TIME] as number) - this.horizonNs) * this.#perNs,
      );
      this.#heads[(this.#first + distance) & MASK] = next;
    } else {
      words[(AFTER - where) * WORDS + NEXT] = next;
    }
    words[slot * WORDS + WHERE] = NOWHERE;
    this.size--;
  }

  /** Moves the horizon on by one bucket; returns the first slot of its list, whose events are near now. */
  advance(): number {
    const slot = this.#heads[this.#first] as number;
    this.#heads[this.#first] = NOBODY;
    this.#first = (this.#first + 1) & MASK;
    this.horizonNs += this.#widthNs;
    return slot;
  }
}
