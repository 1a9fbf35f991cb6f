// Hot path: the way of a datagram depends on its destination alone, unless a NIC or a source is asked for; so
// what can be known of the routing table is worked out once, until the configuration of the host changes. In
// large networks each pointer on the way to the next link waits for memory (150 ns), so the entries of a rule
// are kept in places of the object itself.

import { type AddressEntry, NO_ADDRESS } from '../address/addressTable.js';
import { isLoopback, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import type { LinkEndpoint } from '../ports/link.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { StackObserver } from '../ports/observer.js';
import { ForwardingTable } from './forwardingTable.js';
import { ALL_BITS, addressBits, isInSecondWord } from './ownership.js';
import { findRoute } from './routeLookup.js';
import type { RouteEntry, RouteSource } from './routeTable.js';
import type { RoutingContext } from './routingContext.js';

/** Way of a forwarded datagram. */
export interface ForwardingRoute {
  readonly nic: NetworkInterface;
  /** That of the NIC. */
  readonly link: LinkEndpoint;
  /** Gateway, or `NO_ADDRESS` where the destination is on the link. */
  readonly gateway: number;
  /** Source of datagrams of this host's own on that way. */
  readonly local: number;
}

/** A way that an entry of the routing table leads. */
export interface DirectRoute extends ForwardingRoute {
  /** The address entry behind `local`. */
  readonly source: AddressEntry;
  /** The link, where a packet need only be handed to it: no frames, no loopback. */
  readonly plainLink: LinkEndpoint | null;
}

/** A rule that makes its entries anew for each look-up must not fill the memory. */
const OTHERS_LIMIT = 4096;

/** Finds routes for forwarding: no NIC and no source are asked for (RFC 1812 5.2.4). */
export class ForwardingRoutes<Context extends RoutingContext = RoutingContext> {
  /** Whether this host forwards by what stands here alone: a router by longest prefix without a packet filter. */
  isPlain = false;
  /** That of the host. */
  observer: StackObserver | null = null;
  /** Bits of the addresses that this host may own; see `ownership`. */
  #ownedBits1 = ALL_BITS;
  #ownedBits2 = ALL_BITS;
  #source: RouteSource | null = null;
  // The first four entries that a rule gave, and what was worked out for each; the others in a hash.
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
  /** The NIC of the link that `plainLinkTo` found last. */
  plainNic: NetworkInterface | null = null;
  #route1: DirectRoute | null = null;
  #route2: DirectRoute | null = null;
  #route3: DirectRoute | null = null;
  #route4: DirectRoute | null = null;
  #others: Map<RouteEntry, DirectRoute | null> | null = null;
  #table: ForwardingTable<DirectRoute> | null = null;
  #isJudged = false;
  readonly #byPrefix: boolean;
  readonly host: Context;

  constructor(host: Context) {
    this.host = host;
    this.#byPrefix = host.behaviour.routeChoice === 'longest-prefix';
  }

  /** Forgets all: NICs, addresses or routes changed. */
  reset(): void {
    this.#source = this.host.routes.source;
    this.#entry1 = null;
    this.#entry2 = null;
    this.#entry3 = null;
    this.#entry4 = null;
    this.#others = null;
    this.#table = null;
    this.#ownedBits1 = ALL_BITS;
    this.#ownedBits2 = ALL_BITS;
    this.forgetJudgement();
  }

  /** Something changed that `isPlain` depends on. */
  forgetJudgement(): void {
    this.isPlain = false;
    this.#isJudged = false;
  }

  /** Finds out whether the host forwards plainly, once after each change. */
  judge(): void {
    if (this.#isJudged) return;
    this.#isJudged = true;
    const host = this.host;
    this.isPlain = this.#byPrefix && host.forwarding && host.filter === null;
  }

  /** False only if no NIC owns `address`, be it enabled or not. */
  mayOwn(address: number): boolean {
    const word = isInSecondWord(address) ? this.#ownedBits2 : this.#ownedBits1;
    const bits = addressBits(address);
    return (word & bits) === bits && this.#isListedAsOwned(address);
  }

  #isListedAsOwned(address: number): boolean {
    const { ownership } = this.host;
    if (this.#ownedBits1 === ALL_BITS) {
      this.#ownedBits1 = ownership.bits(false);
      this.#ownedBits2 = ownership.bits(true);
    }
    return ownership.mayOwn(address);
  }

  /** The way to `destination`, or null if there is none. */
  find(destination: number): ForwardingRoute | null {
    return this.direct(destination) ?? this.#general(destination);
  }

  /**
   * The way of the best entry of the routing table that can be used, or null where there is none, or where
   * it takes more than the table to tell.
   */
  direct(destination: number): DirectRoute | null {
    if (!this.#byPrefix || isSpecial(destination)) return null;
    if (this.#source !== null) {
      const entry = this.#source.lookup(destination);
      const route = entry === null ? null : this.#ruled(entry);
      if (route !== null) return route;
    }
    return (this.#table ?? this.#makeTable()).find(destination);
  }

  /**
   * The link of the way to `destination` where a packet need only be handed to it, with its NIC in `plainNic`; null
   * where it takes more. The ways of a rule are in this object itself: one wait for memory less.
   */
  plainLinkTo(destination: number): LinkEndpoint | null {
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
    const way = this.direct(destination);
    if (way === null) return null;
    this.plainNic = way.nic;
    return way.plainLink;
  }

  /** Apart from `direct`: a function with a closure allocates a context each time that it is called. */
  #makeTable(): ForwardingTable<DirectRoute> {
    this.#table = new ForwardingTable(this.host.routes.list(), (entry) => this.#work(entry));
    return this.#table;
  }

  #ruled(entry: RouteEntry): DirectRoute | null {
    if (entry === this.#entry1) return this.#route1;
    if (entry === this.#entry2) return this.#route2;
    if (entry === this.#entry3) return this.#route3;
    if (entry === this.#entry4) return this.#route4;
    const known = this.#others?.get(entry);
    return known === undefined ? this.#learn(entry) : known;
  }

  #learn(entry: RouteEntry): DirectRoute | null {
    const route = this.#work(entry);
    if (this.#entry1 === null) {
      this.#entry1 = entry;
      this.#route1 = route;
      this.#link1 = route?.plainLink ?? null;
      this.#nic1 = route?.nic ?? null;
    } else if (this.#entry2 === null) {
      this.#entry2 = entry;
      this.#route2 = route;
      this.#link2 = route?.plainLink ?? null;
      this.#nic2 = route?.nic ?? null;
    } else if (this.#entry3 === null) {
      this.#entry3 = entry;
      this.#route3 = route;
      this.#link3 = route?.plainLink ?? null;
      this.#nic3 = route?.nic ?? null;
    } else if (this.#entry4 === null) {
      this.#entry4 = entry;
      this.#route4 = route;
      this.#link4 = route?.plainLink ?? null;
      this.#nic4 = route?.nic ?? null;
    } else {
      if (this.#others === null || this.#others.size === OTHERS_LIMIT) this.#others = new Map();
      this.#others.set(entry, route);
    }
    return route;
  }

  /** An entry whose NIC can send from an address of its own, or null. */
  #work(entry: RouteEntry): DirectRoute | null {
    const nic = this.host.nic(entry.nic);
    if (!nic?.enabled) return null;
    const source = nic.ipv4.addresses.outgoing(nic.spoofing);
    if (source === null) return null;
    const gateway = entry.gateway ?? NO_ADDRESS;
    const { link } = nic;
    const plainLink = !nic.isFraming && !nic.isLoopback ? link : null;
    return { plainLink, nic, gateway, local: source.address, link, source };
  }

  #general(destination: number): ForwardingRoute | null {
    const query = { nic: null, local: NO_ADDRESS, remote: destination, multicastLoop: false };
    const route = findRoute(this.host, query);
    if (typeof route === 'string') return null;
    const { nic, gateway, local } = route;
    return { nic, link: nic.link, gateway, local };
  }
}

/** Destinations that the routing table alone does not decide. */
function isSpecial(destination: number): boolean {
  return isMulticast(destination) || destination === LIMITED_BROADCAST || isLoopback(destination);
}
