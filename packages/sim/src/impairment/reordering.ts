import type { UniformStream } from '../random/index.js';
import { CorrelatedTrial } from './correlatedTrial.js';
import type { ReorderSpec } from './impairmentSpec.js';

/** How many packets were delayed since one went ahead: copies and their originals count together. */
export class ReorderCounter {
  delayed = 0;
}

/**
 * Which packets go ahead of all others, without delay, as netem's `reorder P% C% gap N`: the first
 * N − 1 packets are delayed; then each goes ahead with probability P, until one has, and it begins anew.
 */
export class Reordering {
  readonly #chance: CorrelatedTrial;
  readonly #gap: number;
  readonly #counter: ReorderCounter;

  constructor(spec: ReorderSpec, stream: UniformStream, counter: ReorderCounter) {
    this.#chance = new CorrelatedTrial(spec, stream);
    this.#gap = spec.gap ?? 1;
    this.#counter = counter;
  }

  isReordered(): boolean {
    if (this.#counter.delayed < this.#gap - 1 || !this.#chance.happens()) {
      this.#counter.delayed++;
      return false;
    }
    this.#counter.delayed = 0;
    return true;
  }
}
