import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import type { SlotSpec } from './impairmentSpec.js';

const MS = 1_000_000;
const every = (ms: number, more: Partial<SlotSpec> = {}): SlotSpec => ({
  delay: { kind: 'range', minNs: ms * MS, maxNs: ms * MS },
  ...more,
});

/** When packets arrive that come every millisecond, in milliseconds. */
function arrivalsOf(slot: SlotSpec, count: number, spec: { delayNs?: number } = {}): number[] {
  return new LinkFixture({ slot, ...spec }).sendAll(count, MS).map(({ timeNs }) => timeNs / MS);
}

describe('slots', () => {
  it('let packets come together', () => {
    // The first one comes as the first slot is open; the next opens 5 ms after the second came.
    expect(arrivalsOf(every(5), 14)).toEqual([0, 6, 6, 6, 6, 6, 6, 12, 12, 12, 12, 12, 12, 18]);
  });

  it('let no more packets go than they may', () => {
    expect(arrivalsOf(every(5, { maxPackets: 2 }), 9)).toEqual([0, 6, 6, 11, 11, 16, 16, 21, 21]);
  });

  it('end with the packet that takes the last octets', () => {
    // Packets of 100 octets: the third of a slot begins before 250 are gone.
    expect(arrivalsOf(every(5, { maxBytes: 250 }), 9)).toEqual([0, 6, 6, 6, 11, 11, 11, 16, 16]);
  });

  it('begin when a delay is over, not before', () => {
    const arrivals = arrivalsOf(every(5), 3, { delayNs: 20 * MS });
    // Due at 20 ms: then it is seen that the open slot is over, and the next waits 5 ms more.
    expect(arrivals).toEqual([25, 25, 25]);
  });

  it('are as far apart as is drawn', () => {
    const slot: SlotSpec = { delay: { kind: 'range', minNs: 10 * MS, maxNs: 30 * MS } };
    const times = [...new Set(arrivalsOf(slot, 20_000))].slice(1);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // A slot is begun by the packet that comes up to 1 ms after one closed.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(31);
    expectEstimate(estimateOf(gaps), 20.5);
  });

  it('are as far apart as a distribution says', () => {
    const delay = { kind: 'distribution', distribution: 'normal', meanNs: 20 * MS } as const;
    const arrivals = arrivalsOf({ delay: { ...delay, jitterNs: 4 * MS } }, 80_000);
    const times = [...new Set(arrivals)].slice(1);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    const estimate = estimateOf(gaps);
    expectEstimate(estimate, 20.5);
    expectEstimate(estimateOf(gaps.map((gap) => (gap - 20.5) ** 2)), 16, 0.2);
  });

  it('can be turned off while packets wait, and lose what waits with the link', () => {
    const fixture = new LinkFixture({ slot: every(50) });
    fixture.at(20 * MS, () => fixture.link.set({ forward: { slot: null } }));
    const arrivals = fixture.sendAll(40, MS);
    expect(arrivals.map(({ timeNs }) => timeNs / MS)).toEqual(
      Array.from({ length: 40 }, (_, ms) => (ms > 0 && ms < 20 ? 20 : ms)),
    );
    const cut = new LinkFixture({ slot: every(50) });
    cut.at(20.5 * MS, () => cut.link.setUp(false));
    cut.sendAll(40, MS);
    expect(cut.stats.drops).toEqual({ 'link-down': 39 });
  });
});
