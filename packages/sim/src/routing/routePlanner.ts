import type { Ipv4Prefix } from '@packetloom/core';
import { NextHopSearch, type NextHops } from './nextHops.js';
import type { RoutingGraph } from './routingGraph.js';
import { NO_EDGE, ShortestPathSearch, type ShortestPathTree } from './shortestPaths.js';

/** A prefix, and the nodes that reach its addresses without a gateway (both ends of a link, mostly). */
export interface AttachedPrefix {
  readonly prefix: Ipv4Prefix;
  readonly nodes: readonly number[];
}

/** A route of one node. */
export interface PlannedRoute {
  readonly destination: Ipv4Prefix;
  /** Number of the edge to the next hop. */
  readonly edge: number;
  /** Sum of the weights up to the nearest node that the prefix is attached to. */
  readonly distance: number;
}

/** What a planner is made from. */
export interface RoutePlannerSpec {
  readonly graph: RoutingGraph;
  readonly prefixes: readonly AttachedPrefix[];
  /** Destinations whose next hops are remembered, mostly an octet for each node. Default what 256 MiB hold. */
  readonly rememberedDestinations?: number;
}

const REMEMBERED_BYTES = 256 * 2 ** 20;
/** Of however many nodes. */
const MIN_REMEMBERED = 16;

/**
 * Routes over shortest paths, computed when asked for: there is no table of all pairs. All answers
 * agree with each other; ties are broken as {@link ShortestPathSearch} says.
 */
export class RoutePlanner {
  readonly #prefixes: readonly AttachedPrefix[];
  readonly #graph: RoutingGraph;
  #search: ShortestPathSearch | null = null;
  readonly #nextHops: NextHopSearch;
  readonly #rememberedDestinations: number;
  /** Next hops by destination, those computed first in front. */
  readonly #remembered = new Map<number, NextHops>();

  constructor({ graph, prefixes, rememberedDestinations }: RoutePlannerSpec) {
    for (const { nodes } of prefixes) for (const node of nodes) graph.assertNode(node);
    this.#prefixes = prefixes;
    this.#graph = graph;
    this.#nextHops = new NextHopSearch(graph);
    const fitting = Math.floor(REMEMBERED_BYTES / Math.max(1, this.#nextHops.answerBytes));
    this.#rememberedDestinations = Math.max(
      1,
      rememberedDestinations ?? Math.max(MIN_REMEMBERED, fitting),
    );
  }

  /**
   * The routes of a node, in the order of the prefixes; one search. Prefixes that are attached to the
   * node itself, and those that it cannot reach, have none.
   */
  routesOf(node: number): PlannedRoute[] {
    this.#search ??= new ShortestPathSearch(this.#graph);
    const tree = this.#search.from(node);
    const routes: PlannedRoute[] = [];
    for (const { prefix, nodes } of this.#prefixes) {
      const nearest = nearestOf(nodes, tree);
      const edge = nearest === null ? NO_EDGE : (tree.edges[nearest] as number);
      if (nearest === null || edge === NO_EDGE) continue;
      routes.push({ destination: prefix, edge, distance: tree.distances[nearest] as number });
    }
    return routes;
  }

  /** The edge from a node on the way to another; `null` where there is no path, or none is needed. */
  nextEdge(node: number, destination: number): number | null {
    return this.#nextEdge(node, destination);
  }

  /** As {@link routesOf} for one prefix, by its index. Fast for many nodes. */
  nextEdgeToPrefix(node: number, prefix: number): number | null {
    const attached = this.#prefixes[prefix];
    if (attached === undefined) throw new RangeError(`no prefix has the number ${prefix}`);
    // Nodes are from 0 on, and prefixes from −1 down.
    return this.#nextEdge(node, -1 - prefix);
  }

  #nextEdge(node: number, key: number): number | null {
    this.#graph.assertNode(node);
    const known = this.#remembered.get(key);
    const edge = known === undefined ? NO_EDGE : this.#nextHops.edgeOf(node, known);
    if (edge !== NO_EDGE) return edge;
    return known?.isComplete === true ? null : this.#searched(node, key, known !== undefined);
  }

  /** Searches up to the node, and everywhere where this is not the first time. */
  #searched(node: number, key: number, isKnown: boolean): number | null {
    const destinations = key < 0 ? (this.#prefixes[-1 - key] as AttachedPrefix).nodes : [key];
    if (destinations.includes(node)) return null;
    const found = this.#remember(key, destinations, isKnown ? null : node);
    const edge = this.#nextHops.edgeOf(node, found);
    return edge === NO_EDGE ? null : edge;
  }

  /** Searches up to a node, or everywhere. */
  #remember(key: number, destinations: readonly number[], until: number | null): NextHops {
    if (this.#remembered.size >= this.#rememberedDestinations) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    const found = this.#nextHops.towards(destinations, until);
    this.#remembered.set(key, found);
    return found;
  }
}

/** The node with the best path, by distance, hops and position of the first edge; null without any. */
function nearestOf(nodes: readonly number[], tree: ShortestPathTree): number | null {
  const { distances, hops, positions } = tree;
  let nearest: number | null = null;
  for (const node of nodes) {
    if (distances[node] === Number.POSITIVE_INFINITY) continue;
    if (nearest === null) {
      nearest = node;
      continue;
    }
    const difference =
      (distances[node] as number) - (distances[nearest] as number) ||
      (hops[node] as number) - (hops[nearest] as number) ||
      (positions[node] as number) - (positions[nearest] as number);
    if (difference < 0) nearest = node;
  }
  return nearest;
}
