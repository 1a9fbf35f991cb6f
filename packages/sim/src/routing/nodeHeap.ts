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
  readonly #places: Int32Array;
  #size = 0;

  constructor(distances: Float64Array, hops: Int32Array) {
    this.#distances = distances;
    this.#hops = hops;
    this.#nodes = new Int32Array(distances.length);
    this.#places = new Int32Array(distances.length).fill(NOT_IN_HEAP);
  }

  get size(): number {
    return this.#size;
  }

  /** Puts a node where it belongs after its values became lower; adds it if it is not there. */
  lowered(node: number): void {
    const place = this.#places[node] as number;
    this.#rise(node, place === NOT_IN_HEAP ? this.#size++ : place);
  }

  /** Takes the first node. The heap must not be empty. */
  take(): number {
    const first = this.#nodes[0] as number;
    this.#places[first] = NOT_IN_HEAP;
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

  #put(node: number, place: number): void {
    this.#nodes[place] = node;
    this.#places[node] = place;
  }

  #rise(node: number, from: number): void {
    let place = from;
    while (place > 0) {
      const parentPlace = Math.trunc((place - 1) / ARITY);
      const parent = this.#nodes[parentPlace] as number;
      if (!this.#before(node, parent)) break;
      this.#put(parent, place);
      place = parentPlace;
    }
    this.#put(node, place);
  }

  #sink(node: number): void {
    let place = 0;
    for (;;) {
      const firstChild = place * ARITY + 1;
      if (firstChild >= this.#size) break;
      const end = Math.min(firstChild + ARITY, this.#size);
      let leastPlace = firstChild;
      for (let child = firstChild + 1; child < end; child++) {
        if (this.#before(this.#nodes[child] as number, this.#nodes[leastPlace] as number)) {
          leastPlace = child;
        }
      }
      const least = this.#nodes[leastPlace] as number;
      if (!this.#before(least, node)) break;
      this.#put(least, place);
      place = leastPlace;
    }
    this.#put(node, place);
  }
}
