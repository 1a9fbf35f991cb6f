import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icmpMessage } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import { decodeAmongPoison, fromHex, toHex, viewOf, withFlippedBit } from '../../test/octets.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { isCodecError } from './codecError.js';
import { decodeIcmpv4, encodeIcmpv4, type Icmpv4Message, icmpTypeOf } from './icmpv4Codec.js';

const messageIn = (hex: string) => fromHex(hex).subarray(4 * Number.parseInt(hex.charAt(1), 16));
const letters = fromHex('6162636465666768696a6b6c6d6e6f70');

const GOLDEN: [keyof typeof LINUX_DATAGRAMS, number, Partial<Icmpv4Message>][] = [
  ['echo', 8, { kind: 'echo', code: 0, identifier: 0x1234, sequenceNumber: 1, data: letters }],
  ['echoReply', 0, { kind: 'echo-reply', identifier: 0x1234, sequenceNumber: 1, data: letters }],
  ['echoOfOddLength', 8, { kind: 'echo', data: fromHex('78797a') }],
  ['timeExceeded', 11, { kind: 'time-exceeded', code: 0 }],
  [
    'timestampMessage',
    13,
    {
      kind: 'timestamp',
      code: 0,
      identifier: 0x1234,
      sequenceNumber: 1,
      originateTimestamp: 1000,
      receiveTimestamp: 0,
      transmitTimestamp: 0,
    },
  ],
  [
    'timestampReply',
    14,
    {
      kind: 'timestamp-reply',
      originateTimestamp: 1000,
      receiveTimestamp: 0x015a07a8,
      transmitTimestamp: 0x015a07a8,
    },
  ],
  ['fragmentationNeeded', 3, { kind: 'destination-unreachable', code: 4, nextHopMtu: 600 }],
  ['protocolUnreachable', 3, { kind: 'destination-unreachable', code: 2, nextHopMtu: 0 }],
  ['portUnreachable', 3, { kind: 'destination-unreachable', code: 3 }],
  ['hostUnreachable', 3, { kind: 'destination-unreachable', code: 1 }],
  ['parameterProblem', 12, { kind: 'parameter-problem', code: 0, pointer: 22 }],
  ['redirect', 5, { kind: 'redirect', code: 1, gateway: ipv4Address(0x0a01004d) }],
];

/** Types that Linux does not send, by hand. */
const BY_HAND: [string, Icmpv4Message][] = [
  ['04 00 fbff 00000000', { kind: 'source-quench', code: 0, quoted: fromHex('') }],
  [
    '0f00 deca 12340001',
    { kind: 'information-request', code: 0, identifier: 0x1234, sequenceNumber: 1 },
  ],
  [
    '1000 ddca 12340001',
    { kind: 'information-reply', code: 0, identifier: 0x1234, sequenceNumber: 1 },
  ],
  [
    '0a00 f4ff 00000000 0100',
    { kind: 'unknown', type: 10, code: 0, restOfHeader: 0, data: fromHex('0100') },
  ],
];

describe('an ICMP message from Linux', () => {
  it.each(GOLDEN)('%s comes apart into its fields', (name, type, expected) => {
    const result = decodeAmongPoison(decodeIcmpv4, messageIn(LINUX_DATAGRAMS[name]));
    expect(result).toMatchObject(expected);
    expect(icmpTypeOf(result as Icmpv4Message)).toBe(type);
  });

  it.each(GOLDEN)('%s is built again from its parts', (name) => {
    const octets = messageIn(LINUX_DATAGRAMS[name]);
    expect(toHex(encodeIcmpv4(decodeIcmpv4(octets) as Icmpv4Message))).toBe(toHex(octets));
  });

  it.each(['timeExceeded', 'portUnreachable', 'parameterProblem', 'redirect'] as const)(
    '%s quotes the datagram that it is about',
    (name) => {
      const octets = messageIn(LINUX_DATAGRAMS[name]);
      expect(decodeIcmpv4(octets)).toMatchObject({ quoted: octets.subarray(8) });
    },
  );
});

describe('decodeIcmpv4', () => {
  it.each(BY_HAND)('takes %s apart and encodeIcmpv4 builds it', (hex, message) => {
    expect(decodeAmongPoison(decodeIcmpv4, fromHex(hex))).toEqual(message);
    expect(encodeIcmpv4(message)).toEqual(fromHex(hex));
  });

  it('refuses less than eight octets', () => {
    const octets = messageIn(LINUX_DATAGRAMS.echo);
    for (let length = 0; length < 8; length++) {
      const result = decodeAmongPoison(decodeIcmpv4, octets.subarray(0, length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it('refuses a timestamp message that ends before its last timestamp', () => {
    const octets = messageIn(LINUX_DATAGRAMS.timestampReply);
    for (let length = 8; length < 20; length++) {
      const decode = (bytes: Uint8Array, offset: number, size: number) =>
        decodeIcmpv4(bytes, offset, size, { verifyChecksum: false });
      const result = decodeAmongPoison(decode, octets.subarray(0, length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it('refuses a wrong checksum unless told not to look', () => {
    const octets = messageIn(LINUX_DATAGRAMS.echo).slice();
    viewOf(octets).setUint16(6, 2);
    expect(decodeIcmpv4(octets)).toMatchObject({ code: 'bad-checksum', offset: 2 });
    const result = decodeIcmpv4(octets, 0, octets.length, { verifyChecksum: false });
    expect(result).toMatchObject({ kind: 'echo', sequenceNumber: 2 });
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    const options = { verifyChecksum: false };
    const types = fc.integer({ min: 0, max: 18 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), types, (octets, type) => {
        if (octets.length > 0) octets[0] = type;
        decodeAmongPoison(decodeIcmpv4, octets);
        const result = decodeAmongPoison((...index) => decodeIcmpv4(...index, options), octets);
        // What decodes can be written again, and then decodes alike.
        const message = result as ReturnType<typeof decodeIcmpv4>;
        if (!isCodecError(message)) expect(decodeIcmpv4(encodeIcmpv4(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeIcmpv4', () => {
  it('is undone by decodeIcmpv4', () => {
    fc.assert(
      fc.property(icmpMessage, (message) => {
        expect(decodeAmongPoison(decodeIcmpv4, encodeIcmpv4(message))).toEqual(message);
      }),
    );
  });

  it('makes every turned bit an error', () => {
    fc.assert(
      fc.property(icmpMessage, fc.nat(), (message, choice) => {
        const octets = encodeIcmpv4(message);
        const turned = withFlippedBit(octets, choice % (8 * octets.length));
        expect(decodeIcmpv4(turned)).toMatchObject({ code: 'bad-checksum' });
      }),
    );
  });

  it('writes the checksum it is told to', () => {
    const octets = encodeIcmpv4(
      { kind: 'source-quench', code: 0, quoted: fromHex('') },
      { checksum: 7 },
    );
    expect(toHex(octets)).toBe('0400000700000000');
  });

  const echo = { kind: 'echo', code: 0, identifier: 0, sequenceNumber: 0, data: letters } as const;
  const quoted = letters;
  it.each<[string, Icmpv4Message]>([
    ['code', { ...echo, code: 256 }],
    ['identifier', { ...echo, identifier: 65_536 }],
    ['sequence number', { ...echo, sequenceNumber: 65_536 }],
    ['MTU', { kind: 'destination-unreachable', code: 4, nextHopMtu: 65_536, quoted }],
    ['pointer', { kind: 'parameter-problem', code: 0, pointer: 256, quoted }],
    ['gateway', { kind: 'redirect', code: 0, gateway: (2 ** 32) as Ipv4Address, quoted }],
    ['type', { kind: 'unknown', type: 256, code: 0, restOfHeader: 0, data: letters }],
    ['rest of header', { kind: 'unknown', type: 9, code: 0, restOfHeader: 2 ** 32, data: letters }],
    [
      'timestamp',
      {
        kind: 'timestamp',
        code: 0,
        identifier: 0,
        sequenceNumber: 0,
        originateTimestamp: 0,
        receiveTimestamp: 0,
        transmitTimestamp: 2 ** 32,
      },
    ],
  ])('refuses a %s that its field cannot hold', (name, message) => {
    expect(() => encodeIcmpv4(message)).toThrow(name);
  });

  it('refuses a checksum that its field cannot hold', () => {
    expect(() => encodeIcmpv4(echo, { checksum: 65_536 })).toThrow('checksum');
  });
});
