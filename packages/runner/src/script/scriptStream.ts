import type { Simulation } from '@packetloom/sim';
import { config, Observable, Subject } from 'rxjs';
import type { ScriptRealm } from './scriptHost.js';

/** Begins to listen to something; the result ends it. */
type Listen<Item> = (emit: (item: Item) => void) => () => void;

/**
 * A stream for scripts. What listens must not act on a host that is in the middle of something, so items
 * are handed over at the same instant, but after the work at hand. Nothing listens before a script does.
 */
export class ScriptStream<Item> {
  readonly stream$: Observable<Item>;
  readonly #subject = new Subject<Item>();
  readonly #simulation: Simulation;
  readonly #realm: Pick<ScriptRealm, 'enter' | 'beginTurn'>;
  #waiting: Item[] = [];
  #subscribers = 0;

  constructor(
    simulation: Simulation,
    realm: Pick<ScriptRealm, 'enter' | 'beginTurn'>,
    listen: Listen<Item>,
  ) {
    this.#simulation = simulation;
    this.#realm = realm;
    let stop = () => {};
    this.stream$ = new Observable<Item>((subscriber) => {
      const subscription = this.#subject.subscribe(subscriber);
      this.#subscribers += 1;
      if (this.#subscribers === 1) stop = listen((item) => this.#add(item));
      return () => {
        subscription.unsubscribe();
        this.#subscribers -= 1;
        if (this.#subscribers === 0) stop();
      };
    });
  }

  #add(item: Item): void {
    this.#waiting.push(item);
    if (this.#waiting.length > 1) return;
    this.#simulation.clock.schedule(0, { fire: () => this.#handOver() });
  }

  #handOver(): void {
    const items = this.#waiting;
    this.#waiting = [];
    this.#realm.beginTurn();
    for (const item of items) this.#realm.enter(() => this.#emit(item));
  }

  /** RxJS would report what a subscriber throws from a timer of the machine, when the run is over. */
  #emit(item: Item): void {
    const before = config.useDeprecatedSynchronousErrorHandling;
    config.useDeprecatedSynchronousErrorHandling = true;
    try {
      this.#subject.next(item);
    } finally {
      config.useDeprecatedSynchronousErrorHandling = before;
    }
  }
}
