import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPair, payload, udpPorts } from '../../test/headerArbitraries.js';
import { decodeAmongPoison, fromHex, toHex, withFlippedBit } from '../../test/octets.js';
import { ipv4Address } from '../address/ipv4Address.js';
import { TcpFlag } from './tcp.js';
import { decodeTcp, encodeTcp, type TcpOption } from './tcpCodec.js';

const addresses = { source: ipv4Address(0x0a000001), destination: ipv4Address(0x0a000002) };
/** A SYN as Linux sends it: RFC 9293 3.1 by hand, checksum included. */
const SYN = '005000510000000100000000a002faf0';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const uint16 = fc.integer({ min: 0, max: 0xffff });

const option: fc.Arbitrary<TcpOption> = fc.oneof(
  fc.constant<TcpOption>({ kind: 'no-operation' }),
  fc.constant<TcpOption>({ kind: 'sack-permitted' }),
  fc.record({ kind: fc.constant('mss' as const), mss: uint16 }),
  fc.record({ kind: fc.constant('window-scale' as const), shift: fc.nat(255) }),
  fc.record({ kind: fc.constant('timestamps' as const), value: uint32, echo: uint32 }),
  fc.record({
    kind: fc.constant('sack' as const),
    blocks: fc.array(fc.tuple(uint32, uint32), { minLength: 1, maxLength: 1 }),
  }),
);

const segment = fc.record({
  ports: udpPorts,
  sequence: uint32,
  acknowledgment: uint32,
  flags: fc.nat(0x1ff),
  window: uint16,
  urgentPointer: uint16,
  options: fc.array(option, { maxLength: 4 }),
});

const decodedUnder = (pair: typeof addresses, octets: Uint8Array) =>
  decodeAmongPoison((...index) => decodeTcp(...index, { addresses: pair }), octets);

describe('a TCP segment', () => {
  it('comes apart into its fields', () => {
    const octets = fromHex(`${SYN}00000000020405b40402080a000003e8000000000103030a`);
    expect(decodeTcp(octets)).toMatchObject({
      sourcePort: 80,
      destinationPort: 81,
      sequence: 1,
      acknowledgment: 0,
      flags: TcpFlag.SYN,
      window: 64_240,
      options: [
        { kind: 'mss', mss: 1460 },
        { kind: 'sack-permitted' },
        { kind: 'timestamps', value: 1000, echo: 0 },
        { kind: 'no-operation' },
        { kind: 'window-scale', shift: 10 },
      ],
    });
  });

  it('is decoded as it was encoded', () => {
    fc.assert(
      fc.property(segment, addressPair, payload, ({ ports, ...rest }, pair, data) => {
        const header = { ...ports, ...rest };
        const octets = encodeTcp(header, data, pair);
        expect(decodedUnder(pair, octets)).toEqual({
          ...header,
          checksum: expect.any(Number),
          payload: data,
        });
      }),
    );
  });

  it('with any bit changed fails its checksum', () => {
    const octets = encodeTcp(
      { sourcePort: 1, destinationPort: 2, sequence: 3 },
      fromHex('abcd'),
      addresses,
    );
    for (let bit = 0; bit < octets.length * 8; bit++) {
      const result = decodeTcp(withFlippedBit(octets, bit), 0, octets.length, { addresses });
      expect(result).toMatchObject({ kind: 'codec-error' });
    }
  });

  it('is truncated wherever its header is cut', () => {
    const octets = fromHex(`${SYN}00000000020405b4020405b4020405b4020405b4020405b4`);
    for (let length = 0; length < octets.length; length++) {
      expect(decodeTcp(octets, 0, length)).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it('is refused with a data offset below 20 octets, or an option that reaches too far', () => {
    const short = fromHex(toHex(fromHex(`${SYN}00000000`)).replace('a002', '4002'));
    expect(decodeTcp(short)).toMatchObject({ code: 'bad-length', offset: 12 });
    const broken = fromHex(`${SYN.replace('a002', '6002')}00000000080a0000`);
    expect(decodeTcp(broken)).toMatchObject({ code: 'bad-option', offset: 20 });
  });

  it('cannot be made with values that do not fit', () => {
    const header = { sourcePort: 1, destinationPort: 2, sequence: 3 };
    expect(() => encodeTcp({ ...header, window: 65_536 }, new Uint8Array(), addresses)).toThrow(
      RangeError,
    );
    const options = Array.from({ length: 5 }, () => ({
      kind: 'timestamps' as const,
      value: 0,
      echo: 0,
    }));
    expect(() => encodeTcp({ ...header, options }, new Uint8Array(), addresses)).toThrow(
      RangeError,
    );
  });
});
