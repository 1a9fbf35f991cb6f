import { fc, test } from '@fast-check/vitest';
import { PacketPool } from '@packetloom/core';
import { summaryOf } from '@packetloom/sim/internal';
import { describe, expect } from 'vitest';
import { packetRecord } from './eventRecord.js';
import { PACKET_BEGIN, PacketWriter } from './packetWriter.js';
import { TextBuffer } from './textBuffer.js';

const BEGIN = PACKET_BEGIN.slice('"packet":'.length);

/** Few values, so that flows and packets come again. */
const octets = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .tuple(
      fc.constantFrom(0x45, 0x46, 0x4f),
      fc.constantFrom(0, 1, 0x2000, 0x4000),
      fc.nat({ max: 255 }),
      fc.constantFrom(1, 6, 17, 89),
      fc.nat({ max: 2 }),
      fc.nat({ max: 3 }),
      fc.integer({ min: 20, max: 40 }),
    )
    .map(([first, field, ttl, protocol, address, port, length]) => {
      const packet = new Uint8Array(length);
      packet.set([first, 0, 0, length, 0, 7, field >> 8, field & 0xff, ttl, protocol, 0, 0]);
      packet.set([10, 0, 0, address, 10, 0, 1, address], 12);
      if (length >= 24) packet.set([0, port, 0, 9], 20);
      return packet;
    }),
  fc.constant(arpRequest()),
);

describe('packets in the file of events', () => {
  test.prop([
    fc.array(fc.record({ octets, cause: fc.nat({ max: 2 }), again: fc.nat({ max: 2 }) })),
  ])('are what their records are', (packets) => {
    let text = '';
    const decoder = new TextDecoder();
    const buffer = new TextBuffer({
      write: (chunk) => {
        text += decoder.decode(chunk, { stream: true });
      },
    });
    const writer = new PacketWriter(buffer);
    const pool = new PacketPool();
    const expected: string[] = [];
    for (const { octets: content, cause, again } of packets) {
      const packet = pool.allocate(content.length, cause);
      packet.bytes.set(content, packet.start);
      for (let time = 0; time <= again; time++) {
        expected.push(JSON.stringify(packetRecord(summaryOf(packet, false))));
        buffer.text(BEGIN);
        writer.write(packet);
        buffer.text('\n');
        // As a router does, and then as NAT.
        const at = packet.start + (time === 0 ? 8 : 15);
        if (content.length >= 20) packet.view.setUint8(at, packet.view.getUint8(at) ^ 1);
      }
    }
    buffer.flush();
    expect(text.split('\n').slice(0, -1)).toEqual(expected);
  });
});

function arpRequest(): Uint8Array {
  const packet = new Uint8Array(28);
  packet.set([
    0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2,
  ]);
  return packet;
}
