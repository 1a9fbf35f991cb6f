// Hosts and what they have: NICs, routes, counters.

export { errnoOf, NET_ERRORS, type NetError } from '../error/netError.js';
export type { AddressConflict } from '../nic/ethernetLayer.js';
export { LoopbackLink } from '../nic/loopbackLink.js';
export type { NicOptions } from '../nic/nic.js';
export {
  type CounterReader,
  type CounterSet,
  CounterValues,
  nicCounterNames,
} from '../ports/counters.js';
export type { PacketTap } from '../ports/networkInterface.js';
export type { ForwardingRoute } from '../route/forwardingRoutes.js';
export { type NextHop, NextHopGroup } from '../route/nextHopGroup.js';
export type { RouteEntry, RouteSource, RoutesOnDemand } from '../route/routeTable.js';
export { RouteTable } from '../route/routeTable.js';
export { Host, type HostOptions, type Nic } from './host.js';
export type { HostPower } from './hostPower.js';
