import { ipv4Address, type Nic } from '@packetloom/core';
import { createSimulation, type Simulation } from '@packetloom/sim';
import { type BenchmarkFamily, mustBe, type Trial, type Work } from '../benchmark.js';
import { igmpQuery } from '../network/igmpQuery.js';
import { hopsOf, inSubnet, join } from '../network/wiring.js';

const SECOND_NS = 1e9;
/** 239.0.0.0 and on: a group for each host, so that no report makes another one needless. */
const FIRST_GROUP = 0xef000000;
const MAX_RESPONSE_TENTHS = 100;
/** 192.0.2.1, which is none of the hosts. */
const QUERIER = ipv4Address(0xc0000201);
/** Joining, and as many queries: each arms a timer of up to 10 s on every host. */
const QUERIES = 2;
const QUERY_INTERVAL_NS = 20 * SECOND_NS;

/** Hosts in pairs, each with a group of its own, whose reports wait for timers of IGMP. */
export const timers: BenchmarkFamily = {
  name: 'timers',
  summary: 'hosts with IGMP timers pending (--hosts)',
  members: [{ hosts: 100_000 }],
  create({ hosts = 100_000 }) {
    return { title: `timers --hosts ${hosts}`, prepare: () => new TimersTrial(hosts) };
  },
};

class TimersTrial implements Trial {
  readonly nodes: number;
  readonly #simulation: Simulation = createSimulation();
  readonly #nics: Nic[] = [];

  constructor(hosts: number) {
    const pairs = Math.ceil(hosts / 2);
    this.nodes = pairs * 2;
    const simulation = this.#simulation;
    for (let pair = 0; pair < pairs; pair++) {
      const one = simulation.addHost({ name: `h${2 * pair}` });
      const other = simulation.addHost({ name: `h${2 * pair + 1}` });
      const addresses = [inSubnet(pair, 1), inSubnet(pair, 2)] as const;
      const { from, to } = join(simulation, [one, other], addresses, 30);
      this.#nics.push(from, to);
    }
    this.#nics.forEach((nic, index) => {
      nic.joinGroup(ipv4Address(FIRST_GROUP + index));
    });
    mustBe('timers that are pending', simulation.clock.queue.size, 2 * this.nodes);
    for (let query = 1; query <= QUERIES; query++) {
      simulation.at(query * QUERY_INTERVAL_NS, () => this.#query());
    }
  }

  run(): void {
    this.#simulation.run();
  }

  verify(): Work {
    let reports = 0;
    for (const { counters } of this.#nics) {
      reports += counters.get('igmp.packetsSent.v2MembershipReport');
    }
    const timersFired = this.nodes * (1 + QUERIES);
    mustBe('reports', reports, this.nodes + timersFired);
    const hops = hopsOf(this.#simulation);
    mustBe('hops', hops, reports);
    mustBe('packets unaccounted for', this.#simulation.accounting().unaccounted, 0);
    return { hops, events: this.#simulation.clock.events, extra: { timersFired } };
  }

  /** A general query reaches every host. */
  #query(): void {
    const query = igmpQuery(QUERIER, MAX_RESPONSE_TENTHS);
    for (const nic of this.#nics) nic.inject(query);
  }
}
