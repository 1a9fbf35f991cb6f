import type { Host, Ipv4Address, RouteEntry, RouteSource } from '@packetloom/core';
import { type GraphEdge, RoutePlanner, RoutingGraph } from '@packetloom/sim/internal';
import type { Neighbour, Neighbours } from './ruleRoutes.js';
import { nodeOf } from './wiring.js';

/** Gives every router next hops on shortest paths, from one planner that computes them when first asked. */
export function computedRoutes(hosts: readonly Host[], neighbours: readonly Neighbours[]): void {
  const edges: GraphEdge[] = [];
  const entries: RouteEntry[] = [];
  neighbours.forEach(({ east, west, south, north }, from) => {
    const there = [east, west, south, north].filter(
      (each): each is Neighbour => each !== undefined,
    );
    for (const { node: to, entry } of there) {
      edges.push({ from, to, weight: 1 });
      entries.push(entry);
    }
  });
  const nodeCount = hosts.length;
  const graph = new RoutingGraph({ nodeCount, edges });
  // Packets to thousands of destinations are in flight at a time; to compute one again for each hop would
  // take for ever.
  const planner = new RoutePlanner({ graph, prefixes: [], rememberedDestinations: nodeCount });
  hosts.forEach((host, node) => {
    host.routes.source = new PlannedRoutes(planner, entries, node);
  });
}

class PlannedRoutes implements RouteSource {
  readonly #planner: RoutePlanner;
  readonly #entries: readonly RouteEntry[];
  readonly #node: number;

  constructor(planner: RoutePlanner, entries: readonly RouteEntry[], node: number) {
    this.#planner = planner;
    this.#entries = entries;
    this.#node = node;
  }

  lookup(destination: Ipv4Address): RouteEntry | null {
    const edge = this.#planner.nextEdge(this.#node, nodeOf(destination));
    return edge === null ? null : (this.#entries[edge] ?? null);
  }
}
