import { describe, expect, it } from 'vitest';
import { ECHO_REPLY, ECHO_REQUEST, withOctet } from '../testing/exampleVector.js';
import { hexOf } from '../vector/vector.js';
import { differingFields, maskOf, octetsMatch, octetsOfExpected } from './comparePackets.js';

function firstDifference(got: Uint8Array, expected = ECHO_REPLY) {
  const [first] = differingFields(expected, got);
  return first === undefined ? null : `${first.field}: ${first.expected}, ${first.got}`;
}

describe('the first differing field', () => {
  it.each([
    ['ip.typeOfService', 1, 'ip.typeOfService: 0x00, 0xff'],
    ['ip.dontFragment', 6, 'ip.dontFragment: 0, 1'],
    ['ip.ttl', 8, 'ip.ttl: 64, 255'],
    ['ip.source', 12, 'ip.source: 10.0.0.1, 255.0.0.1'],
    ['icmp.type', 20, 'icmp.type: 0 (echo reply), 255'],
    ['icmp.sequenceNumber', 27, 'icmp.sequenceNumber: 1, 255'],
    ['data', 33, 'icmp.data octet 5: 0x05, 0xff'],
    ['ip.headerChecksum', 10, 'ip.headerChecksum: 0x549b, 0xff9b'],
  ])('is %s', (name, offset, difference) => {
    const value = name === 'ip.dontFragment' ? 0x40 : 0xff;
    expect(firstDifference(withOctet(ECHO_REPLY, offset, value))).toBe(difference);
  });

  it('is a value before the checksum that covers it', () => {
    const got = withOctet(withOctet(ECHO_REPLY, 10, 0), 16, 11);
    expect(differingFields(ECHO_REPLY, got).map(({ field }) => field)).toEqual([
      'ip.destination',
      'ip.headerChecksum',
    ]);
  });

  it('is what kind of packet it is before any address', () => {
    expect(firstDifference(ECHO_REQUEST)).toBe('icmp.type: 0 (echo reply), 8 (echo)');
  });

  it('is the length where one is cut short', () => {
    expect(firstDifference(ECHO_REPLY.subarray(0, 40))).toBe(
      'length of the packet: 44 octets, 40 octets',
    );
    expect(firstDifference(ECHO_REPLY, ECHO_REPLY.subarray(0, 40))).toBe(
      'length of the packet: 40 octets, 44 octets',
    );
  });

  it('is none for the same octets', () => {
    expect(firstDifference(ECHO_REPLY.slice())).toBeNull();
  });
});

describe('masks', () => {
  const packet = hexOf(ECHO_REPLY);
  const otherIdentification = withOctet(withOctet(ECHO_REPLY, 5, 0), 11, 0);

  it('of a random identification cover it and the header checksum', () => {
    const mask = maskOf({ at: 0, nic: 1, packet, random: ['id'] });
    expect(octetsMatch(ECHO_REPLY, otherIdentification, mask)).toBe(true);
    expect(octetsMatch(ECHO_REPLY, withOctet(otherIdentification, 8, 1), mask)).toBe(false);
    expect(octetsMatch(ECHO_REPLY, withOctet(otherIdentification, 12, 1), mask)).toBe(false);
  });

  it('are empty without', () => {
    expect(octetsMatch(ECHO_REPLY, otherIdentification, maskOf({ at: 0, nic: 1, packet }))).toBe(
      false,
    );
  });

  it('that are given say all: the end of a range is not in it', () => {
    const mask = maskOf({ at: 0, nic: 1, packet, random: ['id'], mask: [[8, 9]] });
    expect(octetsMatch(ECHO_REPLY, withOctet(ECHO_REPLY, 8, 1), mask)).toBe(true);
    expect(octetsMatch(ECHO_REPLY, withOctet(ECHO_REPLY, 9, 2), mask)).toBe(false);
    expect(octetsMatch(ECHO_REPLY, otherIdentification, mask)).toBe(false);
  });

  it('hide a field from the differences', () => {
    expect(differingFields(ECHO_REPLY, withOctet(ECHO_REPLY, 8, 1), [[8, 9]])).toEqual([]);
  });
});

describe('zeros that a vector leaves out', () => {
  it('belong to the packet', () => {
    const octets = octetsOfExpected({ at: 0, nic: 1, packet: '4500', padZeros: 64 });
    expect(octets.length).toBe(66);
    const got = new Uint8Array(66);
    got.set([0x45, 0]);
    expect(octetsMatch(octets, got, [])).toBe(true);
    expect(octetsMatch(octets, withOctet(got, 65, 1), [])).toBe(false);
    expect(octetsMatch(octets, got.subarray(0, 65), [])).toBe(false);
  });
});
