import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPcapng } from '../../test/pcapngReader.js';
import { type CapturedPacket, type CaptureInterface, PcapngWriter } from './pcapngWriter.js';

class Chunks {
  readonly chunks: Uint8Array[] = [];

  write(chunk: Uint8Array): void {
    this.chunks.push(chunk.slice());
  }

  get octets(): Uint8Array {
    return Uint8Array.from(this.chunks.flatMap((chunk) => [...chunk]));
  }
}

const hex = (octets: Uint8Array) =>
  [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

interface Capture {
  readonly epochMs?: number;
  readonly bufferBytes?: number;
  readonly interfaces: readonly CaptureInterface[];
  readonly packets: readonly CapturedPacket[];
}

function write({ epochMs = 0, bufferBytes, interfaces, packets }: Capture): Uint8Array {
  const sink = new Chunks();
  const size = bufferBytes === undefined ? {} : { bufferBytes };
  const writer = new PcapngWriter(sink, { epochMs, ...size });
  for (const one of interfaces) writer.addInterface(one);
  for (const packet of packets) writer.packet(packet);
  writer.end();
  return sink.octets;
}

const RAW: CaptureInterface = { name: 'h1:eth0', linkType: 'raw' };
const PACKET: CapturedPacket = {
  interface: 0,
  timeNs: 0,
  direction: 'inbound',
  octets: Uint8Array.of(0x45),
};

describe('golden octets', () => {
  it('has a section, an interface and a packet', () => {
    const file = write({
      epochMs: 1_700_000_000_000,
      interfaces: [{ name: 'r1:eth0', linkType: 'ethernet' }],
      packets: [
        {
          interface: 0,
          timeNs: 1,
          direction: 'outbound',
          octets: Uint8Array.of(1, 2, 3, 4, 5),
          comment: 'lost',
        },
      ],
    });
    expect(hex(file)).toBe(
      [
        // Section header, 48 octets: magic, version 1.0, length −1, shb_userappl, end.
        '0a0d0d0a' + '30000000' + '4d3c2b1a' + '01000000' + 'ffffffffffffffff',
        '04000a00' + '5061636b65746c6f6f6d0000' + '00000000' + '30000000',
        // Interface, 44 octets: Ethernet, no limit, if_name, if_tsresol 9, end.
        '01000000' + '2c000000' + '01000000' + '00000000',
        '02000700' + '72313a6574683000' + '09000100' + '09000000' + '00000000' + '2c000000',
        // Packet, 60 octets: stamp 1,700,000,000,000,000,001 = 0x17979cfe362a0001.
        '06000000' + '3c000000' + '00000000' + 'fe9c9717' + '01002a36' + '05000000' + '05000000',
        '0102030405000000' +
          '01000400' +
          '6c6f7374' +
          '02000400' +
          '02000000' +
          '00000000' +
          '3c000000',
      ].join(''),
    );
  });
});

it('a packet id is 64 bits in the order of the section, low word first', () => {
  const packets = [{ ...PACKET, packetId: 2 ** 32 + 5 }];
  const file = hex(write({ interfaces: [RAW], packets }));
  expect(file).toContain('02000400' + '01000000' + '05000800' + '0500000001000000' + '00000000');
});

describe('packets', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const packet = fc.record(
    {
      interface: fc.nat(2),
      timeNs: fc.maxSafeNat(),
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      octets: fc.uint8Array({ maxLength: 70 }),
      comment: text,
    },
    { requiredKeys: ['interface', 'timeNs', 'direction', 'octets'] },
  );
  const linkType = fc.constantFrom('raw' as const, 'ethernet' as const);
  const capture = fc.record({
    epochMs: fc.integer({ min: 0, max: 18_400_000_000_000 }),
    // Small buffers: blocks of any size meet the end of the buffer in any way.
    bufferBytes: fc.integer({ min: 1, max: 300 }),
    interfaces: fc.array(fc.record({ name: text, linkType }), { minLength: 3, maxLength: 3 }),
    packets: fc.array(packet, { maxLength: 8 }),
  });

  it('are read back as they were written, however the buffer fills', () => {
    fc.assert(
      fc.property(capture, (written) => {
        const read = readPcapng(write(written));
        expect(read.application).toBe('Packetloom');
        expect(read.interfaces).toEqual(
          written.interfaces.map(({ name, linkType: type }) => ({
            linkType: type === 'raw' ? 101 : 1,
            snapLength: 0,
            name,
            resolution: 9,
          })),
        );
        expect(read.packets).toEqual(
          written.packets.map((one) => ({
            interface: one.interface,
            stampNs: BigInt(written.epochMs) * 1_000_000n + BigInt(one.timeNs),
            octets: Uint8Array.from(one.octets),
            originalLength: one.octets.length,
            flags: one.direction === 'inbound' ? 1 : 2,
            comment: one.comment,
          })),
        );
      }),
    );
  });

  it('give the same file whatever the size of the buffer', () => {
    fc.assert(
      fc.property(capture, (written) => {
        const { epochMs, interfaces, packets } = written;
        expect(write(written)).toEqual(write({ epochMs, interfaces, packets }));
      }),
    );
  });

  it('may be larger than the buffer', () => {
    const octets = new Uint8Array(65_728).fill(7);
    const { packets } = readPcapng(write({ interfaces: [RAW], packets: [{ ...PACKET, octets }] }));
    expect(packets[0]?.octets).toEqual(octets);
  });

  it('are copied: the caller may change the octets afterwards', () => {
    const sink = new Chunks();
    const writer = new PcapngWriter(sink, { epochMs: 0 });
    writer.addInterface(RAW);
    const octets = Uint8Array.of(1, 2, 3);
    writer.packet({ ...PACKET, octets });
    octets.fill(9);
    writer.end();
    expect([...(readPcapng(sink.octets).packets[0]?.octets ?? [])]).toEqual([1, 2, 3]);
  });

  it.each([
    ['x', 65_535],
    ['é', 65_534],
    ['€', 65_535],
    ['😀', 65_532],
  ])('have comments of %s cut after the last whole character that fits', (character, length) => {
    const comment = character.repeat(70_000);
    const { packets } = readPcapng(write({ interfaces: [RAW], packets: [{ ...PACKET, comment }] }));
    const found = packets[0]?.comment ?? '';
    expect(new TextEncoder().encode(found).length).toBe(length);
    expect(comment.startsWith(found)).toBe(true);
  });
});

describe('chunks', () => {
  it('belong to the sink, and come when the buffer is full, on flush and at the end', () => {
    const sink = new Chunks();
    const writer = new PcapngWriter(sink, { epochMs: 0, bufferBytes: 200 });
    writer.addInterface(RAW);
    expect(sink.chunks).toHaveLength(0);
    writer.flush();
    expect(sink.chunks).toHaveLength(1);
    const first = hex(sink.chunks[0] as Uint8Array);
    for (let sent = 0; sent < 5; sent++) writer.packet(PACKET);
    expect(sink.chunks).toHaveLength(2);
    writer.end();
    writer.end();
    expect(sink.chunks).toHaveLength(3);
    expect(hex(sink.chunks[0] as Uint8Array)).toBe(first);
  });
});

describe('errors of the program', () => {
  it('are packets of an interface that is not there', () => {
    const writer = new PcapngWriter(new Chunks(), { epochMs: 0 });
    expect(() => writer.packet(PACKET)).toThrow(RangeError);
    writer.addInterface(RAW);
    expect(() => writer.packet({ ...PACKET, interface: 1 })).toThrow(RangeError);
    expect(() => writer.packet({ ...PACKET, interface: -1 })).toThrow(RangeError);
  });

  it('are packets and interfaces after the end', () => {
    const writer = new PcapngWriter(new Chunks(), { epochMs: 0 });
    writer.addInterface(RAW);
    writer.end();
    expect(() => writer.packet(PACKET)).toThrow('ended');
    expect(() => writer.addInterface(RAW)).toThrow('ended');
  });

  it.each([-1, 0.5, Number.NaN, 18_400_000_000_001])('are epochs such as %d', (epochMs) => {
    expect(() => new PcapngWriter(new Chunks(), { epochMs })).toThrow(RangeError);
  });
});
