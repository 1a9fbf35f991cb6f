import type { UdpSocket } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { payloadOf, Receivers, Repeated, senderOn, sendTo } from '../network/traffic.js';
import { addRoute, inSubnet, join, verifyNetwork } from '../network/wiring.js';
import { Xorshift } from '../network/xorshift.js';

const PAYLOAD_LENGTH = 512;
const INTERVAL_NS = 1000;
const HOPS_PER_PACKET = 2;

/** Random pairs of hosts around one router with a route for each. */
export const star: BenchmarkFamily = {
  name: 'star',
  summary: 'UDP between random hosts through one router (--hosts, --packets)',
  members: [{ hosts: 256 }],
  create({ hosts = 256, packets = 200_000 }) {
    return { title: `star --hosts ${hosts}`, prepare: () => new StarTrial(hosts, packets) };
  },
};

class StarTrial implements Trial {
  readonly nodes: number;
  readonly #simulation: Simulation = createSimulation();
  readonly #receivers = new Receivers(PAYLOAD_LENGTH);
  readonly #sockets: UdpSocket[] = [];
  readonly #packets: number;

  constructor(hosts: number, packets: number) {
    this.nodes = hosts + 1;
    this.#packets = packets;
    const simulation = this.#simulation;
    const router = simulation.addHost({ name: 'router', forwarding: true });
    for (let index = 0; index < hosts; index++) {
      const host = simulation.addHost({ name: `h${index}` });
      const addresses = [inSubnet(index, 1), inSubnet(index, 2)] as const;
      const { from, to } = join(simulation, [router, host], addresses, 30);
      addRoute(from, null, index);
      addRoute(to, null, index);
      addRoute(to, addresses[0]);
      this.#sockets.push(senderOn(host));
      this.#receivers.listenOn(host);
    }
    this.#sendAtRandom();
  }

  run(): void {
    this.#simulation.run();
  }

  verify(): Work {
    mustBe('datagrams received', this.#receivers.packets, this.#packets);
    const hops = verifyNetwork(this.#simulation, this.#packets);
    mustBe('hops', hops, HOPS_PER_PACKET * this.#packets);
    return { hops, events: this.#simulation.clock.events };
  }

  #sendAtRandom(): void {
    const random = new Xorshift();
    const sockets = this.#sockets;
    const payload = payloadOf(PAYLOAD_LENGTH);
    new Repeated(this.#simulation, this.#packets, INTERVAL_NS, () => {
      const from = random.below(sockets.length);
      const drawn = random.below(sockets.length);
      const to = drawn === from ? (drawn + 1) % sockets.length : drawn;
      sendTo(sockets[from] as UdpSocket, inSubnet(to, 2), payload);
    });
  }
}
