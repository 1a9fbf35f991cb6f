import type { Ipv4Address } from '@packetloom/core';
import type { AddressPlan } from './addressPlan.js';

/** Of each plan that was asked, the nodes by their addresses. */
const owners = new WeakMap<AddressPlan, ReadonlyMap<Ipv4Address, string>>();

/** The node that has an address, the first in the order of the plan; null if there is none. */
export function ownerOf(plan: AddressPlan, address: Ipv4Address): string | null {
  const known = owners.get(plan) ?? ownersIn(plan);
  owners.set(plan, known);
  return known.get(address) ?? null;
}

function ownersIn(plan: AddressPlan): Map<Ipv4Address, string> {
  const found = new Map<Ipv4Address, string>();
  for (const { node, nics } of plan) {
    for (const { addresses } of nics) {
      for (const { address } of addresses) if (!found.has(address)) found.set(address, node);
    }
  }
  return found;
}
