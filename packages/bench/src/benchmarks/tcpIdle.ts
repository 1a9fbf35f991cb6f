import type { Host, TcpSocket } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { addRoute, hopsOf, inSubnet, join } from '../network/wiring.js';

const PORT = 9;
const MS = 1_000_000;
/** Clients that connect at once: a burst of all would fill queues that stay allocated. */
const BURST = 50;
const BACKLOG = 4096;
/** What each client sends in the end: an initial window. */
const OCTETS = new Uint8Array(14_480);

/** Connections that are open and do nothing: the memory of each end; then each sends a little. */
export const tcpIdle: BenchmarkFamily = {
  name: 'tcp-idle',
  summary: 'TCP connections that do nothing; a node is an end of one (--flows)',
  members: [{ flows: 10_000 }],
  create({ flows = 10_000 }) {
    return { title: `tcp-idle --flows ${flows}`, prepare: () => new TcpIdleTrial(flows) };
  },
};

class TcpIdleTrial implements Trial {
  readonly nodes: number;
  readonly #simulation = createSimulation();
  readonly #clients: TcpSocket[] = [];
  readonly #servers: TcpSocket[] = [];
  #received = 0;

  constructor(flows: number) {
    this.nodes = 2 * flows;
    const hosts = [0, 1].map((index) => this.#simulation.addHost({ name: `h${index}` }));
    const [client, server] = hosts as [Host, Host];
    const addresses = [inSubnet(0, 1), inSubnet(0, 2)] as const;
    const { from, to } = join(this.#simulation, [client, server], addresses, 30);
    addRoute(from, inSubnet(0, 2));
    addRoute(to, inSubnet(0, 1));
    const listener = server.tcp.createSocket();
    listener.bind(PORT);
    mustBe('errors of listen', listener.listen(BACKLOG) === null ? 0 : 1, 0);
    for (let begun = 0; begun < flows; begun += BURST) {
      for (let index = begun; index < Math.min(flows, begun + BURST); index++) {
        const socket = client.tcp.createSocket();
        socket.connect({ address: inSubnet(0, 2), port: PORT });
        this.#clients.push(socket);
      }
      run(this.#simulation, 10 * MS);
      for (let socket = listener.accept(); typeof socket !== 'string'; socket = listener.accept()) {
        this.#servers.push(socket);
      }
    }
  }

  run(): void {
    for (let begun = 0; begun < this.#clients.length; begun += BURST) {
      for (const socket of this.#clients.slice(begun, begun + BURST)) socket.send(OCTETS);
      run(this.#simulation, 10 * MS);
      for (const socket of this.#servers.slice(begun, begun + BURST)) {
        const taken = socket.discard(OCTETS.length);
        if (typeof taken !== 'string') this.#received += taken.octets;
      }
    }
    run(this.#simulation, 1000 * MS);
  }

  verify(): Work {
    mustBe('connections', 2 * this.#servers.length, this.nodes);
    mustBe('octets received', this.#received, this.#servers.length * OCTETS.length);
    mustBe('packets unaccounted for', this.#simulation.accounting().unaccounted, 0);
    const { events } = this.#simulation.clock;
    return { hops: hopsOf(this.#simulation), events, extra: { payloadBytes: this.#received } };
  }
}

function run(simulation: Simulation, forNs: number): void {
  simulation.run({ untilNs: simulation.clock.nowNs + forNs });
}
