import { describe, expect, it } from 'vitest';
import { ALL_ROUTERS, ALL_SYSTEMS, ANY } from '../address/ipv4Address.js';
import type { HostOptions } from '../host/host.js';
import { addressOf, type TestHost, testHost } from '../testing/testHost.js';
import { decodeIgmp, decodeIpv4, encodeIgmp, encodeIpv4, isCodecError } from '../wire/index.js';

const SECOND = 1e9;
const GROUP = addressOf('239.1.1.1');
const SOURCE = addressOf('10.0.0.9');

/** A router with links 10.0.0.0/24 to 10.0.3.0/24, at .1 on each. */
function router(options: Partial<HostOptions> = {}): TestHost {
  const nics = [0, 1, 2, 3].map((link) => ({ addresses: [`10.0.${link}.1/24`] }));
  return testHost(nics, { forwarding: true, multicastRouting: true, ...options });
}

type IgmpKind = 'v1-report' | 'v2-report' | 'leave' | 'query';

/** An IGMP message as it comes from a host of the link. */
function igmpFrom(source: string, kind: IgmpKind, group = GROUP): Uint8Array {
  const message = {
    'v1-report': { kind: 'membership-report', version: 1, group },
    'v2-report': { kind: 'membership-report', version: 2, group },
    leave: { kind: 'leave-group', group },
    query: { kind: 'membership-query', version: 2, group, maxRespCode: 100 },
  } as const;
  const to = { 'v1-report': group, 'v2-report': group, leave: ALL_ROUTERS, query: ALL_SYSTEMS };
  const options = Uint8Array.of(0x94, 4, 0, 0);
  const header = { source: addressOf(source), destination: to[kind], protocol: 2, ttl: 1, options };
  return encodeIpv4(header, encodeIgmp(message[kind]));
}

function datagram({ ttl = 16, destination = GROUP, source = SOURCE, length = 100 } = {}) {
  return encodeIpv4({ source, destination, protocol: 17, ttl }, new Uint8Array(length));
}

/** What each link was given but for IGMP, as the TTLs of the packets. */
function dataOn({ links }: TestHost): number[][] {
  return links.map((link) =>
    link.take().flatMap((octets) => {
      const packet = decodeIpv4(octets);
      if (isCodecError(packet)) throw new Error(packet.message);
      return packet.protocol === 17 ? [packet.ttl] : [];
    }),
  );
}

describe('a multicast router', () => {
  it('joins 224.0.0.2 and asks for members on each link at once (RFC 2236 3)', () => {
    const links = [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'] }];
    const made = testHost(links);
    made.host.setMulticastRouting(true);
    for (const link of made.links) {
      const messages = link.take().map((octets) => {
        const packet = decodeIpv4(octets);
        if (isCodecError(packet)) throw new Error(packet.message);
        const { destination, ttl, protocol, options } = packet;
        expect({ ttl, protocol, options: [...options] }).toEqual({
          ttl: 1,
          protocol: 2,
          options: [148, 4, 0, 0],
        });
        return { destination, ...decodeIgmp(packet.payload) };
      });
      const [allSystems, allRouters] = [addressOf('224.0.0.1'), addressOf('224.0.0.2')];
      expect(messages).toEqual([
        { destination: allRouters, kind: 'membership-report', version: 2, group: allRouters },
        {
          destination: allSystems,
          kind: 'membership-query',
          version: 2,
          group: 0,
          maxRespCode: 100,
        },
      ]);
    }
    expect(made.host.counters.get('igmp.packetsSent.membershipQuery')).toBe(2);
  });

  it('copies a datagram to each link with members, and to no other', () => {
    const made = router();
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    made.nics[3]?.inject(igmpFrom('10.0.3.5', 'v1-report'));
    dataOn(made);
    made.nics[0]?.inject(datagram({ ttl: 16 }));
    expect(dataOn(made)).toEqual([[], [15], [], [15]]);
    expect(made.host.counters.get('ip.forwarding.multicastSent')).toBe(2);
    expect(made.pool.liveCount).toBe(0);
  });

  it('forwards not to the link that it came from, and none that came by another way', () => {
    const made = router();
    for (const link of [0, 1]) made.nics[link]?.inject(igmpFrom(`10.0.${link}.5`, 'v2-report'));
    dataOn(made);
    made.nics[0]?.inject(datagram());
    made.nics[2]?.inject(datagram());
    expect(dataOn(made)).toEqual([[], [15], [], []]);
    expect(made.host.counters.get('ip.forwarding.multicastWrongInterface')).toBe(1);
    expect(made.pool.totals().dispositions).toMatchObject({ 'multicast-wrong-interface': 1 });
  });

  it('forwards nothing without members, to link-local groups, and whose TTL ends', () => {
    const made = router();
    made.nics[0]?.inject(datagram());
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    dataOn(made);
    made.nics[0]?.inject(datagram({ ttl: 1 }));
    made.nics[0]?.inject(datagram({ destination: addressOf('224.0.0.251') }));
    made.nics[0]?.inject(datagram({ source: addressOf('169.254.1.1') }));
    expect(dataOn(made)).toEqual([[], [], [], []]);
    expect(made.pool.totals().dispositions).toMatchObject({
      'multicast-no-members': 1,
      'ttl-exceeded': 1,
      'link-local': 2,
    });
    expect(made.host.counters.nonZero()).toMatchObject({
      'ip.forwarding.linkLocalDestination': 1,
      'ip.forwarding.linkLocalSource': 1,
    });
    expect(made.host.counters.get('icmp.v4.packetsSent.timeExceeded')).toBe(0);
  });

  it('takes what it joined itself, and forwards it too', () => {
    const made = router();
    made.nics[0]?.joinGroup(GROUP);
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    dataOn(made);
    made.nics[0]?.inject(datagram());
    expect(dataOn(made)).toEqual([[], [15], [], []]);
    expect(made.host.counters.get('ip.packetsDelivered')).toBe(2);
  });

  it('stops forwarding 2 s after the last member left', () => {
    const made = router();
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'leave'));
    dataOn(made);
    made.clock.advanceTo(2 * SECOND - 1);
    made.nics[0]?.inject(datagram());
    made.clock.advanceTo(2 * SECOND);
    made.nics[0]?.inject(datagram());
    expect(dataOn(made)).toEqual([[], [15], [], []]);
  });

  it('is querier only where no router has a lower address', () => {
    const made = router();
    made.nics[1]?.inject(igmpFrom('10.0.1.7', 'query', ANY));
    made.nics[2]?.inject(igmpFrom('10.0.2.0', 'query', ANY));
    expect(made.nics.map(({ ipv4 }) => ipv4.igmp.router?.isQuerier)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('drops in silence what is too large for a link and may not be fragmented', () => {
    const made = testHost(
      [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'], mtu: 300 }],
      {
        multicastRouting: true,
      },
    );
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    dataOn(made);
    const header = { source: SOURCE, destination: GROUP, protocol: 17, ttl: 16 };
    made.nics[0]?.inject(encodeIpv4({ ...header, dontFragment: true }, new Uint8Array(400)));
    expect(made.links.map((link) => link.take())).toEqual([[], []]);
    made.nics[0]?.inject(encodeIpv4(header, new Uint8Array(400)));
    expect(made.links.map((link) => link.take().length)).toEqual([0, 2]);
    expect(made.pool.totals().dispositions).toMatchObject({
      'fragmentation-needed': 1,
      fragmented: 1,
    });
  });

  it('forgets members when a NIC is disabled, and routes no more when turned off', () => {
    const made = router();
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    made.nics[1]?.disable();
    made.nics[1]?.enable();
    dataOn(made);
    made.nics[0]?.inject(datagram());
    made.nics[1]?.inject(igmpFrom('10.0.1.5', 'v2-report'));
    made.host.setMulticastRouting(false);
    made.nics[0]?.inject(datagram());
    expect(dataOn(made)).toEqual([[], [], [], []]);
    expect(made.pool.totals().dispositions).toMatchObject({
      'multicast-no-members': 1,
      'invalid-destination': 1,
    });
    expect(made.nics[1]?.ipv4.igmp.router).toBeNull();
  });

  it('answers its own queries for what it joined, so that other routers know', () => {
    const made = router();
    made.nics[1]?.joinGroup(GROUP);
    const before = made.host.counters.get('igmp.packetsSent.v2MembershipReport');
    made.clock.advanceTo(170 * SECOND);
    const reports = made.host.counters.get('igmp.packetsSent.v2MembershipReport') - before;
    expect(reports).toBeGreaterThanOrEqual(3);
  });
});
