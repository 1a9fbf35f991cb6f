import { type Coordinates, isOnEarth } from './geography.js';
import { NoteGroups } from './noteGroups.js';
import type {
  FilePosition,
  TopologyEdge,
  TopologyNode,
  TopologyNote,
  TopologyReading,
} from './topology.js';

/** What a file says of a node or an edge, by name. */
export type Attributes = ReadonlyMap<string, number | string>;

/** An edge as it is written: ids of nodes, or nothing. */
export interface WrittenEdge {
  readonly source: number | string | undefined;
  readonly target: number | string | undefined;
  readonly attributes: Attributes;
}

/** More nodes than any scenario can be read with. */
const MAX_NODES = 1_000_000;

/** Attributes of edges that sound as if they counted, with what counts in their place. */
const UNUSED: Readonly<Record<string, string>> = {
  latency: "'delay', with its unit,",
  bandwidth: "'LinkSpeedRaw', in bits a second,",
  capacity: "'LinkSpeedRaw', in bits a second,",
  rate: "'LinkSpeedRaw', in bits a second,",
  speed: "'LinkSpeedRaw', in bits a second,",
  cost: "'weight'",
  metric: "'weight'",
  loss: 'a link of the scenario',
  mtu: 'a link of the scenario',
  distance: 'delay: geo of the import',
  length: 'delay: geo of the import',
};

/** Puts a topology together from what a file says, whichever format it has. */
export class TopologyBuilder {
  readonly #nodes: TopologyNode[] = [];
  readonly #indices = new Map<number | string, number>();
  readonly #edges: TopologyEdge[] = [];
  readonly #notes = new NoteGroups();
  readonly #problems: TopologyNote[] = [];

  addNode(id: number | string | undefined, attributes: Attributes, position: FilePosition): void {
    if (id === undefined) {
      this.problem(position, "this node has no 'id'");
      return;
    }
    if (this.#indices.has(id)) {
      this.problem(position, `a second node has the id ${id}`);
      return;
    }
    const label = String(attributes.get('label') ?? attributes.get('name') ?? '').trim();
    const coordinates = this.#coordinatesOf(
      label === '' ? `node ${id}` : label,
      attributes,
      position,
    );
    this.#indices.set(id, this.#nodes.length);
    this.#nodes.push({ id, label: label === '' ? null : label, coordinates, position });
  }

  addEdge({ attributes, ...ends }: WrittenEdge, position: FilePosition): void {
    const source = this.#endOf(ends.source, 'source', position);
    const target = this.#endOf(ends.target, 'target', position);
    if (source === undefined || target === undefined) return;
    if (source === target) {
      const what = 'edges from a node to itself are left out';
      this.#notes.add(what, this.#nameOf(source), position);
      return;
    }
    const between = `${this.#nameOf(source)} – ${this.#nameOf(target)}`;
    for (const name of attributes.keys()) {
      const instead = UNUSED[name.toLowerCase()];
      if (instead === undefined || !Object.hasOwn(UNUSED, name.toLowerCase())) continue;
      this.#notes.add(`'${name}' of edges is not used (${instead} is)`, between, position);
    }
    this.#edges.push({
      source,
      target,
      rateBitsPerSecond: this.#rateOf(attributes, between, position),
      weight: textOf(attributes.get('weight')),
      delay: textOf(attributes.get('delay')),
      position,
    });
  }

  /** Something of the file that is left out. */
  note(what: string, name: string, position: FilePosition): void {
    this.#notes.add(what, name, position);
  }

  problem({ line, column }: FilePosition, message: string): void {
    this.#problems.push({ line, column, message });
  }

  result(graph: FilePosition): TopologyReading {
    if (this.#nodes.length === 0) this.problem(graph, 'the graph has no nodes');
    if (this.#nodes.length > MAX_NODES) {
      this.problem(graph, `the graph has more than ${MAX_NODES} nodes`);
    }
    if (this.#problems.length > 0) return { problems: this.#problems };
    const warnings = this.#notes.notes();
    return { topology: { nodes: this.#nodes, edges: this.#edges, warnings } };
  }

  #nameOf(index: number): string {
    const { id, label } = this.#nodes[index] as TopologyNode;
    return `'${label ?? `node ${id}`}'`;
  }

  #endOf(id: number | string | undefined, key: string, position: FilePosition): number | undefined {
    if (id === undefined) {
      this.problem(position, `this edge has no '${key}'`);
      return undefined;
    }
    const index = this.#indices.get(id);
    if (index === undefined) {
      this.problem(position, `no node has the id ${id}, the ${key} of this edge`);
    }
    return index;
  }

  #coordinatesOf(
    label: string,
    attributes: Attributes,
    position: FilePosition,
  ): Coordinates | null {
    const latitude = numberOf(attributes, ['Latitude', 'latitude', 'lat']);
    const longitude = numberOf(attributes, ['Longitude', 'longitude', 'lon', 'lng']);
    if (latitude === undefined || longitude === undefined) return null;
    const coordinates = { latitude, longitude };
    if (isOnEarth(coordinates)) return coordinates;
    const what = 'coordinates that no place has are left out';
    this.#notes.add(what, `'${label}' (${latitude}, ${longitude})`, position);
    return null;
  }

  /** LinkSpeedRaw is in bits a second. */
  #rateOf(attributes: Attributes, between: string, position: FilePosition): number | null {
    const given = attributes.get('LinkSpeedRaw');
    if (given === undefined) return null;
    const rate = Math.round(Number(given));
    if (Number.isSafeInteger(rate) && rate > 0) return rate;
    this.#notes.add(
      'LinkSpeedRaw that is no number of bits a second is left out',
      between,
      position,
    );
    return null;
  }
}

function textOf(value: number | string | undefined): string | null {
  return value === undefined ? null : String(value).trim();
}

function numberOf(attributes: Attributes, names: readonly string[]): number | undefined {
  const value = names.map((name) => attributes.get(name)).find((one) => one !== undefined);
  if (value === undefined) return undefined;
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  return Number.isFinite(number) ? number : undefined;
}
