import { type PacketPlan, packetPlan } from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';

const RECORD_ROUTE = 7;
const FIRST_ENTRY = 4;
const TTL = 64;

/** RFC 791 3.1: a datagram that asks the routers on its way for their addresses. */
export const recordedRoutePlan: Arbitrary<PacketPlan<AddressPlan>> = fc
  .tuple(packetPlan(addressPlan), fc.integer({ min: 1, max: 9 }))
  .map(([packet, hops]) => {
    const length = FIRST_ENTRY - 1 + 4 * hops;
    const entries = new Uint8Array(4 * hops);
    const options = Uint8Array.of(RECORD_ROUTE, length, FIRST_ENTRY, ...entries);
    return { ...packet, ttl: TTL, options };
  });
