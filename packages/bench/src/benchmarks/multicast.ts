import { type Host, ipv4Address } from '@packetloom/core';
import {
  createSimulation,
  MulticastReceiverApp,
  MulticastSenderApp,
  type Segment,
  type Simulation,
} from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { payloadOf } from '../network/traffic.js';
import { addRoute, hopsOf, inSubnet, join } from '../network/wiring.js';

const GROUP = ipv4Address(0xef010101);
const PORT = 9;
const PAYLOAD_LENGTH = 512;
const INTERVAL_NS = 100_000;
/** Queries and reports are through when the stream begins. */
const START_NS = 1_000_000_000;
/** 11.0.0.0: the switches have a /24 each, from here on. */
const LAN_ADDRESS = 0x0b000000;

/** One source, a binary tree of multicast routers, and members on a switch at each of them. */
export const multicast: BenchmarkFamily = {
  name: 'multicast',
  summary: 'a stream to a group, members on switches (--routers, --hosts, --packets)',
  members: [{ routers: 50, hosts: 1000 }],
  create({ routers = 50, hosts = 1000, packets = 500 }) {
    return {
      title: `multicast --routers ${routers} --hosts ${hosts}`,
      prepare: () => new MulticastTrial(routers, hosts, packets),
    };
  },
};

class MulticastTrial implements Trial {
  readonly nodes: number;
  readonly #simulation: Simulation = createSimulation();
  readonly #routers: Host[] = [];
  readonly #sender: MulticastSenderApp;
  readonly #receivers: MulticastReceiverApp[] = [];
  readonly #packets: number;

  constructor(routers: number, hosts: number, packets: number) {
    const simulation = this.#simulation;
    this.nodes = 1 + routers + hosts;
    this.#packets = packets;
    const source = simulation.addHost({ name: 'source' });
    for (let router = 0; router < routers; router++) this.#addRouter(router, source);
    this.#sender = new MulticastSenderApp(simulation, {
      name: 'stream',
      from: 'source',
      group: GROUP,
      port: PORT,
      payload: payloadOf(PAYLOAD_LENGTH),
      count: packets,
      intervalNs: INTERVAL_NS,
    });
    for (let router = 0; router < routers; router++) {
      const first = Math.floor((router * hosts) / routers);
      const end = Math.floor(((router + 1) * hosts) / routers);
      this.#addMembers(router, first, end);
    }
    simulation.run({ untilNs: START_NS });
  }

  run(): void {
    this.#sender.start();
    // Reports are repeated within 10 s of joining.
    this.#simulation.run();
  }

  verify(): Work {
    const { spec } = this.#sender;
    for (const { report } of this.#receivers) {
      mustBe('datagrams of a member', report.received, this.#packets);
      mustBe('duplicates of a member', report.duplicated, 0);
      mustBe('octets of a member', report.receivedBytes, this.#packets * spec.payload.length);
    }
    mustBe('packets unaccounted for', this.#simulation.accounting().unaccounted, 0);
    let hops = hopsOf(this.#simulation);
    for (const segment of this.#simulation.segments.values()) hops += segmentHops(segment);
    return { hops, events: this.#simulation.clock.events };
  }

  /** Router 0 is next to the source, any other below router (n − 1) / 2. */
  #addRouter(router: number, source: Host): void {
    const simulation = this.#simulation;
    const added = simulation.addHost({
      name: `r${router}`,
      forwarding: true,
      multicastRouting: true,
    });
    const above = router === 0 ? source : (this.#routers[(router - 1) >> 1] as Host);
    const addresses = [inSubnet(router, 1), inSubnet(router, 2)] as const;
    const { from, to } = join(simulation, [above, added], addresses, 30);
    addRoute(from, null, router);
    addRoute(to, null, router);
    addRoute(to, addresses[0]);
    this.#routers.push(added);
  }

  #addMembers(router: number, first: number, end: number): void {
    const simulation = this.#simulation;
    const names = Array.from({ length: end - first }, (_, index) => `h${first + index}`);
    for (const name of names) simulation.addHost({ name });
    const attached = [`r${router}`, ...names];
    simulation.addSegment({
      name: `lan${router}`,
      kind: 'switch',
      attach: attached.map((host) => ({ host, nic: 'lan' })),
    });
    attached.forEach((host, index) => {
      const prefix = { address: ipv4Address(LAN_ADDRESS + router * 256 + 1 + index), length: 24 };
      simulation.nic(host, 'lan').addAddress(prefix);
    });
    for (const name of names) {
      const spec = { name, on: name, group: GROUP, port: PORT, sender: this.#sender };
      const receiver = new MulticastReceiverApp(simulation, spec);
      receiver.start();
      this.#receivers.push(receiver);
    }
  }
}

function segmentHops({ ports }: Segment): number {
  let hops = 0;
  for (const { toSegment, fromSegment } of ports) {
    hops += toSegment.stats.deliveredPackets + fromSegment.stats.deliveredPackets;
  }
  return hops;
}
