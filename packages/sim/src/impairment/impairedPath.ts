// Hot path of impaired directions. The dice are cast when a packet's transmission is planned; what is
// delivered stands in a queue by arrival, of which only the first is in the event queue.
import { Disposition, type PacketBuffer, type PacketPool } from '@packetloom/core';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import type { EventSlot } from '../time/eventQueue.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { ArrivalQueue } from './arrivalQueue.js';
import { CorrelatedTrial } from './correlatedTrial.js';
import { invertBit } from './corruption.js';
import type { ImpairmentSpec, SlotSpec } from './impairmentSpec.js';
import { type PathModelContext, PathModels } from './pathModels.js';
import { ReorderCounter } from './reordering.js';
import { Slots } from './slots.js';
import { UnsentPackets } from './unsentPackets.js';

/** What a path is made of; `random` are the direction's own streams. */
export interface ImpairedPathContext extends PathModelContext {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
  readonly bus: EventBus;
  readonly name: LinkDirectionName;
  deliver(packet: PacketBuffer): void;
  drop(packet: PacketBuffer, disposition: Disposition): void;
}

/**
 * The way from the rate stage to the other end, with impairments in netem's order: duplication, loss,
 * corruption, reordering or delay, slots. As there, a copy meets loss, corruption and delay once more, and of a
 * packet that is to be both lost and duplicated just one goes on. A copy goes first, as the kernel enqueues it before
 * its original goes on; in a qdisc, both count for the gap of reordering. Copies draw from streams of their own
 * (`copy/loss`, …) and are not numbered; where order is kept, one arrives right in front of its original.
 */
export class ImpairedPath {
  /** Propagation delay, around which jitter varies. */
  delayNs = 0;
  /** Arrival of the last packet that was not sent ahead: what keeps the order arrives no sooner. */
  lastArrivalNs = 0;
  /** What the last packet that was admitted takes along. */
  copy: PacketBuffer | null = null;
  duplicatedPackets = 0;
  corruptedPackets = 0;
  /** Packets that arrived after one that was sent later (RFC 4737, section 3.3). */
  reorderedPackets = 0;

  /** Packets that were marked by ECN instead of being lost. */
  get markedPackets(): number {
    return this.#models.markedPackets + (this.#copyModels?.markedPackets ?? 0);
  }

  readonly #context: ImpairedPathContext;
  readonly #slot: EventSlot;
  readonly #arrivals = new ArrivalQueue();
  readonly #unsent = new UnsentPackets();
  /** `tag` of the packet that was scheduled last. */
  #lastTag = -1;
  readonly #counter = new ReorderCounter();
  readonly #models: PathModels;
  #spec: ImpairmentSpec = {};
  #duplicate: CorrelatedTrial | null = null;
  #copyModels: PathModels | null = null;
  #slots: Slots | null = null;
  #limitPackets = Number.POSITIVE_INFINITY;
  #keepOrder = true;
  /** `tag` of the packet sent last among those that have arrived. */
  #latestArrived = -1;

  constructor(context: ImpairedPathContext) {
    this.#context = context;
    this.#models = new PathModels(context, '', this.#counter);
    this.#slot = context.clock.queue.own(this);
  }

  /** Packets on their way. */
  get inFlightPackets(): number {
    return this.#arrivals.size;
  }

  get inFlightBytes(): number {
    return this.#arrivals.countBytes();
  }

  /** Replaces what differs. A model whose spec is the same object goes on as it is. */
  set(spec: ImpairmentSpec): void {
    const { duplicate, jitter, loss, reorder, slot, limitPackets, inQdisc = false } = spec;
    this.#limitPackets = limitPackets ?? Number.POSITIVE_INFINITY;
    if (slot !== this.#spec.slot) this.#setSlots(slot ?? null);
    this.#models.set(spec);
    this.#keepOrder = jitter?.keepOrder ?? true;
    if (duplicate !== this.#spec.duplicate) {
      const { random } = this.#context;
      this.#duplicate =
        duplicate == null ? null : new CorrelatedTrial(duplicate, random.stream('duplicate'));
    }
    if (duplicate != null) {
      this.#copyModels ??= new PathModels(this.#context, 'copy/', this.#counter);
      this.#copyModels.set({
        ...spec,
        // On a line, a copy is no packet that was sent.
        reorder: inQdisc ? (reorder ?? null) : null,
        loss: loss?.kind === 'packets' ? null : (loss ?? null),
      });
    }
    this.#spec = spec;
  }

  /** Whether as many packets are on their way as may be. */
  get isFull(): boolean {
    return this.#arrivals.size >= this.#limitPackets;
  }

  /** Ends a packet that comes while all places are taken. Dice are cast before that is looked at, as in netem. */
  refuse(packet: PacketBuffer): void {
    const doubled = this.#duplicate?.happens() ?? false;
    this.#models.decideLoss(packet);
    this.#models.decideDelay(packet, this.delayNs);
    const isLost = this.#models.lost && !doubled;
    this.#context.drop(packet, isLost ? Disposition.loss : Disposition['queue-full']);
  }

  /** Takes over a packet whose last bit is sent at `sentNs`. While its first one waits, it may be taken back. */
  launch(packet: PacketBuffer, sentNs: number, waits: boolean): void {
    const models = this.#models;
    if (waits) this.noteWaiting(sentNs);
    const doubled = this.#duplicate?.happens() ?? false;
    models.decideLoss(packet);
    models.decideDelay(packet, this.delayNs);
    if (models.lost && !doubled) {
      this.#context.drop(packet, Disposition.loss);
      return;
    }
    // The copy is made before the packet may be corrupted.
    const copy = doubled && !models.lost ? this.#context.pool.clone(packet) : null;
    const arrivalNs = models.isReordered ? sentNs : this.#inOrder(sentNs + models.delayNs);
    if (copy !== null && this.admitCopy(copy)) this.#launchCopy(copy, sentNs, arrivalNs);
    if (models.corruptedBit >= 0) this.#corrupt(packet, models.corruptedBit);
    this.#schedule(packet, arrivalNs);
  }

  /**
   * In front of the rate: whether a packet goes on, and the `copy` that goes with it. `waiting` packets, which are
   * not on their way, count for the limit, too.
   */
  admit(packet: PacketBuffer, waiting: number): boolean {
    const { drop, pool } = this.#context;
    const models = this.#models;
    this.copy = null;
    const doubled = this.#duplicate?.happens() ?? false;
    models.decideLoss(packet);
    if (models.lost && !doubled) {
      drop(packet, Disposition.loss);
      return false;
    }
    if (this.#arrivals.size + waiting >= this.#limitPackets) {
      drop(packet, Disposition['queue-full']);
      return false;
    }
    if (doubled && !models.lost) this.copy = pool.clone(packet);
    return true;
  }

  /** The same of a copy: once it is made, loss alone may end it. */
  admitCopy(copy: PacketBuffer): boolean {
    const models = this.#copyModels as PathModels;
    this.#emitDuplicate(copy);
    models.decideLoss(copy);
    if (models.lost) this.#context.drop(copy, Disposition.loss);
    return !models.lost;
  }

  /** What becomes of a packet that was admitted. */
  decideDelay(packet: PacketBuffer, isCopy: boolean): Pick<PathModels, 'isReordered' | 'delayNs'> {
    const models = (isCopy ? this.#copyModels : this.#models) ?? this.#models;
    models.decideDelay(packet, this.delayNs);
    if (models.corruptedBit >= 0) this.#corrupt(packet, models.corruptedBit);
    return models;
  }

  /** Takes over a packet that was admitted, to arrive at `arrivalNs` or, `inOrder`, not before those sent before. */
  carry(packet: PacketBuffer, arrivalNs: number, inOrder: boolean): void {
    this.#schedule(packet, inOrder ? this.#inOrder(arrivalNs) : arrivalNs);
  }

  /** The next packet that is taken over waits, for its transmission to end at `sentNs`: it may be taken back. */
  noteWaiting(sentNs: number): void {
    this.#unsent.push(sentNs, this.#lastTag, this.#context.clock.nowNs);
  }

  /** The first packet arrives; the event queue calls this. */
  fire(): void {
    if (this.#slots !== null) {
      this.#fireInSlot(this.#slots);
      return;
    }
    const packet = this.#arrivals.pop() as PacketBuffer;
    const { first } = this.#arrivals;
    const { clock } = this.#context;
    if (first === null) clock.queue.disarmFirst();
    // What waited for a slot is due already when slots end.
    else clock.queue.rearmFirst(Math.max(this.#arrivals.firstNs, clock.nowNs), first.tag);
    this.#arrive(packet);
  }

  #fireInSlot(slots: Slots): void {
    const { nowNs, queue } = this.#context.clock;
    queue.disarmFirst();
    const isLeaving = slots.leavesNs(this.#arrivals.firstNs, nowNs) <= nowNs;
    const packet = isLeaving ? this.#arrivals.pop() : null;
    if (packet !== null) slots.take(packet.length + packet.linkHeaderLength, nowNs);
    this.#arm();
    if (packet !== null) this.#arrive(packet);
  }

  #arrive(packet: PacketBuffer): void {
    if (packet.tag > this.#latestArrived) this.#latestArrived = packet.tag;
    else this.#emitReordered(packet);
    this.#context.deliver(packet);
  }

  /** Loses all packets on their way to the link being down. */
  clear(): void {
    this.#context.clock.queue.disarm(this.#slot);
    this.lastArrivalNs = 0;
    this.#unsent.clear();
    for (let packet = this.#arrivals.pop(); packet !== null; packet = this.#arrivals.pop()) {
      this.#context.drop(packet, Disposition['link-down']);
    }
  }

  /**
   * Takes back the last of the packets whose transmission has not ended, at most `most`: they end with
   * `disposition`, and their copies. How many of them were planned, those that are lost anyway included.
   */
  dropWaiting(most: number, disposition: Disposition): number {
    const { clock, drop } = this.#context;
    const { count, tagBefore } = this.#unsent.takeBack(most, clock.nowNs);
    if (count === 0) return 0;
    const dropped = this.#arrivals.removeAfter(tagBefore);
    this.lastArrivalNs = Math.min(this.lastArrivalNs, this.#arrivals.lastNs);
    this.#rearm();
    for (const packet of dropped) drop(packet, disposition);
    return count;
  }

  #launchCopy(copy: PacketBuffer, sentNs: number, arrivalNs: number): void {
    const { delayNs } = this.decideDelay(copy, true);
    this.#schedule(copy, this.#keepOrder ? arrivalNs : sentNs + delayNs);
  }

  /** When a packet arrives that would by itself at `arrivalNs`. */
  #inOrder(arrivalNs: number): number {
    if (arrivalNs >= this.lastArrivalNs) this.lastArrivalNs = arrivalNs;
    else if (this.#keepOrder) return this.lastArrivalNs;
    return arrivalNs;
  }

  #schedule(packet: PacketBuffer, arrivalNs: number): void {
    const { queue } = this.#context.clock;
    const sequence = queue.takeSequence();
    const { first, firstNs } = this.#arrivals;
    packet.timeNs = arrivalNs;
    packet.tag = sequence;
    this.#lastTag = sequence;
    this.#arrivals.push(packet);
    if (this.#slots !== null) {
      this.#rearm();
    } else if (first === null) {
      queue.arm(this.#slot, arrivalNs, sequence);
    } else if (arrivalNs < firstNs) {
      queue.disarm(this.#slot);
      queue.arm(this.#slot, arrivalNs, sequence);
    }
  }

  #setSlots(spec: SlotSpec | null): void {
    const { clock, random } = this.#context;
    this.#slots = spec === null ? null : new Slots(spec, random.stream('slot'), clock.nowNs);
    this.#rearm();
  }

  /** Waits anew for the first packet. */
  #rearm(): void {
    this.#context.clock.queue.disarm(this.#slot);
    this.#arm();
  }

  #arm(): void {
    const { first, firstNs } = this.#arrivals;
    const { nowNs, queue } = this.#context.clock;
    if (first === null) return;
    const slots = this.#slots;
    // A slot that was in the way may be so no more.
    const timeNs = Math.max(slots === null ? firstNs : slots.leavesNs(firstNs, nowNs), nowNs);
    queue.arm(this.#slot, timeNs, timeNs === firstNs ? first.tag : queue.takeSequence());
  }

  #corrupt(packet: PacketBuffer, bit: number): void {
    const { bus, name } = this.#context;
    invertBit(packet, bit);
    this.corruptedPackets++;
    if (bus.observed) bus.linkImpaired('link-corrupted', name, packet);
  }

  #emitDuplicate(copy: PacketBuffer): void {
    const { bus, name } = this.#context;
    this.duplicatedPackets++;
    if (bus.observed) bus.linkImpaired('link-duplicated', name, copy);
  }

  #emitReordered(packet: PacketBuffer): void {
    const { bus, name } = this.#context;
    this.reorderedPackets++;
    if (bus.observed) bus.linkImpaired('link-reordered', name, packet);
  }
}
