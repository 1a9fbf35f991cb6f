// Hot path while somebody listens: several events a hop. `Subject.next` makes a closure, a context for errors and an
// iterator for each event: 60 of 110 ns. A function that subscribes by itself is called directly instead.
import { config, Observable, type Observer, Subject, Subscription } from 'rxjs';
import type { SimulationEvent } from './simulationEvent.js';

/** Whoever gets events; what it throws comes back. */
export interface EventSink {
  deliver(event: SimulationEvent): void;
}

type Listener = (event: SimulationEvent) => void;

/** Connects a sink to the bus; the result takes it off again. */
type Attach = (sink: EventSink) => () => void;

/** The stream of events as an Observable of RxJS. It neither completes nor fails. */
export class EventStream extends Observable<SimulationEvent> {
  readonly #attach: Attach;

  constructor(attach: Attach) {
    super((subscriber) => {
      const subject = new Subject<SimulationEvent>();
      const subscription = subject.subscribe(subscriber);
      subscription.add(attach(new RxSink(subject)));
      return subscription;
    });
    this.#attach = attach;
  }

  override subscribe(
    observerOrNext?: Partial<Observer<SimulationEvent>> | Listener | null,
  ): Subscription {
    if (typeof observerOrNext !== 'function') return super.subscribe(observerOrNext ?? undefined);
    const sink = new ListenerSink(observerOrNext);
    const detach = this.#attach(sink);
    return new Subscription(() => {
      sink.close();
      detach();
    });
  }
}

class ListenerSink implements EventSink {
  #listener: Listener | null;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  deliver(event: SimulationEvent): void {
    if (this.#listener === null) return;
    const listener = this.#listener;
    listener(event);
  }

  /** It is told no more, be it that it left while an event is delivered. */
  close(): void {
    this.#listener = null;
  }
}

class RxSink implements EventSink {
  readonly #subject: Subject<SimulationEvent>;

  constructor(subject: Subject<SimulationEvent>) {
    this.#subject = subject;
  }

  deliver(event: SimulationEvent): void {
    // RxJS reports what a subscriber throws from a timer of the machine, out of the run's reach; so
    // errors are made synchronous for as long as the event is delivered.
    const before = config.useDeprecatedSynchronousErrorHandling;
    config.useDeprecatedSynchronousErrorHandling = true;
    try {
      this.#subject.next(event);
    } finally {
      config.useDeprecatedSynchronousErrorHandling = before;
    }
  }
}
