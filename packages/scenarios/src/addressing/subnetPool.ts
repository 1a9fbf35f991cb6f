import { type Ipv4Address, type Ipv4Prefix, networkOf } from '@packetloom/core';

/** The subnets of one length that a pool holds, in order, without those that overlap given ones. */
export class SubnetPool {
  /** Subnets that were taken so far. */
  used = 0;
  readonly #length: number;
  readonly #size: number;
  readonly #end: Ipv4Address;
  /** Networks not to overlap, by their first address. */
  readonly #avoided: readonly Ipv4Prefix[];
  #nextAvoided = 0;
  #cursor: Ipv4Address;

  constructor(pool: Ipv4Prefix, length: number, avoided: readonly Ipv4Prefix[]) {
    this.#length = length;
    this.#size = 2 ** (32 - length);
    this.#cursor = networkOf(pool);
    this.#end = lastOf(pool);
    this.#avoided = [...avoided].sort((a, b) => networkOf(a) - networkOf(b));
  }

  /** Takes the next subnet; `undefined` when there is none. */
  next(): Ipv4Prefix | undefined {
    this.#skipAvoided();
    const address = this.#cursor;
    if (address + this.#size - 1 > this.#end) return undefined;
    this.#cursor += this.#size;
    this.used += 1;
    return { address, length: this.#length };
  }

  /** Moves past every network that overlaps the subnet at the cursor. */
  #skipAvoided(): void {
    for (; this.#nextAvoided < this.#avoided.length; this.#nextAvoided += 1) {
      const avoided = this.#avoided[this.#nextAvoided] as Ipv4Prefix;
      if (networkOf(avoided) > this.#cursor + this.#size - 1) return;
      const last = lastOf(avoided);
      if (last >= this.#cursor) {
        this.#cursor = Math.floor(last / this.#size) * this.#size + this.#size;
      }
    }
  }
}

/** The last address of a network. */
export function lastOf(prefix: Ipv4Prefix): Ipv4Address {
  return networkOf(prefix) + 2 ** (32 - prefix.length) - 1;
}

/** The first address that a host may have: all of a /31 may be used (RFC 3021 2.1), and a /32. */
export function firstHostOf(subnet: Ipv4Prefix): Ipv4Address {
  return subnet.length >= 31 ? networkOf(subnet) : networkOf(subnet) + 1;
}
