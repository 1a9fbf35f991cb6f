import type { Ipv4Address, Ipv4Prefix } from '@packetloom/core';
import type { NicAddresses } from '../document/document.js';
import { LOOPBACK_NIC } from '../document/names.js';

/** Addresses of each NIC of a link, and of loopbacks; the first of a NIC is its main one. Plain data. */
export type AddressPlan = readonly NodeAddresses[];

/** Addresses of a node; it has some, and stands in the plan once, as do its NICs. */
export interface NodeAddresses {
  readonly node: string;
  readonly nics: readonly NicAddresses[];
}

/** The same by node and NIC. */
export type AddressIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Ipv4Prefix[]>>;

const indices = new WeakMap<AddressPlan, AddressIndex>();

/** A plan in the order of its index. */
export function planOf(index: AddressIndex): AddressPlan {
  const plan = Array.from(index, ([node, nics]) => {
    return { node, nics: Array.from(nics, ([nic, addresses]) => ({ nic, addresses })) };
  });
  indices.set(plan, index);
  return plan;
}

/** The index of a plan, which is made once. */
export function addressesByNode(plan: AddressPlan): AddressIndex {
  const known = indices.get(plan);
  if (known !== undefined) return known;
  const index = new Map(
    plan.map(({ node, nics }) => [
      node,
      new Map(nics.map(({ nic, addresses }) => [nic, addresses])),
    ]),
  );
  indices.set(plan, index);
  return index;
}

/**
 * The address that a node's name stands for: its loopback address, which routers have; else the first one
 * of its first NIC that has a link.
 */
export function mainAddressOf(plan: AddressPlan, node: string): Ipv4Address | undefined {
  const nics = addressesByNode(plan).get(node);
  const [loopback] = nics?.get(LOOPBACK_NIC) ?? [];
  if (loopback !== undefined) return loopback.address;
  for (const [first] of nics?.values() ?? []) {
    if (first !== undefined) return first.address;
  }
  return undefined;
}
