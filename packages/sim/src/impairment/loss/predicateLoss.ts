import type { PacketBuffer } from '@packetloom/core';
import type { PredicateLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

/** Loses the packets that a function picks. */
export class PredicateLoss implements LossModel {
  readonly #predicate: (packet: PacketBuffer) => boolean;

  constructor(spec: PredicateLossSpec) {
    this.#predicate = spec.loses;
  }

  loses(packet: PacketBuffer): boolean {
    return this.#predicate(packet);
  }
}
