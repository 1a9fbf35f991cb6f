import type { UniformStream } from '../../random/index.js';
import type { BurstLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/**
 * Bursts of L lost packets; outside of one, each packet begins one with probability p. The loss rate
 * is p·L / (1 + p·(L − 1)): (1 − p)/p packets get through between two bursts on average.
 */
export class BurstLoss implements LossModel {
  readonly #stream: UniformStream;
  readonly #probability: number;
  readonly #length: number;
  #left = 0;

  constructor(spec: BurstLossSpec, stream: UniformStream) {
    this.#stream = stream;
    this.#probability = spec.probability;
    this.#length = spec.lengthPackets;
  }

  loses(): boolean {
    if (this.#left === 0) {
      if (this.#stream.unit() >= this.#probability) return false;
      this.#left = this.#length;
    }
    this.#left--;
    return true;
  }
}
