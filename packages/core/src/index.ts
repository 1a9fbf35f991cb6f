// The IPv4 stack: hosts, NICs, sockets, and what they are made of. A map; nothing else stands here.

export * from './address/index.js';
export * from './filter/index.js';
export * from './host/index.js';
export * from './ipv4/index.js';
export * from './multicast/index.js';
export * from './packet/index.js';
export { NO_TIMER } from './ports/clock.js';
export { EventObserver } from './ports/eventObserver.js';
export type * from './ports/index.js';
export * from './tcp/index.js';
export * from './transport/index.js';
export {
  PROTOCOL_ICMP,
  PROTOCOL_IGMP,
  PROTOCOL_RAW,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from './wire/protocolNumber.js';
