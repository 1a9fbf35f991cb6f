import type { RandomSource, RandomStream } from '@packetloom/core';
import { SeededRandom } from '@packetloom/core/testing';
import type { Draw, NicSpec } from '../vector/vector.js';

const NS_PER_MS = 1e6;
const IGMP_STREAM = /^igmp\/([^/]+)\/([^/]+)$/;

/**
 * Random numbers of which the IGMP delays are those that a vector recorded: the n-th draw for a NIC
 * and a group is the n-th recorded one. All others, and draws beyond those, are seeded.
 */
export class RecordedRandom implements RandomSource {
  readonly #draws: readonly Draw[];
  readonly #nics: readonly NicSpec[];
  readonly #seeded = new SeededRandom();
  readonly #recorded = new Map<string, RandomStream>();

  constructor(draws: readonly Draw[], nics: readonly NicSpec[]) {
    this.#draws = draws;
    this.#nics = nics;
  }

  stream(purpose: string): RandomStream {
    const match = IGMP_STREAM.exec(purpose);
    if (match === null) return this.#seeded.stream(purpose);
    let stream = this.#recorded.get(purpose);
    if (stream === undefined) {
      stream = this.#replay(match[1] ?? '', match[2] ?? '', this.#seeded.stream(purpose));
      this.#recorded.set(purpose, stream);
    }
    return stream;
  }

  /** `nicText` is the number or the name of a NIC. */
  #replay(nicText: string, group: string, beyond: RandomStream): RandomStream {
    const nic = this.#nics.find(({ id, name }) => name === nicText || String(id) === nicText)?.id;
    const delays = this.#draws.filter((draw) => draw.nic === nic && draw.group === group);
    let next = 0;
    return {
      below(bound) {
        const draw = delays[next++];
        return draw === undefined ? beyond.below(bound) : draw.value * NS_PER_MS;
      },
    };
  }
}
