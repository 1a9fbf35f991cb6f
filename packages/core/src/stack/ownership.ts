// Hot path: a bit, which the host keeps, tells of most addresses that no NIC owns them; else a list or a hash
// is asked.

import { NO_ADDRESS } from '../ipv4/addressTable.js';
import type { Host } from './host.js';
import type { Nic } from './nic.js';

/** Above this many addresses a hash is asked, below it a list is faster. */
const LIST_LIMIT = 8;
/** Every address may be owned. */
export const ALL_BITS = -1;
const NONE: readonly never[] = [];

/** One of 32 bits, by Fibonacci hashing: addresses of one host often differ in the last octet alone. */
export function addressBit(address: number): number {
  return 1 << (Math.imul(address, 0x9e3779b1) >>> 27);
}

/** Which addresses a host may own: its addresses, their directed broadcasts, its loopback subnets. */
export class Ownership {
  readonly #host: Host;
  #valid = false;
  #list: readonly number[] = NONE;
  #hash: Set<number> | null = null;
  #loopbacks: readonly Nic[] = NONE;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Forgets all: addresses changed. */
  reset(): void {
    this.#valid = false;
  }

  /** The {@link addressBit} of each address that may be owned; all bits where they do not tell. */
  get bits(): number {
    if (!this.#valid) this.#collect();
    if (this.#hash !== null || this.#loopbacks.length > 0) return ALL_BITS;
    return this.#list.reduce((bits, address) => bits | addressBit(address), 0);
  }

  /** False only if no NIC owns `address`, enabled or not. Temporary addresses do not count. */
  mayOwn(address: number): boolean {
    if (!this.#valid) this.#collect();
    const key = address | 0;
    if (this.#hash !== null) {
      if (this.#hash.has(key)) return true;
    } else {
      const list = this.#list;
      for (let index = 0; index < list.length; index++) if (list[index] === key) return true;
    }
    const loopbacks = this.#loopbacks;
    for (let index = 0; index < loopbacks.length; index++) {
      for (const entry of (loopbacks[index] as Nic).addresses) {
        if (entry.contains(address)) return true;
      }
    }
    return false;
  }

  /** The first NIC that owns `address` now (an address, a directed broadcast, a loopback subnet). */
  ownerOf(address: number): Nic | null {
    if (!this.mayOwn(address)) return null;
    for (const nic of this.#host.nics) {
      if (nic.ipv4.addresses.owning(address, false) !== null) return nic;
    }
    return null;
  }

  #collect(): void {
    const owned = new Set<number>();
    for (const nic of this.#host.nics) {
      for (const { address, broadcast } of nic.addresses) {
        owned.add(address | 0);
        if (broadcast !== NO_ADDRESS) owned.add(broadcast | 0);
      }
    }
    this.#list = [...owned];
    this.#hash = owned.size > LIST_LIMIT ? owned : null;
    const loopbacks = this.#host.nics.filter((nic) => nic.isLoopback);
    this.#loopbacks = loopbacks.length === 0 ? NONE : loopbacks;
    this.#valid = true;
  }
}
