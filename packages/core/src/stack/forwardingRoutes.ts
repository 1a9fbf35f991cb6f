// Hot path: the route of a datagram that is forwarded depends on its destination alone, so what can be
// known of a table entry is worked out once, until the configuration of the host changes.
import { isLoopback, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { NO_ADDRESS } from '../ipv4/addressTable.js';
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

/** Finds routes for forwarding: no NIC and no source are asked for (RFC 1812 5.2.4). */
export class ForwardingRoutes {
  readonly #host: Host;
  readonly #byEntry = new Map<RouteEntry, ForwardingRoute | null>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Forgets all: NICs, addresses or routes changed. */
  reset(): void {
    if (this.#byEntry.size > 0) this.#byEntry.clear();
  }

  /** The way to `destination`, or null if there is none. */
  find(destination: number): ForwardingRoute | null {
    const { routeChoice } = this.#host.behaviour;
    const special = isMulticast(destination) || destination === LIMITED_BROADCAST;
    if (routeChoice === 'first-match' || special || isLoopback(destination)) {
      return this.#general(destination);
    }
    const entry = this.#host.routes.longestPrefix(destination, this.#usable);
    return entry === null ? this.#general(destination) : (this.#byEntry.get(entry) ?? null);
  }

  readonly #usable = (entry: RouteEntry): boolean => {
    let route = this.#byEntry.get(entry);
    if (route === undefined) {
      route = this.#work(entry);
      this.#byEntry.set(entry, route);
    }
    return route !== null;
  };

  /** An entry whose NIC can send from an address of its own, or null. */
  #work(entry: RouteEntry): ForwardingRoute | null {
    const nic = this.#host.nic(entry.nic);
    if (!nic?.enabled) return null;
    const source = nic.ipv4.addresses.outgoing(nic.spoofing);
    if (source === null) return null;
    return { nic, gateway: entry.gateway ?? NO_ADDRESS, local: source.address };
  }

  #general(destination: number): ForwardingRoute | null {
    const query = { nic: null, local: NO_ADDRESS, remote: destination, multicastLoop: false };
    const route = findRoute(this.#host, query);
    if (typeof route === 'string') return null;
    return { nic: route.nic, gateway: route.gateway, local: route.local };
  }
}
