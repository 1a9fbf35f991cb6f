// Hosts and what they have: NICs, routes, counters.
export {
  type CounterName,
  type CounterReader,
  hostCounterNames,
  nicCounterNames,
} from './counters.js';
export { Host, type HostOptions } from './host.js';
export { LoopbackLink } from './loopbackLink.js';
export { errnoOf, NET_ERRORS, type NetError } from './netError.js';
export { Nic, type NicOptions, type PacketTap } from './nic.js';
export type { RouteEntry, RouteSource } from './routeTable.js';
export { RouteTable } from './routeTable.js';
