// Hot path: looked up for each datagram that is forwarded or sent where routes are worked out on demand.
import type { Ipv4Address } from '../address/ipv4Address.js';

/** Routes that differ are few, destinations many: of these so many are remembered. */
const MAX_DESTINATIONS = 4096;

/** What tells one next hop from another. */
interface CachedRoute {
  readonly gateway: Ipv4Address;
  readonly nic: object;
  readonly hops: readonly object[] | null;
}

/** The routes to the destinations that were asked for, each worked out once. */
export class RouteCache<Route extends CachedRoute> {
  readonly #routes = new Map<number, Route | null>();
  readonly #different: Route[] = [];
  readonly #routeTo: (destination: Ipv4Address) => Route | null;

  constructor(routeTo: (destination: Ipv4Address) => Route | null) {
    this.#routeTo = routeTo;
  }

  /** The route to a destination, or null if there is none. */
  find(destination: Ipv4Address): Route | null {
    const known = this.#routes.get(destination);
    return known === undefined ? this.#remember(destination) : known;
  }

  /** Any change may concern any destination: it is to be made anew. */
  update(): boolean {
    return false;
  }

  #remember(destination: Ipv4Address): Route | null {
    if (this.#routes.size === MAX_DESTINATIONS) this.#routes.clear();
    const route = this.#shared(this.#routeTo(destination));
    this.#routes.set(destination, route);
    return route;
  }

  /** One object for each next hop. */
  #shared(route: Route | null): Route | null {
    if (route === null || route.hops !== null) return route;
    const { nic, gateway } = route;
    const same = this.#different.find((each) => each.nic === nic && each.gateway === gateway);
    if (same === undefined) this.#different.push(route);
    return same ?? route;
  }
}
