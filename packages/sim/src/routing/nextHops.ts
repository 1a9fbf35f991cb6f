import { BucketQueue } from './bucketQueue.js';
import type { RoutingGraph } from './routingGraph.js';
import { NO_EDGE, ShortestPathSearch } from './shortestPaths.js';

/** A small number for each node: 0 unknown or no path, else 1 + the index of an edge among those out of the node. */
type HopArray = Uint8Array | Uint16Array | Int32Array;

type IndexArray = Uint16Array | Int32Array;

/** The next edges of nodes towards some destinations. Made by {@link NextHopSearch}. */
export interface NextHops {
  readonly hops: HopArray;
  /** Whether what is unknown has no path. */
  readonly isComplete: boolean;
}

/** Fills `hops` in, up to the node `until` or everywhere (`NO_EDGE`); whether it was everywhere. */
type FindHops = (destinations: readonly number[], until: number, hops: HopArray) => boolean;

/** More buckets than this take longer than a heap. */
const MAX_BUCKETS = 65_536;
/** Quotients of integers up to here are rounded down exactly. */
const MAX_EXACT = 2 ** 50;

/**
 * Next hops on shortest paths towards destinations, as {@link ShortestPathSearch} chooses them, in one octet a node
 * where nodes have few edges. Equal weights need no more than a breadth-first search; weights that are not too
 * different need buckets, as wide as the least weight (Denardo and Fox, 1979); others a heap.
 */
export class NextHopSearch {
  readonly #graph: RoutingGraph;
  readonly #find: FindHops;
  readonly #largestDegree: number;
  // Of each edge into a node, in the order of `inPositions`: what a search asks of it stands side by side.
  readonly #inFrom: IndexArray;
  readonly #inHop: HopArray;

  constructor(graph: RoutingGraph) {
    this.#graph = graph;
    this.#largestDegree = largestDegree(graph);
    const { inPositions, fromAt, outStart } = graph;
    this.#inFrom = indexArray(graph.nodeCount, inPositions.length);
    this.#inHop = this.#makeHops(inPositions.length);
    for (const [index, position] of inPositions.entries()) {
      const from = fromAt[position] as number;
      this.#inFrom[index] = from;
      this.#inHop[index] = position - (outStart[from] as number) + 1;
    }
    this.#find = this.#wayOfSearching();
  }

  /** Octets of the answer to each search. */
  get answerBytes(): number {
    return this.#graph.nodeCount * this.#makeHops(0).BYTES_PER_ELEMENT;
  }

  /** Next hops towards the nearest of some nodes: of all nodes, or at least of the node `until`. */
  towards(destinations: readonly number[], until: number | null): NextHops {
    for (const destination of destinations) this.#graph.assertNode(destination);
    const hops = this.#makeHops(this.#graph.nodeCount);
    return { hops, isComplete: this.#find(destinations, until ?? NO_EDGE, hops) };
  }

  /** Number of the next edge of a node, or `NO_EDGE` where none is known. */
  edgeOf(node: number, { hops }: NextHops): number {
    const hop = hops[node] as number;
    if (hop === 0) return NO_EDGE;
    return this.#graph.edgeAt[(this.#graph.outStart[node] as number) + hop - 1] as number;
  }

  #makeHops(length: number): HopArray {
    if (this.#largestDegree < 0xff) return new Uint8Array(length);
    return this.#largestDegree < 0xffff ? new Uint16Array(length) : new Int32Array(length);
  }

  #wayOfSearching(): FindHops {
    const { nodeCount, weightAt } = this.#graph;
    let least = Number.POSITIVE_INFINITY;
    let largest = 0;
    for (const weight of weightAt) {
      if (weight < least) least = weight;
      if (weight > largest) largest = weight;
    }
    if (largest <= least)
      return this.#byLevels(indexArray(nodeCount, nodeCount), indexArray(nodeCount, nodeCount));
    const isExact = largest * nodeCount < MAX_EXACT;
    if (least === 0 || largest / least > MAX_BUCKETS || !isExact) return this.#byHeap();
    return this.#byBuckets(new BucketQueue(nodeCount, least, largest));
  }

  /** `levels` (hops and one more, 0 where a node has not been reached) and `queue` are used again. */
  #byLevels(levels: IndexArray, queue: IndexArray): FindHops {
    const { inStart, transit } = this.#graph;
    const inFrom = this.#inFrom;
    const inHop = this.#inHop;
    return (destinations, until, hops) => {
      let end = 0;
      for (const destination of destinations) {
        if (levels[destination] !== 0) continue;
        levels[destination] = 1;
        queue[end++] = destination;
      }
      let head = 0;
      for (; head < end; head++) {
        const node = queue[head] as number;
        const level = (levels[node] as number) + 1;
        // All nodes that are as near as `until` have been reached from all nodes before them.
        if (until !== NO_EDGE && levels[until] !== 0 && level > (levels[until] as number)) break;
        if (level > 2 && transit[node] === 0) continue;
        const last = inStart[node + 1] as number;
        for (let index = inStart[node] as number; index < last; index++) {
          const from = inFrom[index] as number;
          const known = levels[from] as number;
          if (known === 0) {
            levels[from] = level;
            hops[from] = inHop[index] as number;
            queue[end++] = from;
          } else if (known === level && (inHop[index] as number) < (hops[from] as number)) {
            hops[from] = inHop[index] as number;
          }
        }
      }
      const isComplete = head === end;
      for (let index = 0; index < end; index++) levels[queue[index] as number] = 0;
      return isComplete;
    };
  }

  #byBuckets(queue: BucketQueue): FindHops {
    const { inStart, inPositions, weightAt, nodeCount, transit } = this.#graph;
    const inFrom = this.#inFrom;
    const inHop = this.#inHop;
    const inWeight = Float64Array.from(inPositions, (position) => weightAt[position] as number);
    const { distances } = queue;
    const lengths = new Int32Array(nodeCount);
    const best = new Int32Array(nodeCount);
    return (destinations, until, hops) => {
      queue.clear();
      lengths.fill(0);
      best.fill(0);
      for (const destination of destinations) queue.lower(destination, 0);
      for (let node = queue.take(); node !== NO_EDGE; node = queue.take()) {
        hops[node] = best[node] as number;
        if (node === until) return false;
        const length = (lengths[node] as number) + 1;
        if (length > 1 && transit[node] === 0) continue;
        const distance = distances[node] as number;
        const last = inStart[node + 1] as number;
        for (let index = inStart[node] as number; index < last; index++) {
          const from = inFrom[index] as number;
          const found = distance + (inWeight[index] as number);
          const known = distances[from] as number;
          if (found > known) continue;
          const hop = inHop[index] as number;
          if (found < known) {
            queue.lower(from, found);
          } else if (length > (lengths[from] as number)) {
            continue;
          } else if (length === lengths[from] && hop > (best[from] as number)) {
            continue;
          }
          lengths[from] = length;
          best[from] = hop;
        }
      }
      return true;
    };
  }

  #byHeap(): FindHops {
    const search = new ShortestPathSearch(this.#graph);
    const { outStart } = this.#graph;
    return (destinations, _until, hops) => {
      const { positions } = search.towards(destinations);
      for (let node = 0; node < hops.length; node++) {
        const position = positions[node] as number;
        if (position !== NO_EDGE) hops[node] = position - (outStart[node] as number) + 1;
      }
      return true;
    };
  }
}

/** Numbers up to that of nodes: where it can be, a search fits into the cache nearest to the processor. */
function indexArray(nodeCount: number, length: number): IndexArray {
  return nodeCount < 0xffff ? new Uint16Array(length) : new Int32Array(length);
}

function largestDegree({ nodeCount, outStart }: RoutingGraph): number {
  let largest = 0;
  for (let node = 0; node < nodeCount; node++) {
    largest = Math.max(largest, (outStart[node + 1] as number) - (outStart[node] as number));
  }
  return largest;
}
