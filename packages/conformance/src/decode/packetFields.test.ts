import { ipv4Address } from '@packetloom/core';
import { encodeIcmpv4, encodeIpv4, encodeUdp } from '@packetloom/core/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { octetsOf } from '../vector/vector.js';
import { packetSummary } from './names.js';
import { packetFields } from './packetFields.js';

function shown(octets: Uint8Array): Record<string, string> {
  return Object.fromEntries(packetFields(octets).map((field) => [field.name, field.show(octets)]));
}

const udp = encodeUdp({ sourcePort: 5000, destinationPort: 80 }, Uint8Array.of(1, 2, 3));
const header = {
  source: ipv4Address(0x0a000002),
  destination: ipv4Address(0x0a000001),
  protocol: 17,
  ttl: 9,
};

describe('the fields of a packet', () => {
  it('are those of IPv4 and UDP', () => {
    const octets = encodeIpv4({ ...header, identification: 0x12, dontFragment: true }, udp);
    expect(shown(octets)).toEqual({
      'ip.version': '4',
      'ip.headerLengthWords': '5',
      'ip.typeOfService': '0x00',
      'ip.totalLength': '31',
      'ip.identification': '0x0012',
      'ip.reservedFlag': '0',
      'ip.dontFragment': '1',
      'ip.moreFragments': '0',
      'ip.fragmentOffset': '0 octets',
      'ip.ttl': '9',
      'ip.protocol': '17 (UDP)',
      'ip.headerChecksum': '0x5dba',
      'ip.source': '10.0.0.2',
      'ip.destination': '10.0.0.1',
      'udp.sourcePort': '5000',
      'udp.destinationPort': '80',
      'udp.length': '11',
      'udp.checksum': '0x0000',
      'udp.data': '010203',
    });
  });

  it('name each option and what it holds', () => {
    const options = octetsOf('0107070800000000' + '44080501000003e8' + '94040000' + '8302' + '00');
    const fields = shown(encodeIpv4({ ...header, options }, udp));
    expect(fields).toMatchObject({
      'ip.options.noOperation': '1',
      'ip.options.recordRoute.pointer': '8',
      'ip.options.recordRoute.address[0]': '0.0.0.0',
      'ip.options.timestamp.pointer': '5',
      'ip.options.timestamp.overflow': '0',
      'ip.options.timestamp.flag': '1',
      'ip.options.timestamp.word[0]': '1000 (0x000003e8)',
      'ip.options.routerAlert.value': '0',
      'ip.options.looseSourceRoute.type': '131',
    });
  });

  it('go on into what an ICMP error quotes', () => {
    const quoted = encodeIpv4(header, udp);
    const message = encodeIcmpv4({ kind: 'parameter-problem', code: 0, pointer: 20, quoted });
    const fields = shown(encodeIpv4({ ...header, protocol: 1 }, message));
    expect(fields).toMatchObject({
      'icmp.type': '12 (parameter problem)',
      'icmp.pointer': '20',
      'icmp.quoted.ip.ttl': '9',
      'icmp.quoted.udp.destinationPort': '80',
    });
  });

  it('of a later fragment are its header and data', () => {
    const fields = shown(encodeIpv4({ ...header, fragmentOffsetBytes: 16 }, udp));
    expect(fields).toMatchObject({ 'ip.fragmentOffset': '16 octets' });
    expect(Object.keys(fields)).toContain('fragment.data');
    expect(Object.keys(fields)).not.toContain('udp.sourcePort');
  });

  it('cover any octets from the first to the last, and read nothing beyond', () => {
    const protocols = fc.constantFrom(1, 2, 6, 17);
    const packets = fc
      .tuple(fc.uint8Array({ minLength: 12, maxLength: 90 }), protocols, fc.nat(15))
      .map(([octets, protocol, words]) => {
        octets[0] = 0x40 | words;
        octets[6] = 0;
        octets[7] = 0;
        octets[9] = protocol;
        return octets;
      });
    fc.assert(
      fc.property(packets, (octets) => {
        let end = 0;
        for (const field of packetFields(octets)) {
          expect(field.to).toBeGreaterThan(field.from);
          expect(field.from).toBeLessThanOrEqual(end);
          expect(field.to).toBeLessThanOrEqual(octets.length);
          expect(field.show(octets)).not.toBe('');
          end = Math.max(end, field.to);
        }
        expect(packetSummary(octets)).not.toBe('');
        expect(end).toBe(octets.length);
      }),
    );
  });
});

describe('the summary of a packet', () => {
  it('says what it is, from where to where', () => {
    const octets = encodeIpv4({ ...header, options: Uint8Array.of(1) }, udp);
    expect(packetSummary(octets)).toBe(
      'UDP 5000 > 80, 10.0.0.2 > 10.0.0.1, ttl 9, 35 octets, 4 of options',
    );
  });

  it('says which piece a fragment is', () => {
    const octets = encodeIpv4({ ...header, fragmentOffsetBytes: 8, moreFragments: true }, udp);
    expect(packetSummary(octets)).toContain('UDP, 10.0.0.2 > 10.0.0.1, ');
    expect(packetSummary(octets)).toContain('fragment 8+');
  });
});
