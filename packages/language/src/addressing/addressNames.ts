import { formatIpv4Address, type Ipv4Address } from '@packetloom/core';
import type { AddressPlan } from './addressPlan.js';

/** What an address is called: the node that has it, or the address itself. */
export type AddressNames = (address: Ipv4Address) => string;

/** Calls addresses by the nodes of a plan. */
export function addressNames(plan: AddressPlan): AddressNames {
  const owners = new Map<Ipv4Address, string>();
  for (const { node, nics } of plan) {
    for (const { addresses } of nics) {
      for (const { address } of addresses) owners.set(address, node);
    }
  }
  return (address) => owners.get(address) ?? formatIpv4Address(address);
}
