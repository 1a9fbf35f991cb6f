import { SPECIAL_ADDRESSES } from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';

/** Subnets of the pool that scenario files get by default: the first link has 10.0.0.0/30, and so on. */
const POOL = 0x0a000000;
const SUBNET_SIZE = 4;

/** An address: that of an end of a link, that of a subnet, its broadcast, or a special one. */
export type AddressPlan =
  | { readonly link: number; readonly host: number }
  | { readonly special: number };

/** Addresses; mostly of ends of links. */
export const addressPlan: Arbitrary<AddressPlan> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ link: fc.nat({ max: 11 }), host: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ link: fc.nat({ max: 11 }), host: fc.constantFrom(3, 0) }) },
  { weight: 2, arbitrary: fc.record({ special: fc.constantFrom(...SPECIAL_ADDRESSES) }) },
);

/** The address of an end (1 or 2) of a link, by the link's place in the file. */
export function endAddress(link: number, host: number): number {
  return POOL + link * SUBNET_SIZE + host;
}

/** The address itself, in a network of so many links. */
export function addressOf(plan: AddressPlan, linkCount: number): number {
  if ('special' in plan) return plan.special;
  return endAddress(linkCount === 0 ? 0 : plan.link % linkCount, plan.host);
}
