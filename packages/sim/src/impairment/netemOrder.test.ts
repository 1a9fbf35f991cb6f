// Impairments in front of queue and rate, as the kernel's netem_enqueue has them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkFixture, modelsOf } from '../../test/linkFixture.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';

const US = 1000;
/** A packet of 100 octets takes 100 us. */
const RATE = { rateBitsPerSecond: 8e6, queueLimitPackets: 1000 };
const OWN_RATE = { ...RATE, inQdisc: true, qdiscRate: true };
const OTHER_RATE = { ...RATE, inQdisc: true };

/** What arrives of packets sent at once: serial and time in microseconds. */
function arrivalsOf(spec: Partial<LinkDirectionSpec>, count: number): [number, number][] {
  const arrivals = new LinkFixture(spec).sendAll(count, 0);
  return arrivals.map(({ serial, timeNs }) => [serial, timeNs / US]);
}

describe.each([
  ['of netem', OWN_RATE],
  ['of the device', OTHER_RATE],
])('in front of a rate %s, a packet', (_, rate) => {
  it('that is lost takes none of it', () => {
    const loss = { kind: 'packets' as const, numbers: [1, 3] };
    expect(arrivalsOf({ ...rate, loss }, 4)).toEqual([
      [2, 100],
      [4, 200],
    ]);
    expect(arrivalsOf({ ...rate, loss, inQdisc: false }, 4)).toEqual([
      [2, 200],
      [4, 400],
    ]);
  });

  it('takes it once more as a copy, which goes first', () => {
    // Serials: 1 and 3 are sent; 2 and 4 are their copies.
    expect(arrivalsOf({ ...rate, duplicate: { probability: 1 } }, 2)).toEqual([
      [2, 100],
      [1, 200],
      [4, 300],
      [3, 400],
    ]);
  });

  it('finds no place when as many as may wait, in a discipline too', () => {
    for (const queue of [null, { kind: 'fifo' as const, limitPackets: 9 }]) {
      const fixture = new LinkFixture({ ...rate, queue, delayNs: 50 * US, limitPackets: 3 });
      expect(fixture.sendAll(6, 0).length).toBe(3);
      expect(fixture.stats.drops).toEqual({ 'queue-full': 3 });
    }
  });

  it('that is lost does not wait in a discipline', () => {
    const queue = { kind: 'fifo' as const, limitPackets: 2 };
    const loss = { kind: 'packets' as const, numbers: [2, 3, 4, 5] };
    const fixture = new LinkFixture({ ...rate, queue, loss, duplicate: null });
    expect(fixture.sendAll(7, 0).map(({ timeNs }) => timeNs / US)).toEqual([100, 200, 300]);
    expect(fixture.stats.drops).toEqual({ loss: 4 });
  });
});

it('a copy goes first, and counts for the gap, as the kernel enqueues it anew before its original', () => {
  const spec = { inQdisc: true, delayNs: 1000 * US, duplicate: { probability: 1 } };
  const fixture = new LinkFixture({ ...spec, reorder: { probability: 1, gap: 4 } });
  const arrivals = fixture
    .sendAll(4, 0)
    .map(({ identity, serial, timeNs }) => [
      identity,
      serial % 2 === 1 ? 'original' : 'copy',
      timeNs / US,
    ]);
  // Enqueued: 1' 1 2' 2 3' 3 4' 4; each fourth goes ahead.
  expect(arrivals).toEqual([
    [2, 'original', 0],
    [4, 'original', 0],
    [1, 'copy', 1000],
    [1, 'original', 1000],
    [2, 'copy', 1000],
    [3, 'copy', 1000],
    [3, 'original', 1000],
    [4, 'copy', 1000],
  ]);
});

it('a packet that goes ahead takes nothing of the rate of netem, and its time at that of a device', () => {
  const reorder = { probability: 1, gap: 3 };
  const delayNs = 1000 * US;
  expect(arrivalsOf({ ...OWN_RATE, reorder, delayNs }, 4)).toEqual([
    [3, 0],
    [1, 1100],
    [2, 1200],
    [4, 1300],
  ]);
  expect(arrivalsOf({ ...OTHER_RATE, reorder, delayNs }, 4)).toEqual([
    [3, 300],
    [1, 1100],
    [2, 1200],
    [4, 1400],
  ]);
});

it('with a rate of its own, a packet takes its time behind its delay and behind the one before', () => {
  const packets = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 400 })), {
    minLength: 1,
    maxLength: 30,
  });
  const jitter = fc.option(fc.constant({ jitterNs: 200 * US, distribution: 'normal' as const }));
  fc.assert(
    fc.property(packets, fc.nat(400), jitter, (all, delayUs, drawn) => {
      const delays: number[] = [];
      const spec = { ...OWN_RATE, jitter: drawn, delayNs: delayUs * US };
      const fixture = new LinkFixture(spec, 1, watched(delays));
      const expected: number[] = [];
      let nowNs = 0;
      let lastNs = 0;
      for (const [gap, octets] of all) {
        nowNs += gap * US;
        const sentNs = nowNs;
        fixture.at(sentNs, () => {
          fixture.send(octets);
          // `time_to_send` of sch_netem: what is in the queue comes first, then this delay, then its octets.
          const delayNs = drawn === null ? spec.delayNs : (delays.at(-1) ?? Number.NaN);
          lastNs = Math.max(lastNs, sentNs + delayNs) + octets * US;
          expected.push(lastNs);
        });
      }
      fixture.clock.run();
      expect(fixture.arrivals.map(({ timeNs }) => timeNs)).toEqual(expected);
    }),
  );
});

/** The built-in models; `delays` gets each delay that is drawn. */
function watched(delays: number[]) {
  const models = modelsOf(1);
  return {
    ...models,
    delayModel: (...parts: Parameters<typeof models.delayModel>) => {
      const model = models.delayModel(...parts);
      return {
        delayNs: (...asked: Parameters<typeof model.delayNs>) => {
          const delayNs = model.delayNs(...asked);
          delays.push(delayNs);
          return delayNs;
        },
      };
    },
  };
}
