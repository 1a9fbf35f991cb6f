import { type PacketBuffer, PacketPool } from '@packetloom/core';
import { ipv4IsFragment } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { describeLossModel } from '../../test/describeLossModel.js';
import { LinkFixture } from '../../test/linkFixture.js';
import { estimateByBatches, estimateOf, expectEstimate } from '../../test/statistics.js';
import { NamedRandom } from '../random/index.js';
import type { LossSpec } from './impairmentSpec.js';
import { createLossModel } from './loss/createLossModel.js';

const SPECS: readonly [string, LossSpec][] = [
  ['independent loss', { kind: 'independent', probability: 0.2 }],
  ['correlated loss', { kind: 'independent', probability: 0.4, correlation: 0.3 }],
  ['Gilbert–Elliott loss', { kind: 'gilbert-elliott', p: 0.1, r: 0.4 }],
  ['four-state loss', { kind: 'four-state', p13: 0.1, p31: 0.3, p32: 0.2, p23: 0.4, p14: 0.1 }],
  ['burst loss', { kind: 'burst', probability: 0.05, lengthPackets: 3 }],
  ['numbered loss', { kind: 'packets', numbers: [2, 3, 77] }],
  [
    'loss by a predicate',
    { kind: 'predicate', loses: ({ bytes, start }) => bytes[start + 1] === 5 },
  ],
];

for (const [name, spec] of SPECS) {
  describeLossModel(name, (stream) => createLossModel(spec, stream));
}

/** 1 for each packet that is lost. */
function lossesOf(spec: LossSpec, count = 400_000): number[] {
  const model = createLossModel(spec, new NamedRandom(2024).stream('loss'));
  const packet = new PacketPool().allocate(100);
  return Array.from({ length: count }, () => Number(model.loses(packet)));
}

/** Lengths of the runs of lost packets (`of` 1) or of the others (0). */
function runLengths(losses: readonly number[], of: number): number[] {
  const runs: number[] = [];
  let run = 0;
  for (const lost of losses) {
    if (lost === of) {
      run++;
    } else if (run > 0) {
      runs.push(run);
      run = 0;
    }
  }
  return runs;
}

describe('independent loss', () => {
  it.each([0.001, 0.03, 0.5])('loses a fraction of %d, each packet on its own', (probability) => {
    const losses = lossesOf({ kind: 'independent', probability });
    expectEstimate(estimateOf(losses), probability, 0.25);
    // The lengths of bursts are geometric then.
    expectEstimate(estimateOf(runLengths(losses, 1)), 1 / (1 - probability));
  });

  it('loses all or nothing at the ends', () => {
    expect(new Set(lossesOf({ kind: 'independent', probability: 0 }, 1000))).toEqual(new Set([0]));
    expect(new Set(lossesOf({ kind: 'independent', probability: 1 }, 1000))).toEqual(new Set([1]));
  });

  it.each([
    [0.3, 0.5],
    [0.4, 0.25],
  ])('loses with correlation what the stationary law of the draws says (%d, %d)', (p, rho) => {
    const losses = lossesOf({ kind: 'independent', probability: p, correlation: rho });
    const rate = stationaryCdf(rho)(p);
    // Far from p itself, which is the known weakness of this model.
    expect(Math.abs(rate - p)).toBeGreaterThan(0.01);
    expectEstimate(estimateByBatches(losses), rate);
  });
});

/** F of X = (1 − ρ)·U + ρ·X, as the fixed point of F(x) = ∫ F((x − (1 − ρ)u) / ρ) du, on a grid. */
function stationaryCdf(rho: number): (x: number) => number {
  const steps = 400;
  let cdf = Array.from({ length: steps + 1 }, (_, index) => index / steps);
  const at = (values: readonly number[], x: number) => {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const index = Math.floor(x * steps);
    const part = x * steps - index;
    return (values[index] ?? 0) * (1 - part) + (values[index + 1] ?? 1) * part;
  };
  for (let iteration = 0; iteration < 40; iteration++) {
    const before = cdf;
    cdf = before.map((_, index) => {
      let sum = 0;
      for (let draw = 0; draw < steps; draw++) {
        sum += at(before, (index / steps - ((1 - rho) * (draw + 0.5)) / steps) / rho);
      }
      return sum / steps;
    });
  }
  return (x) => at(cdf, x);
}

describe('Gilbert–Elliott loss', () => {
  it.each([
    [0.02, 0.25],
    [0.01, 0.05],
    [0.3, 0.6],
  ])('has the rate p/(p+r) and bursts of 1/r (p %d, r %d)', (p, r) => {
    const losses = lossesOf({ kind: 'gilbert-elliott', p, r });
    expectEstimate(estimateByBatches(losses), p / (p + r), 0.2);
    expectEstimate(estimateOf(runLengths(losses, 1)), 1 / r, 0.2);
    expectEstimate(estimateOf(runLengths(losses, 0)), 1 / p, 0.2);
  });

  it('loses in both states with their probabilities', () => {
    const [p, r, lossInBad, lossInGood] = [0.05, 0.2, 0.6, 0.02];
    const losses = lossesOf({ kind: 'gilbert-elliott', p, r, lossInBad, lossInGood });
    expectEstimate(estimateByBatches(losses), (p * lossInBad + r * lossInGood) / (p + r));
  });

  it('begins good, and loses by the state that a packet meets', () => {
    expect(lossesOf({ kind: 'gilbert-elliott', p: 1, r: 0 }, 4)).toEqual([0, 1, 1, 1]);
  });

  it('is independent loss with p alone', () => {
    const losses = lossesOf({ kind: 'gilbert-elliott', p: 0.2 });
    expectEstimate(estimateByBatches(losses), 0.2);
    expectEstimate(estimateOf(runLengths(losses, 1)), 1 / 0.8);
  });
});

describe('four-state loss', () => {
  it('has the rate of its chain, and single losses', () => {
    const [p13, p31, p32, p23, p14] = [0.02, 0.1, 0.3, 0.5, 0.01];
    const losses = lossesOf({ kind: 'four-state', p13, p31, p32, p23, p14 });
    const chain = [
      [1 - p13 - p14, 0, p13, p14],
      [0, 1 - p23, p23, 0],
      [p31, p32, 1 - p31 - p32, 0],
      [1, 0, 0, 0],
    ];
    let law = [1, 0, 0, 0];
    for (let step = 0; step < 5000; step++) {
      law = law.map((_, to) =>
        law.reduce((sum, each, from) => sum + each * (chain[from]?.[to] ?? 0), 0),
      );
    }
    expectEstimate(estimateByBatches(losses), (law[2] ?? 0) + (law[3] ?? 0));
  });

  it('goes through its states by their own probabilities', () => {
    const transitions = { p13: 1, p31: 0, p32: 1, p23: 1 };
    expect(lossesOf({ kind: 'four-state', ...transitions }, 6)).toEqual([1, 0, 1, 0, 1, 0]);
    // Once received in a burst, it stays there.
    expect(lossesOf({ kind: 'four-state', ...transitions, p23: 0 }, 4)).toEqual([1, 0, 0, 0]);
    expect(lossesOf({ kind: 'four-state', p13: 0, p14: 1 }, 4)).toEqual([1, 0, 1, 0]);
  });

  it('is a simple chain of two states with p13 and p31', () => {
    const losses = lossesOf({ kind: 'four-state', p13: 0.05, p31: 0.25 });
    expectEstimate(estimateByBatches(losses), 0.05 / 0.3);
    expectEstimate(estimateOf(runLengths(losses, 1)), 4);
  });
});

describe('burst loss', () => {
  it('loses whole bursts at the rate p·L / (1 + p·(L − 1))', () => {
    const losses = lossesOf({ kind: 'burst', probability: 0.02, lengthPackets: 4 });
    expectEstimate(estimateByBatches(losses), 0.08 / 1.06);
    // Two bursts may follow each other.
    expect(new Set(runLengths(losses, 1).map((length) => length % 4))).toEqual(new Set([0]));
  });
});

describe('loss on a link', () => {
  it('loses the packets with the numbers given', () => {
    const fixture = new LinkFixture({ loss: { kind: 'packets', numbers: [1, 3, 4] } });
    const arrivals = fixture.sendAll(6, 1000);
    expect(arrivals.map(({ serial }) => serial)).toEqual([2, 5, 6]);
    expect(fixture.stats.drops).toEqual({ loss: 3 });
  });

  it('loses what a function picks: the second fragment of each datagram', () => {
    const seen = new Map<number, number>();
    const loses = (packet: PacketBuffer) => {
      if (!ipv4IsFragment(packet.view, packet.start)) return false;
      const index = (seen.get(packet.identity) ?? 0) + 1;
      seen.set(packet.identity, index);
      return index === 2;
    };
    const fixture = new LinkFixture({ loss: { kind: 'predicate', loses } });
    const { pool, link, clock } = fixture;
    for (let datagram = 0; datagram < 3; datagram++) {
      const first = pool.allocate(28);
      const others = [1, 2].map(() => pool.allocateFor(first, 28));
      for (const fragment of [first, ...others]) {
        fragment.bytes.fill(0, fragment.start, fragment.start + 28);
        fragment.view.setUint16(fragment.start + 6, 0x2000);
        link.forward.send(fragment);
      }
    }
    clock.run();
    expect(fixture.arrivals.map(({ identity }) => identity)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('takes time on the line for what is lost', () => {
    const fixture = new LinkFixture({
      rateBitsPerSecond: 8e6,
      loss: { kind: 'packets', numbers: [1] },
    });
    fixture.send(1000);
    fixture.send(1000);
    fixture.clock.run();
    expect(fixture.arrivals.map(({ timeNs }) => timeNs)).toEqual([2_000_000]);
  });
});
