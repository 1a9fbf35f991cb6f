import {
  type IgmpRouterSettings,
  type IgmpRouterTimes,
  igmpRouterTimes,
} from '../multicast/igmpRouterSettings.js';
import type { Nic } from '../nic/nic.js';
import type { MulticastRoute, MulticastRouteSource } from '../ports/multicastRoutes.js';
import type { ForwardingRoute } from '../route/forwardingRoutes.js';
import type { Host } from './host.js';

/** Multicast routing of a host that does it: the timers of IGMP on its NICs, and its routes. */
export class MulticastRouter {
  readonly times: IgmpRouterTimes;
  readonly routes: MulticastRouteSource;

  constructor(settings: IgmpRouterSettings, routes: MulticastRouteSource | null) {
    this.times = igmpRouterTimes(settings);
    this.routes = routes ?? new OwnLinkRoutes();
  }
}

/** Routes of a router that knows of no other: to each of its links with members. */
class OwnLinkRoutes implements MulticastRouteSource {
  readonly #byGroup = new Map<number, Map<number, MulticastRoute | null>>();

  find(router: Host, source: number, group: number): MulticastRoute | null {
    let bySource = this.#byGroup.get(group);
    if (bySource === undefined) {
      bySource = new Map();
      this.#byGroup.set(group, bySource);
    }
    let route = bySource.get(source);
    if (route === undefined) {
      route = ownLinkRoute(router, source, group);
      bySource.set(source, route);
    }
    return route;
  }

  changed(_router: Host, group: number | null): void {
    if (group === null) this.#byGroup.clear();
    else this.#byGroup.delete(group);
  }
}

function ownLinkRoute(router: Host, source: number, group: number): MulticastRoute | null {
  const incoming = router.forwardingRoutes.find(source)?.nic;
  if (incoming === undefined) return null;
  const members = router.nics.filter(({ ipv4 }) => ipv4.igmp.router?.hasMembers(group) ?? false);
  const outgoing = members.filter((nic) => nic !== incoming && nic.enabled);
  return { incoming, outgoing: outgoing.map(multicastWay) };
}

/** The way of multicast on the link of a NIC. */
export function multicastWay(nic: Nic): ForwardingRoute {
  const local = nic.ipv4.addresses.outgoing(nic.spoofing)?.address ?? 0;
  return { nic, link: nic.link, gateway: -1, local };
}
