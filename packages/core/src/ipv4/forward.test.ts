import { describe, expect, it } from 'vitest';
import { ANY, formatIpv4Address } from '../address/ipv4Address.js';
import type { HostOptions } from '../host/host.js';
import { addressOf, testHost } from '../testing/testHost.js';
import {
  decodeIcmpv4,
  decodeIpv4,
  encodeIpv4,
  encodeIpv4Options,
  type Icmpv4Message,
  type Ipv4Datagram,
  type Ipv4HeaderFields,
  isCodecError,
  PROTOCOL_UDP,
} from '../wire/index.js';

const NICS = [
  { addresses: ['10.0.0.1/24'] },
  { addresses: ['10.1.0.1/24'], mtu: 1500 },
  { addresses: ['10.2.0.1/24'], mtu: 576 },
];

/** A router between 10.0.0.0/24, 10.1.0.0/24 and, by a link with an MTU of 576, 10.2.0.0/24. */
function router(options: Partial<HostOptions> = {}, routes: Parameters<typeof testHost>[2] = []) {
  const made = testHost(NICS, { forwarding: true, ...options }, routes);
  for (const link of made.links) link.take();
  return made;
}

const HEADER: Ipv4HeaderFields = {
  source: addressOf('10.0.0.9'),
  destination: addressOf('10.1.0.9'),
  protocol: PROTOCOL_UDP,
  identification: 0x1234,
  ttl: 9,
};

const PAYLOAD = Uint8Array.from({ length: 1000 }, (_, index) => index & 0xff);

function datagram(fields: Partial<Ipv4HeaderFields> = {}, payload = PAYLOAD.subarray(0, 16)) {
  return encodeIpv4({ ...HEADER, ...fields }, payload);
}

function decoded(octets: Uint8Array | undefined): Ipv4Datagram {
  const result = decodeIpv4(octets ?? new Uint8Array());
  if (isCodecError(result)) throw new Error(result.message);
  return result;
}

function icmpOf(octets: Uint8Array | undefined): Icmpv4Message {
  const result = decodeIcmpv4(decoded(octets).payload);
  if (isCodecError(result)) throw new Error(result.message);
  return result;
}

describe('a router', () => {
  it('sends a datagram on with its TTL less one and nothing else changed', () => {
    const { nics, links, pool } = router();
    const octets = datagram();
    nics[0]?.inject(octets);
    const [sent] = links[1]?.take() ?? [];
    const { ttl, checksum, ...rest } = decoded(sent);
    const { ttl: before, checksum: _, ...original } = decoded(octets);
    expect(ttl).toBe(before - 1);
    expect(rest).toEqual(original);
    expect(checksum).not.toBe(0);
    expect(pool.liveCount).toBe(0);
  });

  it('answers to a datagram whose TTL ends here (RFC 1812 5.3.1), from the way back', () => {
    const { host, nics, links } = router();
    nics[1]?.inject(
      datagram({ ttl: 1, source: addressOf('10.1.0.9'), destination: addressOf('10.0.0.9') }),
    );
    const [sent] = links[1]?.take() ?? [];
    expect(icmpOf(sent)).toMatchObject({ kind: 'time-exceeded', code: 0 });
    expect(formatIpv4Address(decoded(sent).source)).toBe('10.1.0.1');
    expect(host.counters.nonZero()).toMatchObject({
      'ip.forwarding.exhaustedTTL': 1,
      'ip.forwarding.errors': 1,
      'icmp.v4.packetsSent.timeExceeded': 1,
    });
  });

  it.each([0, 1])('takes what is for itself by another NIC with a TTL of %i', (ttl) => {
    const { host, nics, pool } = router();
    const socket = host.udp.createSocket();
    socket.bind({ port: 9 });
    const udp = new Uint8Array(8);
    udp.set([0, 7, 0, 9, 0, 8, 0, 0]);
    nics[0]?.inject(datagram({ ttl, destination: addressOf('10.1.0.1') }, udp));
    expect(host.counters.nonZero()).toMatchObject({ 'udp.packetsReceived': 1 });
    expect(host.counters.get('ip.forwarding.exhaustedTTL')).toBe(0);
    expect(pool.liveCount).toBeLessThanOrEqual(1);
  });

  it('sends a TTL of 1 on as 0 in the reference', () => {
    const { nics, links } = router({ behaviour: 'netstack' });
    nics[0]?.inject(datagram({ ttl: 1 }));
    expect(decoded(links[1]?.take()[0]).ttl).toBe(0);
  });

  it('tells the next-hop MTU of what is too big and may not be fragmented (RFC 1191 4)', () => {
    const { host, nics, links } = router();
    nics[0]?.inject(datagram({ destination: addressOf('10.2.0.9'), dontFragment: true }, PAYLOAD));
    expect(links[2]?.take()).toEqual([]);
    expect(icmpOf(links[0]?.take()[0])).toMatchObject({
      kind: 'destination-unreachable',
      code: 4,
      nextHopMtu: 576,
    });
    expect(host.counters.get('ip.forwarding.packetTooBig')).toBe(1);
  });

  it('fragments it all the same in the reference', () => {
    const { nics, links } = router({ behaviour: 'netstack' });
    nics[0]?.inject(datagram({ destination: addressOf('10.2.0.9'), dontFragment: true }, PAYLOAD));
    expect(links[2]?.take().map((octets) => decoded(octets).dontFragment)).toEqual([true, true]);
  });

  it('adds the offset of what is a fragment already, and keeps its MF (RFC 791 3.2)', () => {
    const fragment = {
      destination: addressOf('10.2.0.9'),
      fragmentOffsetBytes: 800,
      moreFragments: true,
    };
    const fragmentsBy = (behaviour: 'standard' | 'netstack') => {
      const { nics, links } = router({ behaviour });
      nics[0]?.inject(datagram(fragment, PAYLOAD));
      return (links[2]?.take() ?? []).map((octets) => {
        const { fragmentOffsetBytes, moreFragments } = decoded(octets);
        return [fragmentOffsetBytes, moreFragments];
      });
    };
    expect(fragmentsBy('standard')).toEqual([
      [800, true],
      [1352, true],
    ]);
    expect(fragmentsBy('netstack')).toEqual([
      [0, true],
      [552, true],
    ]);
  });

  it('copies only options with the copied bit into later fragments (RFC 791 3.1)', () => {
    const options = encodeIpv4Options([
      { kind: 'record-route', pointer: 4, route: [ANY] },
      { kind: 'unknown', type: 0x82, data: Uint8Array.of(1, 2) },
    ]);
    const { nics, links } = router();
    nics[0]?.inject(datagram({ destination: addressOf('10.2.0.9'), options }, PAYLOAD));
    const [first, second] = (links[2]?.take() ?? []).map(decoded);
    expect(first?.options[0]).toBe(7);
    expect([...(second?.options ?? [])]).toEqual([0x82, 4, 1, 2]);
  });

  it('takes the route with the longest prefix, then the lowest metric (RFC 1812 5.2.4.3)', () => {
    const { host, nics, links } = router({}, [['10.2.0.128/25', '10.1.0.2', 1]]);
    nics[0]?.inject(datagram({ destination: addressOf('10.2.0.129') }));
    expect(links[1]?.take()).toHaveLength(1);
    nics[0]?.inject(datagram({ destination: addressOf('10.2.0.1') }));
    const destination = { address: addressOf('10.9.0.0'), length: 16 };
    host.routes.add({ destination, gateway: addressOf('10.1.0.2'), nic: 2, metric: 10 });
    host.routes.add({ destination, gateway: addressOf('10.2.0.2'), nic: 3, metric: 5 });
    nics[0]?.inject(datagram({ destination: addressOf('10.9.0.9') }));
    expect(links[2]?.take()).toHaveLength(1);
  });

  it('reports that there is no route', () => {
    const { host, nics, links } = router();
    nics[0]?.inject(datagram({ destination: addressOf('192.0.2.1') }));
    expect(icmpOf(links[0]?.take()[0])).toMatchObject({ kind: 'destination-unreachable', code: 0 });
    expect(host.counters.get('ip.forwarding.unrouteable')).toBe(1);
  });

  it('drops what comes from nobody, or from itself (RFC 1812 5.3.7, RFC 1122 3.2.1.3)', () => {
    const { host, nics, links } = router();
    for (const source of ['0.0.0.0', '10.0.0.1', '10.1.0.1']) {
      nics[0]?.inject(datagram({ source: addressOf(source) }));
    }
    expect(links.flatMap((link) => link.take())).toEqual([]);
    expect(host.counters.get('ip.invalidSourceAddressesReceived')).toBe(3);
  });

  it('does not route multicast like unicast', () => {
    const { nics, links } = router({}, [['0.0.0.0/0', '10.1.0.2', 1]]);
    nics[0]?.inject(datagram({ destination: addressOf('239.1.1.1') }));
    expect(links.flatMap((link) => link.take())).toEqual([]);
  });

  it('asks the FORWARD chain', () => {
    const { host, nics, links } = router();
    const rule = { table: 'filter', chain: 'FORWARD', target: { type: 'DROP' } } as const;
    host.packetFilter.append({ ...rule, match: { protocol: PROTOCOL_UDP } });
    nics[0]?.inject(datagram());
    nics[0]?.inject(datagram({ protocol: 6 }));
    expect(links[1]?.take()).toHaveLength(1);
    expect(host.counters.get('ip.ipTablesForwardDropped')).toBe(1);
  });

  it('quotes what fits where the way back is narrow', () => {
    const narrow = [{ addresses: ['10.0.0.1/24'], mtu: 68 }, { addresses: ['10.1.0.1/24'] }];
    const options = Uint8Array.from({ length: 20 }, () => 1);
    const answersBy = (behaviour: 'standard' | 'netstack') => {
      const { nics, links } = testHost(narrow, { forwarding: true, behaviour });
      nics[0]?.inject(datagram({ destination: addressOf('192.0.2.1'), options }));
      return links[0]?.take().length;
    };
    expect(answersBy('standard')).toBe(1);
    expect(answersBy('netstack')).toBe(0);
  });

  it('routes by a rule where it is given one', () => {
    const { host, nics, links } = router();
    const entry = {
      destination: { address: ANY, length: 0 },
      gateway: addressOf('10.2.0.7'),
      nic: 3,
    };
    const only = addressOf('192.0.2.1');
    host.routes.source = { lookup: (destination) => (destination === only ? entry : null) };
    nics[0]?.inject(datagram({ destination: addressOf('192.0.2.1') }));
    nics[0]?.inject(datagram({ destination: addressOf('192.0.2.2') }));
    expect(links[2]?.take()).toHaveLength(1);
    expect(host.counters.get('ip.forwarding.unrouteable')).toBe(1);
  });

  it('counts a link that fails', () => {
    const { host, nics } = router();
    (nics[1]?.link as { mtu: number }).mtu = 60;
    nics[0]?.inject(datagram());
    expect(host.counters.nonZero()).toMatchObject({
      'ip.outgoingPacketErrors': 1,
      'ip.forwarding.errors': 1,
    });
  });
});
