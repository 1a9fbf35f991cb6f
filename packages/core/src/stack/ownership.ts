// Hot path: two bits, which the host keeps, tell of most addresses that no NIC owns them; else a list or a hash
// is asked. A router with four NICs is wrong about 2 % of foreign addresses (15 % with one bit in one word),
// and each time waits three times for memory.

import { NO_ADDRESS } from '../ipv4/addressTable.js';
import type { Host } from './host.js';
import type { Nic } from './nic.js';

/** Above this many addresses a hash is asked, below it a list is faster. */
const LIST_LIMIT = 8;
/** Of a word: every address may be owned. */
export const ALL_BITS = -1;
/** By Fibonacci hashing: addresses of one host often differ in the last octet alone. */
const GOLDEN_RATIO = 0x9e3779b1;
const NONE: readonly never[] = [];

/** The two bits of an address, in one of two words. */
export function addressBits(address: number): number {
  const hash = Math.imul(address, GOLDEN_RATIO);
  return (1 << (hash >>> 27)) | (1 << ((hash >>> 22) & 31));
}

/** Whether the bits of an address are in the second word. */
export function isInSecondWord(address: number): boolean {
  return (Math.imul(address, GOLDEN_RATIO) & 0x10000) !== 0;
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

  /** A word with the {@link addressBits} of each address that may be owned; all bits where they do not tell. */
  bits(second: boolean): number {
    if (!this.#valid) this.#collect();
    if (this.#hash !== null || this.#loopbacks.length > 0) return ALL_BITS;
    return this.#list
      .filter((address) => isInSecondWord(address) === second)
      .reduce((bits, address) => bits | addressBits(address), 0);
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
