import type { RandomStream } from '../ports/random.js';

const COUNTERS = 2048;

/**
 * Identification numbers (RFC 6864): 2,048 counters with random starts, chosen by a keyed hash of
 * source, destination and protocol. Kept sparse, as most hosts use few.
 */
export class IdentificationCounters {
  readonly #random: () => RandomStream;
  readonly #counters = new Map<number, number>();
  #seed = -1;

  constructor(random: () => RandomStream) {
    this.#random = random;
  }

  /** The next identification for datagrams of this kind. */
  next(source: number, destination: number, protocol: number): number {
    if (this.#seed < 0) this.#seed = this.#random().below(0x1_0000_0000);
    const place = hash(source, destination, protocol, this.#seed) % COUNTERS;
    const current = this.#counters.get(place) ?? this.#random().below(0x1_0000_0000);
    const next = (current + 1) >>> 0;
    this.#counters.set(place, next);
    return next & 0xffff;
  }
}

/** Mixes four words by the rounds of MurmurHash3. */
function hash(a: number, b: number, c: number, seed: number): number {
  let state = seed | 0;
  for (const word of [a, b, c]) {
    let mixed = Math.imul(word, 0xcc9e2d51);
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    state ^= mixed;
    state = Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
