import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';
import { LinkSpecError } from '../link/linkSpec.js';
import { PointToPointLink } from '../link/pointToPointLink.js';
import { ImpairmentSpecError } from './assertImpairments.js';
import type { ImpairmentSpec, LossSpec } from './impairmentSpec.js';

const MS = 1_000_000;

describe('duplication', () => {
  it('sends a copy right in front of the packet, of the same datagram', () => {
    const fixture = new LinkFixture({ delayNs: 5, duplicate: { probability: 1 } });
    fixture.recordOctets = true;
    fixture.sendOctets(Uint8Array.of(1, 2, 3));
    fixture.sendOctets(Uint8Array.of(4));
    fixture.clock.run();
    expect(fixture.arrivals.map(({ identity, octets }) => [identity, [...(octets ?? [])]])).toEqual(
      [
        [1, [1, 2, 3]],
        [1, [1, 2, 3]],
        [2, [4]],
        [2, [4]],
      ],
    );
    expect(fixture.stats).toMatchObject({
      sentPackets: 2,
      deliveredPackets: 4,
      duplicatedPackets: 2,
      reorderedPackets: 0,
    });
    expect(fixture.pool.totals().created).toBe(4);
  });

  it('happens with its probability', () => {
    const fixture = new LinkFixture({ duplicate: { probability: 0.1 } });
    const arrivals = fixture.sendAll(20_000, 1000);
    const copies = new Map<number, number>();
    for (const { identity } of arrivals) copies.set(identity, (copies.get(identity) ?? -1) + 1);
    expectEstimate(estimateOf([...copies.values()]), 0.1);
  });

  it('lets a copy get lost by itself, and one go on of a packet that is lost and doubled', () => {
    const loss: LossSpec = { kind: 'independent', probability: 0.5 };
    const fixture = new LinkFixture({ duplicate: { probability: 1 }, loss });
    const arrivals = fixture.sendAll(20_000, 1000);
    // As in netem: one for the half that is lost, one or two for the other half.
    expect(arrivals.length / 20_000).toBeCloseTo(0.5 + 0.5 * 1.5, 1);
    const perDatagram = new Array<number>(20_000).fill(0);
    for (const { identity } of arrivals)
      perDatagram[identity - 1] = (perDatagram[identity - 1] ?? 0) + 1;
    expect(Math.min(...perDatagram)).toBe(1);
    expectEstimate(estimateOf(perDatagram), 1.25);
  });

  it('does not number copies', () => {
    const fixture = new LinkFixture({
      duplicate: { probability: 1 },
      loss: { kind: 'packets', numbers: [1] },
    });
    fixture.sendAll(3, 1000);
    // Packet 1 is lost and doubled: one goes on.
    expect(fixture.arrivals.map(({ identity }) => identity)).toEqual([1, 2, 2, 3, 3]);
  });

  it('delays a copy by itself where order is not kept, and not at all where it is', () => {
    const gapsOf = (keepOrder: boolean) => {
      const jitter = { jitterNs: 1000, keepOrder };
      const fixture = new LinkFixture({ delayNs: 5000, jitter, duplicate: { probability: 1 } });
      const byIdentity = new Map<number, number[]>();
      for (const { identity, timeNs } of fixture.sendAll(500, 100)) {
        byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), timeNs]);
      }
      return [...byIdentity.values()].map(([first = 0, second = 0]) => second - first);
    };
    expect(new Set(gapsOf(true))).toEqual(new Set([0]));
    // The distance of two uniform draws from a width of 2 is ⅔ on average.
    expectEstimate(estimateOf(gapsOf(false)), (2 / 3) * 1000, 0.15);
  });
});

describe('corruption', () => {
  it('inverts one bit, any of the packet, and lets the packet go on', () => {
    const fixture = new LinkFixture({ corrupt: { probability: 1 } });
    fixture.recordOctets = true;
    const count = 4000;
    const arrivals = fixture.sendAll(count, 1000, 20);
    const hits = new Array<number>(160).fill(0);
    for (const { octets } of arrivals) {
      const bits = [...(octets ?? [])].flatMap((octet, index) =>
        [0, 1, 2, 3, 4, 5, 6, 7]
          .filter((bit) => (octet & (0x80 >> bit)) !== 0)
          .map((bit) => index * 8 + bit),
      );
      expect(bits).toHaveLength(1);
      hits[bits[0] ?? 0] = (hits[bits[0] ?? 0] ?? 0) + 1;
    }
    // χ² with 159 degrees of freedom exceeds 219.6 with a probability of 0.1 %.
    const expected = count / 160;
    const chiSquare = hits.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(219.6);
    expect(fixture.stats).toMatchObject({ corruptedPackets: count, deliveredPackets: count });
  });

  it('leaves the copy of a duplicated packet whole', () => {
    const fixture = new LinkFixture({
      duplicate: { probability: 1 },
      corrupt: { probability: 0.3 },
    });
    fixture.recordOctets = true;
    const broken = fixture
      .sendAll(5000, 1000)
      .map(({ octets }) => Number((octets ?? []).some((octet) => octet !== 0)));
    // Each of the two by itself.
    expectEstimate(estimateOf(broken), 0.3);
    const pairs = Array.from({ length: 5000 }, (_, index) =>
      Number(broken[2 * index] === 1 && broken[2 * index + 1] === 1),
    );
    expectEstimate(estimateOf(pairs), 0.09, 0.2);
  });
});

describe('reordering', () => {
  it('sends every gap-th packet ahead, without delay', () => {
    const fixture = new LinkFixture({ delayNs: 10 * MS, reorder: { probability: 1, gap: 5 } });
    const arrivals = fixture.sendAll(10, MS);
    const timeOf = (serial: number) =>
      arrivals.find((arrival) => arrival.serial === serial)?.timeNs;
    expect([1, 2, 3, 4, 5, 6, 9, 10].map((serial) => (timeOf(serial) ?? 0) / MS)).toEqual([
      10, 11, 12, 13, 4, 15, 18, 9,
    ]);
    // All that arrive after a later one: 1 to 4 after 5 and 10, 6 to 9 after 10.
    expect(fixture.stats.reorderedPackets).toBe(8);
  });

  it('goes on trying after a gap, with its probability', () => {
    const fixture = new LinkFixture({ delayNs: 500, reorder: { probability: 0.25, gap: 3 } });
    const arrivals = fixture.sendAll(60_000, 1000);
    const ahead = arrivals
      .filter(({ timeNs, serial }) => timeNs === (serial - 1) * 1000)
      .map(({ serial }) => serial);
    const distances = ahead.slice(1).map((serial, index) => serial - (ahead[index] ?? 0));
    // Two packets delayed for sure, then geometric with mean 1/p.
    expectEstimate(estimateOf(distances), 2 + 4);
    expect(Math.min(...distances)).toBe(3);
  });

  it('does not hold back those that keep their order', () => {
    const fixture = new LinkFixture({
      delayNs: 10 * MS,
      jitter: { jitterNs: 2 * MS },
      reorder: { probability: 0.2 },
    });
    const arrivals = fixture.sendAll(1000, MS);
    const others = arrivals.filter(({ timeNs, serial }) => timeNs !== (serial - 1) * MS);
    expect(others.length).toBeLessThan(900);
    const serials = others.map(({ serial }) => serial);
    expect(serials).toEqual([...serials].sort((one, other) => one - other));
  });
});

describe('an impaired link', () => {
  it('tells what it does to packets while somebody listens', () => {
    const fixture = new LinkFixture({
      delayNs: 10,
      duplicate: { probability: 1 },
      corrupt: { probability: 1 },
      reorder: { probability: 1, gap: 2 },
    });
    const notified: string[] = [];
    fixture.bus.events$.subscribe((event) => {
      if ('packet' in event) notified.push(`${event.timeNs} ${event.type} ${event.packet.serial}`);
    });
    fixture.sendAll(2, 1);
    expect(notified).toEqual([
      '0 link-duplicated 2',
      '0 link-corrupted 2',
      '0 link-corrupted 1',
      '1 link-duplicated 4',
      '1 link-corrupted 4',
      '1 link-corrupted 3',
      '10 link-reordered 2',
      '10 link-reordered 1',
    ]);
  });

  it('changes at any time, and packets in flight keep their disposition', () => {
    const fixture = new LinkFixture({ delayNs: 10 });
    const { link } = fixture;
    const steps: Partial<LinkDirectionSpec>[] = [
      {},
      { loss: { kind: 'independent', probability: 1 } },
      { loss: null, duplicate: { probability: 1 } },
      { duplicate: null, delayNs: 3, jitter: { jitterNs: 0, keepOrder: false } },
      { jitter: null, delayNs: 1 },
      { delayNs: 100 },
    ];
    steps.forEach((step, index) => {
      fixture.at(index, () => {
        link.set({ forward: step });
        fixture.send();
      });
    });
    fixture.clock.run();
    // The fourth overtakes; the fifth may not overtake the copies of the third, which arrive at 12.
    expect(fixture.arrivals.map(({ identity, timeNs }) => [identity, timeNs])).toEqual([
      [4, 6],
      [1, 10],
      [3, 12],
      [3, 12],
      [5, 12],
      [6, 105],
    ]);
    expect(fixture.stats).toMatchObject({ drops: { loss: 1 }, duplicatedPackets: 1 });
  });

  it('lets nothing overtake what was sent before it was impaired, or after', () => {
    const fixture = new LinkFixture({ delayNs: 1000 });
    fixture.send();
    fixture.link.set({ forward: { delayNs: 10, corrupt: { probability: 0 } } });
    fixture.send();
    fixture.link.set({ forward: { corrupt: null, delayNs: 500 } });
    fixture.send();
    fixture.at(1000, () => {
      fixture.link.set({ forward: { delayNs: 1 } });
      fixture.send();
    });
    fixture.clock.run();
    expect(fixture.arrivals.map(({ serial, timeNs }) => [serial, timeNs])).toEqual([
      [1, 1000],
      [2, 1000],
      [3, 1000],
      [4, 1001],
    ]);
  });

  it('lets a model go on whose spec does not change', () => {
    const loss: LossSpec = { kind: 'packets', numbers: [2] };
    const fixture = new LinkFixture({ loss });
    fixture.send();
    fixture.link.set({ forward: { delayNs: 7, corrupt: { probability: 0 } } });
    fixture.send();
    fixture.send();
    fixture.clock.run();
    expect(fixture.arrivals.map(({ serial }) => serial)).toEqual([1, 3]);
  });

  it('loses what is on it when it goes down', () => {
    const fixture = new LinkFixture({
      delayNs: 1000,
      jitter: { jitterNs: 500, keepOrder: false },
      duplicate: { probability: 1 },
    });
    for (let packets = 0; packets < 10; packets++) fixture.send();
    expect(fixture.link.inFlightPackets).toBe(20);
    fixture.at(100, () => fixture.link.setUp(false));
    fixture.at(200, () => fixture.link.setUp(true));
    fixture.at(300, () => fixture.send());
    fixture.clock.run();
    expect(fixture.stats.drops).toEqual({ 'link-down': 20 });
    expect(fixture.arrivals).toHaveLength(2);
  });

  it('needs models', () => {
    const { clock, pool, bus, link } = new LinkFixture();
    const { name, endpoints, forward } = link;
    const spec = { ...forward.spec, corrupt: { probability: 0.5 } };
    const make = () =>
      new PointToPointLink({ clock, pool, bus }, { name, endpoints, forward: spec, reverse: spec });
    expect(make).toThrow(LinkSpecError);
  });

  it.each([
    [
      { loss: { kind: 'independent', probability: 1.1 } },
      'a probability of loss of 1.1 (a fraction of 1)',
    ],
    [
      { loss: { kind: 'gilbert-elliott', p: -1 } },
      'a Gilbert–Elliott loss with p of -1 (a fraction of 1)',
    ],
    [
      { loss: { kind: 'four-state', p13: 0.6, p14: 0.5 } },
      'a four-state loss with p13 + p14 of 1.1',
    ],
    [
      { loss: { kind: 'four-state', p13: 0.6, p31: 0.75, p32: 0.5 } },
      'a four-state loss with p31 + p32 of 1.25',
    ],
    [
      { loss: { kind: 'burst', probability: 0.1, lengthPackets: 0 } },
      'a burst of lost packets of 0 packets',
    ],
    [{ loss: { kind: 'packets', numbers: [1, 0] } }, 'a loss of packet number 0'],
    [{ loss: { kind: 'predicate', loses: 1 } }, 'a loss by a predicate that is no function'],
    [{ loss: { kind: 'total' } }, 'a loss of the kind "total"'],
    [
      { duplicate: { probability: Number.NaN } },
      'a probability of duplication of NaN (a fraction of 1)',
    ],
    [
      { corrupt: { probability: 0, correlation: 2 } },
      'a correlation of corruption of 2 (a fraction of 1)',
    ],
    [{ reorder: { probability: 0.1, gap: 0 } }, 'a gap of reordering of 0 packets'],
    [{ jitter: { jitterNs: 0.5 } }, 'a jitter of 0.5 ns'],
    [
      { jitter: { jitterNs: 1, distribution: 'cauchy' } },
      'a jitter with the distribution "cauchy"',
    ],
    [
      { jitter: { jitterNs: 1, correlation: -1 } },
      'a correlation of jitter of -1 (a fraction of 1)',
    ],
  ])('cannot have %o', (spec, what) => {
    const { link } = new LinkFixture();
    const before = link.forward.spec;
    expect(() => link.set({ forward: spec as ImpairmentSpec })).toThrow(
      new ImpairmentSpecError(`${what} is impossible`),
    );
    expect(link.forward.spec).toEqual(before);
  });
});
