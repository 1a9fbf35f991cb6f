import { ipv4Address, macAddress } from '@packetloom/core';
import { encodeEthernet, encodeIpv4 } from '@packetloom/core/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, joined, type PacketInFile, pcapOf, wordsOf } from '../../test/captureFiles.js';
import { behind, IPV4_HEADERS } from '../../test/linkHeaders.js';
import { type CaptureFile, isCaptureReadError } from './captureFile.js';
import { PcapngWriter } from './pcapngWriter.js';
import { readCapture } from './readCapture.js';
import { replayDatagrams } from './replayDatagrams.js';

const RAW = 101;
const ETHERNET = 1;
const NS_PER_SECOND = 1_000_000_000n;
const NONE = { arp: 0, ipv6: 0, otherProtocol: 0, malformed: 0, linkType: 0 };
const octets = fc.uint8Array({ maxLength: 100 });
const ipv4 = (size: number) =>
  encodeIpv4(
    { source: ipv4Address(1), destination: ipv4Address(2), protocol: 17, ttl: 64 },
    new Uint8Array(size),
  );

function fileOf(bytes: Uint8Array): CaptureFile {
  const file = readCapture(bytes);
  if (isCaptureReadError(file)) throw new Error(`${file.offset}: ${file.message}`);
  return file;
}

function errorOf(bytes: Uint8Array): [number, string] {
  const error = readCapture(bytes);
  if (!isCaptureReadError(error)) throw new Error('no error');
  return [error.offset, error.message];
}

/** A file as the writer makes it. */
function written(packets: readonly { timeNs: number; octets: Uint8Array }[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const sink = { write: (chunk: Uint8Array) => void chunks.push(chunk.slice()) };
  const writer = new PcapngWriter(sink, { epochMs: 0 });
  const raw = writer.addInterface({ name: 'h1:eth0', linkType: 'raw' });
  for (const packet of packets) {
    writer.packet({ interface: raw, direction: 'inbound', comment: 'as sent', ...packet });
  }
  writer.end();
  return joined(chunks);
}

describe('a pcap file', () => {
  const packets = fc.array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 0xffffffff }),
      fraction: fc.integer({ min: 0, max: 999_999 }),
      octets,
    }),
    { maxLength: 10 },
  );

  it('is read in both byte orders, with micro- and nanoseconds', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), packets, (littleEndian, nanoseconds, given) => {
        const file = fileOf(pcapOf({ littleEndian, nanoseconds, linkType: RAW }, given));
        const unitNs = nanoseconds ? 1n : 1000n;
        expect(file.format).toBe('pcap');
        expect(
          file.packets.map(({ stampNs, octets, linkType, originalLength }) => ({
            ...{ stampNs, octets: [...octets], linkType, originalLength },
          })),
        ).toEqual(
          given.map(({ seconds, fraction, octets }) => ({
            stampNs: BigInt(seconds) * NS_PER_SECOND + BigInt(fraction) * unitNs,
            octets: [...octets],
            linkType: RAW,
            originalLength: octets.length,
          })),
        );
      }),
    );
  });

  it('says where each record begins, and how long a packet was before it was cut', () => {
    const cut = { seconds: 0, fraction: 0, octets: new Uint8Array(10), originalLength: 1500 };
    const notation = { littleEndian: true, nanoseconds: false, linkType: RAW };
    expect(fileOf(pcapOf(notation, [cut, cut])).packets).toMatchObject([
      { offset: 24, originalLength: 1500 },
      { offset: 50, originalLength: 1500 },
    ]);
  });

  it('that ends early says where', () => {
    const packet = { seconds: 0, fraction: 0, octets: new Uint8Array(10) };
    const file = pcapOf({ littleEndian: true, nanoseconds: false, linkType: RAW }, [packet]);
    expect(errorOf(file.subarray(0, 20))).toEqual([20, 'a file header has 24 octets, the file 20']);
    expect(errorOf(file.subarray(0, 30))).toEqual([24, 'the file ends within a record header']);
    expect(errorOf(file.subarray(0, 45))).toEqual([32, 'a packet of 10 octets where 5 are left']);
  });
});

const sectionOf = (littleEndian: boolean, magic = 0x1a2b3c4d) =>
  blockOf(
    littleEndian,
    0x0a0d0d0a,
    wordsOf(littleEndian, [magic, littleEndian ? 1 : 0x10000, 0xffffffff, 0xffffffff]),
  );

describe('a pcapng file', () => {
  it('is read as the writer wrote it', () => {
    const packets = fc.array(fc.record({ timeNs: fc.maxSafeNat(), octets }), { maxLength: 10 });
    fc.assert(
      fc.property(packets, (given) => {
        const file = fileOf(written(given));
        expect(file.format).toBe('pcapng');
        expect(file.packets.map(({ stampNs, octets }) => [stampNs, [...octets]])).toEqual(
          given.map(({ timeNs, octets }) => [BigInt(timeNs), [...octets]]),
        );
      }),
    );
  });

  const section = sectionOf;
  /** Link type in the half that comes first. */
  const interfaceOf = (littleEndian: boolean, snapLength: number, options: number[] = []) =>
    blockOf(
      littleEndian,
      1,
      joined([
        wordsOf(littleEndian, [littleEndian ? RAW : RAW << 16, snapLength]),
        Uint8Array.from(options),
      ]),
    );

  it('may have sections of either byte order, simple packets and unknown blocks', () => {
    const simple = (littleEndian: boolean) =>
      blockOf(littleEndian, 3, joined([wordsOf(littleEndian, [9]), new Uint8Array(9).fill(7)]));
    const file = joined(
      [true, false].flatMap((littleEndian) => [
        section(littleEndian),
        blockOf(littleEndian, 0xbad, new Uint8Array(5)),
        interfaceOf(littleEndian, 4),
        simple(littleEndian),
      ]),
    );
    const expected = { linkType: RAW, stampNs: null, originalLength: 9 };
    const { packets } = fileOf(file);
    expect(packets).toMatchObject([expected, expected]);
    // The snapshot length says how much of it was kept.
    expect(packets.map(({ octets }) => [...octets])).toEqual([
      [7, 7, 7, 7],
      [7, 7, 7, 7],
    ]);
  });

  it('may count stamps in powers of ten or two, from an offset on', () => {
    const stampOf = (options: number[], units: number) => {
      const packet = blockOf(false, 6, wordsOf(false, [0, 0, units, 0, 0]));
      const file = joined([section(false), interfaceOf(false, 0, options), packet]);
      return fileOf(file).packets[0]?.stampNs;
    };
    expect(stampOf([], 5)).toBe(5000n);
    expect(stampOf([0, 9, 0, 1, 3, 0, 0, 0], 5)).toBe(5_000_000n);
    expect(stampOf([0, 9, 0, 1, 0x81, 0, 0, 0], 5)).toBe(2_500_000_000n);
    const offset = [0, 14, 0, 8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe];
    expect(stampOf([...offset, 0, 9, 0, 1, 0, 0, 0, 0], 5)).toBe(3_000_000_000n);
  });

  it('that is broken says where and how', () => {
    const body = wordsOf(true, [3, 0, 0, 0, 0]);
    const packet = blockOf(true, 6, body);
    const closing = section(true);
    closing[24] = 99;
    const unaligned = section(true);
    unaligned[4] = 30;
    expect([
      errorOf(joined([section(true), packet])),
      errorOf(joined([section(true), new Uint8Array(5)])),
      errorOf(section(true, 0x12345678)),
      errorOf(closing),
      errorOf(unaligned),
      errorOf(joined([section(true), interfaceOf(true, 0, [2, 0, 200, 0])])),
      errorOf(joined([section(true), interfaceOf(true, 0), blockOf(true, 6, body.subarray(4))])),
      errorOf(
        joined([
          section(true),
          interfaceOf(true, 0),
          blockOf(true, 6, wordsOf(true, [0, 0, 0, 400, 0])),
        ]),
      ),
      errorOf(section(true).subarray(0, 24)),
    ]).toMatchInlineSnapshot(`
      [
        [
          36,
          "a packet of interface 3, which the section does not have",
        ],
        [
          28,
          "5 octets are no block",
        ],
        [
          8,
          "a section without a byte order",
        ],
        [
          24,
          "a block of 28 octets ends as one of 99",
        ],
        [
          4,
          "30 octets are no length of a block",
        ],
        [
          46,
          "an option of 200 octets goes beyond its block",
        ],
        [
          48,
          "a block with 16 octets, where 20 are fields",
        ],
        [
          76,
          "a packet of 400 octets in a block with 0",
        ],
        [
          4,
          "a block of 28 octets where 24 are left",
        ],
      ]
    `);
  });
});

describe('hostile octets', () => {
  const files: Uint8Array[] = [
    written([
      { timeNs: 1, octets: ipv4(10) },
      { timeNs: 2, octets: ipv4(20) },
    ]),
    pcapOf({ littleEndian: true, nanoseconds: false, linkType: ETHERNET }, [
      { seconds: 1, fraction: 1, octets: ipv4(10) },
    ]),
  ];

  /** Reads, never throws, and if it fails says where in the file. */
  function isReadOrReported(bytes: Uint8Array): void {
    const file = readCapture(bytes);
    if (isCaptureReadError(file)) {
      expect(file.offset).toBeGreaterThanOrEqual(0);
      expect(file.offset).toBeLessThanOrEqual(bytes.length);
      expect(file.message).not.toBe('');
      return;
    }
    for (const { octets, offset } of file.packets) {
      expect(octets.byteOffset).toBeGreaterThanOrEqual(bytes.byteOffset + offset);
      expect(octets.byteOffset + octets.length).toBeLessThanOrEqual(
        bytes.byteOffset + bytes.length,
      );
    }
    expect(replayDatagrams(file).datagrams.length).toBeLessThanOrEqual(file.packets.length);
  }

  it('of any kind are read or told of', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), isReadOrReported));
    expect(errorOf(new Uint8Array())[0]).toBe(0);
    expect(errorOf(Uint8Array.of(1, 2, 3, 4))).toEqual([
      0,
      'neither pcap nor pcapng: the first four octets are of neither',
    ]);
  });

  it('that differ from a file here and there, or end early, are read or told of', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...files), changes, fc.nat(), (file, changed, end) => {
        const bytes = file.slice();
        for (const [at, value] of changed) bytes[at % bytes.length] = value;
        isReadOrReported(bytes);
        isReadOrReported(bytes.subarray(0, end % (bytes.length + 1)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what can be replayed of a capture', () => {
  const packet = (fraction: number, octets: Uint8Array): PacketInFile => ({
    ...{ seconds: 100, fraction, octets },
  });
  const replayOf = (linkType: number, packets: PacketInFile[]) =>
    replayDatagrams(fileOf(pcapOf({ littleEndian: true, nanoseconds: true, linkType }, packets)));

  it('has times from the first packet on, which never descend', () => {
    const { datagrams, leftOut } = replayOf(
      RAW,
      [5, 8, 6, 20].map((fraction) => packet(fraction, ipv4(4))),
    );
    expect(datagrams.map(({ timeNs }) => timeNs)).toEqual([0, 3, 3, 15]);
    expect(leftOut).toEqual(NONE);
  });

  it('are the IPv4 packets of frames, without their padding', () => {
    const frame = (etherType: number, payload: Uint8Array) =>
      encodeEthernet({ destination: macAddress(2), source: macAddress(4), etherType }, payload);
    const datagram = ipv4(10);
    const padded = joined([datagram, new Uint8Array(16)]);
    // IEEE 802.1Q: the tag stands where the type stood.
    const tagged = frame(0x8100, joined([Uint8Array.of(0, 5, 8, 0), padded]));
    const { datagrams, leftOut } = replayOf(ETHERNET, [
      packet(0, frame(0x0806, new Uint8Array(28))),
      packet(1, frame(0x0800, padded)),
      packet(2, tagged),
      packet(3, new Uint8Array(3)),
      packet(4, frame(0x0800, new Uint8Array(30))),
    ]);
    expect(datagrams).toEqual([
      { timeNs: 0, octets: datagram },
      { timeNs: 1, octets: datagram },
    ]);
    expect(leftOut).toEqual({ ...NONE, arp: 1, malformed: 2 });
  });

  it('is nothing of link types that nobody here knows, which are named', () => {
    expect(replayOf(105, [packet(0, ipv4(4)), packet(1, ipv4(4))])).toEqual({
      datagrams: [],
      leftOut: { ...NONE, linkType: 2 },
      unknownLinkTypes: [105],
    });
  });

  it.each([true, false])('may come from many interfaces (little-endian: %s)', (littleEndian) => {
    const number = (linkType: number) => (littleEndian ? linkType : linkType << 16);
    const blocks = IPV4_HEADERS.flatMap(([, linkType, header], index) => {
      const packet = behind(header, ipv4(index));
      // Every second interface counts nanoseconds.
      const unit =
        index % 2 === 0 ? [] : wordsOf(littleEndian, [number(9) + (littleEndian ? 1 << 16 : 1)]);
      const resolution = index % 2 === 0 ? [] : [...unit, 9, 0, 0, 0];
      const units = index % 2 === 0 ? index : index * 1000;
      const described = joined([
        wordsOf(littleEndian, [number(linkType), 0]),
        Uint8Array.from(resolution),
      ]);
      const fields = [index, 0, units, packet.length, packet.length];
      return [
        blockOf(littleEndian, 1, described),
        blockOf(littleEndian, 6, joined([wordsOf(littleEndian, fields), packet])),
      ];
    });
    const file = joined([sectionOf(littleEndian), ...blocks]);
    const { datagrams, leftOut } = replayDatagrams(fileOf(file));
    expect(leftOut).toEqual(NONE);
    expect(datagrams).toEqual(
      IPV4_HEADERS.map((_, index) => ({ timeNs: index * 1000, octets: ipv4(index) })),
    );
  });

  it.each([true, false])(
    'is in obsolete packet blocks, too (little-endian: %s)',
    (littleEndian) => {
      const packet = ipv4(4);
      const number = (value: number) => (littleEndian ? value : value << 16);
      // The count of drops stands in the other half of the interface's number.
      const first = number(1) | (littleEndian ? 7 << 16 : 7);
      const file = joined([
        sectionOf(littleEndian),
        blockOf(littleEndian, 1, wordsOf(littleEndian, [number(105), 0])),
        blockOf(littleEndian, 1, wordsOf(littleEndian, [number(RAW), 0])),
        blockOf(littleEndian, 2, joined([wordsOf(littleEndian, [first, 0, 5, 24, 24]), packet])),
      ]);
      expect(fileOf(file).packets).toMatchObject([
        { linkType: RAW, stampNs: 5000n, octets: packet },
      ]);
    },
  );
});
