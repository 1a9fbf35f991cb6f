import type { Host } from '../host/host.js';
import type { Nic } from '../nic/nic.js';
import type { ForwardingRoute } from '../route/forwardingRoutes.js';

/** How a router passes on what a source sends to a group. */
export interface MulticastRoute {
  /** NIC by which it must come: that of the way back to the source (RFC 1812 5.2.6, reverse path). */
  readonly incoming: Nic;
  /** Ways on which copies go; none of them leads back to `incoming`. */
  readonly outgoing: readonly ForwardingRoute[];
}

/**
 * Routes of multicast, for all routers that share it: what a multicast routing protocol between them
 * would have agreed upon. Members are known from IGMP alone (`nic.ipv4.igmp.router`).
 */
export interface MulticastRouteSource {
  /** The route at `router`, or null where it has none towards the source. */
  find(router: Host, source: number, group: number): MulticastRoute | null;
  /** Members of a group changed or, with null, anything else that routes depend on. */
  changed(router: Host, group: number | null): void;
}
