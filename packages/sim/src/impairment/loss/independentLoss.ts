import type { UniformStream } from '../../random/index.js';
import { CorrelatedTrial } from '../correlatedTrial.js';
import type { IndependentLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/** Loses each packet with probability p, netem's `loss random P% C%`. Without correlation: Bernoulli trials. */
export class IndependentLoss implements LossModel {
  readonly #chance: CorrelatedTrial;

  constructor(spec: IndependentLossSpec, stream: UniformStream) {
    this.#chance = new CorrelatedTrial(spec, stream);
  }

  loses(): boolean {
    return this.#chance.happens();
  }
}
