import type { UniformStream } from '../../random/index.js';
import { Chance } from '../chance.js';
import type { IndependentLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/** Loses each packet with probability p, netem's `loss random P% C%`. Without correlation: Bernoulli trials. */
export class IndependentLoss implements LossModel {
  readonly #chance: Chance;

  constructor(spec: IndependentLossSpec, stream: UniformStream) {
    this.#chance = new Chance(spec, stream);
  }

  loses(): boolean {
    return this.#chance.happens();
  }
}
