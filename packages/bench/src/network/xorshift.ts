/**
 * The generator of the comparison program (xorshift with 64 bits, shifts 13, 7, 17), in two 32-bit halves:
 * both programs send between the same pairs.
 */
export class Xorshift {
  #high = 0x0139408d;
  #low = 0xcbbf7a44 | 0;

  /** 32 random bits: bits 16 to 47 of the next state. */
  next(): number {
    let high = this.#high;
    let low = this.#low;
    high ^= (high << 13) | (low >>> 19);
    low ^= low << 13;
    low ^= (low >>> 7) | (high << 25);
    high ^= high >>> 7;
    high ^= (high << 17) | (low >>> 15);
    low ^= low << 17;
    this.#high = high;
    this.#low = low;
    return ((low >>> 16) | (high << 16)) >>> 0;
  }

  /** A number in [0, bound), as nearly uniform as a remainder is. */
  below(bound: number): number {
    return this.next() % bound;
  }
}
