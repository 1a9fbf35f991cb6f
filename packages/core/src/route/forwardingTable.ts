// Hot path: looked up for each datagram that is forwarded or sent. Up to 8 prefixes are compared one by one (3 ns
// each, one cache line), more are hashed by prefix length.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { type Ipv4Prefix, networkOf } from '../address/prefix.js';
import { comparePreference, type RouteEntry } from './routeTable.js';

/** Up to so many prefixes, a list is faster than hashes. */
const LIST_LIMIT = 8;

/** What a routing table comes down to (forwarding information base): for each prefix the preferred route. */
export class ForwardingTable<Route> {
  /** Mask and network of each prefix by turns, as signed 32-bit numbers; longest prefix first. */
  readonly #prefixes: number[] = [];
  readonly #routes: Route[] = [];
  #hashes: PrefixLengthHash<Route>[] | null = null;

  /**
   * Of the entries of one prefix, the most preferred one for which `routeOf` has an answer counts, of equal
   * ones the first.
   */
  constructor(entries: readonly RouteEntry[], routeOf: (entry: RouteEntry) => Route | null) {
    const sorted = entries.toSorted(
      (one, other) =>
        other.destination.length - one.destination.length || comparePreference(one, other),
    );
    const hashes = new Map<number, PrefixLengthHash<Route>>();
    for (const entry of sorted) {
      const mask = maskOf(entry.destination.length);
      const hash = hashes.get(mask) ?? { mask, networks: new Map() };
      const network = networkOf(entry.destination) | 0;
      const route = hash.networks.has(network) ? null : routeOf(entry);
      if (route === null) continue;
      hashes.set(mask, hash);
      hash.networks.set(network, route);
      this.#prefixes.push(mask, network);
      this.#routes.push(route);
    }
    if (this.#routes.length > LIST_LIMIT) {
      this.#hashes = [...hashes.values()];
      this.#prefixes.length = 0;
      this.#routes.length = 0;
    }
  }

  /** The route to a destination, or null if no prefix contains it. */
  find(destination: Ipv4Address): Route | null {
    return this.#hashes === null ? this.#inList(destination) : inHashes(this.#hashes, destination);
  }

  /**
   * Gives one prefix another route, or none. False, with nothing changed, where the table is so short that
   * it is to be made anew.
   */
  update(prefix: Ipv4Prefix, route: Route | null): boolean {
    const hashes = this.#hashes;
    if (hashes === null) return false;
    const mask = maskOf(prefix.length);
    const network = networkOf(prefix) | 0;
    const index = hashes.findIndex((hash) => hash.mask === mask);
    const hash = hashes[index];
    if (hash === undefined) {
      if (route === null) return true;
      const shorter = hashes.findIndex((other) => other.mask >>> 0 < mask >>> 0);
      const made = { mask, networks: new Map([[network, route]]) };
      hashes.splice(shorter < 0 ? hashes.length : shorter, 0, made);
    } else if (route !== null) {
      hash.networks.set(network, route);
    } else {
      hash.networks.delete(network);
      if (hash.networks.size === 0) hashes.splice(index, 1);
    }
    return true;
  }

  #inList(destination: Ipv4Address): Route | null {
    const prefixes = this.#prefixes;
    for (let index = 0; index < prefixes.length; index += 2) {
      if ((destination & (prefixes[index] as number)) === prefixes[index + 1]) {
        return this.#routes[index >> 1] as Route;
      }
    }
    return null;
  }
}

interface PrefixLengthHash<Route> {
  readonly mask: number;
  readonly networks: Map<number, Route>;
}

function inHashes<Route>(
  hashes: readonly PrefixLengthHash<Route>[],
  destination: Ipv4Address,
): Route | null {
  for (let index = 0; index < hashes.length; index++) {
    const { mask, networks } = hashes[index] as PrefixLengthHash<Route>;
    const route = networks.get(destination & mask);
    if (route !== undefined) return route;
  }
  return null;
}

/** Mask as a signed 32-bit number, so that `address & mask` is the network itself. */
function maskOf(length: number): number {
  return length === 0 ? 0 : -1 << (32 - length);
}
