// Hot path of route computation: nodes in buckets of distances, in a ring.

const NONE = -1;

/**
 * Nodes by their distances, in buckets as wide as the least weight: from no node of a bucket is another one of the
 * same bucket reached, so the nodes of the first bucket are final, in whatever order they are taken.
 */
export class BucketQueue {
  /** Of each node; `Infinity` where it has not been in the queue. */
  readonly distances: Float64Array;
  readonly #width: number;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** 1 while a node waits. */
  readonly #waits: Uint8Array;
  #bucket = 0;
  #size = 0;

  /** All that is added is at most the largest weight, above 0, farther than what was taken last. */
  constructor(nodeCount: number, leastWeight: number, largestWeight: number) {
    this.distances = new Float64Array(nodeCount);
    this.#width = leastWeight;
    this.#heads = new Int32Array(Math.floor(largestWeight / leastWeight) + 2);
    this.#next = new Int32Array(nodeCount);
    this.#previous = new Int32Array(nodeCount);
    this.#waits = new Uint8Array(nodeCount);
  }

  /** Empties it for another search. */
  clear(): void {
    this.distances.fill(Number.POSITIVE_INFINITY);
    this.#heads.fill(NONE);
    this.#waits.fill(0);
    this.#bucket = 0;
    this.#size = 0;
  }

  /** Adds a node, or puts it where it belongs after its distance became lower. */
  lower(node: number, distance: number): void {
    if (this.#waits[node] === 1) this.#takeOut(node);
    this.distances[node] = distance;
    const bucket = this.#bucketOf(distance);
    const head = this.#heads[bucket] as number;
    this.#next[node] = head;
    this.#previous[node] = NONE;
    if (head !== NONE) this.#previous[head] = node;
    this.#heads[bucket] = node;
    this.#waits[node] = 1;
    this.#size++;
  }

  /** Takes a node of the first bucket; −1 when there is none. */
  take(): number {
    if (this.#size === 0) return NONE;
    let node = this.#heads[this.#bucket] as number;
    while (node === NONE) {
      this.#bucket = this.#bucket + 1 === this.#heads.length ? 0 : this.#bucket + 1;
      node = this.#heads[this.#bucket] as number;
    }
    this.#takeOut(node);
    return node;
  }

  #takeOut(node: number): void {
    const next = this.#next[node] as number;
    const previous = this.#previous[node] as number;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else this.#heads[this.#bucketOf(this.distances[node] as number)] = next;
    this.#waits[node] = 0;
    this.#size--;
  }

  #bucketOf(distance: number): number {
    return Math.floor(distance / this.#width) % this.#heads.length;
  }
}
