import type { Ipv4Address } from '../address/ipv4Address.js';
import type { RandomSource, RandomStream } from '../ports/random.js';

const COUNTERS = 2048;
/** Beyond this many counters in use, all of them get a place: a list is faster than a map. */
const MAP_LIMIT = 64;
const UNUSED = -1;

/**
 * Identification numbers (RFC 6864): 2,048 counters with random starts, chosen by a keyed hash of
 * source, destination and protocol. Kept sparse at first, as most hosts use few.
 */
export class IdentificationCounters {
  readonly #source: RandomSource;
  #random: RandomStream | null = null;
  #seed = 0;
  /** The last identification by counter. */
  #few: Map<number, number> | null = null;
  #all: Int32Array | null = null;

  constructor(source: RandomSource) {
    this.#source = source;
  }

  /** The next identification for datagrams of this kind. */
  next(source: Ipv4Address, destination: Ipv4Address, protocol: number): number {
    const random = this.#random ?? this.#begin();
    const index = hash(source, destination, protocol, this.#seed) % COUNTERS;
    const last = this.#lastOf(index);
    const next = ((last === UNUSED ? random.below(0x1_0000_0000) : last) + 1) & 0xffff;
    if (this.#all !== null) this.#all[index] = next;
    else this.#keep(index, next);
    return next;
  }

  /** The hash has a key of its own on each host, drawn when it first sends. */
  #begin(): RandomStream {
    this.#random = this.#source.stream('ipv4/identification');
    this.#seed = this.#random.below(0x1_0000_0000);
    return this.#random;
  }

  #lastOf(index: number): number {
    if (this.#all !== null) return this.#all[index] as number;
    return this.#few?.get(index) ?? UNUSED;
  }

  #keep(index: number, value: number): void {
    this.#few ??= new Map();
    this.#few.set(index, value);
    if (this.#few.size <= MAP_LIMIT) return;
    this.#all = new Int32Array(COUNTERS).fill(UNUSED);
    for (const [used, last] of this.#few) this.#all[used] = last;
    this.#few = null;
  }
}

/** Mixes four words by the rounds of MurmurHash3. */
function hash(a: number, b: number, c: number, seed: number): number {
  let state = mixed(mixed(mixed(seed | 0, a), b), c);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

function mixed(state: number, word: number): number {
  let key = Math.imul(word, 0xcc9e2d51);
  key = Math.imul((key << 15) | (key >>> 17), 0x1b873593);
  const next = state ^ key;
  return Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64;
}
