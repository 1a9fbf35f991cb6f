// Graphs for tests, and a slow but plain model of the paths through them.
import fc from 'fast-check';
import type { GraphEdge, RoutingGraphSpec } from '../src/routing/routingGraph.js';

export interface TestGraph extends RoutingGraphSpec {
  readonly transit: (node: number) => boolean;
  /** What `transit` answers from. */
  readonly hosts: readonly boolean[];
}

/** Small graphs with many ties: few weights, 0 among them, parallel edges and loops. */
export const anyGraph: fc.Arbitrary<TestGraph> = fc
  .integer({ min: 1, max: 8 })
  .chain((nodeCount) => {
    const node = fc.nat(nodeCount - 1);
    const weight = fc.oneof(fc.nat(3), fc.nat(1_000_000_000));
    return fc
      .record({
        edges: fc.array(fc.record({ from: node, to: node, weight }), { maxLength: 24 }),
        hosts: fc.array(fc.boolean(), { minLength: nodeCount, maxLength: nodeCount }),
        anyHosts: fc.boolean(),
      })
      .map(({ edges, hosts, anyHosts }) => ({
        nodeCount,
        edges,
        hosts,
        transit: (at: number) => !(anyHosts && hosts[at]),
      }));
  });

/** A value for each pair of nodes. */
class PairTable {
  readonly rows: number[][];

  constructor(nodeCount: number, initial: (from: number, to: number) => number) {
    const nodes = [...Array(nodeCount).keys()];
    this.rows = nodes.map((from) => nodes.map((to) => initial(from, to)));
  }

  get(from: number, to: number): number {
    const value = this.rows[from]?.[to];
    if (value === undefined) throw new RangeError(`no nodes ${from} and ${to}`);
    return value;
  }

  set(from: number, to: number, value: number): void {
    this.rows[from]?.splice(to, 1, value);
  }
}

/** Distance and hops between all nodes, by Floyd and Warshall's algorithm over the nodes in between. */
export interface PathModel {
  readonly distance: PairTable;
  readonly hops: PairTable;
}

export function pathsOf({ nodeCount, edges, transit }: TestGraph): PathModel {
  const nodes = [...Array(nodeCount).keys()];
  const hops = new PairTable(nodeCount, () => 0);
  const distance = new PairTable(nodeCount, (from, to) =>
    from === to ? 0 : Number.POSITIVE_INFINITY,
  );
  const offer = (from: number, to: number, length: number, count: number) => {
    const known = distance.get(from, to);
    if (length > known || (length === known && count >= hops.get(from, to))) return;
    distance.set(from, to, length);
    hops.set(from, to, count);
  };
  for (const { from, to, weight } of edges) offer(from, to, weight, 1);
  for (const by of nodes.filter(transit)) {
    for (const from of nodes) {
      for (const to of nodes) {
        const length = distance.get(from, by) + distance.get(by, to);
        const count = hops.get(from, by) + hops.get(by, to);
        if (length !== Number.POSITIVE_INFINITY) offer(from, to, length, count);
      }
    }
  }
  return { distance, hops };
}

/** The edge that the rule chooses at `node` on the way to `destination`, tried one by one, or −1. */
export function chosenEdge(
  graph: TestGraph,
  { distance, hops }: PathModel,
  node: number,
  destination: number,
): number {
  const length = distance.get(node, destination);
  if (node === destination || length === Number.POSITIVE_INFINITY) return -1;
  const isOnPath = ({ from, to, weight }: GraphEdge) =>
    from === node &&
    (to === destination || graph.transit(to)) &&
    weight + distance.get(to, destination) === length &&
    hops.get(to, destination) + 1 === hops.get(node, destination);
  const candidates = [...graph.edges.entries()].filter(([, edge]) => isOnPath(edge));
  candidates.sort(([one, { to }], [other, { to: otherTo }]) => to - otherTo || one - other);
  return candidates[0]?.[0] ?? -1;
}
