const WORD_BITS = 32;
const FIRST_WORDS = 4;

/** A set of sequence numbers from 0 on, one bit each: for what arrives at a thousand receivers. */
export class SequenceSet {
  #words = new Uint32Array(FIRST_WORDS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(sequence: number): boolean {
    const word = this.#words[Math.floor(sequence / WORD_BITS)] ?? 0;
    return (word & (1 << (sequence % WORD_BITS))) !== 0;
  }

  /** Adds a number; false if it is in the set already. */
  add(sequence: number): boolean {
    const index = Math.floor(sequence / WORD_BITS);
    if (index >= this.#words.length) this.#grow(index + 1);
    const bit = 1 << (sequence % WORD_BITS);
    const word = this.#words[index] as number;
    if ((word & bit) !== 0) return false;
    this.#words[index] = word | bit;
    this.#size++;
    return true;
  }

  #grow(words: number): void {
    const larger = new Uint32Array(Math.max(words, 2 * this.#words.length));
    larger.set(this.#words);
    this.#words = larger;
  }
}
