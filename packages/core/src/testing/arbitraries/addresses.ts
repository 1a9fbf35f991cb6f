import fc, { type Arbitrary } from 'fast-check';
import { type Ipv4Address, ipv4Address } from '../../address/ipv4Address.js';
import { type Ipv4Prefix, networkOf } from '../../address/prefix.js';

/** Addresses that mean something of their own (RFC 6890), and groups. */
export const SPECIAL_ADDRESSES: readonly Ipv4Address[] = [
  0xc0000201, // 192.0.2.1, for documentation
  0xe0000001, // 224.0.0.1, all hosts
  0xef010101, // 239.1.1.1
  0xef010102,
  0xffffffff,
  0x00000000,
  0x7f000001,
  0xa9fe0101, // link-local
  0xf0000001, // reserved
  0x00010203, // of this network
].map(ipv4Address);

/** Addresses: often one near to another (in 10.0.0.0/28), a special one, or any. */
export const anyAddress: Arbitrary<Ipv4Address> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 15 }).map((host) => ipv4Address(0x0a000000 + host)) },
  { weight: 2, arbitrary: fc.constantFrom(...SPECIAL_ADDRESSES) },
  { weight: 1, arbitrary: fc.nat({ max: 0xffffffff }).map(ipv4Address) },
);

/** Multicast groups: two of hosts' own, one of a routing protocol. */
export const groupAddress: Arbitrary<Ipv4Address> = fc
  .constantFrom(0xef010101, 0xef010102, 0xe0000005)
  .map(ipv4Address);

/** Prefixes around addresses, of every length, without host bits. */
export function prefixAround(
  addresses: Arbitrary<Ipv4Address>,
  lengths: Arbitrary<number> = fc.constantFrom(24, 0, 8, 16, 25, 28, 29, 30, 31, 32, 1, 7),
): Arbitrary<Ipv4Prefix> {
  return fc
    .record({ address: addresses, length: lengths })
    .map(({ address, length }) => ({ address: networkOf({ address, length }), length }));
}

/** Prefixes that contain each other now and then. */
export const anyPrefix: Arbitrary<Ipv4Prefix> = prefixAround(anyAddress);
