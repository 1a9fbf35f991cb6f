import type { Simulation } from '@packetloom/sim';

/** Counts, by host and reason, the packets that hosts drop. */
export class DropTally {
  readonly #drops = new Map<string, Record<string, number>>();
  #firstDropped: number | null = null;

  constructor(simulation: Simulation) {
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'link-dropped') this.#firstDropped ??= event.packet.identity;
      if (event.type !== 'dropped') return;
      this.#firstDropped ??= event.packet.identity;
      let ofHost = this.#drops.get(event.host);
      if (ofHost === undefined) {
        ofHost = {};
        this.#drops.set(event.host, ofHost);
      }
      ofHost[event.reason] = (ofHost[event.reason] ?? 0) + 1;
    });
  }

  /** Identity of the datagram that was the first to be dropped, by a host or a link; null if none was. */
  get firstDropped(): number | null {
    return this.#firstDropped;
  }

  /** Packets that a host dropped, by reason; reasons that did not occur are left out. */
  of(host: string): Readonly<Record<string, number>> {
    return this.#drops.get(host) ?? {};
  }
}
