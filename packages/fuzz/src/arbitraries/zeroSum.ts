import { foldChecksum, pseudoHeaderSum } from '@packetloom/core/wire';
import fc, { type Arbitrary } from 'fast-check';
import { endAddress } from './address.js';

/** A datagram over a link whose UDP checksum comes out as 0, and how many of them. */
export interface ZeroSumPlan {
  readonly link: number;
  /** The end that sends: 1 or 2. */
  readonly host: number;
  readonly count: number;
}

const UDP = 17;
const UDP_HEADER = 8;
const DESTINATION_PORT = 9;
const ALL_ONES = 0xffff;

/** Over any link. */
export const zeroSumPlan: Arbitrary<ZeroSumPlan> = fc.record({
  link: fc.nat({ max: 11 }),
  host: fc.constantFrom(1, 2),
  count: fc.integer({ min: 1, max: 3 }),
});

/** Where such datagrams go, and the ports that make their checksum 0; no octets follow the header. */
export function zeroSumFlow({ link, host }: ZeroSumPlan) {
  const from = endAddress(link, host);
  const to = endAddress(link, 3 - host);
  const sum = pseudoHeaderSum(from, to, UDP, UDP_HEADER) + UDP_HEADER + DESTINATION_PORT;
  // The sum of all words must come out as all ones, so that its complement is 0.
  const rest = foldChecksum(sum);
  const sourcePort = rest === 0 ? ALL_ONES : rest;
  return { to, port: DESTINATION_PORT, sourcePort };
}
