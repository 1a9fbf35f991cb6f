// Hosts and what they have: NICs, routes, counters.
export { type CounterReader, type CounterSet, CounterValues, nicCounterNames } from './counters.js';
export type { AddressConflict } from './ethernetLayer.js';
export type { ForwardingRoute } from './forwardingRoutes.js';
export { Host, type HostOptions } from './host.js';
export type { HostPower } from './hostPower.js';
export { LoopbackLink } from './loopbackLink.js';
export { multicastWay } from './multicastRouter.js';
export { errnoOf, NET_ERRORS, type NetError } from './netError.js';
export { Nic, type NicOptions, type PacketTap } from './nic.js';
export type { RouteEntry, RouteSource } from './routeTable.js';
export { RouteTable } from './routeTable.js';
