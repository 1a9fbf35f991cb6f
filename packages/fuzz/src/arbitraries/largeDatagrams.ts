import type { Ipv4Address } from '@packetloom/core';
import { encodeIpv4 } from '@packetloom/core/wire';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';

/** Two fragments of a datagram of nearly 65,535 octets, or of more; or the second one alone. */
export interface LargeDatagramPlan {
  readonly source: AddressPlan;
  /** null: the NIC at which it comes. */
  readonly destination: AddressPlan | null;
  readonly protocol: number;
  /** Where the second one begins, in blocks of 8 octets. */
  readonly block: number;
  readonly lastOctets: number;
  readonly isWhole: boolean;
}

const BLOCK = 8;
const TTL = 64;

/** Datagrams on both sides of what is possible. */
export const largeDatagramPlan: Arbitrary<LargeDatagramPlan> = fc.record({
  source: addressPlan,
  destination: fc.option(addressPlan, { nil: null }),
  protocol: fc.constantFrom(17, 1, 99),
  block: fc.integer({ min: 8170, max: 8189 }),
  lastOctets: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 160 })),
  isWhole: fc.boolean(),
});

/** Octets of the fragments, in the order in which they come. */
export function largeFragments(
  plan: LargeDatagramPlan,
  addressOf: (address: AddressPlan) => Ipv4Address,
  own: Ipv4Address,
): Uint8Array[] {
  const { block, lastOctets, isWhole, protocol } = plan;
  const source = addressOf(plan.source);
  const destination = plan.destination === null ? own : addressOf(plan.destination);
  const fields = { source, destination, protocol, ttl: TTL, identification: 1 };
  const at = block * BLOCK;
  const last = encodeIpv4(
    { ...fields, fragmentOffsetBytes: at, moreFragments: false },
    new Uint8Array(lastOctets),
  );
  if (!isWhole) return [last];
  const first = { ...fields, fragmentOffsetBytes: 0, moreFragments: true };
  return [encodeIpv4(first, new Uint8Array(at)), last];
}
