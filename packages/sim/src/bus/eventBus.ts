import {
  type Fate,
  fateName,
  type PacketBuffer,
  type StackEvent,
  type StackObserver,
} from '@packetloom/core';
import { config, Observable, Subject } from 'rxjs';
import { summaryOf } from './packetSummary.js';
import type { SimulationEvent } from './simulationEvent.js';

/** What a subscriber threw, with the event that it was given. */
export class SubscriberError extends Error {
  override readonly name = 'SubscriberError';
  readonly code = 'subscriber-threw';
  readonly event: SimulationEvent;

  constructor(event: SimulationEvent, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(`a subscriber of events$ threw at ${event.timeNs} ns on "${event.type}": ${what}`, {
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

/** Where things happen: told to the bus with the event. */
interface Present {
  readonly nowNs: number;
}

/**
 * Everything that happens in a simulation, as one typed stream. Events are built only while somebody
 * listens. They are published from a queue, each to all subscribers before the next, so that what a
 * subscriber causes comes after what it was told.
 */
export class EventBus {
  readonly #present: Present;
  readonly #subject = new Subject<SimulationEvent>();
  readonly #waiting: SimulationEvent[] = [];
  #subscribers = 0;
  #octetsWanted = 0;
  #publishing = false;
  #failure: SubscriberError | null = null;
  readonly #whenObserved: ((observed: boolean) => void)[] = [];

  constructor(present: Present) {
    this.#present = present;
  }

  /** All events, as they happen. */
  readonly events$: Observable<SimulationEvent> = this.#stream(false);

  /** All events, with the octets of the packets (each is a copy). */
  readonly eventsWithOctets$: Observable<SimulationEvent> = this.#stream(true);

  /** Whether anybody listens; asked before an event is built. */
  get observed(): boolean {
    return this.#subscribers > 0;
  }

  /** Calls `listener` when the first subscriber comes and when the last one goes. */
  onObserved(listener: (observed: boolean) => void): void {
    this.#whenObserved.push(listener);
    if (this.observed) listener(true);
  }

  /** Publishes an event: at once, or after the ones that are being published. */
  publish(event: SimulationEvent): void {
    this.#waiting.push(event);
    if (this.#publishing) return;
    this.#publishing = true;
    for (let at = 0; at < this.#waiting.length; at++) {
      this.#deliver(this.#waiting[at] as SimulationEvent);
    }
    this.#waiting.length = 0;
    this.#publishing = false;
    this.#rethrow();
  }

  /** An observer for a host: what it is told goes onto the bus. */
  observerOf(): StackObserver {
    return { observe: (event) => this.publish(this.#fromStack(event)) };
  }

  /** Tells that a link dropped a packet. */
  linkDropped(name: LinkDirectionName, packet: PacketBuffer, fate: Fate): void {
    const timeNs = this.#present.nowNs;
    const reason = fateName(fate);
    this.publish({ type: 'link-dropped', timeNs, ...name, packet: this.#summary(packet), reason });
  }

  #fromStack(event: StackEvent): SimulationEvent {
    const timeNs = this.#present.nowNs;
    if (event.type === 'membership' || event.type === 'neighbour') return { ...event, timeNs };
    return { ...event, timeNs, packet: this.#summary(event.packet) };
  }

  #summary(packet: PacketBuffer) {
    return summaryOf(packet, this.#octetsWanted > 0);
  }

  /** A stream that counts its subscribers, and keeps what they throw for the publisher. */
  #stream(withOctets: boolean): Observable<SimulationEvent> {
    return new Observable<SimulationEvent>((subscriber) => {
      this.#count(1, withOctets);
      const subscription = this.#subject.subscribe((event) => subscriber.next(event));
      return () => {
        subscription.unsubscribe();
        this.#count(-1, withOctets);
      };
    });
  }

  #count(change: number, withOctets: boolean): void {
    const before = this.observed;
    this.#subscribers += change;
    if (withOctets) this.#octetsWanted += change;
    if (this.observed !== before)
      for (const listener of this.#whenObserved) listener(this.observed);
  }

  /**
   * RxJS reports what a subscriber throws from a timer of the machine, out of the run's reach; so errors
   * are made synchronous for as long as the event is delivered.
   */
  #deliver(event: SimulationEvent): void {
    const before = config.useDeprecatedSynchronousErrorHandling;
    config.useDeprecatedSynchronousErrorHandling = true;
    try {
      this.#subject.next(event);
    } catch (error) {
      this.#failure ??= new SubscriberError(event, error);
    } finally {
      config.useDeprecatedSynchronousErrorHandling = before;
    }
  }

  #rethrow(): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure;
  }
}
