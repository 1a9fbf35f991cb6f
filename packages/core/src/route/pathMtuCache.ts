import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Clock } from '../ports/clock.js';
import type { KnownMtu, PathMtuDiscovery } from './pathMtu.js';

/** After so long what was learnt is forgotten, and larger packets are tried again (RFC 1191 6.3). */
const LIFETIME_NS = 600 * 1_000_000_000;

interface Entry extends KnownMtu {
  readonly expiresNs: number;
}

/** Path MTUs that ICMP errors told, by destination (RFC 1191). */
export class PathMtuCache implements PathMtuDiscovery {
  readonly #clock: Clock;
  readonly #known = new Map<number, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  find(destination: Ipv4Address): KnownMtu | null {
    const known = this.#known.get(destination);
    if (known === undefined) return null;
    if (this.#clock.nowNs < known.expiresNs) return known;
    this.#known.delete(destination);
    return null;
  }

  learn(destination: Ipv4Address, mtu: number, least: number): void {
    this.#known.set(destination, {
      mtu: Math.max(mtu, least),
      isLocked: mtu < least,
      expiresNs: this.#clock.nowNs + LIFETIME_NS,
    });
  }
}
