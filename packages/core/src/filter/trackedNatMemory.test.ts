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

const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;

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

  it('of TCP by their state, as nf_conntrack', () => {
    const opened = [tcp(SYN), tcpAnswer(SYN | ACK), tcp(ACK)];
    const closing = [...opened, tcp(FIN | ACK)];
    const closed = [...closing, tcpAnswer(ACK), tcpAnswer(FIN | ACK), tcp(ACK)];
    expect(lifetime(tcp(SYN))).toBe(120);
    expect(lifetime(tcp(SYN), tcpAnswer(SYN | ACK))).toBe(60);
    expect(lifetime(...opened)).toBe(5 * 24 * 3600);
    expect(lifetime(...closing)).toBe(120);
    expect(lifetime(...closing, tcpAnswer(ACK))).toBe(60);
    expect(lifetime(...closing, tcpAnswer(ACK), tcpAnswer(FIN | ACK))).toBe(30);
    expect(lifetime(...closed)).toBe(120);
    expect(lifetime(...opened, tcp(RST))).toBe(10);
    // Refused at once, it is forgotten at once; picked up in the middle, it lasts once it is answered.
    expect(lifetime(tcp(SYN), tcpAnswer(RST | ACK))).toBe(0);
    expect(lifetime(tcp(ACK))).toBe(300);
    expect(lifetime(tcp(ACK), tcpAnswer(ACK))).toBe(5 * 24 * 3600);
  });

  it('of TCP, and a SYN begins a new one that rules are asked about', () => {
    for (const packet of [tcp(SYN), tcpAnswer(SYN | ACK), tcp(RST)]) packet();
    expect(router.filter.connections()).toMatchObject([{ isReplied: true }]);
    tcp(SYN)();
    expect(router.filter.connections()).toMatchObject([{ isReplied: false }]);
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
