import { describe, expect, it } from 'vitest';
import { ANY } from '../address/ipv4Address.js';
import type { HostOptions } from '../host/host.js';
import { icmpOctets, ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import { decodeIcmpv4, decodeIpv4, isCodecError } from '../wire/index.js';
import { encodeIpv4, type Ipv4HeaderFields } from '../wire/ipv4Codec.js';

const ECHO = 8;
const PROFILES = ['standard', 'netstack'] as const;

/** A router between 10.0.0.0/24 and, by a link with an MTU of 576, 10.1.0.0/24. */
function router(options: Partial<HostOptions> = {}): TestHost {
  return testHost([{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.1.0.1/24'], mtu: 576 }], {
    forwarding: true,
    ...options,
  });
}

function datagram(
  to: string,
  fields: Partial<Ipv4HeaderFields>,
  payload = new Uint8Array(16),
): Uint8Array {
  const header = { source: ip('10.0.0.9'), destination: ip(to), protocol: 17, ...fields };
  return encodeIpv4(header, payload);
}

/** Type and code of each ICMP error that was sent on the first link. */
function errorsOf({ links }: TestHost): string[] {
  return (links[0]?.take() ?? []).flatMap((octets) => {
    const packet = decodeIpv4(octets);
    if (isCodecError(packet) || packet.protocol !== 1) return [];
    const message = decodeIcmpv4(packet.payload);
    if (isCodecError(message) || !('code' in message)) return [];
    return [`${message.kind} ${message.code}`];
  });
}

/** What makes a router send an error, as a datagram or, with these fields, a fragment of one. */
const CAUSES: readonly [
  name: string,
  error: string,
  make: (fields: Partial<Ipv4HeaderFields>) => Uint8Array,
][] = [
  ['a TTL that ends', 'time-exceeded 0', (fields) => datagram('10.1.0.9', { ttl: 0, ...fields })],
  ['no route', 'destination-unreachable 0', (fields) => datagram('172.16.0.1', fields)],
  [
    'an option that is broken on the way',
    'parameter-problem 0',
    (fields) => datagram('10.1.0.9', { options: Uint8Array.of(7, 7, 3, 0, 0, 0, 0, 0), ...fields }),
  ],
  [
    'an option that is broken at its destination',
    'parameter-problem 0',
    (fields) => datagram('10.0.0.1', { options: Uint8Array.of(7, 7, 3, 0, 0, 0, 0, 0), ...fields }),
  ],
];

describe.each(CAUSES)('an error about %s', (_, error, make) => {
  it.each(PROFILES)('is sent about a whole datagram and its first fragment (%s)', (behaviour) => {
    const made = router({ behaviour });
    made.nics[0]?.inject(make({}));
    made.nics[0]?.inject(make({ moreFragments: true }));
    expect(errorsOf(made)).toEqual([error, error]);
  });

  it('is not sent about later fragments (RFC 1122 3.2.2)', () => {
    const errorsBy = (behaviour: 'standard' | 'netstack') => {
      const made = router({ behaviour });
      made.nics[0]?.inject(make({ fragmentOffsetBytes: 16, moreFragments: true }));
      made.nics[0]?.inject(make({ fragmentOffsetBytes: 32 }));
      return errorsOf(made);
    };
    expect(errorsBy('standard')).toEqual([]);
    expect(errorsBy('netstack')).toEqual([error, error]);
  });
});

describe('an error about a fragment', () => {
  it('that is too big and may not be cut, tells the MTU of the first one alone (RFC 1191 4)', () => {
    const made = router();
    const fields = { dontFragment: true, moreFragments: true };
    made.nics[0]?.inject(datagram('10.1.0.9', fields, new Uint8Array(800)));
    const later = { ...fields, fragmentOffsetBytes: 800 };
    made.nics[0]?.inject(datagram('10.1.0.9', later, new Uint8Array(800)));
    expect(errorsOf(made)).toEqual(['destination-unreachable 4']);
  });

  it('tells of an unresolved next hop about the first one alone', () => {
    const made = testHost(
      [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.1.0.1/24'], kind: 'ethernet' }],
      { forwarding: true },
    );
    made.nics[0]?.inject(datagram('10.1.0.9', { moreFragments: true }));
    made.nics[0]?.inject(datagram('10.1.0.9', { fragmentOffsetBytes: 16 }));
    made.clock.runUntilIdle();
    expect(errorsOf(made)).toEqual(['destination-unreachable 1']);
  });

  it('tells that others did not come only if the first one did (RFC 792)', () => {
    const made = router();
    made.nics[0]?.inject(datagram('10.0.0.1', { identification: 1, fragmentOffsetBytes: 16 }));
    made.nics[0]?.inject(datagram('10.0.0.1', { identification: 2, moreFragments: true }));
    made.clock.runUntilIdle();
    expect(errorsOf(made)).toEqual(['time-exceeded 1']);
  });
});

describe('the rate limit of ICMP', () => {
  const limited = { icmpRateLimit: { perSecond: 1, burst: 2 } };
  const echo = icmpOctets('10.0.0.9', '10.0.0.1', { type: ECHO });
  const toClosedPort = udpOctets('10.0.0.9:5', '10.0.0.1:9');

  it('is one of errors alone (RFC 1812 4.3.2.8): echo replies neither wait for it nor use it up', () => {
    const sentBy = (behaviour: 'standard' | 'netstack') => {
      const made = router({ behaviour, ...limited });
      for (let index = 0; index < 3; index++) made.nics[0]?.inject(echo);
      for (let index = 0; index < 3; index++) made.nics[0]?.inject(toClosedPort);
      for (let index = 0; index < 3; index++) made.nics[0]?.inject(echo);
      return made.host.counters.nonZero();
    };
    expect(sentBy('standard')).toMatchObject({
      'icmp.v4.packetsSent.echoReply': 6,
      'icmp.v4.packetsSent.dstUnreachable': 2,
      'icmp.v4.packetsSent.rateLimited': 1,
    });
    expect(sentBy('netstack')).toMatchObject({
      'icmp.v4.packetsSent.echoReply': 2,
      'icmp.v4.packetsSent.rateLimited': 7,
    });
  });

  it('is not used up by errors that are never sent', () => {
    const aboutError = icmpOctets('10.0.0.9', '172.16.0.1', { type: 3 });
    const sentBy = (behaviour: 'standard' | 'netstack') => {
      const made = router({ behaviour, ...limited });
      for (let index = 0; index < 5; index++) made.nics[0]?.inject(aboutError);
      made.nics[0]?.inject(toClosedPort);
      return errorsOf(made);
    };
    expect(sentBy('standard')).toEqual(['destination-unreachable 3']);
    expect(sentBy('netstack')).toEqual([]);
  });
});

describe('an address that no host has (RFC 1812 5.3.7)', () => {
  const RESERVED = ['0.1.2.3', '0.255.255.255', '240.1.1.1', '255.255.255.254'];
  const echo = { type: ECHO };

  /** What goes out of both links for these packets. */
  function answersTo(behaviour: 'standard' | 'netstack', packets: readonly Uint8Array[]): number[] {
    const made = router({ behaviour });
    made.host.routes.add({
      destination: { address: ANY, length: 0 },
      gateway: ip('10.1.0.9'),
      nic: 2,
    });
    return packets.map((octets) => {
      made.nics[0]?.inject(octets);
      return made.links.flatMap((link) => link.take()).length;
    });
  }

  it.each(RESERVED)(
    'is no source: what comes from %s is neither answered nor forwarded',
    (from) => {
      const packets = [
        udpOctets(`${from}:5`, '10.0.0.1:9'),
        udpOctets(`${from}:5`, '10.1.0.9:9'),
        udpOctets(`${from}:5`, '10.1.0.9:9', new Uint8Array(3), { ttl: 0 }),
        icmpOctets(from, '10.0.0.1', echo),
        icmpOctets(from, '10.0.0.255', echo),
      ];
      expect(answersTo('standard', packets)).toEqual([0, 0, 0, 0, 0]);
      expect(answersTo('netstack', packets)).toEqual([1, 1, 1, 1, 1]);
    },
  );

  it('is no source inside a host either', () => {
    const made = router();
    const socket = made.host.createRawSocket({ protocol: 17 });
    const packet = udpOctets('240.1.1.1:5', '10.0.0.1:9');
    expect(socket.send({ packet, headerIncluded: true })).toBeNull();
    expect(made.pool.totals().dispositions).toEqual({ 'invalid-source': 1 });
  });

  it.each(RESERVED)('is no destination: nothing is forwarded to %s, and nobody told', (to) => {
    const packets = [udpOctets('10.0.0.9:5', `${to}:9`), icmpOctets('10.0.0.9', to, echo)];
    expect(answersTo('standard', packets)).toEqual([0, 0]);
    expect(answersTo('netstack', packets)).toEqual([1, 1]);
  });

  it('is one of broadcast or of a start without an address, where it is right', () => {
    const made = router();
    const socket = made.host.udp.createSocket();
    expect(socket.bind({ port: 68 })).toBeNull();
    made.nics[0]?.inject(udpOctets('0.0.0.0:67', '255.255.255.255:68'));
    expect(socket.receive()?.source).toBe(0);
  });
});
