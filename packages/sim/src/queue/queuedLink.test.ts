import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { udpPacket } from '../testing/udpPacket.js';
import type { QueueSpec } from './queueDisciplines.js';

const FIFO: QueueSpec = { kind: 'fifo', limitPackets: 3 };

/** 1000 octets take 1 ms. */
const RATE = 8e6;

/** Sends packets with code points, all at once; the order in which they arrive. */
function orderOf(queue: QueueSpec, dscps: readonly number[]): number[] {
  const fixture = new LinkFixture({ rateBitsPerSecond: RATE, queue });
  const order: number[] = [];
  fixture.onArrival = ({ view, start }) => order.push(view.getUint8(start + 1) >> 2);
  for (const dscp of dscps) fixture.link.forward.send(udpPacket(fixture.pool, { dscp }));
  fixture.clock.run();
  return order;
}

describe('a link with a queue discipline', () => {
  it('sends as a FIFO does that is computed, to the nanosecond', () => {
    const timesOf = (queue: QueueSpec | null) => {
      const fixture = new LinkFixture({
        rateBitsPerSecond: 3e9,
        delayNs: 12_345,
        queueLimitPackets: 3,
        queue,
      });
      for (let round = 0; round < 50; round++) {
        fixture.at(round * 700, () => {
          for (let packets = 0; packets <= round % 5; packets++) fixture.send(64 + round);
        });
      }
      fixture.clock.run();
      return { arrivals: fixture.arrivals, stats: fixture.stats };
    };
    const computed = timesOf(null);
    const byEvents = timesOf(FIFO);
    expect(byEvents.arrivals).toEqual(computed.arrivals);
    expect(byEvents.stats).toEqual(computed.stats);
    expect(computed.stats.drops['queue-full']).toBeGreaterThan(3);
  });

  it('counts the packets and octets that wait, now and at most', () => {
    for (const queue of [null, FIFO]) {
      const fixture = new LinkFixture({ rateBitsPerSecond: RATE, queueLimitPackets: 3, queue });
      for (const length of [1000, 500, 700, 300]) fixture.send(length);
      expect(fixture.stats).toMatchObject({
        queuePackets: 3,
        queueBytes: 1500,
        largestQueuePackets: 3,
        inFlightPackets: 4,
      });
      fixture.clock.run({ untilNs: 1_600_000 });
      expect(fixture.stats).toMatchObject({
        queuePackets: 1,
        queueBytes: 300,
        largestQueuePackets: 3,
        inFlightPackets: 2,
      });
    }
  });

  it('has one event for all that waits, and one for all that propagates', () => {
    const fixture = new LinkFixture({
      rateBitsPerSecond: RATE,
      delayNs: 9_000_000,
      queue: { kind: 'codel' },
    });
    for (let packets = 0; packets < 20; packets++) fixture.send(1000);
    expect(fixture.clock.queue.size).toBe(2);
    fixture.clock.run();
    expect(fixture.clock.events).toBe(20 + 19);
  });

  it('limits a FIFO by octets', () => {
    const fixture = new LinkFixture({
      rateBitsPerSecond: RATE,
      queue: { kind: 'fifo', limitBytes: 1000 },
    });
    // The first is sent at once; then 600 + 300 octets fit, 200 more do not, and 100 do.
    for (const length of [1000, 600, 300, 200, 100]) fixture.send(length);
    fixture.clock.run();
    expect(fixture.arrivals.map(({ serial }) => serial)).toEqual([1, 2, 3, 5]);
    expect(fixture.stats.drops).toEqual({ 'queue-full': 1 });
  });

  it('sends the urgent bands first, by DSCP', () => {
    const queue: QueueSpec = {
      kind: 'priority',
      bands: [{ dscp: [46] }, { dscp: [10, 12] }, { dscp: [] }],
    };
    // The first one goes as it comes, since nothing is being sent.
    expect(orderOf(queue, [0, 12, 0, 46, 10, 8, 46])).toEqual([0, 46, 46, 12, 10, 0, 8]);
    expect(orderOf({ ...queue, defaultBand: 0 }, [0, 12, 8])).toEqual([0, 8, 12]);
  });

  it('loses what waits when it goes down, and is ready when it comes up', () => {
    const fixture = new LinkFixture({ rateBitsPerSecond: RATE, delayNs: 2_000_000, queue: FIFO });
    for (let packets = 0; packets < 4; packets++) fixture.send(1000);
    fixture.at(1_500_000, () => {
      fixture.link.setUp(false);
      expect(fixture.link.inFlightPackets).toBe(0);
      expect(fixture.stats.queuePackets).toBe(0);
    });
    fixture.at(1_600_000, () => fixture.link.setUp(true));
    fixture.at(1_700_000, () => fixture.send(1000));
    fixture.clock.run();
    expect(fixture.arrivals.map(({ timeNs }) => timeNs)).toEqual([4_700_000]);
    expect(fixture.stats.drops).toEqual({ 'link-down': 4 });
  });

  it('changes its discipline while packets wait, which lose neither place nor time', () => {
    const changes: readonly (readonly [QueueSpec | null, QueueSpec | null])[] = [
      [null, FIFO],
      [FIFO, null],
      [FIFO, { kind: 'codel' }],
      [{ kind: 'fq-codel' }, null],
    ];
    for (const [from, to] of changes) {
      const fixture = new LinkFixture({ rateBitsPerSecond: RATE, queue: from });
      for (let packets = 0; packets < 4; packets++) fixture.send(1000);
      fixture.at(1_500_000, () => {
        fixture.link.set({ forward: { queue: to } });
        fixture.send(1000);
      });
      fixture.clock.run();
      expect(fixture.arrivals.map(({ timeNs }) => timeNs / 1e6)).toEqual([1, 2, 3, 4, 5]);
      expect(fixture.arrivals.map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5]);
      expect(fixture.pool.liveCount).toBe(0);
      expect(fixture.stats.largestQueuePackets).toBe(3);
    }
  });

  it('sends at once without a rate', () => {
    const fixture = new LinkFixture({ queue: { kind: 'codel', limitPackets: 1 } });
    for (let packets = 0; packets < 50; packets++) fixture.send(1000);
    fixture.clock.run();
    expect(fixture.arrivals).toHaveLength(50);
    expect(new Set(fixture.arrivals.map(({ timeNs }) => timeNs))).toEqual(new Set([0]));
  });
});
