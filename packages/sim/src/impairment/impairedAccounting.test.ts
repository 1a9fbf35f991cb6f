import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';
import type { QueueSpec } from '../queue/index.js';

describe('the packets of any link', () => {
  const fraction = fc.constantFrom(0, 0.1, 0.5, 1);
  const chance = fc.option(fc.record({ probability: fraction, correlation: fraction }));
  const queue: fc.Arbitrary<QueueSpec | null> = fc.constantFrom<QueueSpec | null>(
    null,
    { kind: 'fifo', limitPackets: 2 },
    { kind: 'codel', targetNs: 1000, intervalNs: 10_000 },
    { kind: 'fq-codel', limitPackets: 3 },
    { kind: 'red', minPackets: 1, maxPackets: 3, weight: 0.5, limitPackets: 4 },
  );
  const spec = fc.record({
    rateBitsPerSecond: fc.constantFrom(null, 1e9, 1e8),
    delayNs: fc.nat(50_000),
    queueLimitPackets: fc.nat(3),
    queue,
    loss: fc.option(
      fc.record({ kind: fc.constant('independent' as const), probability: fraction }),
    ),
    duplicate: chance,
    corrupt: chance,
    reorder: chance,
    ecn: fc.boolean(),
    limitPackets: fc.option(fc.integer({ min: 1, max: 4 })),
    inQdisc: fc.boolean(),
    qdiscRate: fc.boolean(),
    slot: fc.option(
      fc.record({
        delay: fc.record({
          kind: fc.constant('range' as const),
          minNs: fc.nat(20_000),
          maxNs: fc.integer({ min: 20_000, max: 60_000 }),
        }),
        maxPackets: fc.integer({ min: 1, max: 9 }),
        maxBytes: fc.constantFrom(1, 2000, 1_000_000),
      }),
    ),
    jitter: fc.option(
      fc.record({
        jitterNs: fc.nat(40_000),
        distribution: fc.constantFrom('uniform' as const, 'paretonormal' as const),
        keepOrder: fc.boolean(),
      }),
    ),
  });
  type Act = { at: number; length?: number; set?: Partial<LinkDirectionSpec>; up?: boolean };
  const acts: fc.Arbitrary<Act[]> = fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({ at: fc.nat(200_000), length: fc.integer({ min: 1, max: 1500 }) }),
      },
      { weight: 1, arbitrary: fc.record({ at: fc.nat(200_000), set: spec }) },
      { weight: 1, arbitrary: fc.record({ at: fc.nat(200_000), up: fc.boolean() }) },
    ),
    { maxLength: 80 },
  );

  it('are delivered, dropped with a reason, or on it: at any time, whatever it does', () => {
    fc.assert(
      fc.property(spec, acts, (first, all) => {
        const fixture = new LinkFixture(first, 3);
        const { pool, link, clock } = fixture;
        for (const { at, length, set, up } of all) {
          fixture.at(at, () => {
            if (length !== undefined) fixture.send(length);
            if (set !== undefined) link.set({ forward: set });
            if (up !== undefined) link.set({ up });
          });
        }
        for (const untilNs of [50_000, 120_000, 200_000, 10_000_000]) {
          clock.run({ untilNs });
          const { stats } = fixture;
          const dropped = Object.values(stats.drops).reduce((sum, count) => sum + count, 0);
          expect(pool.liveCount).toBe(link.inFlightPackets);
          expect(stats.sentPackets + stats.duplicatedPackets).toBe(
            stats.deliveredPackets + dropped + stats.inFlightPackets,
          );
          expect(pool.totals().dispositions.delivered ?? 0).toBe(stats.deliveredPackets);
        }
        expect(link.inFlightPackets).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
