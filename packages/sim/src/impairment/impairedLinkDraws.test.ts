import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkFixture, modelsOf } from '../../test/linkFixture.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';
import type { QueueSpec } from '../queue/index.js';
import type { ImpairmentSpec, LossSpec } from './impairmentSpec.js';

describe('random draws of impairments', () => {
  const loss: LossSpec = {
    kind: 'gilbert-elliott',
    p: 0.1,
    r: 0.4,
    lossInBad: 0.7,
    lossInGood: 0.05,
  };
  const OTHERS: ImpairmentSpec = {
    jitter: { jitterNs: 300, distribution: 'pareto', correlation: 0.1, keepOrder: false },
    corrupt: { probability: 0.2 },
    reorder: { probability: 0.1, gap: 3 },
  };
  /** What happened to each packet of 2000, by its number. */
  const runOf = (spec: ImpairmentSpec, seed = 5, linkName?: string) => {
    const models = modelsOf(seed);
    const random =
      linkName === undefined
        ? models.random
        : { forOwner: (owner: string) => models.random.forOwner(owner.replace('l1', linkName)) };
    const fixture = new LinkFixture({ delayNs: 500, ...spec }, seed, { ...models, random });
    fixture.recordOctets = true;
    const arrivals = fixture.sendAll(2000, 1000);
    const delays = arrivals.map(({ identity, timeNs }) => [
      identity,
      timeNs - (identity - 1) * 1000,
    ]);
    const corrupted = arrivals.flatMap(({ identity, octets }) => {
      const place = (octets ?? new Uint8Array()).findIndex((octet) => octet !== 0);
      return place < 0 ? [] : [[identity, place, octets?.[place]]];
    });
    const order = (one: (number | undefined)[], other: (number | undefined)[]) =>
      (one[0] ?? 0) - (other[0] ?? 0);
    return {
      arrived: arrivals.map(({ identity }) => identity).sort((one, other) => one - other),
      delays: delays.sort(order),
      corrupted: corrupted.sort(order),
    };
  };

  it('are the same with another impairment or without', () => {
    const lossAlone = runOf({ loss });
    expect(lossAlone.arrived.length).toBeLessThan(1900);
    expect(runOf({ loss, ...OTHERS }).arrived).toEqual(lossAlone.arrived);
    const { jitter, corrupt, reorder } = OTHERS;
    const arrivedOf = <Entry extends readonly unknown[]>(entries: Entry[]) =>
      entries.filter(([identity]) => lossAlone.arrived.includes(identity as number));
    // What was not lost has the delay and the wrong bit that it would have had.
    expect(runOf({ loss, jitter }).delays).toEqual(arrivedOf(runOf({ jitter }).delays));
    expect(runOf({ loss, corrupt }).corrupted).toEqual(arrivedOf(runOf({ corrupt }).corrupted));
    expect(runOf({ loss, reorder }).delays).toEqual(arrivedOf(runOf({ reorder }).delays));
    expect(runOf({ ...OTHERS }).corrupted).toEqual(runOf({ corrupt }).corrupted);
  });

  it('are not shifted by copies', () => {
    const doubled = runOf({ loss, ...OTHERS, duplicate: { probability: 0.3 } });
    const single = runOf({ loss, ...OTHERS });
    const survivors = new Set(doubled.arrived);
    expect(single.arrived.every((identity) => survivors.has(identity))).toBe(true);
    const first = new Map(
      doubled.delays.map(([identity, delay]) => [`${identity} ${delay}`, true]),
    );
    expect(single.delays.every(([identity, delay]) => first.has(`${identity} ${delay}`))).toBe(
      true,
    );
  });

  it('differ by seed and by link', () => {
    const here = runOf({ loss });
    expect(runOf({ loss })).toEqual(here);
    expect(runOf({ loss }, 6)).not.toEqual(here);
    expect(runOf({ loss }, 5, 'l2')).not.toEqual(here);
  });
});

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
  const spec: fc.Arbitrary<Partial<LinkDirectionSpec>> = fc.record({
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
          expect(pool.totals().fates.delivered ?? 0).toBe(stats.deliveredPackets);
        }
        expect(link.inFlightPackets).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
