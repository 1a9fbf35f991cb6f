// Hot path: one direction of a link. Packets stand in a list in order of arrival, and only the first is in
// the event queue, so that pending events are as many as busy links. The end of a transmission is computed,
// not an event (a second event a hop costs 13 %). Packets reach the receiver through a Subject of the
// direction's own; it is made with the first packet, as most directions of a large network idle. In networks
// larger than the caches, a hop costs as much as the cache lines that it touches: times and counts stand in
// one row of numbers.
import {
  Fate,
  fateName,
  type LinkEndpoint,
  type LinkError,
  type LinkReceiver,
  type PacketBuffer,
  type PacketPool,
} from '@packetloom/core';
import type { Subject } from 'rxjs';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import type { EventSlot } from '../time/eventQueue.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { DeliverySubject } from './deliverySubject.js';
import { DirectionNumbers } from './directionNumbers.js';
import { assertLinkDirection, type LinkDirectionSpec } from './linkSpec.js';

/** Counts of one direction. */
export interface LinkDirectionStats {
  /** Packets and octets that the sender handed over, dropped ones included. */
  readonly sentPackets: number;
  readonly sentBytes: number;
  readonly deliveredPackets: number;
  readonly deliveredBytes: number;
  /** Dropped packets by reason; only reasons that occurred. */
  readonly drops: Readonly<Record<string, number>>;
  /** Packets that wait for the rate stage now. */
  readonly queuePackets: number;
  /** Packets queued, being sent or propagating now. */
  readonly inFlightPackets: number;
}

/** What a direction is made of. */
export interface LinkDirectionParts {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
  readonly bus: EventBus;
}

/** Nanoseconds that an octet (link header included) takes, times the rate in bits a second. */
const OCTET_NS_BITS = 8e9;

/** One direction of a point-to-point link; to the sending NIC it is the link itself. */
export class LinkDirection extends DirectionNumbers implements LinkEndpoint {
  readonly kind = 'point-to-point';
  readonly linkAddress = 0;
  mtu: number;
  /** The other direction, whose packets the NIC at this end receives. */
  peer: LinkDirection | null = null;
  readonly name: LinkDirectionName;

  readonly #clock: VirtualClock;
  readonly #pool: PacketPool;
  readonly #bus: EventBus;
  readonly #slot: EventSlot;
  #receiver: LinkReceiver | null = null;
  #delivered: DeliverySubject | null = null;

  #rateBitsPerSecond: number;
  #delayNs: number;
  #queueLimit: number;
  #up = true;

  #head: PacketBuffer | null = null;
  #tail: PacketBuffer | null = null;
  /** Instants at which waiting packets leave the queue, in a ring; made when a packet first waits. */
  #departures: Float64Array | null = null;
  #firstDeparture = 0;
  #departureCount = 0;

  #drops: Map<number, number> | null = null;

  constructor(parts: LinkDirectionParts, name: LinkDirectionName, spec: LinkDirectionSpec) {
    super();
    assertLinkDirection(spec);
    this.#clock = parts.clock;
    this.#pool = parts.pool;
    this.#bus = parts.bus;
    this.name = name;
    this.mtu = spec.mtu;
    this.#rateBitsPerSecond = spec.rateBitsPerSecond ?? 0;
    this.#delayNs = spec.delayNs;
    this.#queueLimit = spec.queueLimitPackets;
    this.#slot = parts.clock.queue.own(this);
  }

  /** Every packet that this direction delivers, as it does. */
  get delivered$(): Subject<PacketBuffer> {
    return (this.#delivered ?? this.#makeSubject()).shared();
  }

  /** The direction as it is now. */
  get spec(): LinkDirectionSpec {
    return {
      rateBitsPerSecond: this.#rateBitsPerSecond === 0 ? null : this.#rateBitsPerSecond,
      delayNs: this.#delayNs,
      mtu: this.mtu,
      queueLimitPackets: this.#queueLimit,
    };
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
    if (!this.#up) return this.#drop(packet, Fate['link-down']);
    if (length > this.mtu) return this.#drop(packet, Fate['larger-than-mtu']);
    const { nowNs, queue } = this.#clock;
    let startNs = this.busyUntilNs;
    if (startNs <= nowNs) {
      if (startNs < nowNs) this.roundingNs = 0;
      startNs = nowNs;
    } else if (!this.#mayWait(startNs, nowNs)) {
      return this.#drop(packet, Fate['queue-full']);
    }
    const endNs = startNs + this.#transmissionNs(length + packet.linkHeaderLength);
    this.busyUntilNs = endNs;
    const arrivalNs = Math.max(endNs + this.#delayNs, this.lastArrivalNs);
    this.lastArrivalNs = arrivalNs;
    const sequence = queue.takeSequence();
    packet.timeNs = arrivalNs;
    packet.tag = sequence;
    packet.next = null;
    if (this.#tail === null) {
      this.#head = packet;
      queue.arm(this.#slot, arrivalNs, sequence);
    } else {
      this.#tail.next = packet;
    }
    this.#tail = packet;
    return null;
  }

  /** The first packet arrives; the event queue calls this. */
  fire(): void {
    const packet = this.#head as PacketBuffer;
    const { next } = packet;
    this.#head = next;
    if (next === null) {
      this.#tail = null;
      this.#clock.queue.disarmFirst();
    } else {
      this.#clock.queue.rearmFirst(next.timeNs, next.tag);
      packet.next = null;
    }
    this.countDelivered(packet.length);
    (this.#delivered ?? this.#makeSubject()).next(packet);
  }

  /** Changes what is named; packets that are under way keep their times. */
  set(change: Partial<LinkDirectionSpec>): void {
    const spec = { ...this.spec, ...change };
    assertLinkDirection(spec);
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
    this.lastArrivalNs = 0;
    this.#departureCount = 0;
    while (packet !== null) {
      const { next } = packet;
      this.#drop(packet, Fate['link-down']);
      packet = next;
    }
  }

  /** Counts up to now. */
  get stats(): LinkDirectionStats {
    this.#forgetDepartures(this.#clock.nowNs);
    return {
      sentPackets: this.sentPackets,
      sentBytes: this.sentBytes,
      deliveredPackets: this.deliveredPackets,
      deliveredBytes: this.deliveredBytes,
      drops: this.#namedDrops(),
      queuePackets: this.#departureCount,
      inFlightPackets: this.inFlightPackets,
    };
  }

  /** Packets queued, being sent or propagating, counted one by one. */
  get inFlightPackets(): number {
    let count = 0;
    for (let packet = this.#head; packet !== null; packet = packet.next) count++;
    return count;
  }

  #makeSubject(): DeliverySubject {
    this.#delivered = new DeliverySubject(this.#receiver);
    return this.#delivered;
  }

  /**
   * Whole nanoseconds that the rate stage takes for a packet. What rounding takes from one packet is given
   * to the next of a busy period, so that a long one is exact to a nanosecond.
   */
  #transmissionNs(length: number): number {
    const rate = this.#rateBitsPerSecond;
    if (rate === 0) return 0;
    const exactNs = (length * OCTET_NS_BITS) / rate + this.roundingNs;
    const wholeNs = Math.round(exactNs);
    this.roundingNs = exactNs - wholeNs;
    return wholeNs;
  }

  /** Whether a packet may join the queue, to be sent from `startNs` on. */
  #mayWait(startNs: number, nowNs: number): boolean {
    this.#forgetDepartures(nowNs);
    if (this.#departureCount >= this.#queueLimit) return false;
    if (this.#departures === null) this.#departures = new Float64Array(ringSize(this.#queueLimit));
    else if (this.#departureCount === this.#departures.length) this.#growRing();
    const ring = this.#departures as Float64Array;
    ring[(this.#firstDeparture + this.#departureCount++) % ring.length] = startNs;
    return true;
  }

  /** Packets whose transmission has begun wait no longer. */
  #forgetDepartures(nowNs: number): void {
    const ring = this.#departures;
    if (ring === null) return;
    while (this.#departureCount > 0 && (ring[this.#firstDeparture] as number) <= nowNs) {
      this.#firstDeparture = (this.#firstDeparture + 1) % ring.length;
      this.#departureCount--;
    }
  }

  #growRing(): void {
    const old = this.#departures as Float64Array;
    const larger = new Float64Array(old.length * 2);
    for (let place = 0; place < this.#departureCount; place++) {
      larger[place] = old[(this.#firstDeparture + place) % old.length] as number;
    }
    this.#departures = larger;
    this.#firstDeparture = 0;
  }

  #drop(packet: PacketBuffer, fate: Fate): null {
    this.#drops ??= new Map();
    this.#drops.set(fate, (this.#drops.get(fate) ?? 0) + 1);
    if (this.#bus.observed) this.#bus.linkDropped(this.name, packet, fate);
    this.#pool.end(packet, fate);
    return null;
  }

  #namedDrops(): Record<string, number> {
    const drops: Record<string, number> = {};
    for (const [fate, count] of this.#drops ?? []) drops[fateName(fate)] = count;
    return drops;
  }
}

/** Queues up to this many packets get a ring of their size at once. */
const SMALL_RING = 16;

function ringSize(limit: number): number {
  return Math.max(1, Math.min(limit, SMALL_RING));
}
