import { ipv4Address } from '@packetloom/core';
import { encodeIpv4 } from '@packetloom/core/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behind, IPV4_HEADERS, OTHER_HEADERS, TAGGED } from '../../test/linkHeaders.js';
import { networkLayerOf } from './networkLayer.js';

const PACKET = encodeIpv4(
  { source: ipv4Address(1), destination: ipv4Address(2), protocol: 17, ttl: 64 },
  new Uint8Array(9),
);
const of = (linkType: number, octets: Uint8Array) =>
  networkLayerOf({ linkType, octets, stampNs: 0n, originalLength: octets.length, offset: 0 });

describe('the network layer of a captured packet', () => {
  it.each(IPV4_HEADERS)('is IPv4 behind %s', (_, linkType, header) => {
    expect(of(linkType, behind(header, PACKET))).toEqual({ ipv4At: header.length });
  });

  it.each(OTHER_HEADERS)('is left out as %s behind %s', (leftOut, _, linkType, header) => {
    expect(of(linkType, behind(header, new Uint8Array(40)))).toEqual({ leftOut });
  });

  it.each(IPV4_HEADERS)(
    'is malformed behind %s where it is cut, or of another version',
    (...row) => {
      const [, linkType, header] = row;
      const whole = behind(header, PACKET);
      expect(of(linkType, whole.subarray(0, header.length + 19))).toEqual({ leftOut: 'malformed' });
      const other = behind(header, PACKET);
      other[header.length] = 0x55;
      expect(of(linkType, other)).toEqual({ leftOut: 'malformed' });
    },
  );

  it('is found behind any pile of tags', () => {
    const tag = fc.record({
      type: fc.constantFrom(0x8100, 0x88a8, 0x9100),
      id: fc.nat(0xffff),
    });
    const linkType = fc.constantFrom(1 as const, 113 as const, 276 as const);
    fc.assert(
      fc.property(linkType, fc.array(tag, { maxLength: 8 }), fc.nat(), (type, tags, end) => {
        const header = TAGGED[type](0x0800, tags);
        const whole = behind(header, PACKET);
        expect(of(type, whole)).toEqual({ ipv4At: header.length });
        const least = header.length + 20;
        const cut = whole.subarray(0, end % least);
        expect(of(type, cut)).toEqual({ leftOut: 'malformed' });
      }),
    );
  });

  it('is looked for in any octets of any link type, and never beyond them', () => {
    const linkTypes = fc.constantFrom(...IPV4_HEADERS.map(([, linkType]) => linkType), 105, 229);
    fc.assert(
      fc.property(linkTypes, fc.uint8Array({ maxLength: 80 }), (linkType, octets) => {
        const found = of(linkType, octets);
        if ('ipv4At' in found) expect(found.ipv4At + 20).toBeLessThanOrEqual(octets.length);
      }),
    );
  });
});
