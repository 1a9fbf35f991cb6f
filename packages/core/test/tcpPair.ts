// Two TCP engines joined by a link that does to the next segments what it is told.

import { ipv4Address } from '../src/address/ipv4Address.js';
import { CONGESTION_CONTROLS } from '../src/tcp/congestion/registry.js';
import { Tcp } from '../src/tcp/engine/tcp.js';
import type { OutgoingTcp } from '../src/tcp/ports/network.js';
import { SegmentScratch } from '../src/tcp/segments/segmentScratch.js';
import type { TcpBehaviour } from '../src/tcp/settings/behaviour.js';
import { ManualClock, SeededRandom } from '../src/testing/index.js';

const ADDRESSES = [ipv4Address(0x0a000001), ipv4Address(0x0a000002)] as const;
const DELAY_NS = 10_000_000;
/** What is held back arrives so much later. */
const HELD_BACK_NS = 25_000_000;
const MTU = 1500;

/** What happens to one segment. */
export type SegmentImpairment = 'none' | 'loss' | 'duplicate' | 'delay';

/** The ends, 0 and 1; whatever one sends arrives at the other after 10 ms. */
export class TcpPair {
  readonly clock = new ManualClock();
  readonly addresses = ADDRESSES;
  readonly engines: readonly [Tcp, Tcp];
  /** What happens to the next segments that each end sends; those after them arrive. */
  readonly impairments: readonly [SegmentImpairment[], SegmentImpairment[]] = [[], []];
  /** Segments that were lost, of each end. */
  readonly lost: [number, number] = [0, 0];

  constructor(behaviours: readonly [TcpBehaviour, TcpBehaviour]) {
    const scratch = new SegmentScratch();
    const engine = (which: 0 | 1) =>
      new Tcp({
        clock: this.clock,
        random: new SeededRandom(which + 1),
        behaviour: behaviours[which],
        congestionControls: CONGESTION_CONTROLS,
        network: {
          route: () => ({ source: ADDRESSES[which] }),
          pathMtu: () => MTU,
          isPathMtuLocked: () => false,
          linkMtu: () => MTU,
          reducePathMtu: () => {},
          begin: () => scratch,
          send: (segment) => this.#carry(which, segment),
        },
      });
    this.engines = [engine(0), engine(1)];
  }

  #carry(from: 0 | 1, segment: OutgoingTcp): void {
    const impairment = this.impairments[from].shift() ?? 'none';
    if (impairment === 'loss') {
      this.lost[from]++;
      return;
    }
    const { source, destination, tos, ttl } = segment;
    const octets = segment.octets.slice();
    const arrive = () => {
      this.engines[from === 0 ? 1 : 0].receive({ source, destination, tos, ttl }, octets);
    };
    const delayNs = impairment === 'delay' ? HELD_BACK_NS : DELAY_NS;
    this.clock.schedule(delayNs, { fire: arrive });
    if (impairment === 'duplicate') this.clock.schedule(delayNs, { fire: arrive });
  }
}
