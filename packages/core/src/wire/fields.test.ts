import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINUX_DATAGRAMS, LINUX_FRAMES } from '../../test/linuxPackets.js';
import { embed, fromHex, toHex, viewOf } from '../../test/octets.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { MacAddress } from '../address/macAddress.js';
import * as header from './index.js';

type Get = (view: DataView, start: number) => number;
/** Whatever kind of number the field takes. */
type Value = number & Ipv4Address & MacAddress;
type Set = (view: DataView, start: number, value: Value) => void;
/** Name, reader, writer, first octet, octets: what the RFC's diagram says. */
type Field = readonly [name: string, get: Get, set: Set, at: number, octets: number];

const FIELDS: readonly Field[] = [
  ['IPv4 type of service', header.ipv4TypeOfService, header.setIpv4TypeOfService, 1, 1],
  ['IPv4 total length', header.ipv4TotalLength, header.setIpv4TotalLength, 2, 2],
  ['IPv4 identification', header.ipv4Identification, header.setIpv4Identification, 4, 2],
  ['IPv4 flags', header.ipv4FlagsAndFragmentOffset, header.setIpv4FlagsAndFragmentOffset, 6, 2],
  ['IPv4 TTL', header.ipv4Ttl, header.setIpv4Ttl, 8, 1],
  ['IPv4 protocol', header.ipv4Protocol, header.setIpv4Protocol, 9, 1],
  ['IPv4 checksum', header.ipv4Checksum, header.setIpv4Checksum, 10, 2],
  ['IPv4 source', header.ipv4Source, header.setIpv4Source, 12, 4],
  ['IPv4 destination', header.ipv4Destination, header.setIpv4Destination, 16, 4],
  ['UDP source port', header.udpSourcePort, header.setUdpSourcePort, 0, 2],
  ['UDP destination port', header.udpDestinationPort, header.setUdpDestinationPort, 2, 2],
  ['UDP length', header.udpLength, header.setUdpLength, 4, 2],
  ['UDP checksum', header.udpChecksum, header.setUdpChecksum, 6, 2],
  ['ICMP type', header.icmpType, header.setIcmpType, 0, 1],
  ['ICMP code', header.icmpCode, header.setIcmpCode, 1, 1],
  ['ICMP checksum', header.icmpChecksum, header.setIcmpChecksum, 2, 2],
  ['ICMP rest of header', header.icmpRestOfHeader, header.setIcmpRestOfHeader, 4, 4],
  ['ICMP identifier', header.icmpIdentifier, header.setIcmpIdentifier, 4, 2],
  ['ICMP sequence number', header.icmpSequenceNumber, header.setIcmpSequenceNumber, 6, 2],
  ['ICMP next-hop MTU', header.icmpNextHopMtu, header.setIcmpNextHopMtu, 6, 2],
  ['ICMP pointer', header.icmpPointer, header.setIcmpPointer, 4, 1],
  ['ICMP gateway', header.icmpGateway, header.setIcmpGateway, 4, 4],
  ['IGMP type', header.igmpType, header.setIgmpType, 0, 1],
  ['IGMP max resp code', header.igmpMaxRespCode, header.setIgmpMaxRespCode, 1, 1],
  ['IGMP checksum', header.igmpChecksum, header.setIgmpChecksum, 2, 2],
  ['IGMP group', header.igmpGroup, header.setIgmpGroup, 4, 4],
  ['ARP operation', header.arpOperation, header.setArpOperation, 6, 2],
  ['ARP sender MAC', header.arpSenderMac, header.setArpSenderMac, 8, 6],
  ['ARP sender address', header.arpSenderIpv4, header.setArpSenderIpv4, 14, 4],
  ['ARP target MAC', header.arpTargetMac, header.setArpTargetMac, 18, 6],
  ['ARP target address', header.arpTargetIpv4, header.setArpTargetIpv4, 24, 4],
  ['Ethernet destination', header.ethernetDestination, header.setEthernetDestination, 0, 6],
  ['Ethernet source', header.ethernetSource, header.setEthernetSource, 6, 6],
  ['EtherType', header.ethernetEtherType, header.setEthernetEtherType, 12, 2],
];

describe.each(FIELDS)('%s in place', (_name, get, set, at, octets) => {
  it('is a big-endian number in its own octets and leaves all others alone', () => {
    const value = fc.integer({ min: 0, max: 2 ** (8 * octets) - 1 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 60 }), value, (message, number) => {
        const { bytes, offset } = embed(message, 0xa5);
        const expected = bytes.slice();
        const digits = number.toString(16).padStart(2 * octets, '0');
        expected.set(fromHex(digits), offset + at);
        set(viewOf(bytes), offset, number as Value);
        expect(toHex(bytes)).toBe(toHex(expected));
        expect(get(viewOf(bytes), offset)).toBe(number);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an IPv4 header in place', () => {
  const fragment = fromHex('4f 00 0050 1234 2005 40 11 0000 0a000001 0a000002');
  const view = viewOf(fragment);

  it('has version and length in its first octet', () => {
    expect(header.ipv4Version(view, 0)).toBe(4);
    expect(header.ipv4HeaderLength(view, 0)).toBe(60);
    const bytes = new Uint8Array(1);
    header.setIpv4HeaderLength(viewOf(bytes), 0, 24);
    expect(toHex(bytes)).toBe('46');
  });

  it.each([
    // The field, Don't Fragment, More Fragments, offset, fragment, atomic (RFC 6864 4)
    [0x0000, false, false, 0, false, false],
    [0x4000, true, false, 0, false, true],
    [0xc000, true, false, 0, false, true],
    [0x8000, false, false, 0, false, false],
    [0x2000, false, true, 0, true, false],
    [0x6000, true, true, 0, true, false],
    [0x0001, false, false, 8, true, false],
    [0x4001, true, false, 8, true, false],
    [0x3fff, false, true, 65_528, true, false],
  ])('has flags and offset in %i', (field, df, mf, offset, isFragment, isAtomic) => {
    const bytes = fragment.slice();
    const changed = viewOf(bytes);
    header.setIpv4FlagsAndFragmentOffset(changed, 0, field);
    expect(header.ipv4DontFragment(changed, 0)).toBe(df);
    expect(header.ipv4MoreFragments(changed, 0)).toBe(mf);
    expect(header.ipv4FragmentOffsetBytes(changed, 0)).toBe(offset);
    expect(header.ipv4IsFragment(changed, 0)).toBe(isFragment);
    expect(header.ipv4IsAtomic(changed, 0)).toBe(isAtomic);
  });

  it('has the checksum that Linux wrote', () => {
    const octets = fromHex(LINUX_DATAGRAMS.recordRoute);
    const original = toHex(octets);
    header.setIpv4Checksum(viewOf(octets), 0, 0xbeef);
    header.fillIpv4Checksum(viewOf(octets), 0, 36);
    expect(toHex(octets)).toBe(original);
  });

  it('loses one TTL as at a Linux router', () => {
    // The same datagram before and behind the router.
    const before = fromHex('4500002c43a640004001e3130a01000a0a02000b');
    header.decrementIpv4Ttl(viewOf(before), 0);
    expect(toHex(before)).toBe(LINUX_DATAGRAMS.echo.slice(0, 40));
  });

  it('keeps its checksum right through every TTL', () => {
    const octets = fromHex(LINUX_DATAGRAMS.timestampsOnly);
    header.setIpv4Ttl(viewOf(octets), 0, 255);
    header.fillIpv4Checksum(viewOf(octets), 0, 36);
    for (let ttl = 254; ttl >= 0; ttl--) {
      header.decrementIpv4Ttl(viewOf(octets), 0);
      expect(header.ipv4Ttl(viewOf(octets), 0)).toBe(ttl);
      expect(header.headerChecksum(viewOf(octets), 0, 36)).toBe(
        header.ipv4Checksum(viewOf(octets), 0),
      );
    }
  });
});

describe('checksums in place', () => {
  it('of a UDP datagram is the one Linux wrote, whatever the field holds', () => {
    const octets = fromHex(LINUX_DATAGRAMS.udp);
    const view = viewOf(octets);
    const { ipv4Source, ipv4Destination, verifyUdpChecksum, computeUdpChecksum } = header;
    const [source, destination] = [ipv4Source(view, 0), ipv4Destination(view, 0)];
    const length = octets.length - 20;
    const written = header.udpChecksum(view, 20);
    expect(verifyUdpChecksum(view, 20, length, source, destination)).toBe(true);
    expect(computeUdpChecksum(view, 20, length, source, destination)).toBe(written);
    header.setUdpChecksum(view, 20, written ^ 1);
    expect(verifyUdpChecksum(view, 20, length, source, destination)).toBe(false);
    expect(computeUdpChecksum(view, 20, length, source, destination)).toBe(written);
  });

  it('of an ICMP message is the one Linux wrote', () => {
    const octets = fromHex(LINUX_DATAGRAMS.echoReply).subarray(20);
    const original = toHex(octets);
    const view = viewOf(octets);
    expect(header.verifyIcmpChecksum(view, 0, octets.length)).toBe(true);
    header.setIcmpChecksum(view, 0, 0x1234);
    expect(header.verifyIcmpChecksum(view, 0, octets.length)).toBe(false);
    header.fillIcmpChecksum(view, 0, octets.length);
    expect(toHex(octets)).toBe(original);
  });

  it('of an IGMP message is the one Linux wrote', () => {
    const octets = fromHex(LINUX_DATAGRAMS.igmpV2Report).subarray(24);
    const original = toHex(octets);
    const view = viewOf(octets);
    expect(header.verifyIgmpChecksum(view, 0, octets.length)).toBe(true);
    header.setIgmpChecksum(view, 0, 0x1234);
    expect(header.verifyIgmpChecksum(view, 0, octets.length)).toBe(false);
    header.fillIgmpChecksum(view, 0, octets.length);
    expect(toHex(octets)).toBe(original);
  });
});

describe('the types of ICMP', () => {
  it('that report errors are those of RFC 1122 3.2.2', () => {
    const errors = Array.from({ length: 256 }, (_, type) => type).filter(header.isIcmpErrorType);
    expect(errors).toEqual([3, 4, 5, 11, 12]);
  });
});

describe('the codes of IGMPv3, RFC 3376 4.1.1', () => {
  it.each([
    [0, 0],
    [100, 100],
    [127, 127],
    [0x80, 128],
    [0x8f, 248],
    [0x90, 256],
    [0xff, 31_744],
  ])('%i stands for %i', (code, value) => {
    expect(header.igmpCodeValue(code)).toBe(value);
    expect(header.igmpCodeOf(value)).toBe(code);
  });

  it('stand for the nearest value that is not larger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (value) => {
        const code = header.igmpCodeOf(value);
        expect(header.igmpCodeValue(code)).toBeLessThanOrEqual(value);
        if (code < 255) expect(header.igmpCodeValue(code + 1)).toBeGreaterThan(value);
      }),
    );
  });
});

describe('an ARP packet in place', () => {
  it('says IPv4 over Ethernet in its first six octets', () => {
    const octets = fromHex(LINUX_FRAMES.arpRequest).subarray(14);
    expect(header.arpIsEthernetIpv4(viewOf(octets), 0)).toBe(true);
    for (let at = 0; at < 6; at++) {
      const changed = octets.slice();
      changed[at] = (changed[at] ?? 0) + 1;
      expect(header.arpIsEthernetIpv4(viewOf(changed), 0)).toBe(false);
      header.setArpEthernetIpv4(viewOf(changed), 0);
      expect(toHex(changed)).toBe(toHex(octets));
    }
  });
});

describe('walking IPv4 options in place', () => {
  const lengthAt = (hex: string, at = 0, end = fromHex(hex).length) =>
    header.ipv4OptionLength(viewOf(fromHex(hex)), at, end);

  it('takes one octet for end of list and no operation, else what the length octet says', () => {
    expect(lengthAt('00')).toBe(1);
    expect(lengthAt('01')).toBe(1);
    expect(lengthAt('94040000')).toBe(4);
    expect(lengthAt('0194040000', 1)).toBe(4);
    expect(lengthAt('8202')).toBe(2);
  });

  it.each([
    ['a type alone', '94'],
    ['a length of 0', '9400 0000'],
    ['a length of 1', '9401 0000'],
    ['a length beyond the end', '9405 0000'],
  ])('finds %s malformed', (_name, hex) => {
    expect(lengthAt(hex)).toBe(header.OPTION_MALFORMED);
  });

  it('does not look behind the end', () => {
    expect(lengthAt('94040000', 0, 1)).toBe(header.OPTION_MALFORMED);
    expect(lengthAt('94040000', 0, 3)).toBe(header.OPTION_MALFORMED);
  });

  it('knows which go into every fragment, RFC 791 3.1', () => {
    const types = [0, 1, 7, 68, 130, 131, 137, 148];
    expect(types.filter(header.isCopiedOption)).toEqual([130, 131, 137, 148]);
  });

  it('pads to whole words', () => {
    expect([0, 1, 4, 5, 39, 40].map(header.paddedOptionsLength)).toEqual([0, 4, 4, 8, 40, 40]);
  });
});
