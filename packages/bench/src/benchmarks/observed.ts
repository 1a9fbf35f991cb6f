import type { Simulation } from '@packetloom/sim';
import type { CaptureTap } from '@packetloom/sim/internal';
import {
  type BenchmarkFamily,
  mustBe,
  type ObserverKind,
  type Trial,
  type Work,
} from '../benchmark.js';
import { ChainTrial, packetsFor } from './chain.js';

/** The chain while somebody watches: what observation costs. */
export const observed: BenchmarkFamily = {
  name: 'observed',
  summary: 'the chain with an observer (--observer none|events|capture, --routers, --packets)',
  members: [{ observer: 'none' }, { observer: 'events' }, { observer: 'capture' }],
  create({ observer = 'events', routers = 8, packets = packetsFor(routers) / 3 }) {
    return {
      title: `observed --observer ${observer}`,
      prepare: () => new ObservedTrial(new ChainTrial(routers, Math.ceil(packets)), observer),
    };
  },
};

class ObservedTrial implements Trial {
  readonly nodes: number;
  readonly #chain: ChainTrial;
  readonly #observer: ObserverKind;
  readonly #capture: CaptureTap | null;
  #seen = 0;
  #capturedBytes = 0;

  constructor(chain: ChainTrial, observer: ObserverKind) {
    this.nodes = chain.nodes;
    this.#chain = chain;
    this.#observer = observer;
    this.#capture = observer === 'capture' ? this.#startCapture(chain.simulation) : null;
    if (observer === 'events') {
      chain.simulation.bus.events$.subscribe(({ type }) => {
        if (type === 'transmitted') this.#seen++;
      });
    }
  }

  run(): void {
    this.#chain.run();
    this.#capture?.end();
  }

  verify(): Work {
    const work = this.#chain.verify();
    if (this.#observer === 'events') mustBe('events seen', this.#seen, work.hops);
    return { ...work, extra: { capturedBytes: this.#capturedBytes } };
  }

  #startCapture(simulation: Simulation): CaptureTap {
    return simulation.capture({
      write: (chunk) => {
        this.#capturedBytes += chunk.length;
      },
    });
  }
}
