import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, chosenEdge, pathsOf, type TestGraph } from '../../test/graphs.js';
import { type GraphEdge, RoutingGraph } from './routingGraph.js';
import { NO_EDGE, ShortestPathSearch } from './shortestPaths.js';

const nodesOf = ({ nodeCount }: { nodeCount: number }) => [...Array(nodeCount).keys()];
const both = (one: number, other: number, weight: number): GraphEdge[] => [
  { from: one, to: other, weight },
  { from: other, to: one, weight },
];
const searchOf = (
  nodeCount: number,
  edges: readonly GraphEdge[],
  hosts: readonly number[] = [],
) => {
  const transit = (node: number) => !hosts.includes(node);
  return new ShortestPathSearch(new RoutingGraph({ nodeCount, edges, transit }));
};

describe('shortest paths', () => {
  it('have the distances and hops of the Floyd–Warshall algorithm, from both ends', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { distance, hops } = pathsOf(graph);
        const search = new ShortestPathSearch(new RoutingGraph(graph));
        for (const end of nodesOf(graph)) {
          const from = search.from(end);
          expect([...from.distances]).toEqual(distance.rows[end]);
          expect(reached(from)).toEqual(hops.rows[end]);
          const towards = search.towards([end]);
          expect([...towards.distances]).toEqual(distance.rows.map((row) => row[end]));
          expect(reached(towards)).toEqual(hops.rows.map((row) => row[end]));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('take the lowest next node, then the lowest edge, seen from both ends', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const model = pathsOf(graph);
        const search = new ShortestPathSearch(new RoutingGraph(graph));
        for (const end of nodesOf(graph)) {
          expect([...search.towards([end]).edges]).toEqual(
            nodesOf(graph).map((node) => chosenEdge(graph, model, node, end)),
          );
          expect([...search.from(end).edges]).toEqual(
            nodesOf(graph).map((node) => chosenEdge(graph, model, end, node)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lead on from node to node without a circle', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(fc.nat(7), { minLength: 1 }), (graph, wanted) => {
        const ends = wanted.map((node) => node % graph.nodeCount);
        const { edges, distances } = new ShortestPathSearch(new RoutingGraph(graph)).towards(ends);
        for (const start of nodesOf(graph)) {
          if (distances[start] === Number.POSITIVE_INFINITY) continue;
          let node = start;
          let length = 0;
          for (let steps = 0; !ends.includes(node); steps++) {
            expect(steps).toBeLessThan(graph.nodeCount);
            expect(node === start || graph.transit(node)).toBe(true);
            const edge = graph.edges[edges[node]!]!;
            expect(edge.from).toBe(node);
            length += edge.weight;
            node = edge.to;
          }
          expect(length).toBe(distances[start]);
        }
      }),
    );
  });

  it('of several destinations lead to the nearest', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(fc.nat(7), { minLength: 1 }), (graph, wanted) => {
        const ends = wanted.map((node) => node % graph.nodeCount);
        const { distance } = pathsOf(graph);
        const { distances } = new ShortestPathSearch(new RoutingGraph(graph)).towards(ends);
        const nearest = distance.rows.map((row) => Math.min(...ends.map((end) => row[end]!)));
        expect([...distances]).toEqual(nearest);
      }),
    );
  });

  it('do not depend on the order in which edges are declared, but for parallel ones', () => {
    const simple = anyGraph.map((graph) => ({ ...graph, edges: withoutParallel(graph.edges) }));
    fc.assert(
      fc.property(simple, fc.infiniteStream(fc.nat()), (graph, keys) => {
        const order = graph.edges.map((edge) => ({ edge, key: keys.next().value as number }));
        const edges = order.sort((one, other) => one.key - other.key).map(({ edge }) => edge);
        expect(nextNodes({ ...graph, edges })).toEqual(nextNodes(graph));
      }),
    );
  });

  it('do not depend on earlier searches of the same workspace', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(7), fc.nat(7), (graph, before, wanted) => {
        const end = wanted % graph.nodeCount;
        const used = new ShortestPathSearch(new RoutingGraph(graph));
        used.from(before % graph.nodeCount);
        used.towards([before % graph.nodeCount]);
        const fresh = new ShortestPathSearch(new RoutingGraph(graph));
        expect(used.from(end)).toEqual(fresh.from(end));
        expect(used.towards([end])).toEqual(fresh.towards([end]));
      }),
    );
  });
});

describe('ties', () => {
  it('go to fewer hops before lower nodes', () => {
    // 0 to 3: over 1 and 2 (weights 1, 1, 1), or over 4 (1, 2).
    const edges = [
      ...both(0, 1, 1),
      ...both(1, 2, 1),
      ...both(2, 3, 1),
      ...both(0, 4, 1),
      ...both(4, 3, 2),
    ];
    const { distances, hops, edges: first } = searchOf(5, edges).from(0);
    expect([distances[3], hops[3]]).toEqual([3, 2]);
    expect(edges[first[3]!]).toEqual({ from: 0, to: 4, weight: 1 });
  });

  it('go to the lower next node, whichever was declared first', () => {
    const edges = [...both(0, 2, 1), ...both(2, 3, 1), ...both(0, 1, 1), ...both(1, 3, 1)];
    const { edges: next } = searchOf(4, edges).towards([3]);
    expect(edges[next[0]!]?.to).toBe(1);
  });

  it('of parallel edges go to the one declared first; a lighter one wins anyhow', () => {
    const edges = [
      { from: 0, to: 1, weight: 5 },
      { from: 0, to: 1, weight: 3 },
      { from: 0, to: 1, weight: 3 },
    ];
    expect(searchOf(2, edges).towards([1]).edges[0]).toBe(1);
    expect(searchOf(2, edges).from(0).edges[1]).toBe(1);
  });
});

describe('nodes', () => {
  it('without a path have no edge and an infinite distance', () => {
    const { distances, edges } = searchOf(3, [{ from: 0, to: 1, weight: 1 }]).from(0);
    expect([...distances]).toEqual([0, 1, Number.POSITIVE_INFINITY]);
    expect([...edges]).toEqual([NO_EDGE, 0, NO_EDGE]);
    expect(searchOf(3, [{ from: 0, to: 1, weight: 1 }]).from(1).distances[0]).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('that are hosts are ends of paths only', () => {
    const edges = [...both(0, 1, 1), ...both(1, 2, 1), ...both(0, 3, 9), ...both(3, 2, 9)];
    const search = searchOf(4, edges, [0, 1, 2]);
    expect(search.from(0).distances[2]).toBe(18);
    expect(search.from(0).distances[1]).toBe(1);
    expect(search.towards([2]).distances[0]).toBe(18);
  });

  it('that are not there are an error of the program', () => {
    const search = searchOf(2, []);
    expect(() => search.from(2)).toThrow(RangeError);
    expect(() => search.towards([0, -1])).toThrow(RangeError);
  });
});

/** Hops, with 0 where there is no path. */
function reached({ distances, hops }: { distances: Float64Array; hops: Int32Array }): number[] {
  return [...hops].map((count, node) => (distances[node] === Number.POSITIVE_INFINITY ? 0 : count));
}

function withoutParallel(edges: readonly GraphEdge[]): GraphEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}

/** For each pair of nodes the next one, or −1. */
function nextNodes(graph: TestGraph): number[][] {
  const search = new ShortestPathSearch(new RoutingGraph(graph));
  return nodesOf(graph).map((end) =>
    [...search.towards([end]).edges].map((edge) => graph.edges[edge]?.to ?? -1),
  );
}
