import { Disposition, PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { GreedyFlow } from '../../test/greedyFlow.js';
import { LinkFixture } from '../../test/linkFixture.js';
import { CodelQueue } from './codelQueue.js';
import type { QueueSpec } from './queueDisciplines.js';

const MS = 1_000_000;

/** A CoDel queue that always holds packets, asked for one each millisecond; each has waited `delayNs`. */
function dropTimes(delayNs: number, untilNs: number): number[] {
  const pool = new PacketPool();
  const times: number[] = [];
  let nowNs = 0;
  const queue = new CodelQueue(
    { kind: 'codel', limitPackets: 1e6 },
    {
      marked: () => {},
      drop: (packet, disposition) => {
        expect(disposition).toBe(Disposition['queue-early-drop']);
        times.push(nowNs);
        pool.end(packet, disposition);
      },
    },
  );
  // Packets enter as if each left `delayNs` later, a drop leaving room for the next sooner.
  for (let index = 0; index < untilNs / (MS / 4); index++) {
    queue.enqueue(pool.allocate(1000), (index * MS) / 4 - delayNs);
  }
  for (nowNs = 0; nowNs < untilNs; nowNs += MS / 4) {
    const packet = queue.dequeue(nowNs);
    if (packet !== null) pool.end(packet, Disposition.delivered);
  }
  return times;
}

describe('controlled delay', () => {
  it('begins after an interval above the target, and drops at shrinking distances', () => {
    const times = dropTimes(60 * MS, 400 * MS);
    // 100 ms, then 100/√1, 100/√2, 100/√3, … (RFC 8289, section 3.3), at the next packet each.
    const expected = [100];
    for (let count = 1; count <= 3; count++) {
      expected.push((expected.at(-1) ?? 0) + 100 / Math.sqrt(count));
    }
    expect(times.length).toBeGreaterThanOrEqual(4);
    expected.forEach((timeMs, index) => {
      expect((times[index] ?? 0) / MS - timeMs).toBeGreaterThanOrEqual(0);
      expect((times[index] ?? 0) / MS - timeMs).toBeLessThanOrEqual(0.75);
    });
  });

  it('drops nothing that waits less than the target', () => {
    expect(dropTimes(4.9 * MS, 1000 * MS)).toEqual([]);
  });

  it('takes up a drop state that it left not long ago, and forgets one after 16 intervals', () => {
    // 2 s of a standing queue, then an empty one for a while, and the same again.
    const secondGap = (pauseNs: number) => {
      const pool = new PacketPool();
      const times: number[] = [];
      let nowNs = 0;
      const queue = new CodelQueue(
        { kind: 'codel', limitPackets: 1e6 },
        {
          marked: () => {},
          drop: (packet, disposition) => {
            times.push(nowNs);
            pool.end(packet, disposition);
          },
        },
      );
      const stand = () => {
        for (const endNs = nowNs + 2000 * MS; nowNs < endNs; nowNs += MS) {
          while (queue.packets < 100) queue.enqueue(pool.allocate(1000), nowNs - 50 * MS);
          const packet = queue.dequeue(nowNs);
          if (packet !== null) pool.end(packet, Disposition.delivered);
        }
      };
      stand();
      for (let packet = queue.remove(); packet !== null; packet = queue.remove()) {
        pool.end(packet, Disposition.delivered);
      }
      expect(queue.dequeue(nowNs)).toBeNull();
      nowNs += pauseNs;
      const from = times.length;
      stand();
      return (times[from + 1] ?? 0) - (times[from] ?? 0);
    };
    expect(secondGap(200 * MS)).toBeLessThan(50 * MS);
    expect(secondGap(5000 * MS)).toBe(100 * MS);
  });

  it('never drops the last packet, however long it waited', () => {
    const pool = new PacketPool();
    const queue = new CodelQueue(
      { kind: 'codel' },
      { marked: () => {}, drop: () => expect.unreachable('a drop of the last packet') },
    );
    for (let round = 0; round < 100; round++) {
      queue.enqueue(pool.allocate(1000), round * 1000 * MS);
      expect(queue.dequeue(round * 1000 * MS + 900 * MS)).not.toBeNull();
    }
  });
});

/** The least wait in each 100 ms from 5 s on: what of a queue stands, and is no burst. */
function standingQueue(queue: QueueSpec | null) {
  const fixture = new LinkFixture({
    rateBitsPerSecond: 10e6,
    delayNs: 20 * MS,
    queueLimitPackets: 200,
    queue,
  });
  const flow = new GreedyFlow(fixture, 20 * MS);
  flow.start();
  fixture.clock.run({ untilNs: 30_000 * MS });
  const waits = flow.minWaitsNs(5_000 * MS, 100 * MS);
  const deliveredBits = fixture.stats.deliveredBytes * 8;
  return { waits, utilisation: deliveredBits / (10e6 * 30), stats: fixture.stats };
}

describe('the standing queue of a flow that fills every buffer', () => {
  it('is held at 5 ms by CoDel, with the link in use', () => {
    const { waits, utilisation, stats } = standingQueue({ kind: 'codel' });
    const within = waits.filter((waitNs) => waitNs <= 5 * MS).length / waits.length;
    expect(within).toBeGreaterThan(0.9);
    expect(utilisation).toBeGreaterThan(0.9);
    expect(stats.drops).toEqual({ 'queue-early-drop': expect.any(Number) });
  });

  it('is held at 5 ms by FQ-CoDel too', () => {
    const { waits, utilisation } = standingQueue({ kind: 'fq-codel' });
    expect(waits.filter((waitNs) => waitNs <= 5 * MS).length / waits.length).toBeGreaterThan(0.9);
    expect(utilisation).toBeGreaterThan(0.9);
  });

  it('is 50 ms and more in a FIFO of 160 ms', () => {
    const { waits, stats } = standingQueue(null);
    const above = waits.filter((waitNs) => waitNs > 50 * MS).length / waits.length;
    expect(above).toBe(1);
    expect(stats.largestQueuePackets).toBe(200);
  });
});
