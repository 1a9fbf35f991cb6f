import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';

const MS = 1_000_000;

describe('a limit of packets', () => {
  it('counts those that are being delayed, and drops what comes last', () => {
    const fixture = new LinkFixture({ delayNs: 1000 * MS, limitPackets: 100 });
    const arrivals = fixture.sendAll(250, MS);
    expect(arrivals.map(({ identity }) => identity)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(fixture.stats.drops).toEqual({ 'queue-full': 150 });
  });

  it('has room again when packets have arrived', () => {
    const fixture = new LinkFixture({ delayNs: 10 * MS, limitPackets: 4 });
    // Each 10 ms, four of ten fit.
    expect(fixture.sendAll(100, MS)).toHaveLength(40);
  });

  it('does not let dropped packets use up the rate', () => {
    const fixture = new LinkFixture({
      rateBitsPerSecond: 8000,
      queueLimitPackets: 10,
      limitPackets: 10,
    });
    // 100 octets take 100 ms; twice as many come.
    const arrivals = fixture.sendAll(200, 50 * MS);
    expect(fixture.stats.drops).toEqual({ 'queue-full': 200 - arrivals.length });
    expect(arrivals.map(({ timeNs }) => timeNs)).toEqual(
      arrivals.map((_, index) => 100 * MS * (index + 1)),
    );
  });

  it('comes after loss: what is lost takes no place, and is no drop of the queue', () => {
    const loss = { kind: 'independent', probability: 0.5 } as const;
    const alone = new LinkFixture({ loss });
    const survivors = alone.sendAll(1000, MS).map(({ identity }) => identity);
    const limited = new LinkFixture({ loss, delayNs: 10_000 * MS, limitPackets: 100 });
    const arrived = limited.sendAll(1000, MS).map(({ identity }) => identity);
    // The same dice as without a limit, for packets that found no place, too.
    expect(arrived).toEqual(survivors.slice(0, 100));
    expect(limited.stats.drops).toEqual({
      loss: 1000 - survivors.length,
      'queue-full': survivors.length - 100,
    });
  });

  it('lets the copy of a packet that found the last place in', () => {
    const fixture = new LinkFixture({
      delayNs: 1000 * MS,
      limitPackets: 3,
      duplicate: { probability: 1 },
    });
    const arrivals = fixture.sendAll(10, MS);
    expect(arrivals.map(({ identity }) => identity)).toEqual([1, 1, 2, 2]);
    expect(fixture.stats.drops).toEqual({ 'queue-full': 8 });
  });
});
