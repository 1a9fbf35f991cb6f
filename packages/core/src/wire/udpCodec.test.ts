import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPair, payload, udpPorts } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import { decodeAmongPoison, fromHex, toHex, viewOf, withFlippedBit } from '../../test/octets.js';
import { ipv4Address } from '../address/ipv4Address.js';
import { decodeUdp, encodeUdp } from './udpCodec.js';

const addresses = { source: ipv4Address(0x0a01000a), destination: ipv4Address(0x0a02000b) };
const linux = fromHex(LINUX_DATAGRAMS.udp).subarray(20);
const hello = fromHex('68656c6c6f');

const decodedUnder = (pair: typeof addresses, octets: Uint8Array) =>
  decodeAmongPoison((...index) => decodeUdp(...index, { addresses: pair }), octets);

describe('a UDP datagram from Linux', () => {
  it('comes apart into its fields', () => {
    expect(decodedUnder(addresses, linux)).toEqual({
      sourcePort: 40_000,
      destinationPort: 9,
      length: 13,
      checksum: 0x0ba1,
      payload: hello,
    });
  });

  it('is built again from its parts', () => {
    const octets = encodeUdp({ sourcePort: 40_000, destinationPort: 9 }, hello, addresses);
    expect(toHex(octets)).toBe(toHex(linux));
  });

  it('is truncated wherever it is cut', () => {
    for (let length = 0; length < linux.length; length++) {
      const result = decodedUnder(addresses, linux.subarray(0, length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it('may have no checksum', () => {
    const octets = fromHex(LINUX_DATAGRAMS.udpWithoutChecksum).subarray(20);
    expect(decodedUnder(addresses, octets)).toMatchObject({ checksum: 0 });
    const ports = { sourcePort: 40_000, destinationPort: 9 };
    expect(toHex(encodeUdp(ports, fromHex('68656c6c6f6f')))).toBe(toHex(octets));
  });
});

describe('decodeUdp', () => {
  it('refuses a length below the header', () => {
    const octets = linux.slice();
    viewOf(octets).setUint16(4, 7);
    const result = decodedUnder(addresses, octets);
    expect(result).toMatchObject({ kind: 'codec-error', code: 'bad-length', offset: 4 });
  });

  it('refuses a wrong checksum under the addresses given, and looks at none without', () => {
    const elsewhere = { ...addresses, source: ipv4Address(0x0a01000b) };
    expect(decodedUnder(elsewhere, linux)).toMatchObject({ code: 'bad-checksum', offset: 6 });
    expect(decodeUdp(linux)).toMatchObject({ payload: hello });
  });

  it('leaves octets beyond its length out of payload and checksum', () => {
    const result = decodedUnder(addresses, Uint8Array.of(...linux, 1, 2, 3));
    expect(result).toMatchObject({ payload: hello });
  });

  it('takes a quoted datagram if told to', () => {
    const options = { addresses, allowTruncated: true };
    const result = decodeUdp(linux, 0, 10, options);
    expect(result).toMatchObject({ length: 13, payload: fromHex('6865') });
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    const anything = fc.uint8Array({ maxLength: 64 }).map((octets) => {
      if (octets.length > 5) octets[4] = 0;
      return octets;
    });
    fc.assert(
      fc.property(anything, addressPair, (octets, pair) => {
        decodeAmongPoison((...index) => decodeUdp(...index), octets);
        decodeAmongPoison(
          (...index) => decodeUdp(...index, { addresses: pair, allowTruncated: true }),
          octets,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeUdp', () => {
  it('is undone by decodeUdp', () => {
    fc.assert(
      fc.property(udpPorts, payload, addressPair, (ports, data, pair) => {
        const octets = encodeUdp(ports, data, pair);
        const checksum = viewOf(octets).getUint16(6);
        const length = octets.length;
        expect(decodedUnder(pair, octets)).toEqual({ ...ports, length, checksum, payload: data });
      }),
    );
  });

  it('makes every turned bit an error', () => {
    fc.assert(
      fc.property(udpPorts, payload, addressPair, fc.nat(), (ports, data, pair, choice) => {
        const octets = encodeUdp(ports, data, pair);
        const bit = choice % (8 * octets.length);
        // Not in the length: with it changes what the checksum covers.
        fc.pre(bit < 32 || bit >= 48);
        const turned = withFlippedBit(octets, bit);
        // A checksum turned to 0 is none.
        fc.pre(viewOf(turned).getUint16(6) !== 0);
        expect(decodedUnder(pair, turned)).toMatchObject({ code: 'bad-checksum' });
      }),
    );
  });

  it('sends a checksum of 0 as all ones', () => {
    // The payload takes up what is left to all ones.
    const bare = encodeUdp({ sourcePort: 1, destinationPort: 2 }, fromHex('0000'), addresses);
    const left = viewOf(bare).getUint16(6);
    const data = fromHex(left.toString(16).padStart(4, '0'));
    const octets = encodeUdp({ sourcePort: 1, destinationPort: 2 }, data, addresses);
    expect(viewOf(octets).getUint16(6)).toBe(0xffff);
    expect(decodedUnder(addresses, octets)).toMatchObject({ checksum: 0xffff });
  });

  it('writes what it is told to in place of what would be right', () => {
    const ports = { sourcePort: 1, destinationPort: 2 };
    const octets = encodeUdp(ports, hello, addresses, { length: 7, checksum: 0x1234 });
    expect(toHex(octets)).toBe('00010002000712341'.slice(0, 16) + toHex(hello));
  });

  it.each([
    ['source port', { sourcePort: 65_536, destinationPort: 0 }, {}],
    ['destination port', { sourcePort: 0, destinationPort: 65_536 }, {}],
    ['length', { sourcePort: 0, destinationPort: 0 }, { length: 65_536 }],
    ['checksum', { sourcePort: 0, destinationPort: 0 }, { checksum: 65_536 }],
  ])('refuses a %s that its field cannot hold', (name, ports, overrides) => {
    expect(() => encodeUdp(ports, hello, null, overrides)).toThrow(name);
  });

  it('refuses a payload that makes the datagram too large', () => {
    const ports = { sourcePort: 1, destinationPort: 2 };
    expect(() => encodeUdp(ports, new Uint8Array(65_528))).toThrow(RangeError);
  });
});
