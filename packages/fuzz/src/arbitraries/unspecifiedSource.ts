import { ANY } from '@packetloom/core';
import { type PacketPlan, packetPlan } from '@packetloom/core/testing';
import type { Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';

const TTL = 64;
const UNSPECIFIED: AddressPlan = { special: ANY };

/** RFC 1122 3.2.1.3: a datagram from 0.0.0.0 with hops to go, which no router sends on. */
export const unspecifiedSourcePlan: Arbitrary<PacketPlan<AddressPlan>> = packetPlan(
  addressPlan,
).map((packet) => ({ ...packet, source: UNSPECIFIED, ttl: TTL, damage: { kind: 'none' } }));
