import { type Ipv4Address, type Ipv4Prefix, networkOf } from '@packetloom/core';

/** Subnets, each once, with the nodes that are in it. */
export class AttachedPrefixes {
  // By length, then by network.
  readonly #known = new Map<number, Map<Ipv4Address, number[]>>();
  readonly #all: { readonly prefix: Ipv4Prefix; readonly nodes: number[] }[] = [];

  /** Puts a node, by its number, into the subnets of one of its NICs. */
  add(node: number, addresses: readonly Ipv4Prefix[]): void {
    for (const given of addresses) {
      const address = networkOf(given);
      const ofLength = this.#ofLength(given.length);
      const nodes = ofLength.get(address);
      if (nodes !== undefined) {
        nodes.push(node);
        continue;
      }
      const first = [node];
      ofLength.set(address, first);
      this.#all.push({ prefix: { address, length: given.length }, nodes: first });
    }
  }

  /** In the order in which the subnets came, and nodes in that in which they came to each. */
  list(): { readonly prefix: Ipv4Prefix; readonly nodes: readonly number[] }[] {
    return this.#all.map(({ prefix, nodes }) => {
      return { prefix, nodes: nodes.length === 1 ? nodes : [...new Set(nodes)] };
    });
  }

  #ofLength(length: number): Map<Ipv4Address, number[]> {
    const known = this.#known.get(length);
    if (known !== undefined) return known;
    const made = new Map<Ipv4Address, number[]>();
    this.#known.set(length, made);
    return made;
  }
}
