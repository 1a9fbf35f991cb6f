import { formatPrefix, type Ipv4Prefix, ipv4Address, parsePrefix } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, pathsOf } from '../../test/graphs.js';
import { RoutePlanner } from './routePlanner.js';
import { RoutingGraph } from './routingGraph.js';
import { ShortestPathSearch } from './shortestPaths.js';

const prefix = (text: string) => parsePrefix(text) as Ipv4Prefix;

/** A line h0 – r1 – r2 – h3, a prefix for each link, and r4 that nothing leads to. */
const LINE = new RoutingGraph({
  nodeCount: 5,
  edges: [
    { from: 0, to: 1, weight: 1 },
    { from: 1, to: 0, weight: 1 },
    { from: 1, to: 2, weight: 10 },
    { from: 2, to: 1, weight: 10 },
    { from: 2, to: 3, weight: 1 },
    { from: 3, to: 2, weight: 1 },
  ],
});
const LINE_PREFIXES = [
  { prefix: prefix('10.0.0.0/24'), nodes: [0, 1] },
  { prefix: prefix('10.0.1.0/24'), nodes: [1, 2] },
  { prefix: prefix('10.0.2.0/24'), nodes: [3, 2] },
  { prefix: prefix('10.0.4.0/24'), nodes: [4] },
  { prefix: prefix('10.0.5.0/24'), nodes: [] },
];

const line = () => new RoutePlanner({ graph: LINE, prefixes: LINE_PREFIXES });

describe('routes of a node', () => {
  it('lead to the nearest end of each link; none to its own links and to what it cannot reach', () => {
    const shown = (node: number) =>
      line()
        .routesOf(node)
        .map(
          ({ destination, edge, distance }) => `${formatPrefix(destination)} ${edge} ${distance}`,
        );
    expect(shown(0)).toEqual(['10.0.1.0/24 0 1', '10.0.2.0/24 0 11']);
    expect(shown(1)).toEqual(['10.0.2.0/24 2 10']);
    expect(shown(3)).toEqual(['10.0.0.0/24 5 11', '10.0.1.0/24 5 1']);
    expect(shown(4)).toEqual([]);
  });
});

describe('of ends that are equally far', () => {
  const routeTo = (nodes: number[]) => {
    const edges = [
      { from: 0, to: 1, weight: 1 },
      { from: 1, to: 3, weight: 1 },
      { from: 0, to: 2, weight: 2 },
      { from: 0, to: 4, weight: 2 },
    ];
    const graph = new RoutingGraph({ nodeCount: 5, edges });
    const planner = new RoutePlanner({
      graph,
      prefixes: [{ prefix: prefix('10.0.0.0/8'), nodes }],
    });
    expect(planner.nextEdgeToPrefix(0, 0)).toBe(planner.routesOf(0)[0]?.edge);
    return edges[planner.nextEdgeToPrefix(0, 0) ?? -1]?.to;
  };

  it('the one with fewer hops is taken, then the one behind the lower next node', () => {
    expect(routeTo([3, 2])).toBe(2);
    expect(routeTo([2, 3])).toBe(2);
    expect(routeTo([4, 2])).toBe(2);
    expect(routeTo([2, 4])).toBe(2);
  });
});

describe('the next edge', () => {
  it('is that of the shortest path, or null', () => {
    const planner = line();
    expect(planner.nextEdge(0, 3)).toBe(0);
    expect(planner.nextEdge(1, 3)).toBe(2);
    expect(planner.nextEdge(3, 3)).toBeNull();
    expect(planner.nextEdge(0, 4)).toBeNull();
  });

  it('is asked for of nodes and prefixes that are there', () => {
    expect(() => line().nextEdge(5, 0)).toThrow(RangeError);
    expect(() => line().nextEdge(0, 5)).toThrow(RangeError);
    expect(() => line().nextEdgeToPrefix(0, 5)).toThrow(RangeError);
    const outside = [{ prefix: prefix('10.0.0.0/24'), nodes: [5] }];
    expect(() => new RoutePlanner({ graph: LINE, prefixes: outside })).toThrow(RangeError);
  });
});

describe('all answers', () => {
  const attached = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { maxLength: 5 });

  it('agree, whatever is remembered', () => {
    fc.assert(
      fc.property(
        anyGraph,
        attached,
        fc.integer({ min: 1, max: 4 }),
        (spec, places, remembered) => {
          const graph = new RoutingGraph(spec);
          const prefixes = places.map((nodes, index) => ({
            prefix: { address: ipv4Address(index * 256), length: 24 },
            nodes: nodes.map((node) => node % spec.nodeCount),
          }));
          const planner = new RoutePlanner({ graph, prefixes, rememberedDestinations: remembered });
          const { distance } = pathsOf(spec);
          const search = new ShortestPathSearch(graph);
          for (let node = 0; node < spec.nodeCount; node++) {
            const routes = planner.routesOf(node);
            prefixes.forEach(({ prefix: destination, nodes }, index) => {
              const route = routes.find((one) => one.destination === destination);
              expect(planner.nextEdgeToPrefix(node, index)).toBe(route?.edge ?? null);
              const nearest = Math.min(...nodes.map((end) => distance.get(node, end)));
              const isReached = !nodes.includes(node) && nearest !== Number.POSITIVE_INFINITY;
              expect(route?.distance).toBe(isReached ? nearest : undefined);
            });
            for (let end = 0; end < spec.nodeCount; end++) {
              const edge = search.towards([end]).edges[node]!;
              expect(planner.nextEdge(node, end)).toBe(edge === -1 ? null : edge);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
