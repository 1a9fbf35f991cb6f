import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { type FramingSpec, framedLength } from './framing.js';

describe('framing', () => {
  it.each<[string, FramingSpec, number, number]>([
    ['an overhead', { overheadBytes: 20 }, 100, 120],
    ['less than nothing of it', { overheadBytes: -14 }, 100, 86],
    ['never less than nothing in all', { overheadBytes: -14 }, 10, 0],
    ['cells of ATM', { overheadBytes: 0, cellBytes: 48, cellOverheadBytes: 5 }, 100, 3 * 53],
    ['full cells', { overheadBytes: 0, cellBytes: 50, cellOverheadBytes: 5 }, 100, 2 * 55],
    ['cells with an overhead', { overheadBytes: 1, cellBytes: 50 }, 100, 150],
  ])('counts %s', (_, framing, length, octets) => {
    expect(framedLength(framing, length)).toBe(octets);
  });

  it('takes its time at the rate, and can be changed', () => {
    const framing = { overheadBytes: 20, cellBytes: 60 };
    const fixture = new LinkFixture({ rateBitsPerSecond: 8_000_000, framing });
    fixture.at(1500, () => fixture.link.set({ forward: { framing: null } }));
    // 120 octets take 120 us at first, then 100.
    fixture.sendAll(3, 1000);
    expect(fixture.arrivals.map(({ timeNs }) => timeNs)).toEqual([120_000, 240_000, 340_000]);
  });
});
