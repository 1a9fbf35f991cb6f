// Hot path: two bits, which the host keeps, tell of most addresses that no NIC owns them; else a list or a hash
// is asked. A router with four NICs is wrong about 2 % of foreign addresses (15 % with one bit in one word),
// and each time waits three times for memory.

import { type AddressEntry, NO_ADDRESS } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { RoutingContext } from './routingContext.js';

/** Above this many addresses a hash is asked, below it a list is faster. */
const LIST_LIMIT = 8;
/** Of a word: every address may be owned. */
export const ALL_BITS = -1;
/** By Fibonacci hashing: addresses of one host often differ in the last octet alone. */
const GOLDEN_RATIO = 0x9e3779b1;
/** Every NIC owns limited broadcast, and who asks knows it without bits. */
const BROADCAST_KEY = -1;
const NONE: readonly never[] = [];

/** The two bits of an address (its low 32 bits, signed or not), in one of two words. */
export function addressBits(address: number): number {
  const hash = Math.imul(address, GOLDEN_RATIO);
  return (1 << (hash >>> 27)) | (1 << ((hash >>> 22) & 31)) | (1 << ((hash >>> 17) & 31));
}

/** Whether the bits of an address are in the second word. */
export function isInSecondWord(address: number): boolean {
  return (Math.imul(address, GOLDEN_RATIO) & 0x8000) !== 0;
}

/** Whether a loopback NIC owns more by an entry than the address itself. */
function isSubnet({ prefixLength }: AddressEntry): boolean {
  return prefixLength < 32;
}

/** Which addresses a host may own: its addresses, their directed broadcasts, its loopback subnets. */
export class LocalAddresses {
  readonly #host: RoutingContext;
  #valid = false;
  #list: readonly number[] = NONE;
  #hash: Set<number> | null = null;
  #loopbacks: readonly NetworkInterface[] = NONE;

  constructor(host: RoutingContext) {
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
    let bits = 0;
    for (const address of this.#list) {
      if (address !== BROADCAST_KEY && isInSecondWord(address) === second) {
        bits |= addressBits(address);
      }
    }
    return bits;
  }

  /** False only if no NIC owns `address`, enabled or not. Temporary addresses do not count. */
  mayOwn(address: Ipv4Address): boolean {
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
      for (const entry of (loopbacks[index] as NetworkInterface).addresses) {
        if (entry.contains(address)) return true;
      }
    }
    return false;
  }

  /** The first of the host's NICs that owns `address` now (an address, a directed broadcast, a loopback subnet). */
  ownerOf<Interface extends NetworkInterface>(
    address: Ipv4Address,
    nics: readonly Interface[],
  ): Interface | null {
    if (!this.mayOwn(address)) return null;
    for (const nic of nics) {
      if (nic.ipv4.addresses.findLocal(address, false) !== null) return nic;
    }
    return null;
  }

  #collect(): void {
    const list: number[] = [];
    const loopbacks: NetworkInterface[] = [];
    for (const nic of this.#host.nics) {
      if (nic.isLoopback && nic.addresses.some(isSubnet)) loopbacks.push(nic);
      for (const { address, broadcast } of nic.addresses) {
        list.push(address | 0);
        if (broadcast !== NO_ADDRESS) list.push(broadcast | 0);
      }
    }
    // Mostly small: what stands in it twice (limited broadcast, for each NIC) does no harm.
    const owned = list.length > LIST_LIMIT ? new Set(list) : null;
    this.#hash = owned !== null && owned.size > LIST_LIMIT ? owned : null;
    this.#list = owned === null ? list : [...owned];
    this.#loopbacks = loopbacks.length === 0 ? NONE : loopbacks;
    this.#valid = true;
  }
}
