import type { Coordinates } from './geography.js';
import { isPlace } from './geography.js';
import { type GmlEntry, type GmlPosition, type GmlValue, parseGml } from './gml.js';

/** A node of a topology file. */
export interface TopologyNode {
  readonly id: number | string;
  readonly label: string;
  /** null: the file does not say where it is. */
  readonly coordinates: Coordinates | null;
}

/** An edge of a topology file: both ends exist and differ. */
export interface TopologyEdge {
  /** Places in the list of nodes. */
  readonly source: number;
  readonly target: number;
  /** null: the file does not say. */
  readonly rateBitsPerSecond: number | null;
}

/** Something about a topology file: what is wrong with it, or what of it was left out. */
export interface TopologyNote extends GmlPosition {
  readonly message: string;
}

/** A network as a topology file has it. Parallel edges are kept; edges of a node to itself are not. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
  readonly warnings: readonly TopologyNote[];
}

/** More nodes than any scenario can be read with. */
const MOST_NODES = 100_000;

/** The network that a GML text describes, or what is wrong with the text. */
export function readGmlTopology(
  text: string,
): { readonly topology: Topology } | { readonly problems: readonly TopologyNote[] } {
  const parsed = parseGml(text);
  if ('error' in parsed) return { problems: [parsed.error] };
  const graph = parsed.entries.find(({ key }) => key === 'graph');
  if (graph === undefined || !isList(graph.value)) {
    return { problems: [{ line: 1, column: 1, message: "no 'graph [ … ]' in the file" }] };
  }
  const reader = new TopologyReader();
  // Edges may stand before the nodes that they join.
  for (const entry of graph.value) if (entry.key === 'node') reader.readNode(entry);
  for (const entry of graph.value) if (entry.key === 'edge') reader.readEdge(entry);
  return reader.result(graph);
}

class TopologyReader {
  readonly #nodes: TopologyNode[] = [];
  readonly #places = new Map<number | string, number>();
  readonly #edges: TopologyEdge[] = [];
  readonly #warnings: TopologyNote[] = [];
  readonly #problems: TopologyNote[] = [];

  readNode(entry: GmlEntry): void {
    if (!isList(entry.value)) {
      this.#problem(entry, "a node is a list: 'node [ … ]'");
      return;
    }
    const id = this.#idOf(entry, entry.value);
    if (id === undefined) return;
    const label = firstValue(entry.value, 'label');
    const named = label === undefined || isList(label) ? '' : String(label);
    this.#places.set(id, this.#nodes.length);
    this.#nodes.push({
      id,
      label: named.trim() === '' ? `node ${id}` : named,
      coordinates: this.#coordinatesOf(entry, entry.value),
    });
  }

  readEdge(entry: GmlEntry): void {
    if (!isList(entry.value)) {
      this.#problem(entry, "an edge is a list: 'edge [ … ]'");
      return;
    }
    const source = this.#endOf(entry, entry.value, 'source');
    const target = this.#endOf(entry, entry.value, 'target');
    if (source === undefined || target === undefined) return;
    if (source === target) {
      const { label } = this.#nodes[source] as TopologyNode;
      this.#warn(entry, `an edge from '${label}' to itself is left out`);
      return;
    }
    const rateBitsPerSecond = this.#rateOf(entry, entry.value);
    this.#edges.push({ source, target, rateBitsPerSecond });
  }

  result(graph: GmlEntry): ReturnType<typeof readGmlTopology> {
    if (this.#nodes.length === 0) this.#problem(graph, 'the graph has no nodes');
    if (this.#nodes.length > MOST_NODES) {
      this.#problem(graph, `the graph has more than ${MOST_NODES} nodes`);
    }
    if (this.#problems.length > 0) return { problems: this.#problems };
    return { topology: { nodes: this.#nodes, edges: this.#edges, warnings: this.#warnings } };
  }

  #idOf(entry: GmlEntry, list: readonly GmlEntry[]): number | string | undefined {
    const id = firstValue(list, 'id');
    if (id === undefined || isList(id)) {
      this.#problem(entry, "this node has no 'id'");
      return undefined;
    }
    if (!this.#places.has(id)) return id;
    this.#problem(entry, `a second node has the id ${id}`);
    return undefined;
  }

  #endOf(entry: GmlEntry, list: readonly GmlEntry[], key: string): number | undefined {
    const id = firstValue(list, key);
    if (id === undefined || isList(id)) {
      this.#problem(entry, `this edge has no '${key}'`);
      return undefined;
    }
    const place = this.#places.get(id);
    if (place === undefined)
      this.#problem(entry, `no node has the id ${id}, the ${key} of this edge`);
    return place;
  }

  #coordinatesOf(entry: GmlEntry, list: readonly GmlEntry[]): Coordinates | null {
    const latitude = numberOf(list, 'Latitude');
    const longitude = numberOf(list, 'Longitude');
    if (latitude === undefined || longitude === undefined) return null;
    const coordinates = { latitude, longitude };
    if (isPlace(coordinates)) return coordinates;
    this.#warn(entry, `no place has the coordinates ${latitude}, ${longitude}: they are left out`);
    return null;
  }

  /** LinkSpeedRaw is in bits a second. */
  #rateOf(entry: GmlEntry, list: readonly GmlEntry[]): number | null {
    const given = firstValue(list, 'LinkSpeedRaw');
    if (given === undefined) return null;
    const rate = Math.round(Number(given));
    if (Number.isSafeInteger(rate) && rate > 0) return rate;
    this.#warn(entry, 'LinkSpeedRaw is no number of bits a second: it is left out');
    return null;
  }

  #problem({ line, column }: GmlPosition, message: string): void {
    this.#problems.push({ line, column, message });
  }

  #warn({ line, column }: GmlPosition, message: string): void {
    this.#warnings.push({ line, column, message });
  }
}

function isList(value: GmlValue): value is readonly GmlEntry[] {
  return typeof value === 'object';
}

function firstValue(list: readonly GmlEntry[], key: string): GmlValue | undefined {
  return list.find((entry) => entry.key === key)?.value;
}

function numberOf(list: readonly GmlEntry[], key: string): number | undefined {
  const value = firstValue(list, key);
  if (value === undefined || isList(value)) return undefined;
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  return Number.isFinite(number) ? number : undefined;
}
