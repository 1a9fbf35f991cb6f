import type { EventFilter, PacketEvent, PacketHistory, Simulation } from '@packetloom/sim';

/** The link, or the port of a segment, that a NIC sends into, and what waited there. */
export interface SentInto {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
  /** Packets and bytes in the queue, before this one. */
  readonly queuePackets: number;
  readonly queueBytes: number;
}

/** Something that happened to a datagram, or to one that it caused. */
export interface PacketStep {
  readonly event: PacketEvent;
  /** Where it went, if it was sent. */
  readonly into: SentInto | null;
}

/** Records the life of a datagram, with the state of the queues that it meets. */
export class PacketRecorder {
  readonly #simulation: Simulation;
  readonly #life: PacketHistory;
  readonly #into = new Map<PacketEvent, SentInto>();

  /** To be made before anything happens. */
  constructor(simulation: Simulation, identity: number) {
    this.#simulation = simulation;
    this.#life = simulation.follow(identity);
    const sent: EventFilter = {
      types: ['transmitted'],
      about: (_type, packet) => this.#life.isOfFamily(packet),
    };
    simulation.bus.eventsOf(sent).subscribe((event) => {
      if (event.type !== 'transmitted' || this.#life.events.at(-1) !== event) return;
      const into = this.#sentInto(event.host, event.nic);
      if (into !== null) this.#into.set(event, into);
    });
  }

  /** All that happened, in order. */
  get steps(): readonly PacketStep[] {
    return this.#life.events.map((event) => ({ event, into: this.#into.get(event) ?? null }));
  }

  #sentInto(host: string, nic: string | null): SentInto | null {
    for (const { name: link, endpoints, forward, reverse } of this.#simulation.links.values()) {
      const index = endpoints.findIndex((end) => end.host === host && end.nic === nic);
      if (index < 0) continue;
      const { queuePackets, queueBytes } = (index === 0 ? forward : reverse).stats;
      return { link, direction: index === 0 ? 'forward' : 'reverse', queuePackets, queueBytes };
    }
    for (const { ports } of this.#simulation.segments.values()) {
      const port = ports.find(({ end }) => end.host === host && end.nic === nic);
      if (port === undefined) continue;
      const { queuePackets, queueBytes } = port.toSegment.stats;
      return { link: port.name, direction: 'forward', queuePackets, queueBytes };
    }
    return null;
  }
}
