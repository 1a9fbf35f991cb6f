import type { Ipv4Address } from '../address/ipv4Address.js';
import { contains, type Ipv4Prefix, networkOf } from '../address/prefix.js';
import type { NextHop, NextHopGroup } from './nextHopGroup.js';

/** An entry of a routing table. */
export interface RouteEntry extends NextHop {
  readonly destination: Ipv4Prefix;
  /** Lower is preferred among equal prefixes and preferences, where the behaviour chooses by longest prefix. */
  readonly metric?: number;
  /** Who put it there, such as a routing protocol; `static` by default. See `replaceOwned`. */
  readonly owner?: string;
  /**
   * How far its owner is trusted (administrative distance): lower is preferred among equal prefixes, before
   * the metric. Default 0.
   */
  readonly preference?: number;
  /** Next hops that share the flows, in place of `gateway` and `nic`. */
  readonly group?: NextHopGroup;
}

/** Owner of entries that name none. */
const STATIC_OWNER = 'static';

/**
 * A source of routes beside the table, for topologies whose next hops follow from a rule. Asked
 * for each datagram, so it should be fast; it must depend on nothing but its argument.
 */
export interface RouteSource {
  /** The entry for a destination, or null if there is none. */
  lookup(destination: Ipv4Address): RouteEntry | null;
}

/**
 * Entries that are worked out when somebody asks for them: what follows from the topology of a large network would
 * fill the memory as a table. They stand behind the other entries of the table, and never change.
 */
export interface RoutesOnDemand {
  /** The entries that contain `destination`, in table order. */
  matching(destination: Ipv4Address): readonly RouteEntry[];
  /** All of them, in table order. */
  list(): readonly RouteEntry[];
}

/** Told whenever a routing table changes. */
export interface RouteTableOwner {
  /** Of these prefixes entries came or went; null: of any. */
  routesChanged(changed: readonly Ipv4Prefix[] | null): void;
}

/** Above this share of all entries, one change of everything costs less than many changes. */
const MANY = 0.25;

/**
 * A routing table (routing information base). Matches are found in table order (`inOrder`) or by longest
 * prefix (`byPrefix`): one hash for each prefix length in use. What changes is told by prefix.
 */
export class RouteTable {
  #entries: RouteEntry[] = [];
  #source: RouteSource | null = null;
  #onDemand: RoutesOnDemand | null = null;
  /** Longest prefix first; made when first needed, and kept up to date from then on. */
  #lengths: PrefixLengthHash[] | null = null;
  readonly #owner: RouteTableOwner;

  constructor(owner: RouteTableOwner) {
    this.#owner = owner;
  }

  /** Appends an entry. */
  add(entry: RouteEntry): void {
    this.#entries.push(entry);
    if (this.#lengths !== null) addTo(this.#lengths, entry);
    this.#owner.routesChanged([entry.destination]);
  }

  /** Replaces the whole table. */
  replaceAll(entries: readonly RouteEntry[]): void {
    this.#entries = [...entries];
    this.#lengths = null;
    this.#owner.routesChanged(null);
  }

  /** Replaces the entries of one owner; only prefixes of which something differs are told to have changed. */
  replaceOwned(owner: string, entries: readonly RouteEntry[]): void {
    const before = this.#entries.filter((entry) => ownerOf(entry) === owner);
    const kept = this.#entries.filter((entry) => ownerOf(entry) !== owner);
    const after = entries.map((entry) => ({ ...entry, owner }));
    this.#entries = [...kept, ...after];
    this.#lengths = null;
    this.#notify(differences(before, after));
  }

  /** Removes the entries that `matches` selects; returns how many there were. */
  remove(matches: (entry: RouteEntry) => boolean): number {
    const removed: RouteEntry[] = [];
    const kept: RouteEntry[] = [];
    for (const entry of this.#entries) (matches(entry) ? removed : kept).push(entry);
    if (removed.length === 0) return 0;
    this.#entries = kept;
    if (this.#lengths !== null) for (const entry of removed) removeFrom(this.#lengths, entry);
    this.#notify(removed.map(({ destination }) => destination));
    return removed.length;
  }

  /** Gives a group other next hops, for all entries that share it. */
  setHops(group: NextHopGroup, hops: readonly NextHop[]): void {
    group.hops = hops;
    const users = this.#entries.filter((entry) => entry.group === group);
    this.#notify(users.map(({ destination }) => destination));
  }

  /** The entries in table order. */
  list(): readonly RouteEntry[] {
    return this.#onDemand === null ? this.#entries : [...this.#entries, ...this.#onDemand.list()];
  }

  /** Entries behind the others that are worked out when asked for, or null. */
  get onDemand(): RoutesOnDemand | null {
    return this.#onDemand;
  }

  set onDemand(onDemand: RoutesOnDemand | null) {
    this.#onDemand = onDemand;
    this.#owner.routesChanged(null);
  }

  /** A rule asked before the table, or null. */
  get source(): RouteSource | null {
    return this.#source;
  }

  set source(source: RouteSource | null) {
    this.#source = source;
    this.#owner.routesChanged(null);
  }

  /** Entries that contain `destination`, in table order. */
  *inOrder(destination: Ipv4Address): Iterable<RouteEntry> {
    const computed = this.#source?.lookup(destination);
    if (computed) yield computed;
    for (const entry of this.#entries) {
      if (contains(entry.destination, destination)) yield* hopsOf(entry);
    }
    if (this.#onDemand === null) return;
    for (const entry of this.#onDemand.matching(destination)) yield* hopsOf(entry);
  }

  /** Entries that contain `destination`: longest prefix first, then preference, metric and table order. */
  *byPrefix(destination: Ipv4Address): Iterable<RouteEntry> {
    const computed = this.#source?.lookup(destination);
    if (computed) yield computed;
    for (const entry of this.bestFirst(destination)) yield* hopsOf(entry);
  }

  /** Entries of exactly this prefix, best first. */
  ofPrefix(prefix: Ipv4Prefix): readonly RouteEntry[] {
    const hash = this.#hashes().find(({ length }) => length === prefix.length);
    const listed = hash?.networks.get(networkOf(prefix) | 0) ?? [];
    if (this.#onDemand === null) return listed;
    const computed = this.#onDemand
      .matching(prefix.address)
      .filter(({ destination }) => destination.length === prefix.length);
    return computed.length === 0 ? listed : [...listed, ...computed].sort(comparePreference);
  }

  /** As `byPrefix`, with groups as they are and without the source. */
  bestFirst(destination: Ipv4Address): readonly RouteEntry[] {
    const listed: RouteEntry[] = [];
    for (const { mask, networks } of this.#hashes()) {
      const entries = networks.get(destination & mask);
      if (entries !== undefined) listed.push(...entries);
    }
    if (this.#onDemand === null) return listed;
    const computed = this.#onDemand.matching(destination);
    if (computed.length === 0) return listed;
    return [...listed, ...computed].sort(
      (one, other) =>
        other.destination.length - one.destination.length || comparePreference(one, other),
    );
  }

  #notify(changed: readonly Ipv4Prefix[]): void {
    if (changed.length === 0) return;
    const isMany = changed.length > this.#entries.length * MANY;
    this.#owner.routesChanged(isMany ? null : changed);
  }

  #hashes(): PrefixLengthHash[] {
    if (this.#lengths === null) {
      this.#lengths = [];
      for (const entry of this.#entries) addTo(this.#lengths, entry);
    }
    return this.#lengths;
  }
}

/** Which of two entries of one prefix is preferred: negative for the first, 0 for the one that is older. */
export function comparePreference(one: RouteEntry, other: RouteEntry): number {
  return (one.preference ?? 0) - (other.preference ?? 0) || (one.metric ?? 0) - (other.metric ?? 0);
}

interface PrefixLengthHash {
  readonly length: number;
  /** Mask as a signed 32-bit number, so that `address & mask` is the key itself. */
  readonly mask: number;
  readonly networks: Map<number, RouteEntry[]>;
}

function addTo(lengths: PrefixLengthHash[], entry: RouteEntry): void {
  const { length } = entry.destination;
  let hash = lengths.find((other) => other.length === length);
  if (hash === undefined) {
    hash = { length, mask: length === 0 ? 0 : -1 << (32 - length), networks: new Map() };
    const shorter = lengths.findIndex((other) => other.length < length);
    lengths.splice(shorter < 0 ? lengths.length : shorter, 0, hash);
  }
  const key = networkOf(entry.destination) | 0;
  const same = hash.networks.get(key);
  if (same === undefined) {
    hash.networks.set(key, [entry]);
    return;
  }
  const worse = same.findIndex((other) => comparePreference(other, entry) > 0);
  same.splice(worse < 0 ? same.length : worse, 0, entry);
}

function removeFrom(lengths: PrefixLengthHash[], entry: RouteEntry): void {
  const index = lengths.findIndex(({ length }) => length === entry.destination.length);
  const hash = lengths[index];
  if (hash === undefined) return;
  const key = networkOf(entry.destination) | 0;
  const left = hash.networks.get(key)?.filter((other) => other !== entry) ?? [];
  if (left.length > 0) hash.networks.set(key, left);
  else hash.networks.delete(key);
  if (hash.networks.size === 0) lengths.splice(index, 1);
}

/** One entry for each next hop. */
function hopsOf(entry: RouteEntry): readonly RouteEntry[] {
  return entry.group?.hops.map(({ gateway, nic }) => ({ ...entry, gateway, nic })) ?? [entry];
}

function ownerOf({ owner = STATIC_OWNER }: RouteEntry): string {
  return owner;
}

/** Prefixes of which the entries are not the same, in the same order. */
function differences(before: readonly RouteEntry[], after: readonly RouteEntry[]): Ipv4Prefix[] {
  const [old, now] = [byPrefix(before), byPrefix(after)];
  const changed: Ipv4Prefix[] = [];
  for (const [key, entries] of old) {
    if (!areSame(entries, now.get(key) ?? [])) changed.push((entries[0] as RouteEntry).destination);
  }
  for (const [key, [first]] of now) {
    if (first !== undefined && !old.has(key)) changed.push(first.destination);
  }
  return changed;
}

function byPrefix(entries: readonly RouteEntry[]): Map<string, RouteEntry[]> {
  const found = new Map<string, RouteEntry[]>();
  for (const entry of entries) {
    const key = `${networkOf(entry.destination)}/${entry.destination.length}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [entry]);
    else same.push(entry);
  }
  return found;
}

function areSame(some: readonly RouteEntry[], others: readonly RouteEntry[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index] as RouteEntry;
      const isSameHop = one.gateway === other.gateway && one.nic === other.nic;
      return isSameHop && one.group === other.group && comparePreference(one, other) === 0;
    })
  );
}
