import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { igmpMessage } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import { decodeAmongPoison, fromHex, toHex, withFlippedBit } from '../../test/octets.js';
import { ANY, type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { isCodecError } from './codecError.js';
import { decodeIgmp, encodeIgmp, type IgmpMessage } from './igmpCodec.js';
import type { IgmpGroupRecord } from './igmpRecords.js';

const messageIn = (hex: string) => fromHex(hex).subarray(4 * Number.parseInt(hex.charAt(1), 16));
const none = fromHex('');
/** No address, though its type says so. */
const BEYOND = (2 ** 32) as Ipv4Address;
const group = ipv4Address(0xef010203);

const GOLDEN: [keyof typeof LINUX_DATAGRAMS, IgmpMessage][] = [
  ['igmpV1Report', { kind: 'membership-report', version: 1, group }],
  ['igmpV2Report', { kind: 'membership-report', version: 2, group }],
  ['igmpLeave', { kind: 'leave-group', group }],
  ['igmpV2Query', { kind: 'membership-query', version: 2, group: ANY, maxRespCode: 100 }],
  [
    'igmpV3Query',
    {
      kind: 'membership-query',
      version: 3,
      group: ANY,
      maxRespCode: 100,
      suppressRouterProcessing: false,
      robustnessVariable: 2,
      queryIntervalCode: 125,
      sources: [],
    },
  ],
  [
    'igmpV3Report',
    {
      kind: 'membership-report',
      version: 3,
      records: [{ type: 4, group, sources: [], auxiliaryData: none }],
    },
  ],
  [
    'igmpV3ReportWithSources',
    {
      kind: 'membership-report',
      version: 3,
      records: [
        { type: 3, group, sources: [], auxiliaryData: none },
        {
          type: 6,
          group: ipv4Address(0xe8010101),
          sources: [ipv4Address(0x0a020006), ipv4Address(0x0a020005)],
          auxiliaryData: none,
        },
      ],
    },
  ],
];

/** What Linux did not send, by hand. */
const BY_HAND: [string, IgmpMessage][] = [
  ['1100eeff00000000', { kind: 'membership-query', version: 1, group: ANY, maxRespCode: 0 }],
  [
    '11ff eb7b e8010101 0f80 0001 0a000001',
    {
      kind: 'membership-query',
      version: 3,
      group: ipv4Address(0xe8010101),
      maxRespCode: 255,
      suppressRouterProcessing: true,
      robustnessVariable: 7,
      queryIntervalCode: 128,
      sources: [ipv4Address(0x0a000001)],
    },
  ],
  [
    '1307 e3ec 01020304 0506',
    { kind: 'unknown', type: 0x13, maxRespCode: 7, data: fromHex('010203040506') },
  ],
];

const unverified = (bytes: Uint8Array, offset: number, length: number) =>
  decodeIgmp(bytes, offset, length, { verifyChecksum: false });

describe('an IGMP message from Linux', () => {
  it.each(GOLDEN)('%s comes apart and is built again', (name, message) => {
    const octets = messageIn(LINUX_DATAGRAMS[name]);
    expect(decodeAmongPoison(decodeIgmp, octets)).toEqual(message);
    expect(toHex(encodeIgmp(message))).toBe(toHex(octets));
  });
});

describe('decodeIgmp', () => {
  it.each(BY_HAND)('takes %s apart and encodeIgmp builds it', (hex, message) => {
    expect(decodeAmongPoison(decodeIgmp, fromHex(hex))).toEqual(message);
    expect(encodeIgmp(message)).toEqual(fromHex(hex));
  });

  it('refuses less than eight octets', () => {
    const octets = messageIn(LINUX_DATAGRAMS.igmpV2Report);
    for (let length = 0; length < 8; length++) {
      const result = decodeAmongPoison(decodeIgmp, octets.subarray(0, length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it.each([9, 10, 11])('refuses a query of %i octets, RFC 3376 7.1', (length) => {
    const octets = new Uint8Array(length);
    octets[0] = 0x11;
    const result = decodeAmongPoison(unverified, octets);
    expect(result).toMatchObject({ code: 'bad-length', offset: 8 });
  });

  it('refuses a query with fewer sources than it says', () => {
    const octets = fromHex('1164 0000 e8010101 027d 0002 0a000001');
    const result = decodeAmongPoison(unverified, octets);
    expect(result).toMatchObject({ code: 'truncated', offset: 16 });
  });

  it.each([
    ['no record', '2200 0000 0000 0001'],
    ['half a record', '2200 0000 0000 0001 04000000 e801'],
    ['fewer sources', '2200 0000 0000 0001 04000002 e8010101 0a000001'],
    ['less auxiliary data', '2200 0000 0000 0001 04020000 e8010101 0a000001'],
    ['one record of two', '2200 0000 0000 0002 04000000 e8010101'],
  ])('refuses a report that holds %s than it says', (_name, hex) => {
    const octets = fromHex(hex);
    const result = decodeAmongPoison(unverified, octets);
    expect(result).toMatchObject({ code: 'truncated', offset: octets.length });
  });

  it('counts additional data for the checksum only, RFC 3376 4.1.10 and 4.2.11', () => {
    const query = Uint8Array.of(...messageIn(LINUX_DATAGRAMS.igmpV3Query), 0, 0);
    const report = Uint8Array.of(...messageIn(LINUX_DATAGRAMS.igmpV3Report), 0, 0);
    expect(decodeIgmp(query)).toEqual(GOLDEN[4]?.[1]);
    expect(decodeIgmp(report)).toEqual(GOLDEN[5]?.[1]);
    query[query.length - 1] = 1;
    expect(decodeIgmp(query)).toMatchObject({ code: 'bad-checksum', offset: 2 });
  });

  it('takes a wrong checksum if told to', () => {
    const octets = messageIn(LINUX_DATAGRAMS.igmpV2Report).slice();
    octets[7] = 4;
    expect(decodeIgmp(octets)).toMatchObject({ code: 'bad-checksum', offset: 2 });
    expect(decodeAmongPoison(unverified, octets)).toMatchObject({ group: group + 1 });
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    const types = fc.constantFrom(0x11, 0x12, 0x13, 0x16, 0x17, 0x22);
    const counts = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), types, counts, (octets, type, count) => {
        if (octets.length >= 12) octets.set([type], 0);
        if (octets.length >= 12) octets.set([0, count], type === 0x22 ? 6 : 10);
        if (octets.length >= 12 && type === 0x22) octets.set([count & 1, 0, count], 9);
        decodeAmongPoison(decodeIgmp, octets);
        const message = decodeAmongPoison(unverified, octets) as ReturnType<typeof decodeIgmp>;
        // What decodes can be written again, and then decodes alike.
        if (!isCodecError(message)) expect(decodeIgmp(encodeIgmp(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeIgmp', () => {
  it('is undone by decodeIgmp', () => {
    fc.assert(
      fc.property(igmpMessage, (message) => {
        expect(decodeAmongPoison(decodeIgmp, encodeIgmp(message))).toEqual(message);
      }),
    );
  });

  it('makes every turned bit an error', () => {
    fc.assert(
      fc.property(igmpMessage, fc.nat(), (message, choice) => {
        const octets = encodeIgmp(message);
        const turned = withFlippedBit(octets, choice % (8 * octets.length));
        expect(decodeIgmp(turned)).toMatchObject({ code: 'bad-checksum' });
      }),
    );
  });

  it('writes the checksum it is told to', () => {
    const octets = encodeIgmp({ kind: 'leave-group', group: ipv4Address(1) }, { checksum: 0xabcd });
    expect(toHex(octets)).toBe('1700abcd00000001');
    expect(() =>
      encodeIgmp({ kind: 'leave-group', group: ipv4Address(1) }, { checksum: 65_536 }),
    ).toThrow('checksum');
  });

  const query = {
    kind: 'membership-query',
    version: 3,
    group: ANY,
    maxRespCode: 0,
    suppressRouterProcessing: false,
    robustnessVariable: 0,
    queryIntervalCode: 0,
    sources: [],
  } as const;
  const record: IgmpGroupRecord = { type: 1, group, sources: [], auxiliaryData: none };
  const report = (change: Partial<IgmpGroupRecord>): IgmpMessage => ({
    kind: 'membership-report',
    version: 3,
    records: [{ ...record, ...change }],
  });

  it('takes 255 words of auxiliary data', () => {
    const message = report({ auxiliaryData: new Uint8Array(1020) });
    expect(decodeIgmp(encodeIgmp(message))).toEqual(message);
  });

  it.each<[string, IgmpMessage]>([
    ['version 1', { kind: 'membership-query', version: 1, group: ANY, maxRespCode: 1 }],
    ['version 2', { kind: 'membership-query', version: 2, group: ANY, maxRespCode: 0 }],
    ['max resp code', { kind: 'membership-query', version: 2, group: ANY, maxRespCode: 256 }],
    ['group', { kind: 'leave-group', group: BEYOND }],
    ['robustness', { ...query, robustnessVariable: 8 }],
    ['interval', { ...query, queryIntervalCode: 256 }],
    ['address', { ...query, sources: [BEYOND] }],
    ['source count', { ...query, sources: Array(65_536).fill(0) }],
    ['type', { kind: 'unknown', type: 256, maxRespCode: 0, data: fromHex('00000000') }],
    ['max resp code', { kind: 'unknown', type: 9, maxRespCode: 256, data: fromHex('00000000') }],
    ['octets', { kind: 'unknown', type: 9, maxRespCode: 0, data: fromHex('000000') }],
    ['record type', report({ type: 256 })],
    ['group', report({ group: BEYOND })],
    ['source count', report({ sources: Array(65_536).fill(0) })],
    ['address', report({ sources: [BEYOND] })],
    ['auxiliary data', report({ auxiliaryData: fromHex('00') })],
    ['auxiliary data', report({ auxiliaryData: new Uint8Array(1024) })],
  ])('refuses a message for its %s', (name, message) => {
    expect(() => encodeIgmp(message)).toThrow(name);
  });
});
