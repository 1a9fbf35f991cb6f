// Hot path: one direction of a link. Packets stand in a list in order of arrival. Those that come behind all other
// events of a lane have their event at once; of what had to wait only the first is in the event queue, so that pending
// events never have to be sorted in. The end of a transmission is computed, not an event (a second event a hop costs
// 13 %). Packets reach the receiver through a Subject, which is made when somebody else wants to hear of them. In
// networks larger than the caches a hop costs what it waits for memory, so each object that leads to the next one
// counts: times and counts stand in one row of numbers, and what every packet needs comes first in the object.
import {
  Disposition,
  dispositionName,
  type LinkEndpoint,
  type LinkError,
  type LinkReceiver,
  type MacAddress,
  type PacketBuffer,
  type PacketPool,
  ZERO_MAC,
} from '@packetloom/core';
import type { Subject } from 'rxjs';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import { IMPAIRMENTS } from '../impairment/index.js';
import type { EventSlot } from '../time/eventQueue.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { DeliverySubject } from './deliverySubject.js';
import { DepartureRing } from './departureRing.js';
import { DirectionNumbers } from './directionNumbers.js';
import { emitLinkChange } from './emitLinkChange.js';
import { framedLength } from './framing.js';
import type { LinkDirectionStats } from './linkDirectionStats.js';
import type { LinkModels } from './linkModels.js';
import { LinkPipeline } from './linkPipeline.js';
import { assertLinkDirection, type LinkDirectionSpec, LinkSpecError } from './linkSpec.js';

/** What a direction is made of. */
export interface LinkDirectionContext {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
  readonly bus: EventBus;
  /** Needed for impairments and queue disciplines alone. */
  readonly models?: LinkModels;
}

/** Nanoseconds that an octet (link header included) takes, times the rate in bits a second. */
const OCTET_NS_BITS = 8e9;
/** What is done in a pipeline. */
const PIPELINE_PARTS = ['queue', 'framing', ...IMPAIRMENTS] as const;
/** No time: the FIFO takes no more. */
const FULL = -1;
/** Instead of the sequence number of a packet: its arrival is in the event queue already. */
const HAS_EVENT = -1;

/** One direction of a point-to-point link; to the sending NIC it is the link itself. */
export class LinkDirection extends DirectionNumbers implements LinkEndpoint {
  #head: PacketBuffer | null = null;
  #tail: PacketBuffer | null = null;
  /** Gets what arrives: the NIC at the end, or the Subject that it shares with others. */
  #receiver: LinkReceiver | null = null;
  readonly #clock: VirtualClock;
  readonly #slot: EventSlot;
  mtu: number;
  #rateBitsPerSecond: number;
  #delayNs: number;
  #up = true;
  /** Queue discipline and impairments; null while there are none, which then cost nothing more. */
  #pipeline: LinkPipeline | null = null;

  readonly name: LinkDirectionName;
  /** The other direction, whose packets the NIC at this end receives. */
  peer: LinkDirection | null = null;
  readonly #context: LinkDirectionContext;
  #queueLimit: number;
  /** Made when a packet first waits. */
  #departures: DepartureRing | null = null;
  /** The last pipeline, with its counts. */
  #lastPipeline: LinkPipeline | null = null;
  #spec: LinkDirectionSpec;

  #drops: Map<number, number> | null = null;

  constructor(context: LinkDirectionContext, name: LinkDirectionName, spec: LinkDirectionSpec) {
    super();
    assertLinkDirection(spec);
    this.#clock = context.clock;
    this.#context = context;
    this.#spec = spec;
    this.name = name;
    this.mtu = spec.mtu;
    this.#rateBitsPerSecond = spec.rateBitsPerSecond ?? 0;
    this.#delayNs = spec.delayNs;
    this.#queueLimit = spec.queueLimitPackets;
    this.#slot = context.clock.queue.ownSteady(this);
    this.#setPipeline(spec);
  }

  get kind(): 'point-to-point' {
    return 'point-to-point';
  }

  get linkAddress(): MacAddress {
    return ZERO_MAC;
  }

  /** Every packet that this direction delivers, as it does. */
  get delivered$(): Subject<PacketBuffer> {
    if (this.#receiver instanceof DeliverySubject) return this.#receiver;
    if (this.#receiver === null) throw new Error('a direction of a link without a receiver');
    const subject = new DeliverySubject(this.#receiver);
    this.#receiver = subject;
    return subject;
  }

  /** The direction as it is now. */
  get spec(): LinkDirectionSpec {
    return this.#spec;
  }

  get up(): boolean {
    return this.#up;
  }

  /** The NIC at this end receives what the other direction brings. */
  attach(receiver: LinkReceiver): void {
    if (this.peer !== null) this.peer.#receiver = receiver;
  }

  /** Takes a packet from the NIC at this end. What is dropped here is no error to the NIC. */
  send(packet: PacketBuffer): LinkError | null {
    const { length } = packet;
    this.countSent(length);
    if (!this.#up) return this.#drop(packet, Disposition['link-down']);
    if (length > this.mtu) return this.#drop(packet, Disposition['larger-than-mtu']);
    if (this.#pipeline !== null) return this.#sendThrough(this.#pipeline, packet);
    const { nowNs, queue } = this.#clock;
    const startsNow = this.busyUntilNs <= nowNs;
    const endNs = this.#plan(packet, nowNs);
    if (endNs === FULL) return this.#drop(packet, Disposition['queue-full']);
    const tail = this.#tail;
    // A delay that became shorter does not let one packet overtake another.
    const arrivalNs =
      tail === null ? endNs + this.#delayNs : Math.max(endNs + this.#delayNs, tail.timeNs);
    const sequence = queue.takeSequence();
    packet.timeNs = arrivalNs;
    packet.tag = sequence;
    packet.next = null;
    if (tail === null) {
      this.#head = packet;
      queue.arm(this.#slot, arrivalNs, sequence);
    } else {
      tail.next = packet;
      // What had to wait comes after others that were sent later, so no lane takes it.
      if (startsNow && queue.append(this.#slot, arrivalNs, sequence)) packet.tag = HAS_EVENT;
    }
    this.#tail = packet;
    return null;
  }

  /** The first packet arrives; the event queue calls this. */
  fire(): void {
    const packet = this.#head as PacketBuffer;
    const { next } = packet;
    this.#head = next;
    packet.next = null;
    if (next === null) {
      this.#tail = null;
      this.#clock.queue.disarmFirst();
    } else if (next.tag === HAS_EVENT) {
      this.#clock.queue.disarmFirst();
    } else {
      this.#clock.queue.rearmFirst(next.timeNs, next.tag);
    }
    this.#deliver(packet);
  }

  /** Changes what is named; packets that are in flight keep their times. */
  set(change: Partial<LinkDirectionSpec>): void {
    const spec = { ...this.#spec, ...change };
    assertLinkDirection(spec);
    emitLinkChange(this.#context, this.name, this.#spec, change);
    this.#setPipeline(spec);
    this.#spec = spec;
    this.mtu = spec.mtu;
    this.#rateBitsPerSecond = spec.rateBitsPerSecond ?? 0;
    this.#delayNs = spec.delayNs;
    this.#queueLimit = spec.queueLimitPackets;
  }

  /** Takes the direction up or down. Going down loses all that is queued, being sent or propagating. */
  setUp(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    if (up) return;
    this.#clock.queue.disarm(this.#slot);
    let packet = this.#head;
    this.#head = null;
    this.#tail = null;
    this.busyUntilNs = 0;
    this.roundingNs = 0;
    this.#departures?.clear();
    this.#lastPipeline?.clear();
    while (packet !== null) {
      const { next } = packet;
      this.#drop(packet, Disposition['link-down']);
      packet = next;
    }
  }

  /** Tells the NIC at the end that the carrier changed; both directions have changed by then. */
  notifyCarrierChange(): void {
    this.#receiver?.carrierChanged?.();
  }

  /** The sender went down: what waits is lost. What is being sent, or on its way, arrives. */
  dropWaiting(disposition: Disposition): void {
    const waiting = this.#departures;
    waiting?.forgetUntil(this.#clock.nowNs);
    const planned = waiting?.packets ?? 0;
    const elsewhere = this.#lastPipeline?.dropWaiting(planned, disposition) ?? 0;
    if (waiting === null || planned === 0) return;
    [this.busyUntilNs, this.roundingNs] = [waiting.firstNs, 0];
    waiting.clear();
    this.#dropLast(planned - elsewhere, disposition);
  }

  /** Counts up to now. */
  get stats(): LinkDirectionStats {
    const pipeline = this.#lastPipeline;
    const waiting = this.#departures;
    waiting?.forgetUntil(this.#clock.nowNs);
    return {
      sentPackets: this.sentPackets,
      sentBytes: this.sentBytes,
      deliveredPackets: this.deliveredPackets,
      deliveredBytes: this.deliveredBytes,
      drops: this.#namedDrops(),
      queuePackets: (waiting?.packets ?? 0) + (pipeline?.queuePackets ?? 0),
      queueBytes: (waiting?.bytes ?? 0) + (pipeline?.queueBytes ?? 0),
      largestQueuePackets: Math.max(
        waiting?.largestPackets ?? 0,
        pipeline?.largestQueuePackets ?? 0,
      ),
      markedPackets: pipeline?.markedPackets ?? 0,
      duplicatedPackets: pipeline?.path.duplicatedPackets ?? 0,
      corruptedPackets: pipeline?.path.corruptedPackets ?? 0,
      reorderedPackets: pipeline?.path.reorderedPackets ?? 0,
      inFlightPackets: this.inFlightPackets,
    };
  }

  /** Packets queued, being sent or propagating, counted one by one. */
  get inFlightPackets(): number {
    let count = this.#lastPipeline?.inFlightPackets ?? 0;
    for (let packet = this.#head; packet !== null; packet = packet.next) count++;
    return count;
  }

  /** Octets of these packets. */
  get inFlightBytes(): number {
    let bytes = this.#lastPipeline?.inFlightBytes ?? 0;
    for (let packet = this.#head; packet !== null; packet = packet.next) bytes += packet.length;
    return bytes;
  }

  /**
   * Whole nanoseconds that the rate stage takes for a packet. What rounding takes from one packet is given
   * to the next of a busy period, so that a long one is exact to a nanosecond.
   */
  #transmissionNs(length: number): number {
    const rate = this.#rateBitsPerSecond;
    if (rate === 0) return 0;
    // A direction with framing has a pipeline: others need not look.
    const framing = this.#pipeline === null ? null : (this.#spec.framing ?? null);
    const octets = framing === null ? length : framedLength(framing, length);
    const exactNs = (octets * OCTET_NS_BITS) / rate + this.roundingNs;
    const wholeNs = Math.round(exactNs);
    this.roundingNs = exactNs - wholeNs;
    return wholeNs;
  }

  /** When the last bit of a packet is sent, after all that is planned; {@link FULL} if it may not wait. */
  #plan(packet: PacketBuffer, nowNs: number): number {
    const length = packet.length + packet.linkHeaderLength;
    let startNs = this.busyUntilNs;
    if (startNs <= nowNs) {
      if (startNs < nowNs) this.roundingNs = 0;
      startNs = nowNs;
    } else if (!this.#mayWait(startNs, nowNs, length)) {
      return FULL;
    }
    const endNs = startNs + this.#transmissionNs(length);
    this.busyUntilNs = endNs;
    return endNs;
  }

  /** Whether a packet may join the queue, to be sent from `startNs` on. */
  #mayWait(startNs: number, nowNs: number, length: number): boolean {
    this.#departures ??= new DepartureRing();
    const waiting = this.#departures;
    waiting.forgetUntil(nowNs);
    if (waiting.packets >= this.#queueLimit) return false;
    waiting.push(startNs, length);
    return true;
  }

  #sendThrough(pipeline: LinkPipeline, packet: PacketBuffer): null {
    if (!pipeline.isPlanned) {
      pipeline.send(packet);
      return null;
    }
    const { path } = pipeline;
    if (path.isFull) {
      path.refuse(packet);
      return null;
    }
    const { nowNs } = this.#clock;
    const waits = this.busyUntilNs > nowNs;
    const endNs = this.#plan(packet, nowNs);
    if (endNs === FULL) this.#drop(packet, Disposition['queue-full']);
    else path.launch(packet, endNs, waits);
    return null;
  }

  /** Turns the pipeline on, off, or into what it shall be. The order of packets goes over to it and back. */
  #setPipeline(spec: LinkDirectionSpec): void {
    const isNeeded = PIPELINE_PARTS.some((name) => (spec[name] ?? null) !== null);
    if (!isNeeded && this.#pipeline === null) return;
    this.#lastPipeline ??= this.#makePipeline();
    const pipeline = this.#lastPipeline;
    const { path } = pipeline;
    path.lastArrivalNs = Math.max(path.lastArrivalNs, this.#tail?.timeNs ?? 0);
    pipeline.set(spec);
    this.#pipeline = isNeeded || pipeline.inFlightPackets > 0 ? pipeline : null;
  }

  #makePipeline(): LinkPipeline {
    const { clock, pool, bus, models } = this.#context;
    if (models === undefined) {
      throw new LinkSpecError(
        'an impairment or queue discipline on a link without models is impossible',
      );
    }
    return new LinkPipeline({
      clock,
      pool,
      bus,
      name: this.name,
      models,
      busyUntilNs: () => this.busyUntilNs,
      rateBitsPerSecond: () => this.#spec.rateBitsPerSecond,
      plan: (packet) => this.#plan(packet, clock.nowNs),
      deliver: (packet) => this.#deliver(packet),
      drop: (packet, disposition) => void this.#drop(packet, disposition),
    });
  }

  #deliver(packet: PacketBuffer): void {
    this.countDelivered(packet.length);
    (this.#receiver as LinkReceiver).receiveFromLink(packet);
  }

  /** Drops the last packets of the list. They had to wait, so that none but the first can have an event. */
  #dropLast(count: number, disposition: Disposition): void {
    let kept = -count;
    for (let packet = this.#head; packet !== null; packet = packet.next) kept++;
    let last: PacketBuffer | null = null;
    for (let next = this.#head; kept > 0 && next !== null; next = next.next) {
      last = next;
      kept--;
    }
    let packet = last === null ? this.#head : last.next;
    this.#tail = last;
    if (last === null) {
      this.#head = null;
      this.#clock.queue.disarm(this.#slot);
    } else {
      last.next = null;
    }
    while (packet !== null) {
      const { next } = packet;
      packet.next = null;
      this.#drop(packet, disposition);
      packet = next;
    }
  }

  #drop(packet: PacketBuffer, disposition: Disposition): null {
    this.#drops ??= new Map();
    this.#drops.set(disposition, (this.#drops.get(disposition) ?? 0) + 1);
    const { bus, pool } = this.#context;
    if (bus.observed) bus.linkDropped(this.name, packet, disposition);
    pool.end(packet, disposition);
    return null;
  }

  #namedDrops(): Record<string, number> {
    const drops: Record<string, number> = {};
    for (const [disposition, count] of this.#drops ?? [])
      drops[dispositionName(disposition)] = count;
    return drops;
  }
}
