import { describe, expect, it } from 'vitest';
import { LinkFixture, modelsOf } from '../../test/linkFixture.js';
import type { ImpairmentSpec, LossSpec } from './impairmentSpec.js';

describe('random draws of impairments', () => {
  const loss: LossSpec = {
    kind: 'gilbert-elliott',
    p: 0.1,
    r: 0.4,
    lossInBad: 0.7,
    lossInGood: 0.05,
  };
  const OTHERS = {
    jitter: { jitterNs: 300, distribution: 'pareto', correlation: 0.1, keepOrder: false },
    corrupt: { probability: 0.2 },
    reorder: { probability: 0.1, gap: 3 },
  } satisfies ImpairmentSpec;
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
      const index = (octets ?? new Uint8Array()).findIndex((octet) => octet !== 0);
      return index < 0 ? [] : [[identity, index, octets?.[index]]];
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
