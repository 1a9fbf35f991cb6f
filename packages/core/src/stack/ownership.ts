// Hot path: a bit tells, of most addresses, that no NIC of the host owns them; else a list or a hash is asked.

import { NO_ADDRESS } from '../ipv4/addressTable.js';
import type { Host } from './host.js';
import type { Nic } from './nic.js';

/** Above this many addresses a hash is asked, below it a list is faster. */
const LIST_LIMIT = 8;
const ALL_BITS = -1;
const NONE: readonly never[] = [];

/** One of 32 bits, by Fibonacci hashing: addresses of one host often differ in the last octet alone. */
function bitOf(address: number): number {
  return 1 << (Math.imul(address, 0x9e3779b1) >>> 27);
}

/** Which addresses a host may own: its addresses, their directed broadcasts, its loopback subnets. */
export class Ownership {
  readonly #host: Host;
  /** A bit for the hash of each address; all are set while nothing is known, or where that does not tell. */
  #bits = ALL_BITS;
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
    this.#bits = ALL_BITS;
  }

  /** False only if no NIC owns `address`, enabled or not. Temporary addresses do not count. */
  mayOwn(address: number): boolean {
    return (this.#bits & bitOf(address)) !== 0 && this.#isListed(address);
  }

  #isListed(address: number): boolean {
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
    if (this.#hash !== null || this.#loopbacks.length > 0) return;
    this.#bits = 0;
    for (const address of owned) this.#bits |= bitOf(address);
  }
}
