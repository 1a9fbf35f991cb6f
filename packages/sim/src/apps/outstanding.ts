/** Tells of the message with a number, from 0, whether more may come of it. */
export type IsOutstanding = (sequence: number) => boolean;

/**
 * Messages that are in flight, counted when asked. What is not in flight any more never is again, so that
 * each message is looked at as often as it is asked about while it is.
 */
export class Outstanding {
  readonly #isOutstanding: IsOutstanding;
  #known: number[] = [];
  /** Messages from this number on were not looked at yet. */
  #next: number;

  constructor(isOutstanding: IsOutstanding, first = 0) {
    this.#isOutstanding = isOutstanding;
    this.#next = first;
  }

  /** How many of the messages below `end` are in flight. */
  count(end: number): number {
    this.#known = this.#known.filter(this.#isOutstanding);
    for (; this.#next < end; this.#next++) {
      if (this.#isOutstanding(this.#next)) this.#known.push(this.#next);
    }
    return this.#known.length;
  }
}
