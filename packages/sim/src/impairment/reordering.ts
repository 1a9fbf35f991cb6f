import type { UniformStream } from '../random/index.js';
import { Chance } from './chance.js';
import type { ReorderSpec } from './impairmentSpec.js';

/**
 * Which packets go ahead of all others, without delay, as netem's `reorder P% C% gap N`: the first
 * N − 1 packets are delayed; then each goes ahead with probability P, until one has, and it begins anew.
 */
export class Reordering {
  readonly #chance: Chance;
  readonly #gap: number;
  #delayed = 0;

  constructor(spec: ReorderSpec, stream: UniformStream) {
    this.#chance = new Chance(spec, stream);
    this.#gap = spec.gap ?? 1;
  }

  goesAhead(): boolean {
    if (this.#delayed < this.#gap - 1 || !this.#chance.happens()) {
      this.#delayed++;
      return false;
    }
    this.#delayed = 0;
    return true;
  }
}
