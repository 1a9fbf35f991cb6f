import { type Ipv4Address, type Ipv4Prefix, ipv4Address, networkOf } from '@packetloom/core';

/** The subnets that a pool holds, mostly of one length, in order, without those that overlap given ones. */
export class SubnetPool {
  /** Subnets that were taken so far. */
  used = 0;
  readonly #length: number;
  readonly #end: Ipv4Address;
  /** Networks not to overlap, by their first address. */
  readonly #avoided: readonly Ipv4Prefix[];
  #nextAvoided = 0;
  /** May lie behind the last address there is. */
  #cursor: number;

  constructor(pool: Ipv4Prefix, length: number, avoided: readonly Ipv4Prefix[]) {
    this.#length = length;
    this.#cursor = networkOf(pool);
    this.#end = lastOf(pool);
    this.#avoided = [...avoided].sort((a, b) => networkOf(a) - networkOf(b));
  }

  /** Takes the next subnet, of the pool's length or one that is larger; `undefined` when there is none. */
  next(length = this.#length): Ipv4Prefix | undefined {
    const size = 2 ** (32 - length);
    this.#cursor = Math.ceil(this.#cursor / size) * size;
    this.#skipAvoided(size);
    const address = this.#cursor;
    if (address + size - 1 > this.#end) return undefined;
    this.#cursor += size;
    this.used += 1;
    return { address: ipv4Address(address), length };
  }

  /** Moves past every network that overlaps the subnet of this size at the cursor. */
  #skipAvoided(size: number): void {
    for (; this.#nextAvoided < this.#avoided.length; this.#nextAvoided += 1) {
      const avoided = this.#avoided[this.#nextAvoided] as Ipv4Prefix;
      if (networkOf(avoided) > this.#cursor + size - 1) return;
      const last = lastOf(avoided);
      if (last >= this.#cursor) {
        this.#cursor = Math.floor(last / size) * size + size;
      }
    }
  }
}

/** The last address of a network. */
export function lastOf(prefix: Ipv4Prefix): Ipv4Address {
  return ipv4Address(networkOf(prefix) + 2 ** (32 - prefix.length) - 1);
}

/** The first address that a host may have: all of a /31 may be used (RFC 3021 2.1), and a /32. */
export function firstHostOf(subnet: Ipv4Prefix): Ipv4Address {
  return subnet.length >= 31 ? networkOf(subnet) : ipv4Address(networkOf(subnet) + 1);
}
