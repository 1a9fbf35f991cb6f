import type { EventSource, OtherEvent, Simulation, SimulationEventType } from '@packetloom/sim';
import type { EventsOutput } from './output.js';

/** Which events a file has: of some kinds, and at some nodes. */
export class EventSelection {
  readonly #simulation: Simulation;
  /** null: all. */
  readonly #kinds: ReadonlySet<SimulationEventType> | null;
  readonly #nodes: ReadonlySet<string> | null;

  constructor(simulation: Simulation, { kinds, nodes }: EventsOutput) {
    this.#simulation = simulation;
    this.#kinds = kinds === null ? null : new Set(kinds);
    this.#nodes = nodes === null ? null : new Set(nodes);
  }

  /** Whether events of a type are wanted of a source; never changes. */
  wantsAt(type: SimulationEventType, { kind, name }: EventSource): boolean {
    if (!(this.#kinds?.has(type) ?? true)) return false;
    return kind === 'host' ? (this.#nodes?.has(name) ?? true) : this.#wantsLink(name);
  }

  wants(event: OtherEvent): boolean {
    if (!(this.#kinds?.has(event.type) ?? true)) return false;
    if (this.#nodes === null) return true;
    if ('host' in event) return this.#nodes.has(event.host);
    return 'link' in event && this.#wantsLink(event.link);
  }

  /** A link or a port of a segment is wanted with its nodes; what concerns a whole segment, with any of them. */
  #wantsLink(name: string): boolean {
    const nodes = this.#nodes;
    if (nodes === null) return true;
    const isWanted = ({ host }: { readonly host: string }) => nodes.has(host);
    const link = this.#simulation.links.get(name);
    if (link !== undefined) return link.endpoints.some(isWanted);
    // The whole segment, or a port of it: SEGMENT/NODE:NIC.
    const [segment = '', port] = name.split('/');
    const ports = this.#simulation.segments.get(segment)?.ports ?? [];
    return ports.some((one) => (port === undefined || one.name === name) && isWanted(one.end));
  }
}
