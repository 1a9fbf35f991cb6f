// IPv4: the choices of its behaviour, and what reports need to name.
export {
  type AddressEntry,
  type AddressKind,
  type AddressOptions,
  NO_ADDRESS,
  type PrimaryPosition,
} from '../address/addressTable.js';
export {
  type Ipv4Behaviour,
  NETSTACK,
  PROFILES,
  type ProfileName,
  STANDARD,
} from './behaviour.js';
export { DEFAULT_ICMP_RATE_LIMIT, type IcmpRateLimit } from './rateLimit.js';
