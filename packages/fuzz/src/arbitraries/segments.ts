import type { Ipv4Address } from '@packetloom/core';
import { encodeIpv4, encodeTcp, type TcpOption } from '@packetloom/core/wire';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';

/** A TCP segment of no connection, or nearly of one, and what its sender gets wrong. */
export interface SegmentPlan {
  readonly source: AddressPlan;
  readonly destination: AddressPlan;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly flags: number;
  readonly window: number;
  readonly urgentPointer: number;
  readonly options: readonly TcpOption[];
  readonly size: number;
  readonly isChecksumRight: boolean;
}

const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;
const TCP = 6;

const number = fc.oneof(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 }));
const shortNumber = fc.oneof(fc.constantFrom(0, 1, 65_535), fc.nat({ max: 65_535 }));
const port = fc.constantFrom(5000, 40_000, 40_001, 1, 0);

const option: Arbitrary<TcpOption> = fc.oneof(
  fc.record({ kind: fc.constant('mss' as const), mss: shortNumber }),
  fc.record({ kind: fc.constant('window-scale' as const), shift: fc.constantFrom(0, 14, 15, 255) }),
  fc.constant({ kind: 'sack-permitted' as const }),
  fc.record({ kind: fc.constant('timestamps' as const), value: number, echo: number }),
  fc.record({
    kind: fc.constant('sack' as const),
    blocks: fc.array(fc.tuple(number, number), { maxLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('unknown' as const),
    code: fc.integer({ min: 2, max: 255 }),
    data: fc.uint8Array({ maxLength: 4 }),
  }),
);

/** Segments that come out of nowhere. */
export const segmentPlan: Arbitrary<SegmentPlan> = fc.record({
  source: addressPlan,
  destination: addressPlan,
  sourcePort: port,
  destinationPort: port,
  sequence: number,
  acknowledgment: number,
  flags: fc.oneof(fc.constantFrom(SYN, ACK, SYN | ACK, RST, RST | ACK), fc.nat({ max: 0x1ff })),
  window: shortNumber,
  urgentPointer: shortNumber,
  options: fc.array(option, { maxLength: 3 }),
  size: fc.constantFrom(0, 0, 1, 100),
  isChecksumRight: fc.constantFrom(true, true, true, false),
});

/** The octets of the packet. */
export function segmentOctets(
  plan: SegmentPlan,
  addressOf: (address: AddressPlan) => Ipv4Address,
): Uint8Array {
  const addresses = { source: addressOf(plan.source), destination: addressOf(plan.destination) };
  const segment = encodeTcp(plan, new Uint8Array(plan.size).fill(1), addresses);
  if (!plan.isChecksumRight) segment[4] = (segment[4] ?? 0) ^ 1;
  return encodeIpv4({ protocol: TCP, ttl: 64, ...addresses }, segment);
}
