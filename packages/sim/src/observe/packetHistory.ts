import type { PacketBuffer } from '@packetloom/core';
import type { Subscription } from 'rxjs';
import type { EventBus } from '../bus/eventBus.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';

/** An event of a packet's life. */
export type PacketEvent = Extract<SimulationEvent, { packet: unknown }>;

/** Events that are kept of one life; a flood of copies ends it here. */
const MAX_HISTORY_EVENTS = 100_000;

/**
 * Everything that happens to one datagram: through forwarding, fragments, reassembly and NAT, and to the
 * datagrams that it caused (replies, ICMP errors).
 */
export class PacketHistory {
  /** The datagram. */
  readonly identity: number;
  /** What happened, in order. */
  readonly events: PacketEvent[] = [];
  readonly #family: Set<number>;
  readonly #subscription: Subscription;

  constructor(bus: EventBus, identity: number) {
    this.identity = identity;
    this.#family = new Set([identity]);
    const about = (_type: string, packet: PacketBuffer) => this.isOfFamily(packet);
    this.#subscription = bus.eventsOf({ about }).subscribe((event) => {
      if ('packet' in event) this.#keep(event);
    });
  }

  /** Listens no more. */
  stop(): void {
    this.#subscription.unsubscribe();
  }

  #keep(event: PacketEvent): void {
    if (this.events.length >= MAX_HISTORY_EVENTS) return;
    if (this.isOfFamily(event.packet)) this.events.push(event);
  }

  /** Whether a packet carries the datagram, or one that it caused; to be asked of each as it happens. */
  isOfFamily({ identity, cause }: { readonly identity: number; readonly cause: number }): boolean {
    if (this.#family.has(cause)) this.#family.add(identity);
    return this.#family.has(identity);
  }
}
