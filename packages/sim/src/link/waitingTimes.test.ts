import { describe, expect, it } from 'vitest';
import { LinkFixture } from '../../test/linkFixture.js';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import type { QueueSpec } from '../queue/index.js';
import { NamedRandom } from '../random/index.js';

/** An octet takes a nanosecond. */
const RATE = 8e9;
const MEAN_LENGTH = 1000;
const DELAY_NS = 12_345;
const RUNS = 30;
const WARM_UP = 1000;
const PACKETS = 8000;

interface Model {
  /** Octets of the next packet, given a uniform draw. */
  readonly lengthOf: (draw: number) => number;
  /** Mean of the squared service time. */
  readonly meanSquare: number;
}

/** Geometric on 1, 2, …: the exponential distribution in whole octets. */
const GEOMETRIC: Model = {
  lengthOf: (draw) => Math.max(1, Math.ceil(Math.log(1 - draw) / Math.log(1 - 1 / MEAN_LENGTH))),
  meanSquare: 2 * MEAN_LENGTH ** 2 - MEAN_LENGTH,
};
const CONSTANT: Model = { lengthOf: () => MEAN_LENGTH, meanSquare: MEAN_LENGTH ** 2 };

/** Mean time in the queue of packets that come as a Poisson process. */
function meanWaitNs(model: Model, load: number, seed: number, queue: QueueSpec | null): number {
  const fixture = new LinkFixture({
    rateBitsPerSecond: RATE,
    delayNs: DELAY_NS,
    mtu: 65_000,
    queueLimitPackets: 1_000_000,
    queue,
  });
  const { clock, pool, link } = fixture;
  const random = new NamedRandom(seed).forOwner('source');
  const [gaps, lengths] = [random.stream('gaps'), random.stream('lengths')];
  const sentAtNs = new Map<number, number>();
  let exactNs = 0;
  let waitsNs = 0;
  fixture.onArrival = ({ serial, length }) => {
    if (serial > WARM_UP) waitsNs += clock.nowNs - (sentAtNs.get(serial) ?? 0) - DELAY_NS - length;
  };
  const source = {
    fire: () => {
      const packet = pool.allocate(model.lengthOf(lengths.unit()));
      sentAtNs.set(packet.serial, clock.nowNs);
      link.forward.send(packet);
      exactNs -= (Math.log(1 - gaps.unit()) * MEAN_LENGTH) / load;
      if (packet.serial < PACKETS) clock.scheduleAt(Math.round(exactNs), source);
    },
  };
  clock.schedule(0, source);
  clock.run();
  return waitsNs / (PACKETS - WARM_UP);
}

/** Expects the mean wait of Pollaczek and Khinchine: W = λ·E[S²] / (2·(1 − ρ)). */
function expectTheory(model: Model, load: number, queue: QueueSpec | null = null): void {
  const theory = ((load / MEAN_LENGTH) * model.meanSquare) / (2 * (1 - load));
  const means = Array.from({ length: RUNS }, (_, run) => meanWaitNs(model, load, run, queue));
  expectEstimate(estimateOf(means), theory, 0.2);
}

describe('the mean wait of Poisson arrivals', () => {
  it.each([0.3, 0.6, 0.8])('is that of M/M/1 with exponential lengths, at a load of %d', (load) => {
    expectTheory(GEOMETRIC, load);
    // The same as ρ/(μ − λ), but for whole octets.
    const exponential = (load * MEAN_LENGTH) / (1 - load);
    expect(((load / MEAN_LENGTH) * GEOMETRIC.meanSquare) / (2 * (1 - load))).toBeCloseTo(
      exponential * (1 - 1 / (2 * MEAN_LENGTH)),
      6,
    );
  });

  it.each([0.3, 0.6, 0.8])('is that of M/D/1 with constant lengths, at a load of %d', (load) => {
    expectTheory(CONSTANT, load);
  });

  it('is the same with a queue discipline that lets packets wait in order', () => {
    expectTheory(GEOMETRIC, 0.6, { kind: 'fifo', limitPackets: 1_000_000 });
  });
});
