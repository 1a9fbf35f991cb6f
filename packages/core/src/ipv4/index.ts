// IPv4: the choices of its behaviour, and what reports need to name.
export {
  type AddressEntry,
  type AddressKind,
  type AddressOptions,
  NO_ADDRESS,
  type PrimaryPosition,
} from '../address/addressTable.js';
export type { FragmentPlacement, PlacementResult } from '../fragmentation/fragmentPlacement.js';
export type { KnownMtu, PathMtuDiscovery, PathMtuDiscoveryFactory } from '../route/pathMtu.js';
export {
  type Ipv4Behaviour,
  LINUX,
  NETSTACK,
  PROFILES,
  type ProfileName,
  STANDARD,
} from './behaviour.js';
export type { OptionContext, OptionHandling, OptionHandlingFactory } from './optionHandling.js';
export {
  DEFAULT_ICMP_RATE_LIMIT,
  type IcmpRateLimit,
  type IcmpRateLimiter,
  type IcmpRateLimiterFactory,
} from './rateLimit.js';
export { type Ipv4Strategies, strategiesOf } from './strategies.js';
