import type { Ipv4Address } from '../address/ipv4Address.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { ForwardingRoutes } from './forwardingRoutes.js';
import type { LocalAddresses } from './localAddresses.js';
import type { RouteBehaviour } from './routeBehaviour.js';
import type { RouteTable } from './routeTable.js';

/** What routes are looked up in: NICs with their addresses, the routing table, how the host chooses. */
export interface RoutingContext {
  /** In the order of their ids. */
  readonly nics: readonly NetworkInterface[];
  readonly routes: RouteTable;
  readonly forwardingRoutes: ForwardingRoutes;
  readonly localAddresses: LocalAddresses;
  readonly behaviour: RouteBehaviour;
  /** Whether datagrams for others are forwarded. */
  readonly forwarding: boolean;
  /** Datagrams to own addresses stay inside the host. */
  readonly handleLocal: boolean;
  /** The packet filter, or null if there is none. */
  readonly filter: object | null;
  nic(id: number): NetworkInterface | undefined;
  /** False only if no NIC owns `address`, be it enabled or not. */
  mayOwn(address: Ipv4Address): boolean;
}
