import type { PacketBuffer } from '@packetloom/core';
import { markCongestion } from '../queue/congestionMark.js';
import type { UniformSource, UniformStream } from '../random/index.js';
import { Corruption } from './corruption.js';
import type { DelayModel, DelayModelFactory } from './delayModel.js';
import type { ImpairmentSpec } from './impairmentSpec.js';
import type { LossModel, LossModelFactory } from './lossModel.js';
import { type ReorderCounter, Reordering } from './reordering.js';

/** What makes the models of a path, and where they draw. */
export interface PathModelContext {
  readonly random: UniformSource;
  readonly lossModel: LossModelFactory;
  readonly delayModel: DelayModelFactory;
}

/**
 * The models that decide about one packet after the other. All decide about each packet, whatever the
 * others do, so that turning one on or off shifts no draws of another.
 */
export class PathModels {
  // What is decided about the present packet.
  lost = false;
  /** Packets that were marked instead. */
  markedPackets = 0;
  /** Position of the bit to be inverted, or −1. */
  corruptedBit = -1;
  isReordered = false;
  delayNs = 0;

  readonly #context: PathModelContext;
  readonly #prefix: string;
  readonly #counter: ReorderCounter;
  #spec: ImpairmentSpec = {};
  #loss: LossModel | null = null;
  #delay: DelayModel | null = null;
  #corrupt: Corruption | null = null;
  #reorder: Reordering | null = null;

  /** `prefix` is put in front of the names of random streams; `counter` is that of the originals and their copies. */
  constructor(context: PathModelContext, prefix: string, counter: ReorderCounter) {
    this.#context = context;
    this.#prefix = prefix;
    this.#counter = counter;
  }

  /** Replaces what differs. A model whose spec is the same object goes on as it is. */
  set(spec: ImpairmentSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    const { lossModel, delayModel } = this.#context;
    const { jitter, loss, corrupt, reorder } = spec;
    if (loss !== before.loss) {
      this.#loss = loss == null ? null : lossModel(loss, this.#stream('loss'));
    }
    if (jitter !== before.jitter) {
      this.#delay = jitter == null ? null : delayModel(jitter, this.#stream('jitter'));
    }
    if (corrupt !== before.corrupt) {
      this.#corrupt = corrupt == null ? null : this.#corruptionOf(corrupt);
    }
    if (reorder !== before.reorder) {
      this.#counter.delayed = 0;
      this.#reorder =
        reorder == null ? null : new Reordering(reorder, this.#stream('reorder'), this.#counter);
    }
  }

  /** Decides whether a packet is lost, or marked instead. */
  decideLoss(packet: PacketBuffer): void {
    const lost = this.#loss?.loses(packet) ?? false;
    this.lost = lost && !this.#marks(packet);
  }

  #marks(packet: PacketBuffer): boolean {
    if (this.#spec.ecn !== true || !markCongestion(packet)) return false;
    this.markedPackets++;
    return true;
  }

  /** Decides what becomes of a packet that goes on. */
  decideDelay(packet: PacketBuffer, meanDelayNs: number): void {
    this.corruptedBit = this.#corrupt?.choose(packet) ?? -1;
    this.isReordered = this.#reorder?.isReordered() ?? false;
    this.delayNs = this.#delay?.delayNs(packet, meanDelayNs) ?? meanDelayNs;
  }

  #corruptionOf(spec: NonNullable<ImpairmentSpec['corrupt']>): Corruption {
    return new Corruption(spec, this.#stream('corrupt'), this.#stream('corrupt/bit'));
  }

  #stream(purpose: string): UniformStream {
    return this.#context.random.stream(this.#prefix + purpose);
  }
}
