import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  ALL_IGMPV3_ROUTERS,
  ALL_ROUTERS,
  ALL_SYSTEMS,
  ANY,
  formatIpv4Address,
  type Ipv4Address,
  ipv4Address,
  ipv4AddressOf,
  isClassE,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isLoopback,
  isMulticast,
  isReserved,
  LIMITED_BROADCAST,
  LOOPBACK,
  parseIpv4Address,
} from './ipv4Address.js';
import type { MacAddress } from './macAddress.js';

const address = (text: string): Ipv4Address => {
  const parsed = parseIpv4Address(text);
  if (parsed === undefined) throw new Error(`no address: ${text}`);
  return parsed;
};

describe('parseIpv4Address', () => {
  it.each([
    ['0.0.0.0', ANY],
    ['255.255.255.255', LIMITED_BROADCAST],
    ['127.0.0.1', LOOPBACK],
    ['224.0.0.1', ALL_SYSTEMS],
    ['224.0.0.2', ALL_ROUTERS],
    ['224.0.0.22', ALL_IGMPV3_ROUTERS],
    ['192.168.1.254', 0xc0a801fe],
    ['10.20.30.40', 0x0a141e28],
  ])('reads %s and format writes it', (text, expected) => {
    expect(parseIpv4Address(text)).toBe(expected);
    expect(formatIpv4Address(ipv4Address(expected))).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '1.2.3.999',
    '01.2.3.4',
    '1.2.3.00',
    '1.2.3.-4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1,2,3,4',
    '0x1.2.3.4',
    '1..3.4',
    '١.2.3.4',
  ])('refuses %j', (text) => {
    expect(parseIpv4Address(text)).toBeUndefined();
  });

  it('reads back whatever format wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }).map(ipv4Address), (given) => {
        expect(parseIpv4Address(formatIpv4Address(given))).toBe(given);
      }),
    );
  });

  it('takes four octets to the number that their text names', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
        expect(ipv4AddressOf(a, b, c, d)).toBe(parseIpv4Address(text));
      }),
    );
  });
});

describe('ranges of addresses', () => {
  const ranges: [string, (address: Ipv4Address) => boolean, string, string][] = [
    ['multicast, RFC 1112', isMulticast, '224.0.0.0', '239.255.255.255'],
    ['loopback, RFC 1122', isLoopback, '127.0.0.0', '127.255.255.255'],
    ['link-local unicast, RFC 3927', isLinkLocalUnicast, '169.254.0.0', '169.254.255.255'],
    ['link-local multicast, RFC 5771', isLinkLocalMulticast, '224.0.0.0', '224.0.0.255'],
    ['class E, RFC 1112', isClassE, '240.0.0.0', '255.255.255.255'],
  ];

  it.each(ranges)('%s: from first to last and not beyond', (_name, holds, first, last) => {
    expect(holds(address(first))).toBe(true);
    expect(holds(address(last))).toBe(true);
    expect(holds(ipv4Address(address(first) - 1))).toBe(false);
    if (address(last) < LIMITED_BROADCAST)
      expect(holds(ipv4Address(address(last) + 1))).toBe(false);
    expect(holds(ANY)).toBe(false);
  });
});

describe('a reserved address', () => {
  it('is in 0.0.0.0/8 or 240.0.0.0/4, and no others are', () => {
    expect(['0.0.0.0', '0.255.255.255', '240.0.0.0', '255.255.255.255'].map(of)).toEqual(
      Array(4).fill(true),
    );
    expect(['1.0.0.0', '127.0.0.1', '223.255.255.255', '239.255.255.255'].map(of)).toEqual(
      Array(4).fill(false),
    );
    function of(text: string): boolean {
      return isReserved(parseIpv4Address(text) ?? LIMITED_BROADCAST);
    }
  });
});

describe('the type of an address', () => {
  it('is that of no other number, and numbers are read from it', () => {
    expectTypeOf<number>().not.toExtend<Ipv4Address>();
    expectTypeOf<MacAddress>().not.toExtend<Ipv4Address>();
    expectTypeOf<Ipv4Address>().not.toExtend<MacAddress>();
    expectTypeOf<Ipv4Address>().toExtend<number>();
  });

  it.each([-1, 2 ** 32 + 5, 0x0a000001])('takes the low 32 bits of %d', (value) => {
    expect(ipv4Address(value)).toBe(value >>> 0);
  });
});
