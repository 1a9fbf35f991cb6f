import type { NeighbourEntry } from './neighbourEntry.js';

/** Dynamic entries in the order in which they were last looked up. */
export class RecentlyUsed {
  #most: NeighbourEntry | null = null;
  #least: NeighbourEntry | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The entry that was not looked up for the longest time. */
  get least(): NeighbourEntry | null {
    return this.#least;
  }

  /** Adds an entry as the most recent one. */
  add(entry: NeighbourEntry): void {
    entry.lessRecent = this.#most;
    entry.moreRecent = null;
    if (this.#most === null) this.#least = entry;
    else this.#most.moreRecent = entry;
    this.#most = entry;
    this.#size++;
  }

  remove(entry: NeighbourEntry): void {
    const { lessRecent, moreRecent } = entry;
    if (lessRecent === null) this.#least = moreRecent;
    else lessRecent.moreRecent = moreRecent;
    if (moreRecent === null) this.#most = lessRecent;
    else moreRecent.lessRecent = lessRecent;
    entry.lessRecent = null;
    entry.moreRecent = null;
    this.#size--;
  }

  /** Makes an entry that is there the most recent one. */
  touch(entry: NeighbourEntry): void {
    if (entry === this.#most) return;
    this.remove(entry);
    this.add(entry);
  }
}
