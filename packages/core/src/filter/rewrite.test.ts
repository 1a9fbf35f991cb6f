import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import { PacketPool } from '../packet/packetPool.js';
import { icmpOctets, tcpOctets, udpOctets, wrongChecksums } from '../testing/packets.js';
import { ipv4Destination, ipv4Source } from '../wire/ipv4.js';
import { rewriteDestination, rewriteSource } from './rewrite.js';

const PACKETS = {
  udp: udpOctets('10.0.0.1:4000', '10.0.0.2:53'),
  tcp: tcpOctets('10.0.0.1:4000', '10.0.0.2:80', 2),
  icmp: icmpOctets('10.0.0.1', '10.0.0.2', { type: 8, rest: 0x00070001 }),
};

const viewOf = (octets: Uint8Array) =>
  new DataView(octets.buffer, octets.byteOffset, octets.length);

const pool = new PacketPool();

describe.each(Object.entries(PACKETS))('%s', (_, packet) => {
  it('has right checksums after either end changed', () => {
    const end = fc.record({
      address: fc.nat({ max: 0xffffffff }).map(ipv4Address),
      port: fc.integer({ min: 1, max: 65_535 }),
    });
    fc.assert(
      fc.property(end, end, (source, destination) => {
        const octets = packet.slice();
        const view = viewOf(octets);
        rewriteSource(view, 0, octets.length, source.address, source.port);
        rewriteDestination(view, 0, octets.length, destination.address, destination.port);
        expect([ipv4Source(view, 0), ipv4Destination(view, 0)]).toEqual([
          source.address,
          destination.address,
        ]);
        const whole = pool.allocate(octets.length);
        whole.bytes.set(octets, whole.start);
        expect(wrongChecksums(whole)).toEqual([]);
        pool.end(whole, Disposition.delivered);
      }),
    );
  });

  it('is as it was when the change is taken back', () => {
    const octets = packet.slice();
    const view = viewOf(octets);
    const port = packet === PACKETS.icmp ? 7 : 4000;
    rewriteSource(view, 0, octets.length, ipv4Address(0x01020304), 99);
    rewriteSource(view, 0, octets.length, ipv4Address(0x0a000001), port);
    expect(octets).toEqual(packet);
  });

  it('that is cut off is changed as far as it is there', () => {
    for (let length = 20; length < packet.length; length++) {
      const octets = packet.slice();
      rewriteSource(viewOf(octets), 0, length, ipv4Address(0x01020304), 99);
      expect(octets.subarray(length)).toEqual(packet.subarray(length));
      expect([...octets.subarray(12, 16)]).toEqual([1, 2, 3, 4]);
    }
  });
});

it('leaves the ports of a later fragment alone, which has none', () => {
  const octets = udpOctets('10.0.0.1:4000', '10.0.0.2:53', Uint8Array.of(1, 2, 3, 4), {
    fragmentOffsetBytes: 8,
  });
  const before = octets.slice(20);
  rewriteSource(viewOf(octets), 0, octets.length, ipv4Address(0x01020304), 99);
  expect(octets.slice(20)).toEqual(before);
});

it('computes no UDP checksum where there was none (RFC 768)', () => {
  const octets = PACKETS.udp.slice();
  const view = viewOf(octets);
  view.setUint16(26, 0);
  rewriteSource(view, 0, octets.length, ipv4Address(0x01020304), 99);
  expect([view.getUint16(20), view.getUint16(26)]).toEqual([99, 0]);
});
