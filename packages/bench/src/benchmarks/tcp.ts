import type { Host } from '@packetloom/core';
import {
  createSimulation,
  DEFAULT_LINK_DIRECTION,
  type Simulation,
  TcpBulkApp,
} from '@packetloom/sim';
import {
  BenchmarkError,
  type BenchmarkFamily,
  mustBe,
  type Trial,
  type Work,
} from '../benchmark.js';
import { addRoute, hopsOf, inSubnet, join } from '../network/wiring.js';

const PORT = 9;
const MS = 1_000_000;
const SECOND = 1000 * MS;
/** As in the comparison program. */
const BOTTLENECK = {
  ...DEFAULT_LINK_DIRECTION,
  rateBitsPerSecond: 100e6,
  delayNs: 10 * MS,
  queueLimitPackets: 250,
};
const BUFFER = 4 * 2 ** 20;
/** Least share of the bottleneck that data must take. */
const MIN_USE = 0.85;

/** Bulk transfers over TCP (CUBIC) through one bottleneck. */
export const tcp: BenchmarkFamily = {
  name: 'tcp',
  summary: 'bulk transfers over TCP through a bottleneck (--flows, --seconds)',
  members: [{ flows: 4 }, { flows: 50 }],
  create({ flows = 4, seconds = 20 }) {
    return { title: `tcp --flows ${flows}`, prepare: () => new TcpTrial(flows, seconds) };
  },
};

/** A dumbbell: senders — r0 — r1 — receivers. */
class TcpTrial implements Trial {
  readonly nodes: number;
  readonly #simulation = createSimulation();
  readonly #seconds: number;
  readonly #apps: TcpBulkApp[] = [];

  constructor(flows: number, seconds: number) {
    this.nodes = 2 + 2 * flows;
    this.#seconds = seconds;
    const simulation = this.#simulation;
    const routers = [0, 1].map((index) =>
      simulation.addHost({ name: `r${index}`, forwarding: true }),
    ) as [Host, Host];
    const middle = join(simulation, routers, [inSubnet(0, 1), inSubnet(0, 2)], 30);
    for (const [nic, peer] of [
      [middle.from, inSubnet(0, 2)],
      [middle.to, inSubnet(0, 1)],
    ] as const) {
      addRoute(nic, null, 0);
      addRoute(nic, peer);
    }
    simulation.link('r0:eth0').set({ forward: BOTTLENECK, reverse: BOTTLENECK });
    for (let flow = 0; flow < flows; flow++) {
      addEnd(simulation, routers[0], `s${flow}`, 1 + flow);
      addEnd(simulation, routers[1], `d${flow}`, 1 + flows + flow);
      const app = new TcpBulkApp(simulation, {
        name: `f${flow}`,
        from: `s${flow}`,
        to: inSubnet(1 + flows + flow, 2),
        port: PORT,
        octets: null,
        untilNs: 2 * seconds * SECOND,
        receiver: `d${flow}`,
      });
      this.#apps.push(app);
      simulation.at(10 * MS * flow, () => app.start());
    }
  }

  run(): void {
    this.#simulation.run({ untilNs: this.#seconds * SECOND });
  }

  verify(): Work {
    mustBe('packets unaccounted for', this.#simulation.accounting().unaccounted, 0);
    const octets = this.#apps.reduce((sum, { report }) => sum + report.receivedBytes, 0);
    const share = (octets * 8) / this.#seconds / (BOTTLENECK.rateBitsPerSecond ?? 1);
    if (share < MIN_USE) {
      throw new BenchmarkError(`data takes ${share} of the bottleneck, expected ${MIN_USE}`);
    }
    const { events } = this.#simulation.clock;
    return { hops: hopsOf(this.#simulation), events, extra: { payloadBytes: octets } };
  }
}

/** A host at a router, in a subnet of its own. */
function addEnd(simulation: Simulation, router: Host, name: string, subnet: number): void {
  const host = simulation.addHost({ name });
  const pair = [host, router] as const;
  const { from, to } = join(simulation, pair, [inSubnet(subnet, 2), inSubnet(subnet, 1)], 30);
  addRoute(from, null, subnet);
  addRoute(from, inSubnet(subnet, 1));
  addRoute(to, null, subnet);
  setBuffers(host);
}

function setBuffers(host: Host): void {
  const { behaviour } = host.tcp;
  host.tcp.behaviour = {
    ...behaviour,
    rmem: [4096, BUFFER, BUFFER],
    wmem: [4096, BUFFER, BUFFER],
  };
}
