// Hot path: looked up for each datagram that is forwarded or sent. Up to 8 prefixes are compared one by one (3 ns
// each, one cache line), more are hashed by prefix length.
import { networkOf } from '../address/prefix.js';
import type { RouteEntry } from './routeTable.js';

/** Up to so many prefixes, a list is faster than hashes. */
const LIST_LIMIT = 8;

/** What a routing table comes down to: for each prefix the preferred way, longest prefix first. */
export class ForwardingTable<Way> {
  /** Mask and network of each prefix by turns, as signed 32-bit numbers. */
  readonly #prefixes: number[] = [];
  readonly #ways: Way[] = [];
  #hashes: PrefixLengthHash<Way>[] | null = null;

  /**
   * Of the entries of one prefix, the one with the lowest metric for which `wayOf` has an answer counts,
   * of equal ones the first.
   */
  constructor(entries: readonly RouteEntry[], wayOf: (entry: RouteEntry) => Way | null) {
    const sorted = entries.toSorted(
      (one, other) =>
        other.destination.length - one.destination.length ||
        (one.metric ?? 0) - (other.metric ?? 0),
    );
    const hashes = new Map<number, PrefixLengthHash<Way>>();
    for (const entry of sorted) {
      const mask = maskOf(entry.destination.length);
      const hash = hashes.get(mask) ?? { mask, networks: new Map() };
      const network = networkOf(entry.destination) | 0;
      const way = hash.networks.has(network) ? null : wayOf(entry);
      if (way === null) continue;
      hashes.set(mask, hash);
      hash.networks.set(network, way);
      this.#prefixes.push(mask, network);
      this.#ways.push(way);
    }
    if (this.#ways.length > LIST_LIMIT) this.#hashes = [...hashes.values()];
  }

  /** The way to a destination, or null if no prefix contains it. */
  find(destination: number): Way | null {
    return this.#hashes === null ? this.#inList(destination) : inHashes(this.#hashes, destination);
  }

  #inList(destination: number): Way | null {
    const prefixes = this.#prefixes;
    for (let place = 0; place < prefixes.length; place += 2) {
      if ((destination & (prefixes[place] as number)) === prefixes[place + 1]) {
        return this.#ways[place >> 1] as Way;
      }
    }
    return null;
  }
}

interface PrefixLengthHash<Way> {
  readonly mask: number;
  readonly networks: Map<number, Way>;
}

function inHashes<Way>(hashes: readonly PrefixLengthHash<Way>[], destination: number): Way | null {
  for (let place = 0; place < hashes.length; place++) {
    const { mask, networks } = hashes[place] as PrefixLengthHash<Way>;
    const way = networks.get(destination & mask);
    if (way !== undefined) return way;
  }
  return null;
}

/** Mask as a signed 32-bit number, so that `address & mask` is the network itself. */
function maskOf(length: number): number {
  return length === 0 ? 0 : -1 << (32 - length);
}
