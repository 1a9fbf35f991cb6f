import {
  type Clock,
  type Disposition,
  type DispositionName,
  dispositionName,
  type PacketBuffer,
  type StackEvent,
  type StackObserver,
} from '@packetloom/core';
import type { Observable } from 'rxjs';
import { causeText } from './causeText.js';
import { type EventSink, EventStream } from './eventStream.js';
import { summaryOf } from './packetSummary.js';
import type { LinkImpairment, SimulationEvent } from './simulationEvent.js';

/** What a subscriber threw, with the event that it was given. */
export class SubscriberError extends Error {
  override readonly name = 'SubscriberError';
  readonly code = 'subscriber-threw';
  readonly event: SimulationEvent;

  constructor(event: SimulationEvent, cause: unknown) {
    const when = `at ${event.timeNs} ns on "${event.type}"`;
    super(`a subscriber of events$ threw ${when}: ${causeText(cause)}`, {
      cause,
    });
    this.event = event;
  }
}

/** Names a direction of a link. */
export interface LinkDirectionName {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
}

/** What the bus needs of the clock. */
type BusClock = Pick<Clock, 'nowNs' | 'schedule'>;

/**
 * Everything that happens in a simulation, as one typed stream. Events are built only while somebody
 * listens. They are published from a queue, each to all subscribers before the next, so that what a
 * subscriber causes comes after what it was told.
 */
export class EventBus {
  /** Name of the app that is sending now: the datagrams that it originates bear it. */
  sender: string | null = null;
  /** Finds what of a host's packet filter has just dropped a packet. */
  ruleOf: ((host: string, reason: DispositionName) => string | null) | null = null;
  readonly #clock: BusClock;
  /** In the order of subscription; a new list with each change, so that one that is walked stays. */
  #sinks: readonly EventSink[] = [];
  readonly #waiting: SimulationEvent[] = [];
  #octetsWanted = 0;
  #publishing = false;
  readonly #whenObserved: ((observed: boolean) => void)[] = [];

  constructor(clock: BusClock) {
    this.#clock = clock;
  }

  /** All events, as they happen. */
  readonly events$: Observable<SimulationEvent> = this.#stream(false);

  /** All events, with the octets of the packets (each is a copy). */
  readonly eventsWithOctets$: Observable<SimulationEvent> = this.#stream(true);

  /** Whether anybody listens; asked before an event is built. */
  get observed(): boolean {
    return this.#sinks.length > 0;
  }

  /** Calls `listener` when the first subscriber comes and when the last one goes. */
  onObserved(listener: (observed: boolean) => void): void {
    this.#whenObserved.push(listener);
    if (this.observed) listener(true);
  }

  /**
   * Publishes an event: at once, or after the ones that are being published. What a subscriber throws
   * comes out of the run, at this instant but after the work at hand, so that no packet is lost half-way.
   */
  publish(event: SimulationEvent): void {
    if (this.#publishing) {
      this.#waiting.push(event);
      return;
    }
    this.#publishing = true;
    this.#deliver(event);
    if (this.#waiting.length > 0) this.#deliverWaiting();
    this.#publishing = false;
  }

  /** An observer for a host: what it is told goes onto the bus. */
  observerOf(): StackObserver {
    return { observe: (event) => this.publish(this.#fromStack(event)) };
  }

  /** Tells that a link dropped a packet. */
  linkDropped(name: LinkDirectionName, packet: PacketBuffer, disposition: Disposition): void {
    const timeNs = this.#clock.nowNs;
    const reason = dispositionName(disposition);
    this.publish({ type: 'link-dropped', timeNs, ...name, packet: this.#summary(packet), reason });
  }

  /** Tells what a link did to a packet that goes on. */
  linkImpaired(type: LinkImpairment, name: LinkDirectionName, packet: PacketBuffer): void {
    this.publish({ type, timeNs: this.#clock.nowNs, ...name, packet: this.#summary(packet) });
  }

  /** Each type's fields by name: copying an event of any type costs ten times as much. */
  #fromStack(event: StackEvent): SimulationEvent {
    const timeNs = this.#clock.nowNs;
    const { host } = event;
    switch (event.type) {
      case 'received':
      case 'transmitted':
      case 'forwarded':
      case 'fragment-held':
      case 'reassembled': {
        const { type, nic, packet } = event;
        return { type, timeNs, host, nic, packet: this.#summary(packet) };
      }
      case 'originated': {
        const { type, nic, packet, cause } = event;
        const summary = this.#summary(packet);
        // What a stack answers meanwhile is its own.
        const isOwn = cause === 'icmp' || cause === 'igmp';
        if (this.sender === null || isOwn) {
          return { type, timeNs, host, nic, packet: summary, cause };
        }
        return { type, timeNs, host, nic, packet: summary, cause, app: this.sender };
      }
      case 'delivered': {
        const { type, nic, packet, protocol, port } = event;
        return { type, timeNs, host, nic, packet: this.#summary(packet), protocol, port };
      }
      case 'send-failed': {
        const { type, cause, destination, error } = event;
        const app = cause === 'icmp' ? null : this.sender;
        return { type, timeNs, host, app, cause, destination, error };
      }
      case 'membership':
      case 'neighbour':
      case 'group-members':
      case 'querier':
      case 'address-conflict':
        return { ...event, timeNs };
      case 'dropped': {
        const { type, nic, packet, reason } = event;
        const summary = this.#summary(packet);
        const rule = this.ruleOf?.(host, reason) ?? null;
        if (rule === null) return { type, timeNs, host, nic, packet: summary, reason };
        return { type, timeNs, host, nic, packet: summary, reason, rule };
      }
      default:
        return { ...event, timeNs, packet: this.#summary(event.packet) };
    }
  }

  #summary(packet: PacketBuffer) {
    return summaryOf(packet, this.#octetsWanted > 0);
  }

  /** A stream that counts its subscribers, and keeps what they throw for the publisher. */
  #stream(withOctets: boolean): Observable<SimulationEvent> {
    return new EventStream((sink) => {
      this.#change(this.#sinks.concat(sink), withOctets ? 1 : 0);
      return () =>
        this.#change(
          this.#sinks.filter((other) => other !== sink),
          withOctets ? -1 : 0,
        );
    });
  }

  #change(sinks: readonly EventSink[], octetsWanted: number): void {
    const before = this.observed;
    this.#sinks = sinks;
    this.#octetsWanted += octetsWanted;
    if (this.observed !== before)
      for (const listener of this.#whenObserved) listener(this.observed);
  }

  #deliverWaiting(): void {
    for (let at = 0; at < this.#waiting.length; at++) {
      this.#deliver(this.#waiting[at] as SimulationEvent);
    }
    this.#waiting.length = 0;
  }

  #deliver(event: SimulationEvent): void {
    const sinks = this.#sinks;
    for (let place = 0; place < sinks.length; place++) {
      try {
        (sinks[place] as EventSink).deliver(event);
      } catch (error) {
        this.#failed(event, error);
      }
    }
  }

  #failed(event: SimulationEvent, error: unknown): void {
    const failure = new SubscriberError(event, error);
    this.#clock.schedule(0, {
      fire: () => {
        throw failure;
      },
    });
  }
}
