import { fillIpv4Checksum, headerChecksum, ipv4Checksum } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import type { LossSpec } from './impairmentSpec.js';

const ALL: LossSpec = { kind: 'independent', probability: 1 };

/** What comes of a packet with these ECN bits that would be lost: the type of service, or null. */
function outcome(ecn: number, correct = true): number | null {
  const fixture = new LinkFixture({ loss: ALL, ecn: true });
  fixture.recordOctets = true;
  const header = new Uint8Array(20);
  header.set([0x45, 0x20 | ecn, 0, 20]);
  header.set([64, 17], 8);
  const view = new DataView(header.buffer);
  fillIpv4Checksum(view, 0, 20);
  if (!correct) view.setUint16(10, view.getUint16(10) ^ 1);
  fixture.at(0, () => void fixture.sendOctets(header));
  fixture.clock.run();
  const octets = fixture.arrivals[0]?.octets;
  if (octets === undefined || octets === null) return null;
  const arrived = new DataView(octets.buffer, octets.byteOffset, octets.length);
  expect(ipv4Checksum(arrived, 0) === headerChecksum(arrived, 0, 20)).toBe(correct);
  return octets[1] ?? null;
}

describe('loss with ecn', () => {
  it('marks what understands congestion, and loses the rest', () => {
    expect(outcome(0b00)).toBeNull();
    expect(outcome(0b01)).toBe(0x23);
    expect(outcome(0b10)).toBe(0x23);
    expect(outcome(0b11)).toBe(0x23);
  });

  it('mends no header that is wrong', () => {
    expect(outcome(0b10, false)).toBe(0x23);
  });

  it('loses what is no IPv4 packet', () => {
    const fixture = new LinkFixture({ loss: ALL, ecn: true });
    fixture.sendAll(5, 1);
    expect(fixture.stats.drops).toEqual({ loss: 5 });
  });
});
