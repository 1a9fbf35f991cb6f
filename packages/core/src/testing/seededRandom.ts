import type { RandomSource, RandomStream } from '../ports/random.js';

/**
 * Named random streams for tests: small, fast, good enough. Each stream depends on the seed and its
 * name alone.
 */
export class SeededRandom implements RandomSource {
  readonly #seed: number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed = 1) {
    this.#seed = seed;
  }

  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = new SeededStream(hash(purpose, this.#seed));
      this.#streams.set(purpose, stream);
    }
    return stream;
  }
}

/** A Weyl sequence through a 32-bit mixer. */
class SeededStream implements RandomStream {
  #state: number;

  constructor(state: number) {
    this.#state = state;
  }

  below(bound: number): number {
    if (!Number.isSafeInteger(bound) || bound < 1) {
      throw new RangeError(`bound: expected a positive integer, found ${bound}`);
    }
    const fraction = (this.#next() >>> 5) * 2 ** 26 + (this.#next() >>> 6);
    return Math.floor((fraction / 2 ** 53) * bound);
  }

  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state);
  }
}

function mix(value: number): number {
  const a = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
  return (b ^ (b >>> 15)) >>> 0;
}

function hash(text: string, seed: number): number {
  let state = mix(seed | 0);
  for (let index = 0; index < text.length; index++) state = mix(state ^ text.charCodeAt(index)) | 0;
  return state;
}
