import type { UniformStream } from '../../random/index.js';
import type { GilbertElliottLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/**
 * Loss by a Markov chain of a good and a bad state (Gilbert 1960, Elliott 1963), netem's
 * `loss gemodel p r 1-h 1-k`: a packet is lost with the probability of the state it meets (1 − k good,
 * 1 − h bad); the state changes with p or r at each packet. It starts good.
 *
 * In the long run the bad state meets p / (p + r) of the packets and lasts 1/r of them; with h = 0 and
 * k = 1 these are the loss rate and the mean length of bursts.
 */
export class GilbertElliottLoss implements LossModel {
  readonly #stream: UniformStream;
  readonly #p: number;
  readonly #r: number;
  readonly #lossInBad: number;
  readonly #lossInGood: number;
  #bad = false;

  constructor(spec: GilbertElliottLossSpec, stream: UniformStream) {
    const { p, r = 1 - p, lossInBad = 1, lossInGood = 0 } = spec;
    this.#stream = stream;
    this.#p = p;
    this.#r = r;
    this.#lossInBad = lossInBad;
    this.#lossInGood = lossInGood;
  }

  loses(): boolean {
    const wasBad = this.#bad;
    if (this.#stream.unit() < (wasBad ? this.#r : this.#p)) this.#bad = !wasBad;
    const loss = wasBad ? this.#lossInBad : this.#lossInGood;
    // No draw where there is nothing to decide, which saves half of them in the usual case.
    return loss === 1 || (loss > 0 && this.#stream.unit() < loss);
  }
}
