import { beforeEach, describe, expect, it } from 'vitest';
import { parsePrefix } from '../address/prefix.js';
import { FilteredRouter } from '../testing/filteredRouter.js';
import { icmpOctets, ip, tcpOctets, udpOctets } from '../testing/packets.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import type { FilterMatch, FilterTarget } from './rule.js';

const SECOND = 1_000_000_000;
const LAN = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';

const snat = (): FilterTarget => ({ type: 'SNAT', address: ip(OUTSIDE), port: 0 });
const fromLan: FilterMatch = { source: parsePrefix('192.168.0.0/24')! };

let router: FilteredRouter;

beforeEach(() => {
  router = new FilteredRouter();
});

describe('fragments', () => {
  const fragment = (begin: number, end: number, identification = 3) => {
    const payload = udpOctets(`${LAN}:5`, `${SERVER}:53`, new Uint8Array(40)).subarray(20);
    const header = { source: ip(LAN), destination: ip(SERVER), protocol: 17, identification };
    const index = { fragmentOffsetBytes: begin, moreFragments: end < 48 };
    return encodeIpv4({ ...header, ...index }, payload.subarray(begin, end));
  };

  beforeEach(() => router.add('POSTROUTING', snat(), { ...fromLan, protocol: 17 }));

  it('follow the first one', () => {
    expect(router.forward(fragment(0, 16))).toBe(`udp ${OUTSIDE}:5 > ${SERVER}:53`);
    expect(router.forward(fragment(16, 32))).toBe(`fragment ${OUTSIDE} > ${SERVER}`);
    expect(router.forward(fragment(32, 48))).toBe(`fragment ${OUTSIDE} > ${SERVER}`);
  });

  it('that came before the first one are dropped where they would be translated', () => {
    expect(router.forward(fragment(16, 32))).toBe('dropped');
    expect(router.context.rule?.rule.target.type).toBe('SNAT');
    router.filter.flush('nat');
    router.add('POSTROUTING', { type: 'ACCEPT' });
    expect(router.forward(fragment(16, 32))).toBe(`fragment ${LAN} > ${SERVER}`);
    router.filter.setPolicy('nat', 'INPUT', 'DROP');
    expect(router.receive(fragment(16, 32))).toBe('dropped');
  });

  it('that come 30 s after the first one do not follow it', () => {
    router.forward(fragment(0, 16));
    router.clock.advanceTo(30 * SECOND);
    expect(router.forward(fragment(16, 32))).toBe('dropped');
  });

  it('of many datagrams do not fill the memory', () => {
    for (let identification = 0; identification < 5000; identification++) {
      router.forward(fragment(0, 16, identification));
      router.clock.advanceBy(SECOND / 10);
    }
    expect(router.forward(fragment(16, 32, 4999))).toContain(OUTSIDE);
  });
});

describe('connections end', () => {
  beforeEach(() => router.add('POSTROUTING', snat(), fromLan));
  const lifetime = (...packets: (() => string)[]) => {
    for (const packet of packets) packet();
    const before = router.clock.nowNs;
    while (router.filter.connections().length > 0) router.clock.advanceBy(SECOND);
    return (router.clock.nowNs - before) / SECOND;
  };
  const udp = () => router.forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
  const udpAnswer = () => router.forward(udpOctets(`${SERVER}:53`, `${OUTSIDE}:5`));
  const tcp = (flags: number) => () => router.forward(tcpOctets(`${LAN}:5`, `${SERVER}:80`, flags));
  const tcpAnswer = (flags: number) => () =>
    router.forward(tcpOctets(`${SERVER}:80`, `${OUTSIDE}:5`, flags));

  it('30 s after the last datagram, 120 s if there were answers', () => {
    expect(lifetime(udp)).toBe(30);
    expect(lifetime(udp, udpAnswer)).toBe(120);
    expect(lifetime(udp, udpAnswer, udp)).toBe(120);
  });

  it('of ICMP after 30 s, of other protocols after 600 s', () => {
    expect(lifetime(() => router.forward(icmpOctets(LAN, SERVER, { type: 8 })))).toBe(30);
    const gre = { source: ip(LAN), destination: ip(SERVER), protocol: 47 };
    expect(lifetime(() => router.forward(encodeIpv4(gre)))).toBe(600);
  });

  it('of TCP after 4 minutes while opening or closing, else after 2 h 4 min', () => {
    expect(lifetime(tcp(0x02))).toBe(240);
    expect(lifetime(tcp(0x02), tcpAnswer(0x12), tcp(0x10))).toBe(7440);
    expect(lifetime(tcp(0x02), tcpAnswer(0x12), tcp(0x11))).toBe(240);
    expect(lifetime(tcp(0x02), tcpAnswer(0x04))).toBe(240);
  });

  it('and their ports can be used again', () => {
    udp();
    router.clock.advanceTo(30 * SECOND);
    expect(router.forward(udpOctets('192.168.0.8:5', `${SERVER}:53`))).toBe(
      `udp ${OUTSIDE}:5 > ${SERVER}:53`,
    );
  });

  it('and give their memory back', () => {
    for (let port = 1; port <= 5000; port++) {
      router.forward(udpOctets(`${LAN}:${port}`, `${SERVER}:53`));
      router.clock.advanceBy(SECOND / 10);
    }
    expect(router.filter.connections()).toHaveLength(299);
  });
});

it('drops the first packets of connections for which there is no room', () => {
  router = new FilteredRouter(2);
  router.add('POSTROUTING', snat(), fromLan);
  const first = (port: number) => router.forward(udpOctets(`${LAN}:${port}`, `${SERVER}:53`));
  expect([first(1), first(2)].every((line) => line.includes(OUTSIDE))).toBe(true);
  expect(first(3)).toBe('dropped');
  router.clock.advanceTo(30 * SECOND);
  expect(first(3)).toContain(OUTSIDE);
});
