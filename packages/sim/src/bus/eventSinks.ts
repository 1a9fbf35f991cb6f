import type { Clock } from '@packetloom/core';
import { causeText } from './causeText.js';
import { type EventSink, EventStream } from './eventStream.js';
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

/** What a stream of events has. */
export interface StreamContent {
  /** These types alone; null: all. */
  readonly types: ReadonlySet<SimulationEventType> | null;
  /** Whether packets come with their octets. */
  readonly withOctets: boolean;
}

interface Subscribed extends StreamContent {
  readonly sink: EventSink;
}

/** Types of which there is one or more for each hop of a packet. */
const EACH_HOP: readonly SimulationEventType[] = ['received', 'forwarded', 'transmitted'];

/** The subscribers of a bus, and what each of them wants to hear of. */
export class EventSinks {
  /** Whether a subscriber wants events that each hop has. */
  wantEachHop = false;
  /** Whether a subscriber wants the octets of packets. */
  wantOctets = false;
  readonly #clock: Pick<Clock, 'schedule'>;
  /** Called when a subscriber came or went. */
  readonly #changed: () => void;
  /** In the order of subscription; a new list with each change, so that one that is walked stays. */
  #all: readonly Subscribed[] = [];

  constructor(clock: Pick<Clock, 'schedule'>, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** Whether a subscriber wants events of a type. */
  want(type: SimulationEventType): boolean {
    const all = this.#all;
    for (let place = 0; place < all.length; place++) {
      if (wants(all[place] as Subscribed, type)) return true;
    }
    return false;
  }

  /** A stream that counts its subscribers, and keeps what they throw for the publisher. */
  stream(content: StreamContent): EventStream {
    return new EventStream((sink) => {
      const subscribed = { sink, ...content };
      this.#set(this.#all.concat(subscribed));
      return () => this.#set(this.#all.filter((other) => other !== subscribed));
    });
  }

  /** Tells all who want to hear of it. */
  deliver(event: SimulationEvent): void {
    const all = this.#all;
    for (let place = 0; place < all.length; place++) {
      const subscribed = all[place] as Subscribed;
      if (!wants(subscribed, event.type)) continue;
      try {
        subscribed.sink.deliver(event);
      } catch (error) {
        this.#failed(event, error);
      }
    }
  }

  #set(all: readonly Subscribed[]): void {
    this.#all = all;
    this.wantOctets = all.some(({ withOctets }) => withOctets);
    this.wantEachHop = EACH_HOP.some((type) => this.want(type));
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

function wants({ types }: StreamContent, type: SimulationEventType): boolean {
  return types === null || types.has(type);
}
