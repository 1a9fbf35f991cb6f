import fc, { type Arbitrary } from 'fast-check';
import type { Ipv4Address } from '../../address/ipv4Address.js';
import { decodeIpv4, encodeIpv4, isCodecError } from '../../wire/index.js';
import { anyAddress } from './addresses.js';
import { datagramOctets, type PacketPlan, packetPlan } from './packets.js';

/** A datagram in pieces: which octets each piece brings, in the order in which they come. */
export interface FragmentsPlan<Address = Ipv4Address> {
  readonly datagram: PacketPlan<Address>;
  /** Each from an offset in blocks of 8 octets, so many blocks long; they may overlap and leave gaps. */
  readonly pieces: readonly { readonly block: number; readonly blocks: number }[];
  /** Whether pieces that do not overlap and leave nothing out take the place of the ones above. */
  readonly exact: boolean;
}

const BLOCK = 8;

/** Fragments in every order and overlap, of datagrams from and to such addresses. */
export function fragmentsPlan<Address>(
  addresses: Arbitrary<Address>,
): Arbitrary<FragmentsPlan<Address>> {
  return fc.record({
    datagram: packetPlan(addresses),
    pieces: fc.array(
      fc.record({ block: fc.nat({ max: 20 }), blocks: fc.integer({ min: 1, max: 20 }) }),
      { minLength: 1, maxLength: 6 },
    ),
    exact: fc.boolean(),
  });
}

/** Octets of the fragments of a datagram, in every order and overlap. */
export function anyFragments(
  addresses: Arbitrary<Ipv4Address> = anyAddress,
): Arbitrary<readonly Uint8Array[]> {
  return fragmentsPlan(addresses).map((plan) => fragmentOctets(plan, (address) => address));
}

/** The octets of the fragments, in the order of the plan. */
export function fragmentOctets<Address>(
  plan: FragmentsPlan<Address>,
  addressOf: (address: Address) => Ipv4Address,
): Uint8Array[] {
  const whole = decodeIpv4(datagramOctets(plan.datagram, addressOf));
  if (isCodecError(whole)) throw new Error(whole.message);
  const { payload } = whole;
  const fragments: Uint8Array[] = [];
  for (const { block, blocks } of plan.exact ? exactPieces(plan, payload.length) : plan.pieces) {
    const at = block * BLOCK;
    const end = Math.min(payload.length, at + blocks * BLOCK);
    if (at >= end) continue;
    const position = { fragmentOffsetBytes: at, moreFragments: end < payload.length };
    fragments.push(
      encodeIpv4({ ...whole, ...position, dontFragment: false }, payload.subarray(at, end)),
    );
  }
  return fragments;
}

/** The pieces' lengths, laid end to end over the payload; those at odd places come last. */
function exactPieces(
  { pieces }: Pick<FragmentsPlan, 'pieces'>,
  length: number,
): FragmentsPlan['pieces'] {
  const laid: { block: number; blocks: number }[] = [];
  const total = Math.ceil(length / BLOCK);
  let block = 0;
  for (const { blocks } of pieces) {
    laid.push({ block, blocks });
    block += blocks;
  }
  if (block < total) laid.push({ block, blocks: total - block });
  return [...laid.filter((_, index) => index % 2 === 1), ...laid.filter((_, p) => p % 2 === 0)];
}
