import type { RandomSource, RandomStream } from '@packetloom/core';
import type { Draw, NicSpec } from '../vector/vector.js';

const NS_PER_MS = 1e6;
const IGMP_STREAM = /^igmp\/([^/]+)\/([^/]+)$/;

/**
 * Random numbers of which the IGMP delays are those that a vector recorded: the n-th draw for a NIC
 * and a group is the n-th recorded one. All others, and draws beyond those, come from a generator.
 */
export class RecordedRandom implements RandomSource {
  readonly #draws: readonly Draw[];
  readonly #nics: readonly NicSpec[];
  readonly #streams = new Map<string, RandomStream>();

  readonly #late: boolean;

  /** `late`: IGMP delays that were not recorded are the longest there can be, as vectors of Linux leave them open. */
  constructor(draws: readonly Draw[], nics: readonly NicSpec[], late = false) {
    this.#late = late;
    this.#draws = draws;
    this.#nics = nics;
  }

  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      const match = IGMP_STREAM.exec(purpose);
      stream = new GeneratedStream(purpose);
      if (match !== null) stream = this.#replay(match[1] ?? '', match[2] ?? '', stream);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }

  /** `nicText` is the number or the name of a NIC. */
  #replay(nicText: string, group: string, beyond: RandomStream): RandomStream {
    const nic = this.#nics.find(({ id, name }) => name === nicText || String(id) === nicText)?.id;
    const delays = this.#draws.filter((draw) => draw.nic === nic && draw.group === group);
    const late = this.#late;
    let next = 0;
    return {
      below(bound) {
        const draw = delays[next++];
        if (draw !== undefined) return draw.value * NS_PER_MS;
        return late ? bound - 1 : beyond.below(bound);
      },
    };
  }
}

/** Marsaglia's xorshift over 32 bits, seeded by the name of the stream (FNV-1a). */
class GeneratedStream implements RandomStream {
  #state = 0x811c9dc5;

  constructor(name: string) {
    for (let i = 0; i < name.length; i++) {
      this.#state = Math.imul(this.#state ^ name.charCodeAt(i), 0x01000193) >>> 0;
    }
    // Zero is the one state from which nothing follows.
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
