interface Entry {
  readonly time: number;
  readonly value: number;
}

const NONE: Entry = { time: 0, value: 0 };

/** The largest value of the last `window` units of time (Kathleen Nichols' algorithm: three are kept). */
export class MaxFilter {
  readonly #window: number;
  #best: readonly [Entry, Entry, Entry] = [NONE, NONE, NONE];

  constructor(window: number) {
    this.#window = window;
  }

  get value(): number {
    return this.#best[0].value;
  }

  add(time: number, value: number): void {
    const entry = { time, value };
    const [first, second, third] = this.#best;
    if (value >= first.value || time - third.time > this.#window) {
      this.#best = [entry, entry, entry];
    } else if (value >= second.value) this.#best = [first, entry, entry];
    else if (value >= third.value) this.#best = [first, second, entry];
    this.#age(entry);
  }

  /** What is too old makes room; what is alone for long gets a younger deputy. */
  #age(entry: Entry): void {
    const [first, second, third] = this.#best;
    const elapsed = entry.time - first.time;
    if (elapsed > this.#window) {
      this.#best = [second, third, entry];
      const [oldest, next] = this.#best;
      if (entry.time - oldest.time > this.#window) this.#best = [next, entry, entry];
    } else if (second.time === first.time && elapsed > this.#window / 4) {
      this.#best = [first, entry, entry];
    } else if (third.time === second.time && elapsed > this.#window / 2) {
      this.#best = [first, second, entry];
    }
  }
}
