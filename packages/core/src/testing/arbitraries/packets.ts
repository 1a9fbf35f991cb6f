import fc, { type Arbitrary } from 'fast-check';
import type { Ipv4Address } from '../../address/ipv4Address.js';
import {
  encodeIcmpv4,
  encodeIgmp,
  encodeIpv4,
  encodeUdp,
  fillIpv4Checksum,
  type IgmpMessage,
  ipv4HeaderLength,
} from '../../wire/index.js';
import { anyAddress } from './addresses.js';
import { igmpMessage } from './igmpHistory.js';
import { anyOptions } from './options.js';

/**
 * A packet: what it shall be, and what is then done to its octets. `Address` is whatever stands for an
 * address until the packet is made: where networks shrink, places in them keep their meaning.
 */
export interface PacketPlan<Address = Ipv4Address> {
  readonly source: Address;
  readonly destination: Address;
  readonly ttl: number;
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly options: Uint8Array;
  readonly content: ContentPlan;
  readonly damage: DamagePlan;
}

type ContentPlan =
  | { readonly kind: 'udp'; readonly port: number; readonly size: number; readonly sum: boolean }
  | { readonly kind: 'icmp'; readonly type: number; readonly code: number; readonly size: number }
  | { readonly kind: 'error'; readonly type: number; readonly code: number; readonly about: number }
  | { readonly kind: 'igmp'; readonly message: IgmpMessage }
  | { readonly kind: 'other'; readonly protocol: number; readonly octets: Uint8Array };

type DamagePlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'cut'; readonly length: number }
  | { readonly kind: 'trailer'; readonly length: number }
  | { readonly kind: 'flips'; readonly bits: readonly number[]; readonly renewChecksum: boolean };

const size = fc.oneof(fc.nat({ max: 64 }), fc.nat({ max: 1600 }));

const content: Arbitrary<ContentPlan> = fc.oneof(
  fc.record({
    kind: fc.constant('udp'),
    port: fc.constantFrom(9, 5000, 33_434),
    size,
    sum: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('icmp'),
    type: fc.oneof(fc.constantFrom(8, 0, 13, 15), fc.nat({ max: 255 })),
    code: fc.nat({ max: 3 }),
    size,
  }),
  fc.record({
    kind: fc.constant('error'),
    type: fc.constantFrom(3, 11, 12, 4, 5),
    code: fc.nat({ max: 4 }),
    about: fc.nat({ max: 60 }),
  }),
  fc.record({ kind: fc.constant('igmp'), message: igmpMessage }),
  fc.record({
    kind: fc.constant('other'),
    protocol: fc.nat({ max: 255 }),
    octets: fc.uint8Array({ maxLength: 40 }),
  }),
);

const damage: Arbitrary<DamagePlan> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'none' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cut' as const), length: fc.nat({ max: 64 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('trailer' as const), length: fc.nat({ max: 20 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('flips' as const),
      bits: fc.array(fc.nat({ max: 64 * 8 - 1 }), { minLength: 1, maxLength: 4 }),
      renewChecksum: fc.boolean(),
    }),
  },
);

/** Packets: valid, nearly valid, hostile; from and to such addresses. */
export function packetPlan<Address>(addresses: Arbitrary<Address>): Arbitrary<PacketPlan<Address>> {
  return fc.record({
    source: addresses,
    destination: addresses,
    ttl: fc.constantFrom(64, 1, 2, 0, 3, 255),
    identification: fc.constantFrom(0, 1, 7, 65_535),
    dontFragment: fc.boolean(),
    options: anyOptions,
    content,
    damage,
  });
}

/** Octets of packets: valid, nearly valid, hostile. */
export function anyPacket(addresses: Arbitrary<Ipv4Address> = anyAddress): Arbitrary<Uint8Array> {
  return packetPlan(addresses).map((plan) => packetOctets(plan, (address) => address));
}

/** The octets of a planned packet. */
export function packetOctets<Address>(
  plan: PacketPlan<Address>,
  addressOf: (address: Address) => Ipv4Address,
): Uint8Array {
  return damaged(datagramOctets(plan, addressOf), plan.damage);
}

/** The octets before any damage. */
export function datagramOctets<Address>(
  plan: PacketPlan<Address>,
  addressOf: (address: Address) => Ipv4Address,
): Uint8Array {
  const source = addressOf(plan.source);
  const destination = addressOf(plan.destination);
  const { protocol, payload } = contentOctets(plan.content, source, destination);
  const { ttl, identification, dontFragment } = plan;
  return encodeIpv4(
    { source, destination, protocol, ttl, identification, dontFragment, options: plan.options },
    payload,
  );
}

function contentOctets(
  plan: ContentPlan,
  source: Ipv4Address,
  destination: Ipv4Address,
): { protocol: number; payload: Uint8Array } {
  switch (plan.kind) {
    case 'udp': {
      const ports = { sourcePort: 4000, destinationPort: plan.port };
      const addresses = plan.sum ? { source, destination } : null;
      return { protocol: 17, payload: encodeUdp(ports, ramp(plan.size), addresses) };
    }
    case 'icmp':
      return { protocol: 1, payload: icmp(plan.type, plan.code, ramp(plan.size)) };
    case 'error': {
      const about = { source: destination, destination: source, protocol: 17, ttl: 1 };
      const quoted = encodeIpv4(about, ramp(plan.about));
      return { protocol: 1, payload: icmp(plan.type, plan.code, quoted) };
    }
    case 'igmp':
      return { protocol: 2, payload: encodeIgmp(plan.message) };
    case 'other':
      return { protocol: plan.protocol, payload: plan.octets };
  }
}

function icmp(type: number, code: number, data: Uint8Array): Uint8Array {
  return encodeIcmpv4({ kind: 'unknown', type, code, restOfHeader: 0x00070001, data });
}

/** Octets that tell where they stand. */
function ramp(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index ^ (index >> 8)) & 0xff);
}

function damaged(octets: Uint8Array, plan: DamagePlan): Uint8Array {
  switch (plan.kind) {
    case 'none':
      return octets;
    case 'cut':
      return octets.slice(0, Math.max(1, octets.length - plan.length));
    case 'trailer':
      return Uint8Array.from([...octets, ...new Uint8Array(plan.length)]);
    case 'flips': {
      const result = octets.slice();
      for (const bit of plan.bits) {
        const at = Math.floor(bit / 8) % result.length;
        result[at] = (result[at] as number) ^ (1 << (bit % 8));
      }
      return plan.renewChecksum ? withHeaderChecksum(result) : result;
    }
  }
}

/** As far as there is a header. */
function withHeaderChecksum(octets: Uint8Array): Uint8Array {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const length = octets.length < 20 ? 0 : ipv4HeaderLength(view, 0);
  if (length >= 20 && length <= octets.length) fillIpv4Checksum(view, 0, length);
  return octets;
}
