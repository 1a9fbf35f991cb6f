import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4Address, ipv4Address } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import { PacketPool } from '../packet/packetPool.js';
import { FilteredRouter } from '../testing/filteredRouter.js';
import {
  describePacket,
  icmpOctets,
  ip,
  tcpOctets,
  udpOctets,
  wrongChecksums,
} from '../testing/packets.js';
import { verifyHeaderChecksum } from '../wire/checksum.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { NO_PORT } from './flow.js';
import { rewriteDestination, rewriteSource } from './rewrite.js';

const address = fc.nat(0xffffffff).map((value) => formatIpv4Address(ipv4Address(value)));
const port = fc.nat(65_535);

describe('changing an end of a packet', () => {
  const pool = new PacketPool();

  it('leaves every checksum right, as if the packet had been built so', () => {
    const make = fc.constantFrom(
      (from: string, to: string) => udpOctets(from, to),
      (from: string, to: string) => tcpOctets(from, to, 0x12),
    );
    fc.assert(
      fc.property(make, address, port, address, port, address, port, (build, a, p, b, q, c, r) => {
        const packet = pool.from(build(`${a}:${p}`, `${b}:${q}`));
        const { view, start, length } = packet;
        rewriteSource(view, start, start + length, ip(c), r);
        expect(wrongChecksums(packet)).toEqual([]);
        expect(describePacket(packet).slice(4)).toBe(`${c}:${r} > ${b}:${q}`);
        rewriteDestination(view, start, start + length, ip(a), p);
        expect(wrongChecksums(packet)).toEqual([]);
        expect(describePacket(packet).slice(4)).toBe(`${c}:${r} > ${a}:${p}`);
        rewriteSource(view, start, start + length, ip(a), p);
        rewriteDestination(view, start, start + length, ip(b), q);
        expect(packet.toBytes()).toEqual(build(`${a}:${p}`, `${b}:${q}`));
        pool.end(packet, Disposition.delivered);
      }),
    );
  });

  it('sends a UDP checksum of zero as all ones (RFC 768)', () => {
    const packet = pool.from(udpOctets('10.0.0.1:5', '10.0.0.2:6'));
    const { view, start, length } = packet;
    // One's complement: raising a word by the checksum makes the checksum zero.
    const raised = 5 + view.getUint16(start + 26);
    rewriteSource(view, start, start + length, ip('10.0.0.1'), (raised & 0xffff) + (raised >>> 16));
    expect(view.getUint16(start + 26)).toBe(0xffff);
    expect(wrongChecksums(packet)).toEqual([]);
  });

  it('changes as much of a packet as there is', () => {
    const make = fc.constantFrom(
      () => udpOctets('10.0.0.1:5', '10.0.0.2:6'),
      () => tcpOctets('10.0.0.1:5', '10.0.0.2:6', 0x12),
      () => icmpOctets('10.0.0.1', '10.0.0.2', { type: 8, rest: 0x00050001 }),
    );
    const ends = fc.constantFrom(rewriteSource, rewriteDestination);
    fc.assert(
      fc.property(make, ends, fc.nat(10), address, port, (build, rewrite, words, to, r) => {
        const whole = pool.from(build());
        const cut = pool.from(build());
        // Of ICMP the whole header is there: else no flow was seen.
        const least = cut.view.getUint8(cut.start + 9) === 1 ? 4 : 0;
        const cutEnd = cut.start + 20 + 2 * Math.max(words, least);
        const end = Math.min(cutEnd, cut.start + cut.length);
        rewrite(whole.view, whole.start, whole.start + whole.length, ip(to), r);
        rewrite(cut.view, cut.start, end, ip(to), r);
        const length = end - cut.start;
        expect(cut.toBytes().subarray(0, length)).toEqual(whole.toBytes().subarray(0, length));
        expect(cut.toBytes().subarray(length)).toEqual(build().subarray(length));
        pool.end(whole, Disposition.delivered);
        pool.end(cut, Disposition.delivered);
      }),
    );
  });

  it('never reads or writes behind the octets that are there', () => {
    const protocol = fc.constantFrom(1, 6, 17, 47);
    fc.assert(
      fc.property(
        protocol,
        fc.uint8Array({ maxLength: 24 }),
        address,
        port,
        (kind, data, to, r) => {
          const header = { source: ipv4Address(1), destination: ipv4Address(2), protocol: kind };
          const packet = pool.from(encodeIpv4(header, data));
          const { view, start, length } = packet;
          const end = start + length;
          const behind = view.getUint32(end);
          rewriteSource(view, start, end, ip(to), r);
          rewriteDestination(view, start, end, ip(to), NO_PORT);
          expect(view.getUint32(end)).toBe(behind);
          expect(describePacket(packet)).toContain(`${to}`);
          pool.end(packet, Disposition.delivered);
        },
      ),
    );
  });
});

describe('NAT, there and back', () => {
  const inside = fc.integer({ min: 2, max: 9 }).map((host) => `192.168.0.${host}`);
  const fewPorts = fc.integer({ min: 4000, max: 4004 });
  const query = fc.record({
    kind: fc.constantFrom('udp', 'tcp', 'ping'),
    from: inside,
    port: fewPorts,
    to: fc.constantFrom('203.0.113.5', '203.0.113.6'),
    toPort: fc.constantFrom(53, 80),
  });

  /** Turns what came out of the router around, as the other side would answer it. */
  function answerTo(sent: string): Uint8Array {
    const [kind = '', from = '', , to = '', , id = '0'] = sent.split(' ');
    if (kind === 'udp') return udpOctets(to, from);
    if (kind === 'tcp') return tcpOctets(to, from, 0x10);
    return icmpOctets(to, from, { type: 0, rest: Number(id) * 0x10000 });
  }

  it('brings every answer to who asked, and never mixes two connections up', () => {
    fc.assert(
      fc.property(fc.array(query, { minLength: 1, maxLength: 60 }), (queries) => {
        const router = new FilteredRouter();
        router.add('POSTROUTING', { type: 'SNAT', address: ip('198.51.100.1'), port: 0 });
        router.add(
          'PREROUTING',
          { type: 'DNAT', address: ip('203.0.113.5'), port: 8053 },
          { protocol: 17, destinationPorts: { first: 53, last: 53 } },
        );
        const asked = new Map<string, string>();
        for (const { kind, from, port: p, to, toPort } of queries) {
          const octets =
            kind === 'ping'
              ? icmpOctets(from, to, { type: 8, rest: p * 0x10000 })
              : kind === 'udp'
                ? udpOctets(`${from}:${p}`, `${to}:${toPort}`)
                : tcpOctets(`${from}:${p}`, `${to}:${toPort}`, 2);
          const sent = router.forward(octets);
          const key = describePacket(router.pool.from(octets));
          expect(sent).toContain(' 198.51.100.1');
          expect(sent).not.toContain('!');
          expect(asked.get(sent) ?? key).toBe(key);
          asked.set(sent, key);
        }
        for (const [sent, key] of asked) {
          const answer = router.forward(answerTo(sent));
          const expected = describePacket(router.pool.from(answerTo(key)));
          expect(answer).toBe(expected);
        }
        expect(router.filter.connections()).toHaveLength(asked.size);
      }),
      { numRuns: 300 },
    );
  });

  it('takes whatever comes, and leaves header checksums right', () => {
    const few = fc.constantFrom('192.168.0.2', '198.51.100.1', '203.0.113.5');
    const anything = fc.record({
      protocol: fc.constantFrom(1, 1, 6, 17, 47),
      from: few,
      to: few,
      offset: fc.constantFrom(0, 0, 0, 8),
      moreFragments: fc.boolean(),
      type: fc.constantFrom(0, 3, 8, 11, 12, 13, 14, 200),
      payload: fc.uint8Array({ maxLength: 60 }),
      hook: fc.constantFrom('forward', 'receive', 'send', 'loop'),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), (packets) => {
        const router = new FilteredRouter();
        router.add('POSTROUTING', { type: 'SNAT', address: ip('198.51.100.1'), port: 0 });
        router.add('PREROUTING', { type: 'DNAT', address: ip('192.168.0.2'), port: 7 });
        router.add('OUTPUT', { type: 'REDIRECT', port: 9 });
        let last: Uint8Array = Uint8Array.of();
        for (const { protocol, from, to, offset, moreFragments, type, payload, hook } of packets) {
          // ICMP errors quote the packet before, as it was sent, in half of the cases.
          const quotes = payload.length % 2 === 0 ? last.subarray(0, 48) : payload;
          const data =
            protocol === 1 ? icmpOctets(from, to, { type, data: quotes }).subarray(20) : payload;
          const header = { source: ip(from), destination: ip(to), protocol, moreFragments };
          const octets = encodeIpv4({ ...header, fragmentOffsetBytes: offset }, data);
          const packet = router.pool.from(octets);
          const hooks = { forward: [0, 2, 4], receive: [0, 1], send: [3, 4], loop: [3, 1] }[hook];
          const isAccepted = hooks.every((each) =>
            router.filter.check(each, packet, router.context),
          );
          expect(verifyHeaderChecksum(packet.view, packet.start, 20)).toBe(true);
          if (isAccepted) last = packet.toBytes();
          router.pool.end(packet, Disposition.delivered);
        }
      }),
      { numRuns: 500 },
    );
  });
});
