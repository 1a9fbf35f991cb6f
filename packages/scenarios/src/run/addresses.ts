import type { Ipv4Address } from '@packetloom/core';
import { type AddressPlan, mainAddressOf } from '../addressing/index.js';

/** The address that a target stands for. */
export function addressOf(plan: AddressPlan, target: string | Ipv4Address): Ipv4Address {
  if (typeof target === 'number') return target;
  const address = mainAddressOf(plan, target);
  if (address === undefined) throw new Error(`${target} has no address`);
  return address;
}

/** The node that has an address, or null. */
export function ownerOf(plan: AddressPlan, address: Ipv4Address): string | null {
  for (const [node, nics] of plan) {
    for (const prefixes of nics.values()) {
      if (prefixes.some((prefix) => prefix.address === address)) return node;
    }
  }
  return null;
}
