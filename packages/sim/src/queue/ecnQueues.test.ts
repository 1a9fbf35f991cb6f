// Queues that mark packets instead of dropping them (RFC 3168, RFC 8257 3.1, RFC 8289, RFC 8290).
import { Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import { ipv4TypeOfService, setIpv4TypeOfService } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { NamedRandom } from '../random/index.js';
import { udpPacket } from '../testing/udpPacket.js';
import { createQueueDiscipline, type QueueSpec } from './queueDisciplines.js';

const MS = 1_000_000;
const ECT = 0b10;
const CE = 0b11;

/** A queue, the packets that it sends with their ECN field, and what it counts. */
function queueOf(spec: QueueSpec) {
  const pool = new PacketPool();
  const random = new NamedRandom(3);
  const counts = { marked: 0, early: 0, full: 0 };
  const queue = createQueueDiscipline(spec, {
    stream: (purpose) => random.stream(purpose),
    rateBitsPerSecond: () => 10e6,
    marked: () => {
      counts.marked++;
    },
    drop: (packet, disposition) => {
      if (disposition === Disposition['queue-full']) counts.full++;
      else counts.early++;
      pool.end(packet, disposition);
    },
  });
  const offer = (ecn: number, nowNs = 0) => {
    const packet = udpPacket(pool, { length: 1000 });
    setIpv4TypeOfService(packet.view, packet.start, ecn);
    queue.enqueue(packet, nowNs);
  };
  const ecnOf = (packet: PacketBuffer | null) =>
    packet === null ? null : ipv4TypeOfService(packet.view, packet.start) & 3;
  const take = (nowNs = 0) => {
    const packet = queue.dequeue(nowNs);
    const ecn = ecnOf(packet);
    if (packet !== null) pool.end(packet, Disposition.delivered);
    return ecn;
  };
  return { queue, counts, offer, take };
}

describe('a FIFO with a threshold', () => {
  it('marks what finds so many packets waiting, if it can be marked', () => {
    const { counts, offer, take } = queueOf({
      kind: 'fifo',
      limitPackets: 10,
      ecnThresholdPackets: 2,
    });
    for (const ecn of [ECT, ECT, ECT, 0, ECT]) offer(ecn);
    expect([take(), take(), take(), take(), take()]).toEqual([ECT, ECT, CE, 0, CE]);
    expect(counts).toEqual({ marked: 2, early: 0, full: 0 });
  });

  it('counts octets, too', () => {
    const { offer, take } = queueOf({ kind: 'fifo', limitBytes: 1e6, ecnThresholdBytes: 1500 });
    for (let packet = 0; packet < 3; packet++) offer(ECT);
    expect([take(), take(), take()]).toEqual([ECT, ECT, CE]);
  });
});

describe('random early detection', () => {
  const spec = { kind: 'red', minPackets: 1, maxPackets: 3, weight: 1, limitPackets: 50 } as const;

  it('marks where it would drop early', () => {
    const { counts, offer } = queueOf({ ...spec, ecn: true });
    for (let packet = 0; packet < 60; packet++) offer(ECT);
    expect(counts).toMatchObject({ early: 0, full: 10 });
    expect(counts.marked).toBeGreaterThan(40);
  });

  it('drops what cannot be marked', () => {
    const { counts, offer } = queueOf({ ...spec, ecn: true });
    for (let packet = 0; packet < 60; packet++) offer(0);
    expect(counts.marked).toBe(0);
    expect(counts.early).toBeGreaterThan(40);
  });
});

describe.each(['codel', 'fq-codel'] as const)('%s', (kind) => {
  /** A standing queue of which a packet is taken each 10 ms. */
  const standing = (spec: Partial<QueueSpec>, ecn: number) => {
    const made = queueOf({ kind, ...spec } as QueueSpec);
    for (let packet = 0; packet < 200; packet++) made.offer(ecn);
    const sent = Array.from({ length: 100 }, (_, turn) => made.take(turn * 10 * MS));
    return { ...made, sent };
  };

  it('marks where it would drop, by the same law', () => {
    const marking = standing({ ecn: true }, ECT);
    const dropping = standing({ ecn: false }, ECT);
    expect(marking.counts.early).toBe(0);
    expect(marking.counts.marked).toBeGreaterThan(5);
    expect(marking.sent.filter((ecn) => ecn === CE)).toHaveLength(marking.counts.marked);
    expect(dropping.counts.marked).toBe(0);
    expect(Math.abs(dropping.counts.early - marking.counts.marked)).toBeLessThanOrEqual(1);
  });

  it('marks at once beyond a threshold', () => {
    const { sent } = standing({ ceThresholdNs: 20 * MS }, ECT);
    expect(sent.slice(0, 5)).toEqual([ECT, ECT, ECT, CE, CE]);
  });

  it(`marks ${kind === 'codel' ? 'only if asked' : 'by default, as Linux'}`, () => {
    const { counts } = standing({}, ECT);
    expect(counts.marked > 0).toBe(kind === 'fq-codel');
  });
});
