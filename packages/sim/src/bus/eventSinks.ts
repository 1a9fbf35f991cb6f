import type { Clock, PacketBuffer } from '@packetloom/core';
import { causeText } from './causeText.js';
import { type EventSink, EventStream } from './eventStream.js';
import type { EventSource } from './eventTap.js';
import type { SimulationEvent, SimulationEventType } from './simulationEvent.js';

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

/** Which events a stream has; without anything, all. */
export interface EventFilter {
  /** These types alone. */
  readonly types?: Iterable<SimulationEventType>;
  /**
   * Asked of what happens to a packet as it does, before an event is built; the packet is borrowed. Events that are
   * rare are told without being asked of.
   */
  readonly about?: (
    type: SimulationEventType,
    packet: PacketBuffer,
    source: EventSource,
  ) => boolean;
  /** Whether packets come with their octets, each time a copy. Default false. */
  readonly octets?: boolean;
}

/** One subscriber, and what it wants to hear of. */
interface Subscriber extends Pick<EventFilter, 'about'> {
  readonly sink: EventSink;
  readonly types: ReadonlySet<SimulationEventType> | null;
  readonly octets: boolean;
}

/** Those who want to hear of an event, in the order of subscription. */
export type Subscribers = readonly Subscriber[];

/** Whether one of them wants the octets of packets. */
export function wantsOctets(subscribers: Subscribers): boolean {
  for (let index = 0; index < subscribers.length; index++) {
    if ((subscribers[index] as Subscriber).octets) return true;
  }
  return false;
}

const NO_SUBSCRIBERS: Subscribers = [];

/** The subscribers of a bus, and what each of them wants to hear of. */
export class EventSinks {
  readonly #clock: Pick<Clock, 'schedule'>;
  /** Called when a subscriber came or went. */
  readonly #changed: () => void;
  /** In the order of subscription; a new list with each change, so that one that is walked stays. */
  #all: Subscribers = NO_SUBSCRIBERS;
  /** Whether one of them is to be asked about packets. */
  #anyAsks = false;
  readonly #byType = new Map<SimulationEventType, Subscribers>();

  constructor(clock: Pick<Clock, 'schedule'>, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** Who wants to hear of events of a type. */
  matching(type: SimulationEventType): Subscribers {
    let subscribers = this.#byType.get(type);
    if (subscribers === undefined) {
      subscribers = this.#all.filter(({ types }) => types?.has(type) ?? true);
      this.#byType.set(type, subscribers);
    }
    return subscribers;
  }

  /** Who wants to hear of what happens to a packet. */
  subscribersFor(
    type: SimulationEventType,
    packet: PacketBuffer,
    source: EventSource,
  ): Subscribers {
    const subscribers = this.matching(type);
    if (!this.#anyAsks) return subscribers;
    let matching = 0;
    for (let index = 0; index < subscribers.length; index++) {
      if (matches(subscribers[index] as Subscriber, type, packet, source)) matching++;
    }
    if (matching === subscribers.length) return subscribers;
    // Most packets are of interest to nobody: no list is made for them.
    if (matching === 0) return NO_SUBSCRIBERS;
    return subscribers.filter((one) => matches(one, type, packet, source));
  }

  /** A stream that counts its subscribers, and keeps what they throw for the publisher. */
  stream({ types, about, octets = false }: EventFilter = {}): EventStream {
    const wanted = types === undefined ? null : new Set(types);
    const asked = about === undefined ? {} : { about };
    return new EventStream((sink) => {
      const subscribed = { sink, types: wanted, octets, ...asked };
      this.#set(this.#all.concat(subscribed));
      return () => this.#set(this.#all.filter((other) => other !== subscribed));
    });
  }

  /** Tells those who want to hear of it. */
  deliver(event: SimulationEvent, subscribers: Subscribers): void {
    for (let index = 0; index < subscribers.length; index++) {
      try {
        (subscribers[index] as Subscriber).sink.deliver(event);
      } catch (error) {
        this.#failed(event, error);
      }
    }
  }

  #set(all: Subscribers): void {
    this.#all = all;
    this.#anyAsks = all.some(({ about }) => about !== undefined);
    this.#byType.clear();
    this.#changed();
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

function matches(
  { about }: Subscriber,
  type: SimulationEventType,
  packet: PacketBuffer,
  source: EventSource,
): boolean {
  return about === undefined || about(type, packet, source);
}
