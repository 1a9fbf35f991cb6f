import { Disposition, PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import { NamedRandom } from '../random/index.js';
import type { RedQueueSpec } from './redQueue.js';
import { RedQueue } from './redQueue.js';

const SPEC: RedQueueSpec = {
  kind: 'red',
  minPackets: 5,
  maxPackets: 15,
  weight: 1,
  limitPackets: 1000,
};

function redOf(spec: Partial<RedQueueSpec> = {}, rate: number | null = 8e6) {
  const pool = new PacketPool();
  const random = new NamedRandom(11);
  const drops: string[] = [];
  const queue = new RedQueue(
    { ...SPEC, ...spec },
    {
      stream: (purpose) => random.stream(purpose),
      rateBitsPerSecond: () => rate,
      marked: () => {},
      drop: (packet, disposition) => {
        drops.push(disposition === Disposition['queue-full'] ? 'full' : 'early');
        pool.end(packet, disposition);
      },
    },
  );
  /** Whether a packet that comes now gets in. */
  const offer = (nowNs = 0) => {
    const before = drops.length;
    queue.enqueue(pool.allocate(1000), nowNs);
    return drops.length === before;
  };
  const take = (nowNs = 0) => {
    const packet = queue.dequeue(nowNs);
    if (packet !== null) pool.end(packet, Disposition.delivered);
  };
  /** Fills the queue, and lets it forget that it was short. */
  const fillTo = (packets: number) => {
    while (queue.packets < packets) offer();
  };
  /** Packets from one drop to the next while the queue stays at `packets`. */
  const gapsAt = (packets: number, count: number) => {
    fillTo(packets);
    const gaps: number[] = [];
    let gap = 0;
    for (let offered = 0; gaps.length < count && offered < 1e6; offered++) {
      gap++;
      if (offer()) {
        take();
      } else {
        gaps.push(gap);
        gap = 0;
      }
    }
    return gaps.slice(1);
  };
  return { queue, drops, offer, take, fillTo, gapsAt };
}

describe('random early detection', () => {
  it('drops nothing early while the average is below the minimum', () => {
    const { drops, offer, take } = redOf();
    for (let round = 0; round < 5000; round++) {
      for (let burst = 0; burst < 5; burst++) offer();
      for (let burst = 0; burst < 5; burst++) take();
    }
    expect(drops).toEqual([]);
  });

  it.each([6, 10, 14])('spaces drops evenly on 1 … 1/p for an average of %i packets', (average) => {
    const p = (0.1 * (average - 5)) / 10;
    const gaps = redOf().gapsAt(average, 5000);
    // Uniform on 1 … 1/p: mean (1 + 1/p)/2 (Floyd and Jacobson 1993, section 7). Where 1/p is not whole,
    // the last place has the rest of the probability.
    const places = Math.floor(1 / p + 1e-9);
    const rest = 1 - places * p;
    const mean = (p * places * (places + 1)) / 2 + rest * (places + 1);
    expectEstimate(estimateOf(gaps), mean);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil(1 / p - 1e-9));
    expect(Math.min(...gaps)).toBe(1);
  });

  it('goes on gently to twice the maximum', () => {
    // p = 0.1 + 0.9 · 0.5 at 22.5; drops are 1 or 2, rarely 3 packets apart.
    const p = 0.1 + (0.9 * (22 - 15)) / 15;
    const gaps = redOf({ limitPackets: 5000 }).gapsAt(22, 5000);
    const mean = p + 2 * Math.min(p, 1 - p) + 3 * Math.max(0, 1 - 2 * p);
    expectEstimate(estimateOf(gaps), mean);
  });

  it('drops everything beyond the maximum unless it is gentle', () => {
    const { queue, offer, fillTo } = redOf({ gentle: false });
    fillTo(15);
    expect(Array.from({ length: 20 }, () => offer())).not.toContain(true);
    expect(queue.average).toBe(15);
  });

  it('averages the queue that each packet meets', () => {
    const weight = 0.25;
    const { queue, offer } = redOf({ weight, minPackets: 100, maxPackets: 200 });
    let average = 0;
    for (let met = 0; met < 40; met++) {
      offer();
      average = (1 - weight) * average + weight * met;
      expect(queue.average).toBeCloseTo(average, 10);
    }
  });

  it('lets the average decay while the link idles, as if typical packets had gone', () => {
    const weight = 0.1;
    const { queue, offer, take } = redOf({ weight, minPackets: 100, maxPackets: 200 });
    for (let packets = 0; packets < 30; packets++) offer();
    for (let packets = 0; packets < 30; packets++) take();
    const before = queue.average;
    // 1000 octets take 1 ms at 8 Mbit/s.
    offer(7_400_000);
    expect(queue.average).toBeCloseTo(before * 0.9 ** 7, 10);
  });

  it('counts idle time from when the last packet left, not from a later question', () => {
    const { queue, offer, take } = redOf({ weight: 0.1, minPackets: 100, maxPackets: 200 });
    for (let packets = 0; packets < 30; packets++) offer();
    for (let packets = 0; packets < 30; packets++) take(2_000_000);
    const before = queue.average;
    take(6_000_000);
    offer(7_400_000);
    expect(queue.average).toBeCloseTo(before * 0.9 ** 5, 10);
  });

  it('has a hard limit besides', () => {
    const { drops, offer } = redOf({ weight: 1e-9, limitPackets: 3 });
    for (let packets = 0; packets < 5; packets++) offer();
    expect(drops).toEqual(['full', 'full']);
  });
});
