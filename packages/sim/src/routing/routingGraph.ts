/** A directed edge; a link between two nodes is two of them. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** Cost of going over it: an integer ≥ 0. */
  readonly weight: number;
}

/** What a graph is made from. Nodes are 0 to `nodeCount` − 1; an edge is known by its index. */
export interface RoutingGraphSpec {
  readonly nodeCount: number;
  readonly edges: readonly GraphEdge[];
  /** Whether paths may lead through a node (a router, not a host). All may by default. */
  readonly transit?: (node: number) => boolean;
}

/** Sums of weights are exact up to here. */
const MAX_DISTANCE = Number.MAX_SAFE_INTEGER;

/**
 * A graph in flat arrays. Edges stand sorted by (from, to, number): comparing their *positions* there
 * decides ties, and the edges out of a node are neighbours. A second index lists the edges into a node.
 */
export class RoutingGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Positions of the edges out of node n: `outStart[n]` to `outStart[n + 1]` − 1. */
  readonly outStart: Int32Array;
  /** The edges into node n are listed in `inPositions` from `inStart[n]` to `inStart[n + 1]` − 1. */
  readonly inStart: Int32Array;
  readonly inPositions: Int32Array;
  /** Of the edge at each position: number, ends, weight. */
  readonly edgeAt: Int32Array;
  readonly fromAt: Int32Array;
  readonly toAt: Int32Array;
  readonly weightAt: Float64Array;
  /** 1 where paths may lead through the node. */
  readonly transit: Uint8Array;

  /** An edge of no such node, or a weight that is no integer ≥ 0, is a programming error. */
  constructor({ nodeCount, edges, transit }: RoutingGraphSpec) {
    this.nodeCount = nodeCount;
    this.edgeCount = edges.length;
    assertEdges(nodeCount, edges);
    const byNumber = Int32Array.from(edges.keys());
    const byTo = sortedBy(byNumber, (edge) => (edges[edge] as GraphEdge).to, nodeCount);
    const byFrom = sortedBy(byTo.items, (edge) => (edges[edge] as GraphEdge).from, nodeCount);
    this.edgeAt = byFrom.items;
    this.outStart = byFrom.start;
    this.fromAt = this.edgeAt.map((edge) => (edges[edge] as GraphEdge).from);
    this.toAt = this.edgeAt.map((edge) => (edges[edge] as GraphEdge).to);
    this.weightAt = Float64Array.from(this.edgeAt, (edge) => (edges[edge] as GraphEdge).weight);
    const into = sortedBy(byNumber, (position) => this.toAt[position] as number, nodeCount);
    this.inPositions = into.items;
    this.inStart = into.start;
    this.transit = new Uint8Array(nodeCount).fill(1);
    if (transit !== undefined) {
      for (let node = 0; node < nodeCount; node++) this.transit[node] = transit(node) ? 1 : 0;
    }
  }

  /** Throws a `RangeError` if there is no such node. */
  assertNode(node: number): void {
    if (!(Number.isInteger(node) && node >= 0 && node < this.nodeCount)) {
      throw new RangeError(`a graph of ${this.nodeCount} nodes has no node ${node}`);
    }
  }
}

function assertEdges(nodeCount: number, edges: readonly GraphEdge[]): void {
  const isNode = (node: number) => Number.isInteger(node) && node >= 0 && node < nodeCount;
  let sum = 0;
  edges.forEach(({ from, to, weight }, edge) => {
    if (!isNode(from) || !isNode(to)) {
      throw new RangeError(`edge ${edge} from ${from} to ${to}: nodes are 0 to ${nodeCount - 1}`);
    }
    if (!(Number.isSafeInteger(weight) && weight >= 0)) {
      throw new RangeError(`edge ${edge} has the weight ${weight}, which is no integer from 0`);
    }
    sum += weight;
  });
  // No path goes over an edge twice.
  if (sum > MAX_DISTANCE) throw new RangeError(`all weights together are ${sum}: more than 2^53`);
}

/** A stable counting sort; `start` tells where the items of each key begin. */
function sortedBy(items: Int32Array, keyOf: (item: number) => number, keyCount: number) {
  const start = new Int32Array(keyCount + 1);
  for (const item of items) start[keyOf(item) + 1] = (start[keyOf(item) + 1] as number) + 1;
  for (let key = 0; key < keyCount; key++) {
    start[key + 1] = (start[key + 1] as number) + (start[key] as number);
  }
  const next = start.slice();
  const sorted = new Int32Array(items.length);
  for (const item of items) {
    const key = keyOf(item);
    const index = next[key] as number;
    next[key] = index + 1;
    sorted[index] = item;
  }
  return { items: sorted, start };
}
