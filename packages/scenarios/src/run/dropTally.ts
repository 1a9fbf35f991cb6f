import type { Simulation } from '@packetloom/sim';

/** Counts, by host and reason, the packets that hosts drop. */
export class DropTally {
  readonly #drops = new Map<string, Record<string, number>>();

  constructor(simulation: Simulation) {
    simulation.bus.events$.subscribe((event) => {
      if (event.type !== 'dropped') return;
      let ofHost = this.#drops.get(event.host);
      if (ofHost === undefined) {
        ofHost = {};
        this.#drops.set(event.host, ofHost);
      }
      ofHost[event.reason] = (ofHost[event.reason] ?? 0) + 1;
    });
  }

  /** Packets that a host dropped, by reason; reasons that did not occur are left out. */
  of(host: string): Readonly<Record<string, number>> {
    return this.#drops.get(host) ?? {};
  }
}
