import type { PacketBuffer, PassingType } from '@packetloom/core';
import type { EventSource, EventTap, Simulation } from '@packetloom/sim';
import type { PacketName } from './packetName.js';

/** How a datagram is named other than by its identity. */
export type CountedName = Exclude<PacketName, { readonly kind: 'identity' | 'tcp' }>;

/** A connection makes its segments by itself: its app hands it octets, not datagrams. */
const SEGMENTS =
  '; segments of TCP are found by their connection, node or link: tcp.NODE:PORT@OCTET, node.NAME#N, link.NAME#N';

/** Counts datagrams until it finds the one that a name means. */
export class PacketFinder implements EventTap {
  readonly #name: CountedName;
  readonly #simulation: Simulation;
  readonly #found: (identity: number) => void;
  /** Whether datagrams are counted where an event comes from, by the number of the source. */
  readonly #sources: (boolean | undefined)[] = [];
  #count = 0;
  #counted = 0;
  #isFound = false;

  /** To be made before anything happens. `found` is called before anyone else is told of the event. */
  constructor(simulation: Simulation, name: CountedName, found: (identity: number) => void) {
    this.#simulation = simulation;
    this.#name = name;
    this.#found = found;
    simulation.bus.addTap(this);
  }

  /** Whether there was such a datagram. */
  get isFound(): boolean {
    return this.#isFound;
  }

  /** Why there is no such datagram, when the run is over. */
  problem(): string {
    const name = this.#name;
    const packets = this.#count === 1 ? '1 packet' : `${this.#count} packets`;
    const missing = `${packets}: there is no number ${name.number}`;
    switch (name.kind) {
      case 'app':
        return `app.${name.name} sent ${missing}${this.#count === 0 ? SEGMENTS : ''}`;
      case 'node':
        return `${name.name} made ${missing}`;
      case 'segment':
        return `segment ${name.name} was given ${missing}`;
      case 'link': {
        const { direction } = name;
        const where = `link ${name.name}${direction === null ? '' : ` (${direction})`}`;
        return `${where} was given ${missing}`;
      }
    }
  }

  originated(source: EventSource, { identity }: PacketBuffer, cause: string): void {
    const { kind, name } = this.#name;
    if (kind === 'app' && this.#simulation.bus.senderOf(cause) === name) this.#add(identity);
    if (kind === 'node' && source.name === name) this.#add(identity);
  }

  passed(type: PassingType, source: EventSource, { identity, cause }: PacketBuffer): void {
    const { kind, name } = this.#name;
    if (type === 'transmitted') {
      if (kind === 'link' || kind === 'segment') this.#transmitted(source, identity);
    } else if (type === 'received' && kind === 'app') {
      // What an app injects comes out of nothing: it is received, and was not made.
      const isNew = cause === 0 && identity !== this.#counted;
      if (isNew && this.#simulation.bus.sender === name) this.#add(identity);
    }
  }

  delivered(): void {}

  ended(): void {}

  linkDropped(): void {}

  linkImpaired(): void {}

  other(): void {}

  #transmitted(source: EventSource, identity: number): void {
    const known = this.#sources[source.index];
    const counts = known ?? this.#countsAt(source);
    if (known === undefined) this.#sources[source.index] = counts;
    if (counts) this.#add(identity);
  }

  /** Whether what a NIC sends is given to the link or the segment. */
  #countsAt({ name: host, part: nic }: EventSource): boolean {
    const name = this.#name;
    if (name.kind === 'segment') {
      return this.#simulation.segment(name.name).port(host, nic ?? '') !== undefined;
    }
    if (name.kind !== 'link') return false;
    const end = this.#simulation
      .link(name.name)
      .endpoints.findIndex((one) => one.host === host && one.nic === nic);
    return end === 0 ? name.direction !== 'reverse' : end === 1 && name.direction !== 'forward';
  }

  #add(identity: number): void {
    if (this.#isFound) return;
    this.#count += 1;
    this.#counted = identity;
    if (this.#count !== this.#name.number) return;
    this.#isFound = true;
    this.#found(identity);
  }
}
