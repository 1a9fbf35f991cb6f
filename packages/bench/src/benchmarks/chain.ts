import type { Host } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { payloadOf, Receivers, Repeated, senderOn, sendTo } from '../network/traffic.js';
import { addRoute, inSubnet, join, verifyNetwork } from '../network/wiring.js';

const PAYLOAD_LENGTH = 512;
const INTERVAL_NS = 10_000;
/** A TTL lasts for so many links; longer chains get three streams, each over a third. */
const MAX_PATH_LENGTH = 254;
/** So many hops are made unless the number of packets is given. */
const HOPS = 900_000;

/** A chain of routers with UDP from end to end. */
export const chain: BenchmarkFamily = {
  name: 'chain',
  summary: 'UDP along a chain of routers (--routers, --packets)',
  members: [{ routers: 8 }, { routers: 64 }, { routers: 512 }],
  create({ routers = 8, packets = packetsFor(routers) }) {
    return {
      title: `chain --routers ${routers}`,
      prepare: () => new ChainTrial(routers, packets),
    };
  },
};

/** Packets of each stream that make the usual number of hops. */
export function packetsFor(routers: number): number {
  return Math.ceil(HOPS / (routers + 1));
}

/** The chain as a trial: h0 — r1 — … — rN — h(N+1). */
export class ChainTrial implements Trial {
  readonly nodes: number;
  readonly simulation: Simulation = createSimulation();
  readonly #receivers = new Receivers(PAYLOAD_LENGTH);
  #packets = 0;
  #hops = 0;

  constructor(routers: number, packets: number) {
    this.nodes = routers + 2;
    const { simulation } = this;
    const links = routers + 1;
    const hosts = Array.from({ length: this.nodes }, (_, index) =>
      simulation.addHost({
        name: `h${index}`,
        forwarding: index > 0 && index < links,
      }),
    );
    for (let index = 0; index < links; index++) wire(simulation, hosts, index);
    const stretch = links > MAX_PATH_LENGTH ? Math.ceil(links / 3) : links;
    for (let from = 0; from < links; from += stretch) {
      this.#addStream(hosts, from, Math.min(from + stretch, links), packets);
    }
  }

  /** Datagrams that are sent, all streams together. */
  get packets(): number {
    return this.#packets;
  }

  /** Datagrams that sockets have received. */
  get received(): number {
    return this.#receivers.packets;
  }

  run(): void {
    this.simulation.run();
  }

  verify(): Work {
    mustBe('datagrams received', this.#receivers.packets, this.#packets);
    const hops = verifyNetwork(this.simulation, this.#packets);
    mustBe('hops', hops, this.#hops);
    return { hops, events: this.simulation.clock.events };
  }

  #addStream(hosts: readonly Host[], from: number, to: number, packets: number): void {
    const socket = senderOn(hosts[from] as Host);
    this.#receivers.listenOn(hosts[to] as Host);
    const destination = inSubnet(to - 1, 2);
    const payload = payloadOf(PAYLOAD_LENGTH);
    new Repeated(this.simulation, packets, INTERVAL_NS, () => sendTo(socket, destination, payload));
    this.#packets += packets;
    this.#hops += packets * (to - from);
  }
}

/** The link behind a node: a default route onwards, and one back to the first subnet. */
function wire(simulation: Simulation, hosts: readonly Host[], index: number): void {
  const pair = [hosts[index] as Host, hosts[index + 1] as Host] as const;
  const { from, to } = join(simulation, pair, [inSubnet(index, 1), inSubnet(index, 2)], 30);
  addRoute(from, null, index);
  addRoute(to, null, index);
  addRoute(from, inSubnet(index, 2));
  if (index > 0) addRoute(to, inSubnet(index, 1), 0);
}
