import type { Endpoint } from '../language/endpoint.js';
import { takeName } from '../language/names.js';
import { fibreDelayNs } from './geography.js';
import type { Topology, TopologyNode } from './gmlTopology.js';
import { nodeName } from './nodeName.js';

/** How the links of a topology get what its file does not say. */
export interface ImportOptions {
  /** Delay of every link; `geo`: from the coordinates of its ends. */
  readonly delay: number | 'geo';
  /** With `geo`: delay of links with an end that has no coordinates. */
  readonly missingDelayNs: number;
  /** Rate of every link (null: unlimited). Undefined: that of the file. */
  readonly rateBitsPerSecond?: number | null;
  /** Rate of links of which the file says none. */
  readonly missingRateBitsPerSecond: number | null;
}

/** A link of an imported network; both directions are the same. */
export interface ImportedLink {
  readonly name: string;
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly delayNs: number;
  readonly rateBitsPerSecond: number | null;
}

/** A topology in the terms of scenarios. */
export interface ImportedNetwork {
  /** Names of the nodes, in the order of the file. */
  readonly nodes: readonly string[];
  /** One for each edge, in the order of the file. */
  readonly links: readonly ImportedLink[];
}

/**
 * Names nodes after their labels and links after their ends (`Chicago_New_York`; a parallel one
 * `Chicago_New_York_2`), and gives each end of a link the next NIC of its node: eth0, eth1, …
 */
export function importTopology(topology: Topology, options: ImportOptions): ImportedNetwork {
  const taken = new Set<string>();
  const nodes = topology.nodes.map(({ label }) => nodeName(label, taken));
  const nextNic = nodes.map(() => 0);
  const linkNames = new Set<string>();
  const endpoint = (place: number): Endpoint => {
    const number = nextNic[place] ?? 0;
    nextNic[place] = number + 1;
    return { node: nodes[place] as string, nic: `eth${number}` };
  };
  const links = topology.edges.map(({ source, target, rateBitsPerSecond }): ImportedLink => {
    const ends = [topology.nodes[source], topology.nodes[target]] as [TopologyNode, TopologyNode];
    const { rateBitsPerSecond: givenRate, missingRateBitsPerSecond } = options;
    return {
      name: takeName(linkNames, `${nodes[source]}_${nodes[target]}`.slice(0, 58)),
      endpoints: [endpoint(source), endpoint(target)],
      delayNs: delayOf(ends, options),
      rateBitsPerSecond:
        givenRate === undefined ? (rateBitsPerSecond ?? missingRateBitsPerSecond) : givenRate,
    };
  });
  return { nodes, links };
}

function delayOf([a, b]: readonly [TopologyNode, TopologyNode], options: ImportOptions): number {
  if (options.delay !== 'geo') return options.delay;
  if (a.coordinates === null || b.coordinates === null) return options.missingDelayNs;
  return fibreDelayNs(a.coordinates, b.coordinates);
}
