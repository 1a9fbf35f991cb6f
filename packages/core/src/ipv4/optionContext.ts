import {
  ANY,
  type Ipv4Address,
  isLoopback,
  isMulticast,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import type { Ipv4Endpoint } from './endpoint.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import type { OptionContext } from './optionHandling.js';

const DAY_MS = 86_400_000;

/** Where and when options are filled in. */
export function optionContext(endpoint: Ipv4Endpoint, localAddress: Ipv4Address): OptionContext {
  const { host, counters } = endpoint;
  return {
    localAddress,
    isOwn: (address) => isOwnAddress(host, address),
    isOfOthers: (address) => isOfOthers(host, address),
    timeOfDayMs: timeOfDayMs(host),
    counters,
  };
}

/** An address that a NIC has, not one at which it receives broadcasts. */
export function isOwnAddress(host: Ipv4Stack, address: Ipv4Address): boolean {
  if (address === LIMITED_BROADCAST) return false;
  return host.nics.some(
    ({ ipv4 }) => ipv4.addresses.findLocal(address, false)?.address === address,
  );
}

/** An address of another host, as far as can be told: neither own nor one of many. */
function isOfOthers(host: Ipv4Stack, address: Ipv4Address): boolean {
  if (address === ANY || isLoopback(address) || isMulticast(address)) return false;
  return address !== LIMITED_BROADCAST && host.ownerOf(address) === null;
}

/** Milliseconds since midnight UT (RFC 791 3.1, timestamp option). */
function timeOfDayMs(host: Ipv4Stack): number {
  const { clock } = host;
  const ms = clock.epochMs + Math.floor(clock.nowNs / 1e6);
  return ((ms % DAY_MS) + DAY_MS) % DAY_MS;
}
