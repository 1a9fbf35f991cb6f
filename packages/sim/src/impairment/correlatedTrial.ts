import type { UniformStream } from '../random/index.js';
import { CorrelatedUniform } from './correlatedUniform.js';
import type { ProbabilitySpec } from './impairmentSpec.js';

/** Whether something happens, packet by packet: with probability p, if a (correlated) draw is below p. */
export class CorrelatedTrial {
  readonly #draws: CorrelatedUniform;
  readonly #probability: number;

  constructor(spec: ProbabilitySpec, stream: UniformStream) {
    this.#draws = new CorrelatedUniform(stream, spec.correlation);
    this.#probability = spec.probability;
  }

  happens(): boolean {
    return this.#draws.next() < this.#probability;
  }
}
