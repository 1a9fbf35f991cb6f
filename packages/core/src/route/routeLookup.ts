import { type AddressEntry, NO_ADDRESS } from '../address/addressTable.js';
import {
  type Ipv4Address,
  isLoopback,
  isMulticast,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import { Route } from './route.js';
import type { RouteEntry } from './routeTable.js';
import type { RoutingContext } from './routingContext.js';

/** What a route is looked up by. */
export interface RouteQuery {
  /** NIC by which datagrams must leave, or null. */
  readonly nic: NetworkInterface | null;
  /** Source address asked for, or `NO_ADDRESS`. */
  readonly local: Ipv4Address;
  readonly remote: Ipv4Address;
  /** Whether multicast is also delivered to this host. */
  readonly multicastLoop: boolean;
}

/**
 * Finds the way to `query.remote`: to this host itself, on the link of the given NIC, by the routing
 * table, or, on a router, by a NIC that does not own the source.
 */
export function findRoute(host: RoutingContext, query: RouteQuery): Route | NetError {
  const { nic, local, remote } = query;
  const multicastOrBroadcast = isMulticast(remote) || remote === LIMITED_BROADCAST;
  if (host.handleLocal && !multicastOrBroadcast) {
    const route = localRoute(host, nic, local, remote);
    if (route !== null) return route;
  }
  const needsRoute = !multicastOrBroadcast && !isLoopback(remote);
  if (nic === null && local === NO_ADDRESS) {
    const direct = host.forwardingRoutes.direct(remote);
    if (direct !== null) {
      return makeRoute(host, direct.nic, direct.nic, direct.source, direct.gateway, query);
    }
  }
  if (nic !== null && !needsRoute) {
    const source = nic.enabled ? sourceOf(host, nic, local, remote) : null;
    if (source !== null) return makeRoute(host, nic, nic, source, NO_ADDRESS, query);
    return isLoopback(remote) ? 'bad-local-address' : 'network-unreachable';
  }
  return tableRoute(host, query, needsRoute);
}

/** The address entry from which `nic` would send: that of `local`, or its own choice if none is given. */
function sourceOf(
  host: RoutingContext,
  nic: NetworkInterface,
  local: Ipv4Address,
  nextHop: Ipv4Address,
): AddressEntry | null {
  const { addresses } = nic.ipv4;
  if (local !== NO_ADDRESS) return addresses.findLocal(local, nic.spoofing);
  const isNear = host.behaviour.sourceChoice === 'on-link';
  return isNear
    ? addresses.selectSourceTowards(nextHop, nic.spoofing)
    : addresses.selectSource(nic.spoofing);
}

function isBroadcastOfAny({ nics }: RoutingContext, address: Ipv4Address): boolean {
  return nics.some(({ ipv4 }) => ipv4.addresses.findLocal(address, false)?.broadcast === address);
}

/** A route between two addresses of this host. */
function localRoute(
  host: RoutingContext,
  nic: NetworkInterface | null,
  local: Ipv4Address,
  remote: Ipv4Address,
): Route | null {
  if (!host.mayOwn(remote)) return null;
  if (host.behaviour.hostModel === 'weak' && isBroadcastOfAny(host, remote)) return null;
  const from = local === NO_ADDRESS ? remote : local;
  for (const localNic of nic === null ? host.nics : [nic]) {
    const entry = localNic.ipv4.addresses.findLocal(from, false);
    if (entry === null) continue;
    const outgoing = localNic.ipv4.addresses.findLocal(remote, false)
      ? localNic
      : host.nics.find((other) => other.ipv4.addresses.findLocal(remote, false) !== null);
    if (outgoing === undefined || remote === entry.broadcast) continue;
    const loop = !outgoing.isLoopback;
    return new Route(outgoing, localNic, entry, from, remote, NO_ADDRESS, loop, !loop);
  }
  return null;
}

function tableRoute(
  host: RoutingContext,
  query: RouteQuery,
  needsRoute: boolean,
): Route | NetError {
  const { nic, local, remote } = query;
  const candidates =
    host.behaviour.routeChoice === 'first-match'
      ? host.routes.inOrder(remote)
      : host.routes.byPrefix(remote);
  let withoutSource: RouteEntry | null = null;
  for (const entry of candidates) {
    const outgoing = host.nic(entry.nic);
    if (!outgoing?.enabled) continue;
    if (nic === null || nic === outgoing) {
      const source = sourceOf(host, outgoing, local, entry.gateway ?? remote);
      if (source !== null) {
        const gateway = needsRoute ? (entry.gateway ?? NO_ADDRESS) : NO_ADDRESS;
        return makeRoute(host, outgoing, outgoing, source, gateway, query);
      }
    }
    if (host.forwarding || host.behaviour.hostModel === 'weak') withoutSource ??= entry;
  }
  if (withoutSource !== null) return routeWithForeignSource(host, query, withoutSource, needsRoute);
  const isHostError = needsRoute && host.behaviour.noRouteError === 'host-unreachable';
  return isHostError ? 'no-route' : 'network-unreachable';
}

/** On a router, a datagram may leave by a NIC that does not own its source (weak host, RFC 1122 3.3.4.2). */
function routeWithForeignSource(
  host: RoutingContext,
  query: RouteQuery,
  entry: RouteEntry,
  needsRoute: boolean,
): Route | NetError {
  const outgoing = host.nic(entry.nic) as NetworkInterface;
  const gateway = needsRoute ? (entry.gateway ?? NO_ADDRESS) : NO_ADDRESS;
  for (const localNic of query.nic === null ? host.nics : [query.nic]) {
    const source = sourceOf(
      host,
      localNic,
      query.local,
      gateway === NO_ADDRESS ? query.remote : gateway,
    );
    if (source !== null) return makeRoute(host, outgoing, localNic, source, gateway, query);
  }
  return 'no-route';
}

function makeRoute(
  host: RoutingContext,
  nic: NetworkInterface,
  localNic: NetworkInterface,
  source: AddressEntry,
  gateway: Ipv4Address,
  query: RouteQuery,
): Route {
  const { remote } = query;
  const local = query.local === NO_ADDRESS ? source.address : query.local;
  let loop = false;
  let out = true;
  if (!nic.isLoopback) {
    if (host.handleLocal && remote === local) {
      loop = true;
      out = false;
    } else if (isMulticast(remote)) {
      loop = query.multicastLoop;
    } else {
      loop = remote === LIMITED_BROADCAST || remote === source.broadcast;
    }
  }
  return new Route(nic, localNic, source, local, remote, gateway, loop, out);
}

/**
 * Whether datagrams may still be sent by a route: its NICs are enabled, its source is still assigned,
 * and a source of another NIC than the outgoing one is allowed.
 */
export function isUsable(host: RoutingContext, route: Route): boolean {
  const { nic, localNic, localEntry } = route;
  if (!nic.enabled || !localNic.enabled) return false;
  if (!localNic.ipv4.addresses.isAssigned(localEntry, localNic.spoofing)) return false;
  if (localEntry.references === 0 && localEntry.kind !== 'temporary') return false;
  if (nic === localNic || host.forwarding || host.behaviour.hostModel === 'weak') return true;
  return host.handleLocal && nic.ipv4.addresses.findLocal(route.remote, false) !== null;
}
