// Hot path: the way of a datagram depends on its destination alone, unless a NIC or a source is asked for; so
// what can be known of the routing table is worked out once, until what it follows from changes.

import { type AddressEntry, NO_ADDRESS } from '../address/addressTable.js';
import {
  ANY,
  type Ipv4Address,
  isLoopback,
  isMulticast,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { LinkEndpoint } from '../ports/link.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { StackObserver } from '../ports/observer.js';
import { ForwardingTable } from './forwardingTable.js';
import { ALL_BITS, addressBits, isInSecondWord } from './localAddresses.js';
import { hopOfFlow, type NextHop } from './nextHopGroup.js';
import { RouteCache } from './routeCache.js';
import { findRoute } from './routeLookup.js';
import type { RouteEntry, RouteSource } from './routeTable.js';
import type { RoutingContext } from './routingContext.js';

/** Route of a forwarded datagram. */
export interface ForwardingRoute {
  readonly nic: NetworkInterface;
  /** That of the NIC. */
  readonly link: LinkEndpoint;
  /** Gateway, or `NO_ADDRESS` where the destination is on the link. */
  readonly gateway: Ipv4Address;
  /** Source of datagrams of this host's own on that way. */
  readonly local: Ipv4Address;
}

/** Where an entry of the routing table leads. */
export interface DirectRoute extends ForwardingRoute {
  /** Routes that share the flows with this one, itself included; null if there are none. */
  readonly hops: readonly DirectRoute[] | null;
  /** The address entry behind `local`. */
  readonly source: AddressEntry;
  /** The link, where a packet need only be handed to it: no frames, no loopback. */
  readonly plainLink: LinkEndpoint | null;
}

/** A rule that makes its entries anew for each look-up must not fill the memory. */
const MAX_OTHERS = 4096;

/** Finds routes for forwarding: no NIC and no source are asked for (RFC 1812 5.2.4). */
export class ForwardingRoutes<Context extends RoutingContext = RoutingContext> {
  /** Whether this host forwards by what stands here alone: a router by longest prefix without a packet filter. */
  isPlain = false;
  /** Another number after each change of routes, NICs or addresses: what was looked up before may be wrong. */
  version = 0;
  /** That of the host. */
  observer: StackObserver | null = null;
  /** Bits of the addresses that this host may own; see `LocalAddresses`. */
  #ownedBits1 = ALL_BITS;
  #ownedBits2 = ALL_BITS;
  #source: RouteSource | null = null;
  /** Made when first needed, then changed prefix by prefix. */
  #table: ForwardingTable<DirectRoute> | RouteCache<DirectRoute> | null = null;
  /** The NIC of the link that `plainLinkTo` found last. */
  plainNic: NetworkInterface | null = null;
  // The first four entries that a rule gave, and what was worked out for each; the others in a hash. Lists in
  // their place cost 10 to 20 % in grids larger than the caches: each pointer waits for memory (150 ns).
  #entry1: RouteEntry | null = null;
  #link1: LinkEndpoint | null = null;
  #nic1: NetworkInterface | null = null;
  #entry2: RouteEntry | null = null;
  #link2: LinkEndpoint | null = null;
  #nic2: NetworkInterface | null = null;
  #entry3: RouteEntry | null = null;
  #link3: LinkEndpoint | null = null;
  #nic3: NetworkInterface | null = null;
  #entry4: RouteEntry | null = null;
  #link4: LinkEndpoint | null = null;
  #nic4: NetworkInterface | null = null;
  #route1: DirectRoute | null = null;
  #route2: DirectRoute | null = null;
  #route3: DirectRoute | null = null;
  #route4: DirectRoute | null = null;
  #others: Map<RouteEntry, DirectRoute | null> | null = null;
  #isUpToDate = false;
  readonly #byPrefix: boolean;
  readonly host: Context;

  constructor(host: Context) {
    this.host = host;
    this.#byPrefix = host.behaviour.routeChoice === 'longest-prefix';
  }

  /** Forgets all: NICs or addresses changed. */
  reset(): void {
    this.#ownedBits1 = ALL_BITS;
    this.#ownedBits2 = ALL_BITS;
    this.routesChanged(null);
  }

  /** Entries of these prefixes came or went; null: any may have. What is known of other prefixes stays. */
  routesChanged(changed: readonly Ipv4Prefix[] | null): void {
    if (changed === null) {
      this.#source = this.host.routes.source;
      this.#entry1 = null;
      this.#entry2 = null;
      this.#entry3 = null;
      this.#entry4 = null;
      this.#others = null;
      this.#table = null;
    } else if (this.#table !== null) {
      this.#update(this.#table, changed);
    }
    this.invalidateFastPath();
  }

  #update(
    table: ForwardingTable<DirectRoute> | RouteCache<DirectRoute>,
    changed: readonly Ipv4Prefix[],
  ): void {
    for (const prefix of changed) {
      if (table.update(prefix, this.#best(prefix))) continue;
      this.#table = null;
      return;
    }
  }

  /** The route of the most preferred entry of a prefix that can be used. */
  #best(prefix: Ipv4Prefix): DirectRoute | null {
    for (const entry of this.host.routes.ofPrefix(prefix)) {
      const route = this.#resolve(entry);
      if (route !== null) return route;
    }
    return null;
  }

  /** Something changed that `isPlain` depends on. */
  invalidateFastPath(): void {
    this.version++;
    this.isPlain = false;
    this.#isUpToDate = false;
  }

  /** Finds out whether the host forwards plainly, once after each change. */
  updateFastPath(): void {
    if (this.#isUpToDate) return;
    this.#isUpToDate = true;
    const host = this.host;
    this.isPlain = this.#byPrefix && host.forwarding && host.filter === null;
  }

  /** False only if no NIC owns `address`, be it enabled or not. */
  mayOwn(address: Ipv4Address): boolean {
    const word = isInSecondWord(address) ? this.#ownedBits2 : this.#ownedBits1;
    const bits = addressBits(address);
    return (word & bits) === bits && this.#isListedAsOwned(address);
  }

  #isListedAsOwned(address: Ipv4Address): boolean {
    const { localAddresses } = this.host;
    if (this.#ownedBits1 === ALL_BITS) {
      this.#ownedBits1 = localAddresses.bits(false);
      this.#ownedBits2 = localAddresses.bits(true);
    }
    return localAddresses.mayOwn(address);
  }

  /** The route to `destination`, or null if there is none. `source` chooses among next hops of a group. */
  find(destination: Ipv4Address, source = ANY): ForwardingRoute | null {
    return this.direct(destination, source) ?? this.#general(destination);
  }

  /**
   * The route of the best entry of the routing table that can be used, or null where there is none, or where
   * it takes more than the table to tell.
   */
  direct(destination: Ipv4Address, source = ANY): DirectRoute | null {
    if (!this.#byPrefix || isSpecial(destination)) return null;
    if (this.#source !== null) {
      const entry = this.#source.lookup(destination);
      const route = entry === null ? null : this.#ofRule(entry);
      if (route !== null) return route;
    }
    const route = (this.#table ?? this.#makeTable()).find(destination);
    if (route === null || route.hops === null) return route;
    return route.hops[hopOfFlow(source, destination, route.hops.length)] as DirectRoute;
  }

  /**
   * The link of the route to `destination` where a packet need only be handed to it, with its NIC in `plainNic`;
   * null where it takes more.
   */
  plainLinkTo(destination: Ipv4Address, source: Ipv4Address): LinkEndpoint | null {
    const entry = this.#source === null ? null : this.#source.lookup(destination);
    if (entry !== null) {
      if (entry === this.#entry1) {
        this.plainNic = this.#nic1;
        return this.#link1;
      }
      if (entry === this.#entry2) {
        this.plainNic = this.#nic2;
        return this.#link2;
      }
      if (entry === this.#entry3) {
        this.plainNic = this.#nic3;
        return this.#link3;
      }
      if (entry === this.#entry4) {
        this.plainNic = this.#nic4;
        return this.#link4;
      }
    }
    const route = this.direct(destination, source);
    if (route === null) return null;
    this.plainNic = route.nic;
    return route.plainLink;
  }

  /** Apart from `direct`: a function with a closure allocates a context each time that it is called. */
  #makeTable(): ForwardingTable<DirectRoute> | RouteCache<DirectRoute> {
    const { routes } = this.host;
    this.#table =
      routes.onDemand === null
        ? new ForwardingTable(routes.list(), (entry) => this.#resolve(entry))
        : new RouteCache((destination) => this.#bestTo(destination));
    return this.#table;
  }

  /** The route of the best entry for a destination that can be used. */
  #bestTo(destination: Ipv4Address): DirectRoute | null {
    for (const entry of this.host.routes.bestFirst(destination)) {
      const route = this.#resolve(entry);
      if (route !== null) return route;
    }
    return null;
  }

  #ofRule(entry: RouteEntry): DirectRoute | null {
    if (entry === this.#entry1) return this.#route1;
    if (entry === this.#entry2) return this.#route2;
    if (entry === this.#entry3) return this.#route3;
    if (entry === this.#entry4) return this.#route4;
    const known = this.#others?.get(entry);
    return known === undefined ? this.#rememberRule(entry) : known;
  }

  #rememberRule(entry: RouteEntry): DirectRoute | null {
    const route = this.#resolve(entry);
    const link = route?.plainLink ?? null;
    const nic = route?.nic ?? null;
    if (this.#entry1 === null) {
      [this.#entry1, this.#route1, this.#link1, this.#nic1] = [entry, route, link, nic];
    } else if (this.#entry2 === null) {
      [this.#entry2, this.#route2, this.#link2, this.#nic2] = [entry, route, link, nic];
    } else if (this.#entry3 === null) {
      [this.#entry3, this.#route3, this.#link3, this.#nic3] = [entry, route, link, nic];
    } else if (this.#entry4 === null) {
      [this.#entry4, this.#route4, this.#link4, this.#nic4] = [entry, route, link, nic];
    } else {
      if (this.#others === null || this.#others.size === MAX_OTHERS) this.#others = new Map();
      this.#others.set(entry, route);
    }
    return route;
  }

  /** An entry whose NIC can send from an address of its own, or null. */
  #resolve(entry: RouteEntry): DirectRoute | null {
    const { address } = entry.destination;
    if (entry.group === undefined) return this.#resolveHop(entry, address);
    const hops = entry.group.hops.flatMap((hop) => this.#resolveHop(hop, address) ?? []);
    const [first = null] = hops;
    return first === null || hops.length === 1 ? first : { ...first, hops };
  }

  /** `onLink`: an address of the destination, for hops without a gateway. */
  #resolveHop(hop: NextHop, onLink: Ipv4Address): DirectRoute | null {
    const nic = this.host.nic(hop.nic);
    if (!nic?.enabled) return null;
    const gateway = hop.gateway ?? NO_ADDRESS;
    const { addresses } = nic.ipv4;
    const nextHop = gateway === NO_ADDRESS ? onLink : gateway;
    const source =
      this.host.behaviour.sourceChoice === 'on-link'
        ? addresses.selectSourceTowards(nextHop, nic.spoofing)
        : addresses.selectSource(nic.spoofing);
    if (source === null) return null;
    const { link } = nic;
    const plainLink = !nic.isFraming && !nic.isLoopback ? link : null;
    return { plainLink, nic, hops: null, gateway, local: source.address, link, source };
  }

  #general(destination: Ipv4Address): ForwardingRoute | null {
    const query = { nic: null, local: NO_ADDRESS, remote: destination, multicastLoop: false };
    const route = findRoute(this.host, query);
    if (typeof route === 'string') return null;
    const { nic, gateway, local } = route;
    return { nic, link: nic.link, gateway, local };
  }
}

/** Destinations that the routing table alone does not decide. */
function isSpecial(destination: Ipv4Address): boolean {
  return isMulticast(destination) || destination === LIMITED_BROADCAST || isLoopback(destination);
}
