import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionList } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import { decodeAmongPoison, fromHex, toHex } from '../../test/octets.js';
import { ipv4Address } from '../address/ipv4Address.js';
import { isCodecError } from './codecError.js';
import { decodeIpv4Options, encodeIpv4Options, type Ipv4Option } from './optionsCodec.js';

const optionsOf = (hex: string): string => hex.slice(40, 8 * Number.parseInt(hex.charAt(1), 16));

const decoded = (hex: string) => decodeAmongPoison(decodeIpv4Options, fromHex(hex));

const GOLDEN: [string, string, readonly Ipv4Option[]][] = [
  [
    'record route, full',
    optionsOf(LINUX_DATAGRAMS.recordRoute),
    [
      {
        kind: 'record-route',
        pointer: 16,
        route: [ipv4Address(0x0a01000a), ipv4Address(0x0a020001), ipv4Address(0x0a02000b)],
      },
    ],
  ],
  [
    'timestamps with addresses, full',
    optionsOf(LINUX_DATAGRAMS.timestampsWithAddresses),
    [
      {
        kind: 'timestamp',
        pointer: 37,
        overflow: 0,
        flag: 1,
        entries: [
          { address: ipv4Address(0x0a01000a), timestamp: 0x015a03b6 },
          { address: ipv4Address(0x0a010001), timestamp: 0x015a03b7 },
          { address: ipv4Address(0x0a02000b), timestamp: 0x015a03b7 },
          { address: ipv4Address(0x0a02000b), timestamp: 0x015a03b7 },
        ],
      },
    ],
  ],
  [
    'timestamps only, one host too many',
    optionsOf(LINUX_DATAGRAMS.timestampsOnly),
    [
      {
        kind: 'timestamp',
        pointer: 17,
        overflow: 1,
        flag: 0,
        entries: [
          { address: null, timestamp: 0x015a04b3 },
          { address: null, timestamp: 0x015a04b3 },
          { address: null, timestamp: 0x015a04b3 },
        ],
      },
    ],
  ],
  ['router alert', optionsOf(LINUX_DATAGRAMS.routerAlert), [{ kind: 'router-alert', value: 0 }]],
  [
    'strict source route behind no operation',
    '0189070 8 c0a80101'.replaceAll(' ', ''),
    [
      { kind: 'no-operation' },
      { kind: 'strict-source-route', pointer: 8, route: [ipv4Address(0xc0a80101)] },
    ],
  ],
  [
    'prespecified timestamps',
    '440c05f3 0a000001 00000000'.replaceAll(' ', ''),
    [
      {
        kind: 'timestamp',
        pointer: 5,
        overflow: 15,
        flag: 3,
        entries: [{ address: ipv4Address(0x0a000001), timestamp: 0 }],
      },
    ],
  ],
  ['none', '', []],
  [
    'security, which is none of ours',
    '8204abcd',
    [{ kind: 'unknown', type: 130, data: fromHex('abcd') }],
  ],
];

describe('IPv4 options', () => {
  it.each(GOLDEN)('%s come apart and are built again', (_name, hex, options) => {
    expect(decoded(hex)).toEqual(options);
    expect(toHex(encodeIpv4Options(options))).toBe(hex);
  });

  it('end at end of list, whatever follows', () => {
    expect(decoded(optionsOf(LINUX_DATAGRAMS.looseSourceRoute))).toEqual([
      { kind: 'loose-source-route', pointer: 4, route: [0x0a010001] },
    ]);
    expect(decoded('0100ffff')).toEqual([{ kind: 'no-operation' }]);
  });

  it.each([
    ['a type alone', '01010194', 3],
    ['a length of 0', '94000000', 0],
    ['a length of 1', '94010000', 0],
    ['a length beyond the end', '01940400', 1],
    ['a router alert of 3 octets', '94030000', 1],
    ['a record route of 2 octets', '07020000', 1],
    ['a record route with half an address', '0705040a0b000000', 1],
    ['a record route whose pointer is 3', '0107070300000000', 3],
    ['a timestamp of 3 octets', '44030500', 1],
    ['a timestamp with half an entry', '440605000000', 1],
    ['a timestamp with half a pair', '4408050100000000', 1],
    ['a timestamp whose pointer is 4', '4408040000000000', 2],
    ['a timestamp with flag 2', '4408050200000000', 3],
  ])('are malformed with %s', (_name, hex, offset) => {
    expect(decoded(hex)).toMatchObject({ kind: 'codec-error', code: 'bad-option', offset });
  });

  it('are undone and done again without loss', () => {
    fc.assert(
      fc.property(optionList, (options) => {
        const octets = encodeIpv4Options(options);
        expect(octets.length % 4).toBe(0);
        expect(decodeAmongPoison(decodeIpv4Options, octets)).toEqual(options);
      }),
    );
  });

  it('give a list or an error for any octets, and the same among any others', () => {
    const types = fc.constantFrom(0, 1, 7, 68, 130, 131, 137, 148);
    const part = fc.tuple(types, fc.integer({ min: 0, max: 12 }), fc.uint8Array({ maxLength: 12 }));
    const likely = fc
      .array(part, { maxLength: 4 })
      .map((parts) =>
        Uint8Array.from(parts.flatMap(([type, length, data]) => [type, length, ...data])),
      );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), likely), (octets) => {
        const result = decodeAmongPoison(decodeIpv4Options, octets) as readonly Ipv4Option[];
        // What decodes can be written again, and then decodes alike.
        if (!isCodecError(result) && octets.length <= 40) {
          expect(decodeIpv4Options(encodeIpv4Options(result))).toEqual(result);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Ipv4Option[]]>([
    ['pointer', [{ kind: 'record-route', pointer: 256, route: [] }]],
    ['address', [{ kind: 'record-route', pointer: 4, route: [2 ** 32] }]],
    ['options', Array(2).fill({ kind: 'record-route', pointer: 4, route: Array(5).fill(0) })],
    ['option', [{ kind: 'unknown', type: 130, data: new Uint8Array(39) }]],
    ['option type', [{ kind: 'unknown', type: 256, data: new Uint8Array(0) }]],
    ['option type', [{ kind: 'unknown', type: 1, data: new Uint8Array(0) }]],
    ['router alert value', [{ kind: 'router-alert', value: 65_536 }]],
    ['overflow', [{ kind: 'timestamp', pointer: 5, overflow: 16, flag: 0, entries: [] }]],
    ['pointer', [{ kind: 'timestamp', pointer: 256, overflow: 0, flag: 0, entries: [] }]],
    [
      'timestamp entry',
      [
        {
          kind: 'timestamp',
          pointer: 5,
          overflow: 0,
          flag: 0,
          entries: [{ address: 1, timestamp: 2 }],
        },
      ],
    ],
    [
      'timestamp entry',
      [
        {
          kind: 'timestamp',
          pointer: 5,
          overflow: 0,
          flag: 3,
          entries: [{ address: null, timestamp: 2 }],
        },
      ],
    ],
  ])('refuse a %s that cannot be', (name, options) => {
    expect(() => encodeIpv4Options(options)).toThrow(name);
  });
});
