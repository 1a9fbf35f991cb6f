// Hot path while somebody observes. Whoever must hear of every hop is a tap, for which no object is made; objects
// of events are made for subscribers that want them alone.
import {
  type Clock,
  type Disposition,
  type DispositionName,
  dispositionKind,
  dispositionName,
  type OtherStackEvent,
  type PacketBuffer,
  type PassingType,
  type StackObserver,
} from '@packetloom/core';
import type { Observable } from 'rxjs';
import { type EventFilter, EventSinks, type Subscribers, wantsOctets } from './eventSinks.js';
import type { DropListener, EventSource, EventTap, OtherEvent } from './eventTap.js';
import { HostObserver } from './hostObserver.js';
import { summaryOf } from './packetSummary.js';
import type { LinkImpairment, SimulationEvent } from './simulationEvent.js';

/** Names a direction of a link. */
export interface LinkDirectionName {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
}

/** An event that waits until others were told. */
interface Waiting {
  readonly event: SimulationEvent;
  readonly subscribers: Subscribers;
}

/** What the bus needs of the clock. */
type BusClock = Pick<Clock, 'nowNs' | 'schedule'>;

/**
 * Everything that happens in a simulation: for subscribers as typed streams, for taps as calls. Events are built
 * only while somebody wants them. They are published from a queue, each to all subscribers before the next, so
 * that what a subscriber causes comes after what it was told.
 */
export class EventBus {
  /** Name of the app that is sending now: the datagrams that it originates bear it. */
  sender: string | null = null;
  /** Finds what of a host's packet filter has just dropped a packet. */
  ruleOf: ((host: string, reason: DispositionName) => string | null) | null = null;
  readonly #clock: BusClock;
  readonly #sinks: EventSinks;
  /** New lists with each change. */
  #taps: readonly EventTap[] = [];
  #dropListeners: readonly DropListener[] = [];
  #observed = false;
  readonly #waiting: Waiting[] = [];
  #publishing = false;
  readonly #whenObserved: ((observed: boolean) => void)[] = [];
  #sources = 0;
  readonly #directions = new Map<LinkDirectionName, EventSource>();

  /** All events, as they happen. */
  readonly events$: Observable<SimulationEvent>;
  /** All events, with the octets of the packets (each is a copy). */
  readonly eventsWithOctets$: Observable<SimulationEvent>;

  constructor(clock: BusClock) {
    this.#clock = clock;
    this.#sinks = new EventSinks(clock, () => this.#changed());
    this.events$ = this.#sinks.stream();
    this.eventsWithOctets$ = this.#sinks.stream({ octets: true });
  }

  /** Name of the app that sends a datagram which originates now, and why; null for what stacks send themselves. */
  senderOf(cause: string): string | null {
    // What a stack answers meanwhile is its own.
    return cause === 'icmp' || cause === 'igmp' ? null : this.sender;
  }

  /** Some events alone: others are not even built for it. */
  eventsOf(choice: EventFilter): Observable<SimulationEvent> {
    return this.#sinks.stream(choice);
  }

  /** Whether anybody listens; asked before anything is told. */
  get observed(): boolean {
    return this.#observed;
  }

  /** Calls `listener` when the first one listens and when the last one has gone. */
  onObserved(listener: (observed: boolean) => void): void {
    this.#whenObserved.push(listener);
    if (this.#observed) listener(true);
  }

  /** Adds a tap; the result takes it off again. */
  addTap(tap: EventTap): () => void {
    this.#taps = this.#taps.concat(tap);
    this.#changed();
    return () => {
      this.#taps = this.#taps.filter((other) => other !== tap);
      this.#changed();
    };
  }

  /** Adds a listener for packets that are dropped; the result removes it. */
  onDrop(listener: DropListener): () => void {
    this.#dropListeners = this.#dropListeners.concat(listener);
    this.#changed();
    return () => {
      this.#dropListeners = this.#dropListeners.filter((other) => other !== listener);
      this.#changed();
    };
  }

  /**
   * Tells of an event: at once, or after the ones that are being told of. What a subscriber throws comes
   * out of the run, at this instant but after the work at hand, so that no packet is lost half-way.
   */
  publish(event: OtherEvent): void {
    this.#other(event, null);
  }

  /** An observer for a host: what it is told goes onto the bus. */
  observerOf(host: string): StackObserver {
    return new HostObserver(this, host);
  }

  /** A new source of events; for observers of hosts. */
  source(kind: EventSource['kind'], name: string, part: string | null): EventSource {
    return { kind, name, part, index: this.#sources++ };
  }

  /** Tells that a link dropped a packet. */
  linkDropped(name: LinkDirectionName, packet: PacketBuffer, disposition: Disposition): void {
    const source = this.#sourceOf(name);
    for (const tap of this.#taps) tap.linkDropped(source, packet, disposition);
    for (const listener of this.#dropListeners) listener(source, packet, disposition);
    const subscribers = this.#sinks.subscribersFor('link-dropped', packet, source);
    if (subscribers.length === 0) return;
    const reason = dispositionName(disposition);
    const event = {
      type: 'link-dropped',
      ...this.#onLink(name, packet, subscribers),
      reason,
    } as const;
    this.#emit(event, subscribers);
  }

  /** Tells what a link did to a packet that goes on. */
  linkImpaired(type: LinkImpairment, name: LinkDirectionName, packet: PacketBuffer): void {
    const source = this.#sourceOf(name);
    for (const tap of this.#taps) tap.linkImpaired(type, source, packet);
    const subscribers = this.#sinks.subscribersFor(type, packet, source);
    if (subscribers.length === 0) return;
    this.#emit({ type, ...this.#onLink(name, packet, subscribers) }, subscribers);
  }

  // What observers of hosts tell ---------------------------------------------------------------------

  passed(type: PassingType, source: EventSource, packet: PacketBuffer): void {
    const taps = this.#taps;
    for (let each = 0; each < taps.length; each++) {
      (taps[each] as EventTap).passed(type, source, packet);
    }
    if (this.#sinks.isEmpty) return;
    const subscribers = this.#sinks.subscribersFor(type, packet, source);
    if (subscribers.length === 0) return;
    // Spelt out: to spread an object into another one takes longer than all the rest.
    const timeNs = this.#clock.nowNs;
    const summary = summaryOf(packet, wantsOctets(subscribers));
    this.#emit({ type, timeNs, host: source.name, nic: source.part, packet: summary }, subscribers);
  }

  originated(source: EventSource, packet: PacketBuffer, cause: string): void {
    for (const tap of this.#taps) tap.originated(source, packet, cause);
    if (this.#sinks.isEmpty) return;
    const subscribers = this.#sinks.subscribersFor('originated', packet, source);
    if (subscribers.length === 0) return;
    const event = {
      type: 'originated',
      ...this.#onHost(source, packet, subscribers),
      cause,
    } as const;
    const app = this.senderOf(cause);
    this.#emit(app === null ? event : { ...event, app }, subscribers);
  }

  delivered(source: EventSource, packet: PacketBuffer, protocol: number, port: number): void {
    for (const tap of this.#taps) tap.delivered(source, packet, protocol, port);
    if (this.#sinks.isEmpty) return;
    const subscribers = this.#sinks.subscribersFor('delivered', packet, source);
    if (subscribers.length === 0) return;
    const about = this.#onHost(source, packet, subscribers);
    this.#emit({ type: 'delivered', ...about, protocol, port }, subscribers);
  }

  ended(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    for (const tap of this.#taps) tap.ended(source, packet, disposition);
    const type: 'dropped' | 'consumed' =
      dispositionKind(disposition) === 'dropped' ? 'dropped' : 'consumed';
    if (type === 'dropped') {
      for (const listener of this.#dropListeners) listener(source, packet, disposition);
    }
    const subscribers = this.#sinks.subscribersFor(type, packet, source);
    if (subscribers.length === 0) return;
    const reason = dispositionName(disposition);
    const event = { type, ...this.#onHost(source, packet, subscribers), reason };
    const rule = type === 'dropped' ? (this.ruleOf?.(source.name, reason) ?? null) : null;
    this.#emit(rule === null ? event : { ...event, rule }, subscribers);
  }

  otherOnHost(event: OtherStackEvent): void {
    const timeNs = this.#clock.nowNs;
    switch (event.type) {
      case 'fragmented':
      case 'icmp-error': {
        const packet = summaryOf(event.packet, wantsOctets(this.#sinks.matching(event.type)));
        this.#other({ ...event, timeNs, packet }, event.packet);
        return;
      }
      case 'send-failed': {
        const app = event.cause === 'icmp' ? null : this.sender;
        this.#other({ ...event, timeNs, app }, null);
        return;
      }
      default:
        this.#other({ ...event, timeNs }, null);
    }
  }

  #other(event: OtherEvent, packet: PacketBuffer | null): void {
    for (const tap of this.#taps) tap.other(event, packet);
    const subscribers = this.#sinks.matching(event.type);
    if (subscribers.length > 0) this.#emit(event, subscribers);
  }

  /** Each field by name: copying an object with many fields costs ten times as much. */
  #onHost({ name: host, part: nic }: EventSource, packet: PacketBuffer, subscribers: Subscribers) {
    const timeNs = this.#clock.nowNs;
    return { timeNs, host, nic, packet: summaryOf(packet, wantsOctets(subscribers)) };
  }

  #onLink({ link, direction }: LinkDirectionName, packet: PacketBuffer, subscribers: Subscribers) {
    const timeNs = this.#clock.nowNs;
    return { timeNs, link, direction, packet: summaryOf(packet, wantsOctets(subscribers)) };
  }

  #emit(event: SimulationEvent, subscribers: Subscribers): void {
    if (this.#publishing) {
      this.#waiting.push({ event, subscribers });
      return;
    }
    this.#publishing = true;
    this.#sinks.deliver(event, subscribers);
    if (this.#waiting.length > 0) this.#emitWaiting();
    this.#publishing = false;
  }

  #emitWaiting(): void {
    for (let at = 0; at < this.#waiting.length; at++) {
      const { event, subscribers } = this.#waiting[at] as Waiting;
      this.#sinks.deliver(event, subscribers);
    }
    this.#waiting.length = 0;
  }

  #sourceOf(name: LinkDirectionName): EventSource {
    let source = this.#directions.get(name);
    if (source === undefined) {
      source = this.source('link', name.link, name.direction);
      this.#directions.set(name, source);
    }
    return source;
  }

  #changed(): void {
    const { length } = this.#taps;
    const observed = length > 0 || this.#dropListeners.length > 0 || !this.#sinks.isEmpty;
    if (observed === this.#observed) return;
    this.#observed = observed;
    for (const listener of this.#whenObserved) listener(observed);
  }
}
