const WORD_BITS = 32;
const FIRST_WORDS = 4;

/**
 * A set of sequence numbers from 0 on, one bit each: for what arrives at a thousand receivers. Numbers that nobody asks
 * for any more are forgotten as others come.
 */
export class SequenceSet {
  #words = new Uint32Array(FIRST_WORDS);
  #size = 0;
  /** The first number that has a bit. */
  #base = 0;

  /** Numbers that were added, forgotten ones included. */
  get size(): number {
    return this.#size;
  }

  /** Octets that it takes. */
  get byteLength(): number {
    return this.#words.byteLength;
  }

  /** Of a number that may be forgotten the answer is no. */
  has(sequence: number): boolean {
    const word = this.#words[Math.floor((sequence - this.#base) / WORD_BITS)] ?? 0;
    return (word & (1 << (sequence % WORD_BITS))) !== 0;
  }

  /** Adds a number; false if it is in the set already. Nobody asks for one below `first` any more, or adds it. */
  add(sequence: number, first = 0): boolean {
    let index = Math.floor((sequence - this.#base) / WORD_BITS);
    if (index >= this.#words.length) {
      this.#forget(first);
      index = Math.floor((sequence - this.#base) / WORD_BITS);
      if (index >= this.#words.length) this.#grow(index + 1);
    }
    const bit = 1 << (sequence % WORD_BITS);
    const word = this.#words[index] as number;
    if ((word & bit) !== 0) return false;
    this.#words[index] = word | bit;
    this.#size++;
    return true;
  }

  #forget(first: number): void {
    const words = Math.min(Math.floor((first - this.#base) / WORD_BITS), this.#words.length);
    if (words <= this.#words.length / 2) return;
    this.#words.copyWithin(0, words);
    this.#words.fill(0, this.#words.length - words);
    this.#base += words * WORD_BITS;
  }

  #grow(words: number): void {
    const larger = new Uint32Array(Math.max(words, 2 * this.#words.length));
    larger.set(this.#words);
    this.#words = larger;
  }
}
