import { NO_ADDRESS } from '../address/addressTable.js';
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import {
  type IgmpRouterSettings,
  type IgmpRouterTimes,
  igmpRouterTimes,
} from '../multicast/igmpRouterSettings.js';
import type { MulticastRoute, MulticastRouteSource } from '../ports/multicastRoutes.js';
import type { ForwardingRoute } from '../route/forwardingRoutes.js';
import type { Ipv4Stack } from './ipv4Stack.js';

/** Multicast routing of a host that does it: the timers of IGMP on its NICs, and its routes. */
export class MulticastRouter {
  readonly times: IgmpRouterTimes;
  readonly routes: MulticastRouteSource;
  readonly #stack: Ipv4Stack;
  /** By the id of the outgoing NIC. */
  readonly #forwarding = new Map<number, ForwardingRoute>();

  constructor(stack: Ipv4Stack, settings: IgmpRouterSettings, routes: MulticastRouteSource | null) {
    this.#stack = stack;
    this.times = igmpRouterTimes(settings);
    this.routes = routes ?? new OwnLinkRoutes(stack);
  }

  /** NICs, addresses or unicast routes changed. */
  configurationChanged(): void {
    this.#forwarding.clear();
    this.routes.configurationChanged(this.#stack.name);
  }

  /** How multicast leaves by a NIC: onto its link, there is no next hop. */
  routeBy(nicId: number): ForwardingRoute | null {
    return this.#forwarding.get(nicId) ?? this.#makeRoute(nicId);
  }

  #makeRoute(nicId: number): ForwardingRoute | null {
    const nic = this.#stack.nic(nicId);
    if (nic === undefined) return null;
    const local = nic.ipv4.addresses.selectSource(nic.spoofing)?.address ?? ANY;
    const route = { nic, link: nic.link, gateway: NO_ADDRESS, local };
    this.#forwarding.set(nicId, route);
    return route;
  }
}

/** Routes of a router that knows of no other: to each of its links with members. */
class OwnLinkRoutes implements MulticastRouteSource {
  readonly #stack: Ipv4Stack;
  readonly #byGroup = new Map<number, Map<number, MulticastRoute | null>>();

  constructor(stack: Ipv4Stack) {
    this.#stack = stack;
  }

  find(_router: string, source: Ipv4Address, group: Ipv4Address): MulticastRoute | null {
    let bySource = this.#byGroup.get(group);
    if (bySource === undefined) {
      bySource = new Map();
      this.#byGroup.set(group, bySource);
    }
    let route = bySource.get(source);
    if (route === undefined) {
      route = this.#makeRoute(source, group);
      bySource.set(source, route);
    }
    return route;
  }

  routingChanged(): void {
    this.#byGroup.clear();
  }

  membersChanged(_router: string, group: Ipv4Address): void {
    this.#byGroup.delete(group);
  }

  configurationChanged(): void {
    this.#byGroup.clear();
  }

  #makeRoute(source: Ipv4Address, group: Ipv4Address): MulticastRoute | null {
    const incoming = this.#stack.forwardingRoutes.find(source)?.nic.id;
    if (incoming === undefined) return null;
    const outgoing: number[] = [];
    for (const { id, enabled, ipv4 } of this.#stack.nics) {
      const hasMembers = ipv4.igmp.router?.hasMembers(group) ?? false;
      if (hasMembers && enabled && id !== incoming) outgoing.push(id);
    }
    return { incoming, outgoing };
  }
}
