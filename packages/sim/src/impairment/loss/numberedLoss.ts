import type { NumberedLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/** Loses the packets with given numbers. The first packet that this model meets is number 1. */
export class NumberedLoss implements LossModel {
  readonly #numbers: ReadonlySet<number>;
  #met = 0;

  constructor(spec: NumberedLossSpec) {
    this.#numbers = new Set(spec.numbers);
  }

  loses(): boolean {
    return this.#numbers.has(++this.#met);
  }
}
