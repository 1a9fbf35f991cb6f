import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, type TestGraph } from '../../test/graphs.js';
import { NextHopSearch } from './nextHops.js';
import { RoutingGraph } from './routingGraph.js';
import { ShortestPathSearch } from './shortestPaths.js';

/** Weights for each way of searching: all the same, some alike, some too different for buckets. */
const WEIGHTS = {
  equal: (weight: number) => 1 + (weight % 1),
  'equal, of nothing': () => 0,
  alike: (weight: number) => 3 + (weight % 17),
  'in steps': (weight: number) => 1_000_000 * (1 + (weight % 5)),
  different: (weight: number) => (weight % 2 === 0 ? 1 : 1 + weight),
  any: (weight: number) => weight,
} as const;

function withWeights(graph: TestGraph, kind: keyof typeof WEIGHTS): TestGraph {
  const edges = graph.edges.map((edge) => ({ ...edge, weight: WEIGHTS[kind](edge.weight) }));
  return { ...graph, edges };
}

const anyWeighed = fc
  .tuple(anyGraph, fc.constantFrom(...(Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[])))
  .map(([graph, kind]) => withWeights(graph, kind));

describe('next hops', () => {
  it('are those of Dijkstra, to the nearest of several nodes, whatever was searched before', () => {
    const destinations = fc.array(fc.nat(7), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        anyWeighed,
        fc.array(destinations, { minLength: 1, maxLength: 4 }),
        (spec, all) => {
          const graph = new RoutingGraph(spec);
          const search = new NextHopSearch(graph);
          const model = new ShortestPathSearch(graph);
          for (const each of all) {
            const ends = each.map((node) => node % spec.nodeCount);
            const found = search.towards(ends, null);
            expect(found.isComplete).toBe(true);
            const edges = Array.from(found.hops, (_, node) => search.edgeOf(node, found));
            expect(edges).toEqual([...model.towards(ends).edges]);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are right as far as they are known, where a search ends at a node', () => {
    fc.assert(
      fc.property(anyWeighed, fc.nat(7), fc.nat(7), (spec, end, last) => {
        const graph = new RoutingGraph(spec);
        const search = new NextHopSearch(graph);
        const [destination, until] = [end % spec.nodeCount, last % spec.nodeCount];
        const { edges } = new ShortestPathSearch(graph).towards([destination]);
        const found = search.towards([destination], until);
        expect(search.edgeOf(until, found)).toBe(edges[until]);
        for (let node = 0; node < spec.nodeCount; node++) {
          const edge = search.edgeOf(node, found);
          if (edge !== -1 || found.isComplete) expect(edge).toBe(edges[node]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('take two octets or four where a node has many edges', () => {
    for (const [leaves, octets] of [
      [200, 1],
      [300, 2],
      [70_000, 4],
    ] as const) {
      const edges = Array.from({ length: leaves }, (_, leaf) => [
        { from: 0, to: leaf + 1, weight: 1 },
        { from: leaf + 1, to: 0, weight: 1 },
      ]).flat();
      const search = new NextHopSearch(new RoutingGraph({ nodeCount: leaves + 1, edges }));
      expect(search.answerBytes).toBe((leaves + 1) * octets);
      const found = search.towards([leaves], null);
      expect(search.edgeOf(0, found)).toBe(2 * (leaves - 1));
      expect(search.edgeOf(1, found)).toBe(1);
    }
  });
});
