import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph } from '../../test/graphs.js';
import { RoutingGraph } from './routingGraph.js';

describe('a graph', () => {
  it('keeps every edge once, sorted by its ends and its number', () => {
    fc.assert(
      fc.property(anyGraph, (spec) => {
        const graph = new RoutingGraph(spec);
        const expected = [...spec.edges.entries()].sort(
          ([one, a], [other, b]) => a.from - b.from || a.to - b.to || one - other,
        );
        expect([...graph.edgeAt]).toEqual(expected.map(([edge]) => edge));
        expect([...graph.fromAt]).toEqual(expected.map(([, { from }]) => from));
        expect([...graph.toAt]).toEqual(expected.map(([, { to }]) => to));
        expect([...graph.weightAt]).toEqual(expected.map(([, { weight }]) => weight));
      }),
    );
  });

  it('finds the edges out of and into each node', () => {
    fc.assert(
      fc.property(anyGraph, (spec) => {
        const graph = new RoutingGraph(spec);
        for (let node = 0; node < spec.nodeCount; node++) {
          const out = graph.edgeAt.subarray(graph.outStart[node], graph.outStart[node + 1]);
          const into = graph.inPositions.subarray(graph.inStart[node], graph.inStart[node + 1]);
          const numbers = [...spec.edges.keys()];
          const inNumbers = [...into].map((position) => graph.edgeAt[position]!);
          expect([...out].sort((a, b) => a - b)).toEqual(
            numbers.filter((edge) => spec.edges[edge]?.from === node),
          );
          expect(inNumbers.sort((a, b) => a - b)).toEqual(
            numbers.filter((edge) => spec.edges[edge]?.to === node),
          );
        }
      }),
    );
  });

  it('may have no edges, and no nodes', () => {
    expect(new RoutingGraph({ nodeCount: 0, edges: [] }).edgeCount).toBe(0);
    expect([...new RoutingGraph({ nodeCount: 2, edges: [] }).outStart]).toEqual([0, 0, 0]);
  });

  it.each([
    ['an end below 0', { from: -1, to: 0, weight: 1 }],
    ['an end that is not there', { from: 0, to: 3, weight: 1 }],
    ['an end between nodes', { from: 0.5, to: 1, weight: 1 }],
    ['a negative weight', { from: 0, to: 1, weight: -1 }],
    ['a fractional weight', { from: 0, to: 1, weight: 0.5 }],
    ['no weight', { from: 0, to: 1, weight: Number.NaN }],
  ])('refuses an edge with %s', (_, edge) => {
    expect(() => new RoutingGraph({ nodeCount: 3, edges: [edge] })).toThrow(RangeError);
  });

  it('refuses weights whose sums are not exact', () => {
    const edge = { from: 0, to: 1, weight: 2 ** 52 };
    expect(() => new RoutingGraph({ nodeCount: 2, edges: [edge] })).not.toThrow();
    expect(() => new RoutingGraph({ nodeCount: 2, edges: [edge, edge] })).toThrow('2^53');
  });
});
