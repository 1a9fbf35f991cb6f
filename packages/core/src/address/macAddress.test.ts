import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4AddressOf } from './ipv4Address.js';
import {
  BROADCAST_MAC,
  formatMacAddress,
  isGroupMac,
  macAddress,
  multicastMac,
  parseMacAddress,
} from './macAddress.js';

describe('a link address as text', () => {
  it('reads colons and hyphens, in either case', () => {
    expect(parseMacAddress('02:42:ac:11:00:0f')).toBe(0x0242ac11000f);
    expect(parseMacAddress('02-42-AC-11-00-0F')).toBe(0x0242ac11000f);
    expect(parseMacAddress('ff:ff:ff:ff:ff:ff')).toBe(BROADCAST_MAC);
  });

  it.each([
    '',
    '02:42:ac:11:00',
    '02:42:ac:11:00:0f:01',
    '02:42-ac:11:00:0f',
    '2:42:ac:11:00:0f',
    '0242ac11000f',
    '02:42:ac:11:00:0g',
  ])('refuses %j', (text) => {
    expect(parseMacAddress(text)).toBeUndefined();
  });

  it('reads back whatever format wrote', () => {
    expect(formatMacAddress(macAddress(0))).toBe('00:00:00:00:00:00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }).map(macAddress), (given) => {
        expect(parseMacAddress(formatMacAddress(given))).toBe(given);
      }),
    );
  });
});

describe('the link address of a host group, RFC 1112 6.4', () => {
  it.each([
    [ipv4AddressOf(224, 0, 0, 1), '01:00:5e:00:00:01'],
    [ipv4AddressOf(239, 255, 255, 250), '01:00:5e:7f:ff:fa'],
    // The high bit of the second octet does not go in.
    [ipv4AddressOf(224, 128, 1, 2), '01:00:5e:00:01:02'],
  ])('%i is reached at %s', (group, expected) => {
    expect(formatMacAddress(multicastMac(group))).toBe(expected);
  });

  it('is a group address, as the broadcast address is', () => {
    expect(isGroupMac(multicastMac(ipv4AddressOf(224, 0, 0, 5)))).toBe(true);
    expect(isGroupMac(BROADCAST_MAC)).toBe(true);
    expect(isGroupMac(macAddress(0x020000000001))).toBe(false);
    expect(isGroupMac(macAddress(0xfe0000000001))).toBe(false);
  });
});
