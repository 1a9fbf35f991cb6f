import type { Subscription } from 'rxjs';
import type { EventBus } from '../bus/eventBus.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';

/** An event of a packet's life. */
export type PacketEvent = Extract<SimulationEvent, { packet: unknown }>;

/** Events that are kept of one life; a flood of copies ends it here. */
const LONGEST_LIFE = 100_000;

/**
 * Everything that happens to one datagram: through forwarding, fragments, reassembly and NAT, and to the
 * datagrams that it caused (replies, ICMP errors).
 */
export class PacketLife {
  /** The datagram. */
  readonly identity: number;
  /** What happened, in order. */
  readonly events: PacketEvent[] = [];
  readonly #family: Set<number>;
  readonly #subscription: Subscription;

  constructor(bus: EventBus, identity: number) {
    this.identity = identity;
    this.#family = new Set([identity]);
    this.#subscription = bus.events$.subscribe((event) => {
      if ('packet' in event) this.#keep(event);
    });
  }

  /** Listens no more. */
  stop(): void {
    this.#subscription.unsubscribe();
  }

  #keep(event: PacketEvent): void {
    const { identity, cause } = event.packet;
    if (this.#family.has(cause)) this.#family.add(identity);
    if (this.#family.has(identity) && this.events.length < LONGEST_LIFE) this.events.push(event);
  }
}
