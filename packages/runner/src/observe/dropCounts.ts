import { type Disposition, dispositionName } from '@packetloom/core';
import type { Simulation } from '@packetloom/sim';

/** Counts, by host and reason, the packets that hosts drop. */
export class DropCounts {
  readonly #drops = new Map<string, Map<Disposition, number>>();
  #firstDropped: number | null = null;

  constructor(simulation: Simulation) {
    simulation.bus.onDrop(({ kind, name }, packet, disposition) => {
      this.#firstDropped ??= packet.identity;
      if (kind === 'host') this.#count(name, disposition);
    });
  }

  /** Identity of the datagram that was the first to be dropped, by a host or a link; null if none was. */
  get firstDropped(): number | null {
    return this.#firstDropped;
  }

  /** Packets that a host dropped, by reason; reasons that did not occur are left out. */
  of(host: string): Readonly<Record<string, number>> {
    const ofHost = this.#drops.get(host) ?? [];
    return Object.fromEntries(
      [...ofHost].map(([disposition, count]) => [dispositionName(disposition), count]),
    );
  }

  #count(host: string, disposition: Disposition): void {
    let ofHost = this.#drops.get(host);
    if (ofHost === undefined) {
      ofHost = new Map();
      this.#drops.set(host, ofHost);
    }
    ofHost.set(disposition, (ofHost.get(disposition) ?? 0) + 1);
  }
}
