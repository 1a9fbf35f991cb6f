import { type Ipv4Address, ipv4Address } from '@packetloom/core';
import { SPECIAL_ADDRESSES } from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';

/** Subnets of the pool that scenario files get by default: the first link has 10.0.0.0/30, and so on. */
const POOL = 0x0a000000;
const SUBNET_SIZE = 4;

/** Subnets of segments: 10.9.0.0/24, and so on. */
const SEGMENTS = 0x0a090000;
const SEGMENT_SIZE = 256;

/** Loopback addresses of routers: 172.16.0.1 and so on. */
const LOOPBACKS = 0xac100001;

/** What a network has that addresses can be of. */
export interface AddressContext {
  readonly linkCount: number;
  readonly segmentCount: number;
}

/** An address: that of an end of a link, that of a subnet, its broadcast, or a special one. */
export type AddressPlan =
  | { readonly link: number; readonly host: number }
  | { readonly special: Ipv4Address };

/** Addresses; mostly of ends of links. */
export const addressPlan: Arbitrary<AddressPlan> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ link: fc.nat({ max: 11 }), host: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ link: fc.nat({ max: 11 }), host: fc.constantFrom(3, 0) }) },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 5 }).map((router) => ({ special: ipv4Address(LOOPBACKS + router) })),
  },
  { weight: 2, arbitrary: fc.record({ special: fc.constantFrom(...SPECIAL_ADDRESSES) }) },
);

/** The address of an end (1 or 2) of a link, by the link's place in the file. */
export function endAddress(link: number, host: number): Ipv4Address {
  return ipv4Address(POOL + link * SUBNET_SIZE + host);
}

/** The address of the first, second and so on NIC (1, 2, …) of a segment, by the segment's place in the file. */
export function segmentAddress(segment: number, host: number): Ipv4Address {
  return ipv4Address(SEGMENTS + segment * SEGMENT_SIZE + host);
}

/** The address itself. Segments count on where links end. */
export function addressOf(
  plan: AddressPlan,
  { linkCount, segmentCount }: AddressContext,
): Ipv4Address {
  if ('special' in plan) return plan.special;
  const all = linkCount + segmentCount;
  const index = all === 0 ? 0 : plan.link % all;
  return index < linkCount
    ? endAddress(index, plan.host)
    : segmentAddress(index - linkCount, plan.host);
}
