// Hot path of route computation: a 4-ary heap of nodes on typed arrays.

const ARITY = 4;
const NOT_IN_HEAP = -1;

/**
 * Nodes in order of (distance, hops). The two arrays belong to the caller, who lowers a node's values
 * and then calls {@link NodeHeap.lowered}.
 */
export class NodeHeap {
  readonly #distances: Float64Array;
  readonly #hops: Int32Array;
  readonly #nodes: Int32Array;
  readonly #indices: Int32Array;
  #size = 0;

  constructor(distances: Float64Array, hops: Int32Array) {
    this.#distances = distances;
    this.#hops = hops;
    this.#nodes = new Int32Array(distances.length);
    this.#indices = new Int32Array(distances.length).fill(NOT_IN_HEAP);
  }

  get size(): number {
    return this.#size;
  }

  /** Puts a node where it belongs after its values became lower; adds it if it is not there. */
  lowered(node: number): void {
    const index = this.#indices[node] as number;
    this.#rise(node, index === NOT_IN_HEAP ? this.#size++ : index);
  }

  /** Takes the first node. The heap must not be empty. */
  take(): number {
    const first = this.#nodes[0] as number;
    this.#indices[first] = NOT_IN_HEAP;
    this.#size--;
    if (this.#size > 0) this.#sink(this.#nodes[this.#size] as number);
    return first;
  }

  #before(node: number, other: number): boolean {
    const distance = this.#distances[node] as number;
    const otherDistance = this.#distances[other] as number;
    if (distance !== otherDistance) return distance < otherDistance;
    return (this.#hops[node] as number) < (this.#hops[other] as number);
  }

  #put(node: number, index: number): void {
    this.#nodes[index] = node;
    this.#indices[node] = index;
  }

  #rise(node: number, from: number): void {
    let index = from;
    while (index > 0) {
      const parentIndex = Math.trunc((index - 1) / ARITY);
      const parent = this.#nodes[parentIndex] as number;
      if (!this.#before(node, parent)) break;
      this.#put(parent, index);
      index = parentIndex;
    }
    this.#put(node, index);
  }

  #sink(node: number): void {
    let index = 0;
    for (;;) {
      const firstChild = index * ARITY + 1;
      if (firstChild >= this.#size) break;
      const end = Math.min(firstChild + ARITY, this.#size);
      let minIndex = firstChild;
      for (let child = firstChild + 1; child < end; child++) {
        if (this.#before(this.#nodes[child] as number, this.#nodes[minIndex] as number)) {
          minIndex = child;
        }
      }
      const least = this.#nodes[minIndex] as number;
      if (!this.#before(least, node)) break;
      this.#put(least, index);
      index = minIndex;
    }
    this.#put(node, index);
  }
}
