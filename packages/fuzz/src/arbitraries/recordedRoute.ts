import { type PacketPlan, packetPlan } from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';

const RECORD_ROUTE = 7;
const FIRST_ENTRY = 4;
const TTL = 64;

/** RFC 791 3.1: a whole datagram between ends of links that asks the routers on its way for their addresses. */
export const recordedRoutePlan: Arbitrary<PacketPlan<AddressPlan>> = fc
  .tuple(packetPlan(addressPlan), fc.integer({ min: 1, max: 9 }))
  .map(([packet, hops]) => {
    const length = FIRST_ENTRY - 1 + 4 * hops;
    const entries = new Uint8Array(4 * hops);
    const options = Uint8Array.of(RECORD_ROUTE, length, FIRST_ENTRY, ...entries);
    return {
      ...packet,
      source: endOf(packet.source),
      destination: endOf(packet.destination),
      damage: { kind: 'none' },
      ttl: TTL,
      options,
    };
  });

/** An end of a link in place of a subnet, a broadcast or a special address, to which no router would send it on. */
function endOf(plan: AddressPlan): AddressPlan {
  return 'special' in plan
    ? { link: plan.special, host: 1 }
    : { link: plan.link, host: 1 + (plan.host % 2) };
}
