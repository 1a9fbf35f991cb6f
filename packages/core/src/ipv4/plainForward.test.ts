import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ipv4Address } from '../address/ipv4Address.js';
import { EventObserver } from '../ports/eventObserver.js';
import { describePacket } from '../testing/packets.js';
import { addressOf, type TestHost, testHost } from '../testing/testHost.js';
import { encodeIpv4, encodeIpv4Options, PROTOCOL_UDP } from '../wire/index.js';
import { fillIpv4Checksum, IPV4_MIN_HEADER_LENGTH } from '../wire/ipv4.js';
import type { PROFILES } from './behaviour.js';

const NICS = [
  { addresses: ['10.0.0.1/24'] },
  { addresses: ['10.1.0.1/24'], mtu: 1500 },
  { addresses: ['10.2.0.1/24', '10.2.0.7/24'], mtu: 576 },
];
const ROUTES: Parameters<typeof testHost>[2] = [
  ['192.0.2.0/24', '10.1.0.2', 1],
  ['198.51.100.0/24', '10.2.0.2', 2],
];

const DEFAULT_ROUTE = ['0.0.0.0/0', '10.1.0.2', 1] as const;

const ADDRESSES = [
  ...['10.0.0.9', '10.1.0.9', '10.2.0.9', '192.0.2.1', '198.51.100.1', '203.0.113.1'],
  ...['10.0.0.1', '10.1.0.1', '10.2.0.7', '10.0.0.255', '10.2.0.255', '255.255.255.255'],
  ...['0.0.0.0', '0.1.2.3', '127.0.0.1', '169.254.1.1', '224.0.0.1', '239.1.1.1', '240.0.0.1'],
].map(addressOf);
interface Arrival {
  readonly nic: number;
  readonly octets: Uint8Array;
}

const OPTIONS = [encodeIpv4Options([{ kind: 'router-alert', value: 0 }]), new Uint8Array(4)];

interface Made {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly ttl: number;
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  readonly options: Uint8Array | undefined;
  readonly length: number;
  /** Octets behind the datagram, or, below 0, that are missing. */
  readonly extra: number;
  /** Version and header length, with a checksum that is right for them. */
  readonly firstOctet: number;
  readonly damage: { readonly at: number; readonly with: number } | null;
}

const PLAIN: Made = {
  source: addressOf('10.0.0.9'),
  destination: addressOf('192.0.2.1'),
  ttl: 64,
  identification: 77,
  dontFragment: false,
  moreFragments: false,
  options: undefined,
  length: 8,
  extra: 0,
  firstOctet: 0x45,
  damage: null,
};

/** What may be special about a datagram. */
const twist: fc.Arbitrary<Partial<Made>> = fc.oneof(
  fc.record({ source: fc.constantFrom(...ADDRESSES) }),
  fc.record({ destination: fc.constantFrom(...ADDRESSES) }),
  fc.record({ ttl: fc.nat(3) }),
  fc.record({ identification: fc.nat(1), dontFragment: fc.boolean() }),
  fc.record({ dontFragment: fc.boolean(), length: fc.constantFrom(0, 557, 900, 1490) }),
  fc.record({ moreFragments: fc.constant(true) }),
  fc.record({ options: fc.constantFrom(...OPTIONS) }),
  fc.record({ firstOctet: fc.constantFrom(0x55, 0x35, 0x44) }),
  fc.record({ extra: fc.integer({ min: -30, max: 9 }) }),
  fc.record({ damage: fc.record({ at: fc.nat(19), with: fc.integer({ min: 1, max: 255 }) }) }),
);

/** Plain datagrams, and such as have one or two things special about them. */
const arrival = fc
  .tuple(fc.nat(2), fc.array(twist, { maxLength: 2 }))
  .map(
    ([nic, twists]) => ({ nic, ...Object.assign({}, PLAIN, ...twists) }) as Made & { nic: number },
  )
  .map(({ nic, length, extra, damage, firstOctet, options, ...fields }): Arrival => {
    const whole = encodeIpv4(
      { ...fields, ...(options && { options }), protocol: PROTOCOL_UDP },
      new Uint8Array(length).fill(7),
    );
    if (firstOctet !== PLAIN.firstOctet) {
      whole[0] = firstOctet;
      fillIpv4Checksum(new DataView(whole.buffer, whole.byteOffset), 0, IPV4_MIN_HEADER_LENGTH);
    }
    const octets = new Uint8Array(Math.max(0, whole.length + extra));
    octets.set(whole.subarray(0, octets.length));
    if (damage !== null && damage.at < octets.length) {
      octets[damage.at] = (octets[damage.at] as number) ^ damage.with;
    }
    return { nic, octets };
  });

/** What somebody does to a router between two datagrams. */
const CHANGES: Record<string, (router: TestHost) => void> = {
  'turns NIC 1 off or on': ({ nics: [, nic] }) => (nic?.enabled ? nic.disable() : nic?.enable()),
  'turns forwarding off or on': ({ host }) => host.setForwarding(!host.forwarding),
  'changes the MTU': ({ links: [, link] }) => {
    if (link !== undefined) link.mtu = link.mtu === 1500 ? 600 : 1500;
  },
  'makes a link too narrow for IPv4': ({ links: [, link] }) => {
    if (link !== undefined) link.mtu = 67;
  },
  'takes a route away': ({ host }) => host.routes.remove(({ gateway }) => gateway !== null),
  'makes a NIC promiscuous': ({ nics: [nic] }) => {
    if (nic !== undefined) nic.promiscuous = !nic.promiscuous;
  },
  'adds an address': ({ nics: [nic] }) =>
    nic?.addAddress({ address: addressOf('192.0.2.1'), length: 32 }),
  'sets a rule': ({ host }) =>
    host.packetFilter.append({
      table: 'filter',
      chain: 'FORWARD',
      match: { destination: { address: addressOf('192.0.2.0'), length: 24 } },
      target: { type: 'DROP' },
    }),
};

const step = fc.oneof({ weight: 20, arbitrary: arrival }, fc.constantFrom(...Object.keys(CHANGES)));

interface WatchedRouter extends TestHost {
  /** What its observer and its taps are told. */
  readonly notified: string[];
}

function router(profile: keyof typeof PROFILES, watched: boolean, routes = ROUTES): WatchedRouter {
  const made = testHost(NICS, { forwarding: true, behaviour: profile }, routes);
  const notified: string[] = [];
  if (watched) {
    made.host.observer = new EventObserver(made.host.name, ({ type, ...event }) => {
      if (!('packet' in event)) return;
      const { packet, nic } = event;
      notified.push(`${type} ${nic} ${packet.identity} ${describePacket(packet)}`);
    });
    for (const nic of made.nics) {
      nic.tap = {
        packet: ({ name }, packet, direction) =>
          notified.push(`${name} ${direction} ${packet.toBytes()}`),
      };
    }
  }
  for (const link of made.links) link.take();
  return { ...made, notified };
}

/** What can be seen of a router from outside. */
function traces({ host, links, pool, nics, notified }: WatchedRouter) {
  return {
    notified: notified.splice(0),
    sent: links.map((link) => link.take()),
    counters: nics.map((nic) => nic.counters.nonZero()),
    host: host.counters.nonZero(),
    packets: pool.totals(),
  };
}

const octets = encodeIpv4(
  {
    source: addressOf('10.0.0.9'),
    destination: addressOf('192.0.2.1'),
    protocol: PROTOCOL_UDP,
    identification: 1,
    ttl: 64,
  },
  new Uint8Array(8),
);

describe('a router by the short way', () => {
  it.each(['netstack', 'standard'] as const)(
    'does with every packet what the general path does (%s)',
    (profile) => {
      fc.assert(
        fc.property(
          fc.array(step, { maxLength: 40 }),
          fc.boolean(),
          fc.boolean(),
          (steps, hasDefault, watched) => {
            const routes = hasDefault ? [...ROUTES, DEFAULT_ROUTE] : ROUTES;
            const plain = router(profile, watched, routes);
            const general = router(profile, watched, routes);
            // What is injected always takes the general path.
            const arrive = (nic: number, packet: Uint8Array) => {
              plain.links[nic]?.arrive(packet);
              general.nics[nic]?.inject(packet);
            };
            // A plain datagram comes first, and after each change: it makes the router forward plainly, if it may.
            for (const each of ['first', ...steps]) {
              if (typeof each !== 'string') {
                arrive(each.nic, each.octets);
              } else {
                CHANGES[each]?.(plain);
                CHANGES[each]?.(general);
                arrive(0, octets);
              }
              expect(traces(plain)).toEqual(traces(general));
            }
          },
        ),
        { numRuns: 600 },
      );
    },
  );

  it('forwards plainly after the first datagram, until there is a rule', () => {
    const { host, links, nics } = router('standard', false);
    const routes = host.forwardingRoutes;
    expect(routes.isPlain).toBe(false);
    links[0]?.arrive(octets);
    expect(routes.isPlain).toBe(true);
    void host.packetFilter;
    expect(routes.isPlain).toBe(false);
    expect(nics[1]?.counters.get('ip.packetsSent')).toBe(1);
  });

  it.each(['inbound', 'outbound'] as const)('shows a tap what passes %s', (direction) => {
    const { links, nics } = router('standard', false);
    links[0]?.arrive(octets);
    const seen: string[] = [];
    const nic = nics[direction === 'inbound' ? 0 : 1];
    if (nic !== undefined)
      nic.tap = { packet: ({ name }, _, direction) => seen.push(`${name} ${direction}`) };
    links[0]?.arrive(octets);
    if (nic !== undefined) nic.tap = null;
    links[0]?.arrive(octets);
    expect(seen).toEqual([direction === 'inbound' ? 'eth0 inbound' : 'eth1 outbound']);
    expect(nics[1]?.counters.get('ip.packetsSent')).toBe(3);
  });

  it('counts what a link does not take', () => {
    const { links, nics, pool, host } = router('standard', false);
    links[0]?.arrive(octets);
    const link = links[1];
    if (link !== undefined) link.send = () => 'link-closed';
    links[0]?.arrive(octets);
    expect(nics[1]?.counters.get('ip.outgoingPacketErrors')).toBe(1);
    expect(host.counters.get('ip.forwarding.errors')).toBe(1);
    expect(pool.liveCount).toBe(0);
  });
});
