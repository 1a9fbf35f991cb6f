import type { LinkDirection, LinkDirectionSpec, Simulation } from '@packetloom/sim';
import {
  BenchmarkError,
  type BenchmarkFamily,
  mustBe,
  type Trial,
  type Work,
} from '../benchmark.js';
import { hopsOf, receivedByNics } from '../network/wiring.js';
import { ChainTrial, packetsFor } from './chain.js';

const IMPAIRMENTS: Partial<LinkDirectionSpec> = {
  jitter: { jitterNs: 100_000, distribution: 'uniform', keepOrder: false },
  loss: { kind: 'independent', probability: 0.001 },
  duplicate: { probability: 0.001 },
  corrupt: { probability: 0.001 },
  reorder: { probability: 0.01 },
};

/** How a packet may end here that is not delivered: lost, or found to be corrupt. */
const EXPECTED_DROPS: ReadonlySet<string> = new Set([
  'loss',
  'udp-checksum',
  'malformed-header',
  'malformed-transport',
]);

/** The chain where every link varies delays, loses, duplicates, corrupts and reorders packets. */
export const lossy: BenchmarkFamily = {
  name: 'lossy',
  summary: 'the chain with every impairment on every link (--routers, --packets)',
  members: [{ routers: 8 }],
  create({ routers = 8, packets = packetsFor(routers) }) {
    return {
      title: `lossy --routers ${routers}`,
      prepare: () => new LossyTrial(routers, packets),
    };
  },
};

class LossyTrial implements Trial {
  readonly nodes: number;
  readonly #chain: ChainTrial;

  constructor(routers: number, packets: number) {
    this.#chain = new ChainTrial(routers, packets);
    this.nodes = this.#chain.nodes;
    for (const link of this.#chain.simulation.links.values()) {
      link.set({ forward: IMPAIRMENTS, reverse: IMPAIRMENTS });
    }
  }

  run(): void {
    this.#chain.run();
  }

  verify(): Work {
    const { simulation, received, packets } = this.#chain;
    const hops = hopsOf(simulation);
    mustBe('packets received by NICs', receivedByNics(simulation), hops);
    const met = impairmentsOf(simulation);
    const { sent, delivered, dropped, inFlight, unaccounted } = simulation.accounting();
    mustBe('packets made', sent, packets + met.duplicates);
    mustBe('packets delivered', delivered, received);
    mustBe('packets in flight', inFlight, 0);
    mustBe('packets unaccounted for', unaccounted, 0);
    mustBe('packets lost', dropped.loss ?? 0, met.losses);
    const corrupt = sent - delivered - met.losses;
    // A corrupt packet may be lost further on, or corrupted again, or duplicated; most just fail.
    if (corrupt > met.corruptions + met.duplicates || 2 * corrupt < met.corruptions) {
      throw new BenchmarkError(`${corrupt} packets failed, and ${met.corruptions} were corrupted`);
    }
    for (const reason of Object.keys(dropped)) {
      if (!EXPECTED_DROPS.has(reason)) throw new BenchmarkError(`packets were dropped: ${reason}`);
    }
    const { duplicates, corruptions, reorderings } = met;
    return {
      hops,
      events: simulation.clock.events,
      extra: { lost: met.losses, duplicates, corruptions, corrupt, reorderings },
    };
  }
}

/** What all links did to packets; each direction's own numbers must add up. */
function impairmentsOf(simulation: Simulation) {
  const met = { losses: 0, duplicates: 0, corruptions: 0, reorderings: 0 };
  for (const { forward, reverse } of simulation.links.values()) {
    for (const { stats } of [forward, reverse] satisfies LinkDirection[]) {
      const losses = stats.drops.loss ?? 0;
      const came = stats.sentPackets + stats.duplicatedPackets;
      mustBe('packets of a link', stats.deliveredPackets + losses, came);
      met.losses += losses;
      met.duplicates += stats.duplicatedPackets;
      met.corruptions += stats.corruptedPackets;
      met.reorderings += stats.reorderedPackets;
    }
  }
  return met;
}
