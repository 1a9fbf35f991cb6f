import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Header, payload } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import {
  decodeAmongPoison,
  embed,
  fromHex,
  toHex,
  viewOf,
  withFlippedBit,
} from '../../test/octets.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { isCodecError } from './codecError.js';
import { decodeIpv4, encodeIpv4, type Ipv4Datagram } from './ipv4Codec.js';

const names = Object.keys(LINUX_DATAGRAMS) as (keyof typeof LINUX_DATAGRAMS)[];

const decoded = (octets: Uint8Array): Ipv4Datagram => {
  const result = decodeAmongPoison(decodeIpv4, octets) as ReturnType<typeof decodeIpv4>;
  if (isCodecError(result)) throw new Error(result.message);
  return result;
};

describe('an IPv4 datagram from Linux', () => {
  it('comes apart into its fields', () => {
    expect(decoded(fromHex(LINUX_DATAGRAMS.routerAlert))).toEqual({
      source: 0x0a01000a,
      destination: 0x0a02000b,
      protocol: 17,
      typeOfService: 0,
      identification: 0xbf8d,
      reservedFlag: false,
      dontFragment: true,
      moreFragments: false,
      fragmentOffsetBytes: 0,
      ttl: 64,
      options: fromHex('94040000'),
      headerLength: 24,
      totalLength: 37,
      checksum: 0xd21e,
      payload: fromHex('8faf0007000d2127616c657274'),
    });
  });

  it.each(names)('%s is built again from its parts', (name) => {
    const { payload: data, ...header } = decoded(fromHex(LINUX_DATAGRAMS[name]));
    expect(toHex(encodeIpv4(header, data))).toBe(LINUX_DATAGRAMS[name]);
  });

  it.each(names)('%s is truncated wherever it is cut', (name) => {
    const octets = fromHex(LINUX_DATAGRAMS[name]);
    for (let length = 0; length < octets.length; length++) {
      const result = decodeAmongPoison(decodeIpv4, octets.subarray(0, length));
      expect(result).toMatchObject({ kind: 'codec-error', code: 'truncated', offset: length });
    }
  });
});

describe('decodeIpv4', () => {
  const datagram = fromHex(LINUX_DATAGRAMS.udp);
  const changed = (at: number, ...octets: number[]) => {
    const copy = datagram.slice();
    copy.set(octets, at);
    return copy;
  };

  it.each([
    ['version 6', changed(0, 0x65), 'bad-version', 0],
    ['a header of 16 octets', changed(0, 0x44), 'bad-length', 0],
    ['a header of 60 octets, of which 33 are there', changed(0, 0x4f), 'truncated', 33],
    ['a total length below the header', changed(2, 0, 19), 'bad-length', 2],
    ['a total length beyond what is there', changed(2, 0, 34), 'truncated', 33],
    ['another TTL under the same checksum', changed(8, 63), 'bad-checksum', 10],
  ])('refuses %s', (_name, octets, code, offset) => {
    const result = decodeAmongPoison(decodeIpv4, octets);
    expect(result).toMatchObject({ kind: 'codec-error', code, offset });
  });

  it('leaves octets beyond the total length out of the payload', () => {
    const padded = Uint8Array.of(...datagram, 0, 0, 0);
    expect(decoded(padded)).toEqual(decoded(datagram));
  });

  it('takes a wrong checksum if told to', () => {
    const result = decodeIpv4(changed(8, 63), 0, 33, { verifyChecksum: false });
    expect(result).toMatchObject({ ttl: 63, checksum: 0x6a05 });
  });

  it('takes a quoted datagram if told to', () => {
    const quote = fromHex(LINUX_DATAGRAMS.fragmentationNeeded).subarray(28);
    expect(decodeIpv4(quote)).toMatchObject({ code: 'truncated' });
    const result = decodeIpv4(quote, 0, quote.length, { allowTruncated: true });
    expect(result).toMatchObject({ totalLength: 1429, payload: quote.subarray(20) });
  });

  it('shows the payload where it lies', () => {
    const { bytes, offset } = embed(datagram, 0);
    const result = decodeIpv4(bytes, offset, datagram.length) as Ipv4Datagram;
    expect(result.payload.buffer).toBe(bytes.buffer);
  });

  it.each([
    [-1, 20],
    [0, -1],
    [1000, 20],
    [40, 1000],
    [Number.NaN, Number.NaN],
  ])('reads nothing outside of its octets when asked for %i and %i', (offset, length) => {
    expect(decodeIpv4(new Uint8Array(64), offset, length)).toMatchObject({ kind: 'codec-error' });
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ minLength: 20, maxLength: 100 }).map((octets) => {
        octets.set([0x40 | ((octets[0] ?? 0) & 0x0f), 0, 0, (octets[3] ?? 0) & 0x7f]);
        return octets;
      }),
    );
    const options = { verifyChecksum: false, allowTruncated: true };
    fc.assert(
      fc.property(anything, (octets) => {
        decodeAmongPoison(decodeIpv4, octets);
        decodeAmongPoison((...index) => decodeIpv4(...index, options), octets);
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeIpv4', () => {
  it('builds the header that is in every textbook', () => {
    const octets = encodeIpv4(
      {
        source: ipv4Address(0xc0a80001),
        destination: ipv4Address(0xc0a800c7),
        protocol: 17,
        dontFragment: true,
      },
      new Uint8Array(95),
    );
    expect(toHex(octets.subarray(0, 20))).toBe('45000073000040004011b861c0a80001c0a800c7');
  });

  it('is undone by decodeIpv4', () => {
    fc.assert(
      fc.property(ipv4Header, payload, (header, data) => {
        const octets = encodeIpv4(header, data);
        expect(decoded(octets)).toEqual({
          ...header,
          payload: data,
          headerLength: 20 + header.options.length,
          totalLength: octets.length,
          checksum: viewOf(octets).getUint16(10),
        });
      }),
    );
  });

  it('makes every turned bit of the header an error', () => {
    fc.assert(
      fc.property(ipv4Header, payload, fc.nat(), (header, data, choice) => {
        const octets = encodeIpv4(header, data);
        // Not in the header length: with it changes what the checksum covers.
        const bits = 8 * (20 + header.options.length) - 8;
        const bit = 8 + (choice % bits);
        expect(decodeIpv4(withFlippedBit(octets, bit))).toMatchObject({ kind: 'codec-error' });
      }),
    );
  });

  it('pads options to whole words', () => {
    const octets = encodeIpv4({
      source: ipv4Address(1),
      destination: ipv4Address(2),
      protocol: 3,
      options: fromHex('010101'),
    });
    expect(octets.length).toBe(24);
    expect(decoded(octets).options).toEqual(fromHex('01010100'));
  });

  it('writes what it is told to in place of what would be right', () => {
    const octets = encodeIpv4(
      { source: ipv4Address(1), destination: ipv4Address(2), protocol: 3 },
      fromHex('aabb'),
      {
        version: 6,
        headerLengthWords: 4,
        totalLength: 0xfedc,
        checksum: 0x1234,
      },
    );
    expect(toHex(octets)).toBe('6400fedc0000000040031234' + '0000000100000002' + 'aabb');
  });

  /** No address, though its type says so. */
  const BEYOND = (2 ** 32) as Ipv4Address;
  const right = { source: ipv4Address(1), destination: ipv4Address(2), protocol: 3 };
  it.each([
    ['source', { ...right, source: BEYOND }],
    ['destination', { ...right, destination: BEYOND }],
    ['protocol', { ...right, protocol: 256 }],
    ['type of service', { ...right, typeOfService: 256 }],
    ['identification', { ...right, identification: 0x10000 }],
    ['TTL', { ...right, ttl: 256 }],
    ['fragment offset', { ...right, fragmentOffsetBytes: 4 }],
    ['fragment offset', { ...right, fragmentOffsetBytes: 65_536 }],
    ['fragment offset', { ...right, fragmentOffsetBytes: -8 }],
    ['options', { ...right, options: new Uint8Array(41) }],
  ])('refuses a %s that its field cannot hold', (name, header) => {
    expect(() => encodeIpv4(header)).toThrow(name);
  });

  it('takes the largest fragment offset', () => {
    const octets = encodeIpv4({ ...right, fragmentOffsetBytes: 65_528 });
    expect(decoded(octets)).toMatchObject({ fragmentOffsetBytes: 65_528 });
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d in any field', (number) => {
    expect(() => encodeIpv4({ ...right, source: number as Ipv4Address })).toThrow('source');
  });

  it('refuses a payload that makes the datagram too large', () => {
    expect(encodeIpv4(right, new Uint8Array(65_515)).length).toBe(65_535);
    expect(() => encodeIpv4(right, new Uint8Array(65_516))).toThrow(RangeError);
  });

  it.each([
    { version: 16 },
    { headerLengthWords: 16 },
    { totalLength: 65_536 },
    { checksum: 65_536 },
  ])('refuses to write %j', (overrides) => {
    expect(() => encodeIpv4(right, fromHex(''), overrides)).toThrow(RangeError);
  });
});
