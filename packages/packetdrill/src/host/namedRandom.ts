import type { RandomSource, RandomStream } from '@packetloom/core';

/** Random numbers that depend on the name of their stream alone: a script has no seed. */
export class NamedRandom implements RandomSource {
  readonly #streams = new Map<string, RandomStream>();

  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = new Xorshift(purpose);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }
}

/** Marsaglia's xorshift over 32 bits, seeded by FNV-1a of the name. */
class Xorshift implements RandomStream {
  #state = 0x811c9dc5;

  constructor(name: string) {
    for (let i = 0; i < name.length; i++) {
      this.#state = Math.imul(this.#state ^ name.charCodeAt(i), 0x01000193) >>> 0;
    }
    if (this.#state === 0) this.#state = 1;
  }

  below(bound: number): number {
    const fraction = (this.#next() >>> 5) * 2 ** 26 + (this.#next() >>> 6);
    return Math.floor((fraction / 2 ** 53) * bound);
  }

  #next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return this.#state;
  }
}
