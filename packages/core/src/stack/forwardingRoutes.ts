// Hot path: the way of a datagram depends on its destination alone, unless a NIC or a source is asked for; so
// what can be known of the routing table is worked out once, until the configuration of the host changes.
import { isLoopback, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { type AddressEntry, NO_ADDRESS } from '../ipv4/addressTable.js';
import { ForwardingTable } from './forwardingTable.js';
import type { Host } from './host.js';
import type { Nic } from './nic.js';
import { findRoute } from './routeLookup.js';
import type { RouteEntry } from './routeTable.js';

/** Way of a forwarded datagram. */
export interface ForwardingRoute {
  readonly nic: Nic;
  /** Gateway, or `NO_ADDRESS` where the destination is on the link. */
  readonly gateway: number;
  /** Source of datagrams of this host's own on that way. */
  readonly local: number;
}

/** A way that an entry of the routing table leads. */
export interface DirectRoute extends ForwardingRoute {
  /** The address entry behind `local`. */
  readonly source: AddressEntry;
}

/** Up to so many entries of a rule, a list is faster than a hash. */
const LIST_LIMIT = 8;
/** A rule that makes its entries anew for each look-up must not fill the memory. */
const RULED_LIMIT = 4096;

/** Finds routes for forwarding: no NIC and no source are asked for (RFC 1812 5.2.4). */
export class ForwardingRoutes {
  readonly #host: Host;
  readonly #byPrefix: boolean;
  #table: ForwardingTable<DirectRoute> | null = null;
  /** Entries that a rule gave, and what was worked out for each. */
  #ruledEntries: RouteEntry[] = [];
  #ruledRoutes: (DirectRoute | null)[] = [];
  #ruledHash: Map<RouteEntry, DirectRoute | null> | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.#byPrefix = host.behaviour.routeChoice === 'longest-prefix';
  }

  /** Forgets all: NICs, addresses or routes changed. */
  reset(): void {
    this.#table = null;
    this.#ruledHash = null;
    if (this.#ruledEntries.length === 0) return;
    this.#ruledEntries = [];
    this.#ruledRoutes = [];
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
    const { source } = this.#host.routes;
    if (source !== null) {
      const entry = source.lookup(destination);
      const route = entry === null ? null : this.#ruled(entry);
      if (route !== null) return route;
    }
    return (this.#table ?? this.#makeTable()).find(destination);
  }

  /** Apart from `direct`: a function with a closure allocates a context each time that it is called. */
  #makeTable(): ForwardingTable<DirectRoute> {
    this.#table = new ForwardingTable(this.#host.routes.list(), (entry) => this.#work(entry));
    return this.#table;
  }

  #ruled(entry: RouteEntry): DirectRoute | null {
    const entries = this.#ruledEntries;
    for (let place = 0; place < entries.length; place++) {
      if (entries[place] === entry) return this.#ruledRoutes[place] as DirectRoute | null;
    }
    const known = this.#ruledHash?.get(entry);
    return known === undefined ? this.#learn(entry) : known;
  }

  #learn(entry: RouteEntry): DirectRoute | null {
    const route = this.#work(entry);
    if (this.#ruledEntries.length < LIST_LIMIT) {
      this.#ruledEntries.push(entry);
      this.#ruledRoutes.push(route);
    } else {
      if (this.#ruledHash === null || this.#ruledHash.size === RULED_LIMIT) {
        this.#ruledHash = new Map();
      }
      this.#ruledHash.set(entry, route);
    }
    return route;
  }

  /** An entry whose NIC can send from an address of its own, or null. */
  #work(entry: RouteEntry): DirectRoute | null {
    const nic = this.#host.nic(entry.nic);
    if (!nic?.enabled) return null;
    const source = nic.ipv4.addresses.outgoing(nic.spoofing);
    if (source === null) return null;
    return { nic, gateway: entry.gateway ?? NO_ADDRESS, local: source.address, source };
  }

  #general(destination: number): ForwardingRoute | null {
    const query = { nic: null, local: NO_ADDRESS, remote: destination, multicastLoop: false };
    const route = findRoute(this.#host, query);
    if (typeof route === 'string') return null;
    return { nic: route.nic, gateway: route.gateway, local: route.local };
  }
}

/** Destinations that the routing table alone does not decide. */
function isSpecial(destination: number): boolean {
  return isMulticast(destination) || destination === LIMITED_BROADCAST || isLoopback(destination);
}
