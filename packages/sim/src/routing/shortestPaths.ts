import { NodeHeap } from './nodeHeap.js';
import type { RoutingGraph } from './routingGraph.js';

/** In place of an edge: there is no path, or none is needed. */
export const NO_EDGE = -1;

/** Shortest paths between one end and every node. The arrays are valid until the next search. */
export interface ShortestPathTree {
  /** Sum of the weights for each node; `Infinity` where there is no path. */
  readonly distances: Float64Array;
  /** Edges of the path for each node; meaningless where there is no path. */
  readonly hops: Int32Array;
  /** Number of the first edge of each path, or `NO_EDGE`. */
  readonly edges: Int32Array;
  /** Position of that edge in the graph, or `NO_EDGE`: of equal paths, the lowest is preferred. */
  readonly positions: Int32Array;
}

/**
 * Dijkstra's algorithm with a workspace that is used again. Among paths of one weight, the one with the
 * fewest hops is chosen; among those, at each node, the lowest next node, then the lowest edge number.
 * So the choice depends on the graph alone, not on the order of the search; it is the same from both
 * ends, and following the choices of successive nodes never goes round in a circle, even over edges of
 * weight 0. Renumbering edges changes nothing but which one of parallel edges is taken.
 */
export class ShortestPathSearch {
  readonly graph: RoutingGraph;
  readonly #distances: Float64Array;
  readonly #hops: Int32Array;
  readonly #positions: Int32Array;
  readonly #edges: Int32Array;
  readonly #heap: NodeHeap;

  constructor(graph: RoutingGraph) {
    const { nodeCount } = graph;
    this.graph = graph;
    this.#distances = new Float64Array(nodeCount);
    this.#hops = new Int32Array(nodeCount);
    this.#positions = new Int32Array(nodeCount);
    this.#edges = new Int32Array(nodeCount);
    this.#heap = new NodeHeap(this.#distances, this.#hops);
  }

  /** From every node to the nearest of some destinations: `edges[n]` leads from n on. */
  towards(destinations: readonly number[]): ShortestPathTree {
    this.#begin(destinations);
    const { graph } = this;
    while (this.#heap.size > 0) {
      const node = this.#heap.take();
      if (!this.#mayPass(node)) continue;
      const end = graph.inStart[node + 1] as number;
      for (let index = graph.inStart[node] as number; index < end; index++) {
        const position = graph.inPositions[index] as number;
        this.#reach(graph.fromAt[position] as number, node, position, position);
      }
    }
    return this.#tree();
  }

  /** From one node to every node: `edges[n]` leads from the source on, towards n. */
  from(source: number): ShortestPathTree {
    this.#begin([source]);
    const { graph } = this;
    while (this.#heap.size > 0) {
      const node = this.#heap.take();
      if (!this.#mayPass(node)) continue;
      const first = this.#positions[node] as number;
      const end = graph.outStart[node + 1] as number;
      for (let position = graph.outStart[node] as number; position < end; position++) {
        const firstPosition = first === NO_EDGE ? position : first;
        this.#reach(graph.toAt[position] as number, node, position, firstPosition);
      }
    }
    return this.#tree();
  }

  #begin(ends: readonly number[]): void {
    this.#distances.fill(Number.POSITIVE_INFINITY);
    this.#hops.fill(0);
    this.#positions.fill(NO_EDGE);
    for (const end of ends) {
      this.graph.assertNode(end);
      if (this.#distances[end] === 0) continue;
      this.#distances[end] = 0;
      this.#heap.lowered(end);
    }
  }

  /** Paths begin and end anywhere, but lead through transit nodes only. */
  #mayPass(node: number): boolean {
    return this.#hops[node] === 0 || this.graph.transit[node] === 1;
  }

  /** A path to `node` was found: by the edge at `position` to or from `by`, with this first edge. */
  #reach(node: number, by: number, position: number, first: number): void {
    const distance = (this.#distances[by] as number) + (this.graph.weightAt[position] as number);
    const hops = (this.#hops[by] as number) + 1;
    const known = this.#distances[node] as number;
    if (distance > known) return;
    if (distance === known) {
      const knownHops = this.#hops[node] as number;
      if (hops > knownHops) return;
      if (hops === knownHops) {
        if (first < (this.#positions[node] as number)) this.#positions[node] = first;
        return;
      }
    }
    this.#distances[node] = distance;
    this.#hops[node] = hops;
    this.#positions[node] = first;
    this.#heap.lowered(node);
  }

  #tree(): ShortestPathTree {
    for (let node = 0; node < this.#edges.length; node++) {
      const first = this.#positions[node] as number;
      this.#edges[node] = first === NO_EDGE ? NO_EDGE : (this.graph.edgeAt[first] as number);
    }
    const distances = this.#distances;
    return { distances, hops: this.#hops, edges: this.#edges, positions: this.#positions };
  }
}
