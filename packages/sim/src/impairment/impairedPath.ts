// Hot path of impaired directions. The dice are cast when a packet's transmission is planned; what is
// delivered stands in a heap by arrival, of which only the first is in the event queue.
import { Fate, type PacketBuffer, type PacketPool } from '@packetloom/core';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import type { UniformSource } from '../random/index.js';
import type { EventSlot } from '../time/eventQueue.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { Chance } from './chance.js';
import { Corruption } from './corruption.js';
import type { DelayModel, DelayModelFactory } from './delayModel.js';
import type { ImpairmentSpec } from './impairmentSpec.js';
import type { LossModel, LossModelFactory } from './lossModel.js';
import { PacketHeap } from './packetHeap.js';
import { Reordering } from './reordering.js';

/** What a path is made of. */
export interface ImpairedPathParts {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
  readonly bus: EventBus;
  readonly name: LinkDirectionName;
  /** The direction's own streams: `loss`, `jitter`, `duplicate`, `corrupt`, `corrupt/bit`, `reorder`. */
  readonly random: UniformSource;
  readonly lossModel: LossModelFactory;
  readonly delayModel: DelayModelFactory;
  deliver(packet: PacketBuffer): void;
  drop(packet: PacketBuffer, fate: Fate): void;
}

/**
 * The way from the rate stage to the other end, with impairments in netem's order: duplication, loss,
 * corruption, reordering or delay. As there, a copy meets all of them but duplication again, and of a
 * packet that is to be both lost and duplicated just one goes on.
 */
export class ImpairedPath {
  /** Propagation delay, around which jitter varies. */
  delayNs = 0;
  /** Arrival of the last packet that was not sent ahead: what keeps the order arrives no sooner. */
  lastArrivalNs = 0;
  duplicatedPackets = 0;
  corruptedPackets = 0;
  /** Packets that arrived after one that was sent later (RFC 4737, section 3.3). */
  reorderedPackets = 0;

  readonly #parts: ImpairedPathParts;
  readonly #slot: EventSlot;
  readonly #arrivals = new PacketHeap();
  #spec: ImpairmentSpec = {};
  #loss: LossModel | null = null;
  #delay: DelayModel | null = null;
  #duplicate: Chance | null = null;
  #corrupt: Corruption | null = null;
  #reorder: Reordering | null = null;
  #keepOrder = true;
  /** `tag` of the packet sent last among those that have arrived. */
  #latestArrived = -1;

  constructor(parts: ImpairedPathParts) {
    this.#parts = parts;
    this.#slot = parts.clock.queue.own(this);
  }

  /** Packets on their way. */
  get inFlightPackets(): number {
    return this.#arrivals.size;
  }

  /** Replaces the impairments. A model whose spec is the same object goes on as it is. */
  set(spec: ImpairmentSpec): void {
    const before = this.#spec;
    const { random, lossModel, delayModel } = this.#parts;
    const { jitter, loss, duplicate, corrupt, reorder } = spec;
    if (loss !== before.loss) {
      this.#loss = loss == null ? null : lossModel(loss, random.stream('loss'));
    }
    if (jitter !== before.jitter) {
      this.#delay = jitter == null ? null : delayModel(jitter, random.stream('jitter'));
      this.#keepOrder = jitter?.keepOrder ?? true;
    }
    if (duplicate !== before.duplicate) {
      this.#duplicate =
        duplicate == null ? null : new Chance(duplicate, random.stream('duplicate'));
    }
    if (corrupt !== before.corrupt) {
      this.#corrupt =
        corrupt == null
          ? null
          : new Corruption(corrupt, random.stream('corrupt'), random.stream('corrupt/bit'));
    }
    if (reorder !== before.reorder) {
      this.#reorder = reorder == null ? null : new Reordering(reorder, random.stream('reorder'));
    }
    this.#spec = spec;
  }

  /** Takes over a packet whose last bit is sent at `sentNs`. */
  launch(packet: PacketBuffer, sentNs: number): void {
    const doubled = this.#duplicate?.happens() ?? false;
    const lost = this.#loss?.loses(packet) ?? false;
    if (lost && !doubled) {
      this.#parts.drop(packet, Fate.loss);
      return;
    }
    // The copy is made before the packet may be corrupted.
    const copy = doubled && !lost ? this.#parts.pool.clone(packet) : null;
    this.#delayed(packet, sentNs);
    if (copy !== null) this.#launchCopy(copy, sentNs);
  }

  /** The first packet arrives; the event queue calls this. */
  fire(): void {
    const packet = this.#arrivals.pop() as PacketBuffer;
    const { first } = this.#arrivals;
    const { clock } = this.#parts;
    if (first === null) clock.queue.disarmFirst();
    else clock.queue.rearmFirst(first.timeNs, first.tag);
    if (packet.tag > this.#latestArrived) this.#latestArrived = packet.tag;
    else this.#tellReordered(packet);
    this.#parts.deliver(packet);
  }

  /** Loses all packets on their way to the link being down. */
  clear(): void {
    this.#parts.clock.queue.disarm(this.#slot);
    this.lastArrivalNs = 0;
    for (let packet = this.#arrivals.pop(); packet !== null; packet = this.#arrivals.pop()) {
      this.#parts.drop(packet, Fate['link-down']);
    }
  }

  #launchCopy(copy: PacketBuffer, sentNs: number): void {
    const { bus, name } = this.#parts;
    this.duplicatedPackets++;
    if (bus.observed) bus.linkImpaired('link-duplicated', name, copy);
    if (this.#loss?.loses(copy) === true) this.#parts.drop(copy, Fate.loss);
    else this.#delayed(copy, sentNs);
  }

  #delayed(packet: PacketBuffer, sentNs: number): void {
    if (this.#corrupt !== null && this.#corrupt.corrupt(packet) >= 0) this.#tellCorrupted(packet);
    const { queue } = this.#parts.clock;
    const sequence = queue.takeSequence();
    const arrivalNs = this.#arrivalOf(packet, sentNs);
    packet.timeNs = arrivalNs;
    packet.tag = sequence;
    const { first } = this.#arrivals;
    this.#arrivals.push(packet);
    if (first === null) {
      queue.arm(this.#slot, arrivalNs, sequence);
    } else if (arrivalNs < first.timeNs) {
      queue.disarm(this.#slot);
      queue.arm(this.#slot, arrivalNs, sequence);
    }
  }

  #arrivalOf(packet: PacketBuffer, sentNs: number): number {
    if (this.#reorder?.goesAhead() === true) return sentNs;
    const delayNs = this.#delay === null ? this.delayNs : this.#delay.delayNs(packet, this.delayNs);
    const arrivalNs = sentNs + delayNs;
    if (arrivalNs >= this.lastArrivalNs) this.lastArrivalNs = arrivalNs;
    else if (this.#keepOrder) return this.lastArrivalNs;
    return arrivalNs;
  }

  #tellCorrupted(packet: PacketBuffer): void {
    const { bus, name } = this.#parts;
    this.corruptedPackets++;
    if (bus.observed) bus.linkImpaired('link-corrupted', name, packet);
  }

  #tellReordered(packet: PacketBuffer): void {
    const { bus, name } = this.#parts;
    this.reorderedPackets++;
    if (bus.observed) bus.linkImpaired('link-reordered', name, packet);
  }
}
