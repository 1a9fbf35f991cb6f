import type { Ipv4Address } from '../address/ipv4Address.js';

/** How a router passes on what a source sends to a group. */
export interface MulticastRoute {
  /** Id of the NIC by which it must come: that of the way back to the source (RFC 1812 5.2.6, reverse path). */
  readonly incoming: number;
  /** Ids of the NICs by which copies go; `incoming` is none of them. */
  readonly outgoing: readonly number[];
}

/**
 * Routes of multicast, for all routers that share it: what a multicast routing protocol between them
 * would have agreed upon. Members are known from IGMP alone (`nic.ipv4.igmp.router`). Routers are named.
 */
export interface MulticastRouteSource {
  /** Multicast routing of `router` was turned on or off. */
  routingChanged(router: string, isOn: boolean): void;
  /** Members of a group on a link of `router` came or went. */
  membersChanged(router: string, group: Ipv4Address): void;
  /** Something else changed on `router` that routes may depend on: NICs, addresses, unicast routes. */
  configurationChanged(router: string): void;
  /** The route at `router`, or null where it has none towards the source. */
  find(router: string, source: Ipv4Address, group: Ipv4Address): MulticastRoute | null;
}
