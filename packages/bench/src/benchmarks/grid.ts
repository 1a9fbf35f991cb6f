import { ANY, type Host, type Ipv4Address, type Nic, type UdpSocket } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import {
  type BenchmarkFamily,
  mustBe,
  type RouteKind,
  type Trial,
  type Work,
} from '../benchmark.js';
import { computedRoutes } from '../network/computedRoutes.js';
import { type Neighbours, RuleRoutes } from '../network/ruleRoutes.js';
import { payloadOf, Receivers, Repeated, senderOn, sendTo } from '../network/traffic.js';
import { join, ofNode, verifyNetwork } from '../network/wiring.js';
import { Xorshift } from '../network/xorshift.js';

const PAYLOAD_LENGTH = 512;
const INTERVAL_NS = 10_000;
/** Pairs farther apart are not drawn: a TTL ends after 255 hops. */
const MAX_PATH_LENGTH = 250;
const EVERYWHERE = { address: ANY, length: 0 };

/** A square of routers, with datagrams between random pairs. */
export const grid: BenchmarkFamily = {
  name: 'grid',
  summary: 'UDP between random routers of a square (--size, --packets, --routes rule|computed)',
  members: [
    { size: 32 },
    { size: 100 },
    { size: 316 },
    { size: 32, routes: 'computed' },
    { size: 100, routes: 'computed' },
  ],
  create({ size = 32, packets = 20_000, routes = 'rule' }) {
    return {
      title: `grid --size ${size}${routes === 'rule' ? '' : ` --routes ${routes}`}`,
      prepare: () => new GridTrial(size, packets, routes),
    };
  },
};

class GridTrial implements Trial {
  readonly nodes: number;
  readonly #simulation: Simulation = createSimulation();
  readonly #size: number;
  readonly #packets: number;
  readonly #hosts: Host[] = [];
  readonly #receivers = new Receivers(PAYLOAD_LENGTH);
  readonly #senders = new Map<number, UdpSocket>();
  readonly #listening = new Set<number>();
  #expectedHops = 0;

  constructor(size: number, packets: number, routes: RouteKind) {
    this.#size = size;
    this.#packets = packets;
    this.nodes = size * size;
    for (let node = 0; node < this.nodes; node++) {
      this.#hosts.push(this.#simulation.addHost({ name: `r${node}`, forwarding: true }));
    }
    const neighbours = this.#wire();
    if (routes === 'rule') {
      this.#hosts.forEach((host, node) => {
        host.routes.source = new RuleRoutes(size, node, neighbours[node] as Neighbours);
      });
    } else {
      computedRoutes(this.#hosts, neighbours);
    }
    this.#sendAtRandom();
  }

  run(): void {
    this.#simulation.run();
  }

  verify(): Work {
    mustBe('datagrams received', this.#receivers.packets, this.#packets);
    const hops = verifyNetwork(this.#simulation, this.#packets);
    mustBe('hops', hops, this.#expectedHops);
    return { hops, events: this.#simulation.clock.events };
  }

  /** Links to the east and to the south of each node; what is there, for each. */
  #wire(): Neighbours[] {
    const size = this.#size;
    const neighbours = this.#hosts.map((): Neighbours => ({}));
    for (let node = 0; node < this.nodes; node++) {
      if ((node % size) + 1 < size) {
        const [here, there] = this.#link(node, node + 1);
        (neighbours[node] as Neighbours).east = here;
        (neighbours[node + 1] as Neighbours).west = there;
      }
      if (node + size < this.nodes) {
        const [here, there] = this.#link(node, node + size);
        (neighbours[node] as Neighbours).south = here;
        (neighbours[node + size] as Neighbours).north = there;
      }
    }
    return neighbours;
  }

  #link(from: number, to: number) {
    const pair = [this.#hosts[from] as Host, this.#hosts[to] as Host] as const;
    const [one, other] = pair;
    const addresses = [
      ofNode(from, one.nics.length + 1),
      ofNode(to, other.nics.length + 1),
    ] as const;
    const ends = join(this.#simulation, pair, addresses, 32);
    const towards = (nic: Nic, node: number, gateway: Ipv4Address) => ({
      node,
      entry: { destination: EVERYWHERE, gateway, nic: nic.id },
    });
    return [towards(ends.from, to, addresses[1]), towards(ends.to, from, addresses[0])] as const;
  }

  #sendAtRandom(): void {
    const random = new Xorshift();
    const payload = payloadOf(PAYLOAD_LENGTH);
    new Repeated(this.#simulation, this.#packets, INTERVAL_NS, () => {
      let from: number;
      let to: number;
      let distance: number;
      do {
        from = random.below(this.nodes);
        to = random.below(this.nodes);
        distance = this.#distance(from, to);
      } while (distance === 0 || distance > MAX_PATH_LENGTH);
      this.#expectedHops += distance;
      sendTo(this.#ready(from, to), ofNode(to, 1), payload);
    });
  }

  #distance(from: number, to: number): number {
    const size = this.#size;
    const rows = Math.abs(Math.floor(from / size) - Math.floor(to / size));
    return rows + Math.abs((from % size) - (to % size));
  }

  /** Opens the sockets of a pair when first needed, as the comparison program does. */
  #ready(from: number, to: number): UdpSocket {
    let sender = this.#senders.get(from);
    if (sender === undefined) {
      sender = senderOn(this.#hosts[from] as Host);
      this.#senders.set(from, sender);
    }
    if (!this.#listening.has(to)) {
      this.#listening.add(to);
      this.#receivers.listenOn(this.#hosts[to] as Host);
    }
    return sender;
  }
}
