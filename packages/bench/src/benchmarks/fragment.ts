import type { Host } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { payloadOf, Receivers, Repeated, senderOn, sendTo } from '../network/traffic.js';
import { addRoute, inSubnet, join, verifyNetwork } from '../network/wiring.js';

const PAYLOAD_LENGTH = 8000;
const INTERVAL_NS = 100_000;
const MTUS = [9000, 576, 576, 9000] as const;
const UDP_HEADER_LENGTH = 8;
/** What a fragment carries over MTU 576: whole blocks of 8 octets. */
const FRAGMENT_PAYLOAD_LENGTH = 552;

/** Datagrams that a router fragments and their destination reassembles. */
export const fragment: BenchmarkFamily = {
  name: 'fragment',
  summary: '8,000-byte datagrams over MTU 576, reassembled (--packets)',
  members: [{}],
  create({ packets = 10_000 }) {
    return { title: 'fragment', prepare: () => new FragmentTrial(packets) };
  },
};

class FragmentTrial implements Trial {
  readonly nodes = MTUS.length + 1;
  readonly #simulation: Simulation = createSimulation();
  readonly #receivers = new Receivers(PAYLOAD_LENGTH);
  readonly #packets: number;

  constructor(packets: number) {
    this.#packets = packets;
    const simulation = this.#simulation;
    const hosts = Array.from({ length: this.nodes }, (_, index) =>
      simulation.addHost({ name: `h${index}`, forwarding: index > 0 && index < MTUS.length }),
    );
    MTUS.forEach((mtu, index) => {
      const pair = [hosts[index] as Host, hosts[index + 1] as Host] as const;
      const addresses = [inSubnet(index, 1), inSubnet(index, 2)] as const;
      const { from, to } = join(simulation, pair, addresses, 30, mtu);
      addRoute(from, null, index);
      addRoute(to, null, index);
      addRoute(from, addresses[1]);
    });
    this.#receivers.listenOn(hosts[MTUS.length] as Host);
    const socket = senderOn(hosts[0] as Host);
    const payload = payloadOf(PAYLOAD_LENGTH);
    const destination = inSubnet(MTUS.length - 1, 2);
    new Repeated(simulation, packets, INTERVAL_NS, () => sendTo(socket, destination, payload));
  }

  run(): void {
    this.#simulation.run();
  }

  verify(): Work {
    mustBe('datagrams received', this.#receivers.packets, this.#packets);
    const hops = verifyNetwork(this.#simulation, this.#packets);
    const fragments = Math.ceil((PAYLOAD_LENGTH + UDP_HEADER_LENGTH) / FRAGMENT_PAYLOAD_LENGTH);
    mustBe('hops', hops, this.#packets * (1 + (MTUS.length - 1) * fragments));
    const { bytes: payloadBytes } = this.#receivers;
    return { hops, events: this.#simulation.clock.events, extra: { payloadBytes } };
  }
}
