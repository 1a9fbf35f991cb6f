import type { RandomStream } from '@packetloom/core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream that also draws from the unit interval. */
export interface UniformStream extends RandomStream {
  /** A uniform multiple of 2^−53 in [0, 1). */
  unit(): number;
}

/** State of a generator: four 32-bit words, not all 0. */
export type GeneratorState = readonly [number, number, number, number];

const MAX_BOUND = 2 ** 53;

/** xoroshiro128+ of pure-rand, from a state. */
export class XoroshiroStream implements UniformStream {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(state: GeneratorState) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  below(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= MAX_BOUND)) {
      throw new RangeError(`the bound of a draw is an integer from 1 to 2^53, not ${bound}`);
    }
    return uniformInt(this.#generator, 0, bound - 1);
  }

  unit(): number {
    return uniformFloat64(this.#generator);
  }
}
