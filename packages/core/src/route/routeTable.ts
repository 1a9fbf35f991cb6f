import { contains, type Ipv4Prefix, networkOf } from '../address/prefix.js';

/** An entry of a routing table. */
export interface RouteEntry {
  readonly destination: Ipv4Prefix;
  /** Next hop, or null where the destination is on the link of `nic`. */
  readonly gateway: number | null;
  /** Id of the NIC. */
  readonly nic: number;
  /** Lower is preferred among equal prefixes, where the behaviour chooses by longest prefix. */
  readonly metric?: number;
}

/**
 * A source of routes beside the table, for topologies whose next hops follow from a rule. Asked
 * for each datagram, so it should be fast; it must depend on nothing but its argument.
 */
export interface RouteSource {
  /** The entry for a destination, or null if there is none. */
  lookup(destination: number): RouteEntry | null;
}

/** Told whenever a routing table changes. */
export interface RouteTableOwner {
  configurationChanged(): void;
}

/**
 * A routing table. Matches are found in table order (`inOrder`) or by longest prefix (`byPrefix`): one
 * hash for each prefix length in use.
 */
export class RouteTable {
  #entries: RouteEntry[] = [];
  #source: RouteSource | null = null;
  #lengths: PrefixLengthHash[] | null = null;
  readonly #owner: RouteTableOwner;

  constructor(owner: RouteTableOwner) {
    this.#owner = owner;
  }

  /** Appends an entry. */
  add(entry: RouteEntry): void {
    this.#entries.push(entry);
    this.#reset();
  }

  /** Replaces the whole table. */
  replaceAll(entries: readonly RouteEntry[]): void {
    this.#entries = [...entries];
    this.#reset();
  }

  /** Removes the entries that `matches` selects; returns how many there were. */
  remove(matches: (entry: RouteEntry) => boolean): number {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => !matches(entry));
    this.#reset();
    return before - this.#entries.length;
  }

  /** The entries in table order. */
  list(): readonly RouteEntry[] {
    return this.#entries;
  }

  /** A rule asked before the table, or null. */
  get source(): RouteSource | null {
    return this.#source;
  }

  set source(source: RouteSource | null) {
    this.#source = source;
    this.#reset();
  }

  /** Entries that contain `destination`, in table order. */
  *inOrder(destination: number): Iterable<RouteEntry> {
    const computed = this.#source?.lookup(destination);
    if (computed) yield computed;
    for (const entry of this.#entries) if (contains(entry.destination, destination)) yield entry;
  }

  /** Entries that contain `destination`: longest prefix first, then lowest metric, then table order. */
  *byPrefix(destination: number): Iterable<RouteEntry> {
    const computed = this.#source?.lookup(destination);
    if (computed) yield computed;
    for (const { mask, networks } of this.#hashes()) {
      const found = networks.get(destination & mask);
      if (found !== undefined) yield* found;
    }
  }

  #reset(): void {
    this.#lengths = null;
    this.#owner.configurationChanged();
  }

  #hashes(): PrefixLengthHash[] {
    this.#lengths ??= hashByLength(this.#entries);
    return this.#lengths;
  }
}

interface PrefixLengthHash {
  /** Mask as a signed 32-bit number, so that `address & mask` is the key itself. */
  readonly mask: number;
  readonly networks: Map<number, RouteEntry[]>;
}

function hashByLength(entries: readonly RouteEntry[]): PrefixLengthHash[] {
  const byLength = new Map<number, Map<number, RouteEntry[]>>();
  for (const entry of entries) {
    const { length } = entry.destination;
    let networks = byLength.get(length);
    if (networks === undefined) {
      networks = new Map();
      byLength.set(length, networks);
    }
    const key = networkOf(entry.destination) | 0;
    const same = networks.get(key);
    if (same === undefined) networks.set(key, [entry]);
    else same.push(entry);
  }
  return [...byLength]
    .sort(([a], [b]) => b - a)
    .map(([length, networks]) => {
      for (const same of networks.values()) same.sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0));
      return { mask: length === 0 ? 0 : -1 << (32 - length), networks };
    });
}
