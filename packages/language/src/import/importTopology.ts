import type { Endpoint } from '../document/endpoint.js';
import { takeName } from '../document/names.js';
import { formatDuration, readDuration } from '../quantity/units.js';
import { fibreDelayNs } from './geography.js';
import { isInOtherScript, nodeName } from './nodeName.js';
import { NoteGroups } from './noteGroups.js';
import { noteParts } from './parts.js';
import type { Topology, TopologyEdge, TopologyNode, TopologyNote } from './topology.js';

/** How the links of a topology get what its file does not say. */
export interface ImportOptions {
  /** Delay of every link; `geo`: from the coordinates of its ends. Undefined: that of the file. */
  readonly delay?: number | 'geo';
  /** Delay of links of which neither the file nor coordinates say one. */
  readonly missingDelayNs: number;
  /** Rate of every link (null: unlimited). Undefined: that of the file. */
  readonly rateBitsPerSecond?: number | null;
  /** Rate of links of which the file says none. */
  readonly missingRateBitsPerSecond: number | null;
  /** Whether weights of links decide about routes. */
  readonly usesWeights?: boolean;
}

/** A link of an imported network; both directions are the same. */
export interface ImportedLink {
  readonly name: string;
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly delayNs: number;
  readonly rateBitsPerSecond: number | null;
  /** null: the file says none, or none that routes can be chosen by. */
  readonly weight: number | null;
}

/** A topology in the terms of scenarios. */
export interface ImportedNetwork {
  /** Names of the nodes, in the order of the file. */
  readonly nodes: readonly string[];
  /** One for each edge, in the order of the file. */
  readonly links: readonly ImportedLink[];
  /** What was done that the file does not say, each kind in one message. */
  readonly warnings: readonly TopologyNote[];
}

/**
 * Names nodes after their labels and links after their ends (`Chicago_New_York`; a parallel one
 * `Chicago_New_York_2`), and gives each end of a link the next NIC of its node: eth0, eth1, …
 */
export function importTopology(topology: Topology, options: ImportOptions): ImportedNetwork {
  const importer = new Importer(topology, options);
  const links = topology.edges.map((edge) => importer.linkOf(edge));
  importer.noteMissingCoordinates();
  noteParts(topology, importer.nodes, importer.notes);
  const warnings = [...topology.warnings, ...importer.notes.notes()];
  return { nodes: importer.nodes, links, warnings };
}

/** Weights that routes can be chosen by. */
const MAX_WEIGHT = 65_535;

class Importer {
  readonly nodes: readonly string[];
  readonly notes = new NoteGroups();
  readonly #topology: Topology;
  readonly #options: ImportOptions;
  readonly #nextNic: number[];
  readonly #linkNames = new Set<string>();
  readonly #joined = new Set<string>();
  readonly #unplaced = new Set<number>();

  constructor(topology: Topology, options: ImportOptions) {
    this.#topology = topology;
    this.#options = options;
    const taken = new Set<string>();
    this.nodes = topology.nodes.map((node) => this.#nameOf(node, taken));
    this.#nextNic = topology.nodes.map(() => 0);
  }

  linkOf(edge: TopologyEdge): ImportedLink {
    const { source, target, rateBitsPerSecond, position } = edge;
    const { nodes } = this;
    const { rateBitsPerSecond: givenRate, missingRateBitsPerSecond } = this.#options;
    const name = takeName(this.#linkNames, `${nodes[source]}_${nodes[target]}`.slice(0, 58));
    const pair = source < target ? `${source} ${target}` : `${target} ${source}`;
    if (this.#joined.has(pair)) {
      this.notes.add(
        'links beside another one of the same nodes are links of their own',
        name,
        position,
      );
    }
    this.#joined.add(pair);
    return {
      name,
      endpoints: [this.#endpoint(source), this.#endpoint(target)],
      delayNs: this.#delayOf(edge, name),
      rateBitsPerSecond:
        givenRate === undefined ? (rateBitsPerSecond ?? missingRateBitsPerSecond) : givenRate,
      weight: this.#weightOf(edge, name),
    };
  }

  noteMissingCoordinates(): void {
    const delay = formatDuration(this.#options.missingDelayNs);
    const what = `nodes without coordinates, at whose links the delay is ${delay} (missingDelay of the import)`;
    for (const index of [...this.#unplaced].sort((a, b) => a - b)) {
      const { position } = this.#topology.nodes[index] as TopologyNode;
      this.notes.add(what, this.nodes[index] as string, position);
    }
  }

  #nameOf({ label, id, position }: TopologyNode, taken: Set<string>): string {
    const wanted = nodeName(label ?? `node ${id}`, new Set());
    const name = nodeName(label ?? `node ${id}`, taken);
    if (label === null)
      this.notes.add('nodes without a label are called after their id', name, position);
    else if (isInOtherScript(label)) {
      const what = 'labels of other scripts are written in Latin letters';
      this.notes.add(what, `'${label}' is ${name}`, position);
    } else if (name !== wanted) {
      const what = 'nodes whose name another one has already get a number behind it';
      this.notes.add(what, `'${label}' is ${name}`, position);
    }
    return name;
  }

  #endpoint(index: number): Endpoint {
    const number = this.#nextNic[index] ?? 0;
    this.#nextNic[index] = number + 1;
    return { node: this.nodes[index] as string, nic: `eth${number}` };
  }

  #delayOf(edge: TopologyEdge, name: string): number {
    const { delay, missingDelayNs } = this.#options;
    if (edge.delay !== null) {
      const reading = readDuration(edge.delay);
      if (delay === undefined && reading.ok) return reading.value;
      const why = reading.ok
        ? 'as the import says delay'
        : 'as it has no unit: write such as "25ms"';
      this.notes.add(`the 'delay' of edges is not used, ${why}`, name, edge.position);
    }
    if (delay !== 'geo') return delay ?? missingDelayNs;
    const [a, b] = [edge.source, edge.target].map((index) => this.#topology.nodes[index]);
    if (a === undefined || b === undefined) return missingDelayNs;
    if (a.coordinates !== null && b.coordinates !== null) {
      return fibreDelayNs(a.coordinates, b.coordinates);
    }
    if (a.coordinates === null) this.#unplaced.add(edge.source);
    if (b.coordinates === null) this.#unplaced.add(edge.target);
    return missingDelayNs;
  }

  #weightOf(edge: TopologyEdge, name: string): number | null {
    if (edge.weight === null) return null;
    if (this.#options.usesWeights !== true) {
      const what = "the 'weight' of edges counts with routing: { by: weight } alone";
      this.notes.add(what, name, edge.position);
      return null;
    }
    const weight = Number(edge.weight);
    if (Number.isInteger(weight) && weight >= 1 && weight <= MAX_WEIGHT) return weight;
    const what = `weights that are no whole numbers from 1 to ${MAX_WEIGHT} are left out`;
    this.notes.add(what, `${edge.weight} of ${name}`, edge.position);
    return null;
  }
}
