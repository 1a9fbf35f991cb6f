import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Clock } from '../ports/clock.js';

/** What is known of the path to a destination. */
export interface KnownMtu {
  /** Octets, header included. */
  readonly mtu: number;
  /** A router named less than the least that is believed: packets must be fragmentable. */
  readonly isLocked: boolean;
}

/**
 * What a host knows of the MTUs of paths beyond its links (RFC 1191). Stacks differ in what they believe of ICMP errors
 * that say "fragmentation needed", and in how long.
 */
export interface PathMtuDiscovery {
  /** What is known of the path to a destination; null if that is only the MTU of the link. */
  find(destination: Ipv4Address): KnownMtu | null;
  /** An error about a packet to `destination` named `mtu` (0: none, RFC 1191 5); less than `least` is not believed. */
  learn(destination: Ipv4Address, mtu: number, least: number): void;
}

/** Makes the discovery of one host. */
export type PathMtuDiscoveryFactory = (clock: Clock) => PathMtuDiscovery;
