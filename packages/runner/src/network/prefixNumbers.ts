import { type Ipv4Address, type Ipv4Prefix, networkOf } from '@packetloom/core';

/** A list of different prefixes that is asked which of them contain an address. */
export class PrefixNumbers {
  readonly #prefixes: readonly Ipv4Prefix[];
  /** Indices in the list by network, for each length in use. */
  readonly #byLength = new Map<number, Map<Ipv4Address, number>>();

  constructor(prefixes: readonly Ipv4Prefix[]) {
    this.#prefixes = prefixes;
    for (const [number, { address, length }] of prefixes.entries()) {
      const numbers = this.#byLength.get(length) ?? new Map<Ipv4Address, number>();
      this.#byLength.set(length, numbers.set(address, number));
    }
  }

  /** The prefix at an index of the list. */
  prefix(number: number): Ipv4Prefix {
    const prefix = this.#prefixes[number];
    if (prefix === undefined) throw new RangeError(`no prefix has the number ${number}`);
    return prefix;
  }

  /** Indices of the prefixes that contain an address, in the order of the list. */
  containing(address: Ipv4Address): number[] {
    const found: number[] = [];
    for (const [length, numbers] of this.#byLength) {
      const number = numbers.get(networkOf({ address, length }));
      if (number !== undefined) found.push(number);
    }
    return found.sort((a, b) => a - b);
  }
}
