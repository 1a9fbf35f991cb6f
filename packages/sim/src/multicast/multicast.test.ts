import { ipv4Address } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routedNetwork, type Subnet } from '../../test/routedNetwork.js';
import { MulticastReceiverApp } from '../apps/multicastReceiver.js';
import { MulticastSenderApp } from '../apps/multicastSender.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';
import type { Simulation } from '../network/simulation.js';

const MS = 1e6;
const SECOND = 1e9;
const GROUP = ipv4Address(0xef010101);
const PORT = 5004;

interface StreamOptions {
  readonly count?: number;
  readonly intervalNs?: number;
  readonly ttl?: number;
}

function stream(simulation: Simulation, from: string, options: StreamOptions = {}) {
  const { count = 100, intervalNs = 100 * MS, ttl } = options;
  const payload = new Uint8Array(160);
  const spec = { name: 'stream', from, group: GROUP, port: PORT, payload, count, intervalNs };
  return new MulticastSenderApp(simulation, ttl === undefined ? spec : { ...spec, ttl });
}

function member(simulation: Simulation, on: string, sender: MulticastSenderApp | null) {
  return new MulticastReceiverApp(simulation, { name: on, on, group: GROUP, port: PORT, sender });
}

/** UDP datagrams to the group that reached the NICs of hosts (not routers), by host. */
function countArrivals(simulation: Simulation): Map<string, number> {
  const arrivals = new Map<string, number>();
  simulation.bus.events$.subscribe((event) => {
    if (event.type !== 'received' || event.packet.protocol !== 17) return;
    if (event.host.startsWith('r')) return;
    arrivals.set(event.host, (arrivals.get(event.host) ?? 0) + 1);
  });
  return arrivals;
}

/**
 * s — r1 — r2 — r3, r2 — r4 — r5 and, closing a circle, r3 — r5. Members m1 to m3 are behind r3, r4 and
 * r5, each with a host on the same switch that is none; n3 is alone behind r2.
 */
const FIVE_ROUTERS: readonly Subnet[] = [
  { hosts: ['s', 'r1'] },
  { hosts: ['r1', 'r2'] },
  { hosts: ['r2', 'r3'] },
  { hosts: ['r2', 'r4'] },
  { hosts: ['r4', 'r5'] },
  { hosts: ['r3', 'r5'] },
  { hosts: ['r3', 'm1', 'n1'], segment: {} },
  { hosts: ['r4', 'm2', 'n2'], segment: {} },
  { hosts: ['r5', 'm3'] },
  { hosts: ['r2', 'n3'] },
];

describe('multicast across five routers', () => {
  it('reaches exactly the members, each datagram once', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const arrivals = countArrivals(simulation);
    const sender = stream(simulation, 's');
    const members = ['m1', 'm2', 'm3'].map((name) => member(simulation, name, sender));
    for (const each of members) each.start();
    simulation.at(SECOND, () => sender.start());
    const { end } = simulation.run();
    expect(end).toBe('idle');
    for (const { report } of members) {
      expect(report).toMatchObject({ received: 100, expected: 100, lost: 0, duplicated: 0 });
      expect(report).toMatchObject({ reordered: 0, receivedBytes: 16_000, failures: [] });
    }
    expect(members.map(({ report }) => report.delay?.min)).toEqual([4 * MS, 4 * MS, 5 * MS]);
    expect([...arrivals].sort()).toEqual([
      ['m1', 100],
      ['m2', 100],
      ['m3', 100],
    ]);
    // r1 one copy, r2 two, r3 one (to m1, or to r5), r4 one or two, r5 one: one for each edge of the tree.
    const copies = ['r1', 'r2', 'r3', 'r4', 'r5'].map((router) =>
      simulation.host(router).counters.get('ip.forwarding.multicastSent'),
    );
    expect(copies.reduce((sum, each) => sum + each, 0)).toBe(7 * 100);
    expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
    expect(simulation.accounting().dropped['multicast-wrong-interface']).toBeUndefined();
  });

  it('stops within the last member query time of a leave, and only there (RFC 2236 3)', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const lastSeen = new Map<string, number>();
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'received' && event.packet.protocol === 17) {
        lastSeen.set(event.host, event.timeNs);
      }
    });
    const sender = stream(simulation, 's', { count: 2000, intervalNs: 10 * MS });
    const members = ['m1', 'm2', 'm3'].map((name) => member(simulation, name, sender));
    for (const each of members) each.start();
    simulation.at(SECOND, () => sender.start());
    simulation.at(10 * SECOND, () => members[1]?.leave());
    simulation.run();
    // Last member query time 2 s, and the way of the leave and of data in flight.
    expect(lastSeen.get('m2')).toBeGreaterThan(11.9 * SECOND);
    expect(lastSeen.get('m2')).toBeLessThan(12 * SECOND + 10 * MS);
    expect(members[1]?.report).toMatchObject({ expected: 900, lost: 0, leftNs: 10 * SECOND });
    for (const index of [0, 2]) {
      expect(members[index]?.report).toMatchObject({ received: 2000, lost: 0, duplicated: 0 });
    }
    expect(simulation.accounting().unaccounted).toBe(0);
  });

  it('begins as soon as the report of a join arrives', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const sender = stream(simulation, 's', { count: 1000, intervalNs: MS });
    const late = member(simulation, 'm3', sender);
    sender.start();
    simulation.at(500 * MS, () => late.start());
    simulation.run();
    // The report takes 1 ms to r5. The first datagram that r5 forwards was sent 1 to 4 ms before.
    expect(late.report.joinLatencyNs).toBeLessThanOrEqual(6 * MS);
    expect(late.report).toMatchObject({ expected: 500, duplicated: 0 });
    expect(late.report.lost).toBeLessThanOrEqual(5);
  });

  it('goes on when the source was down for a moment while the tree changed', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const sender = stream(simulation, 's');
    const [first, second] = ['m1', 'm2'].map((name) => member(simulation, name, sender));
    first?.start();
    simulation.at(SECOND, () => sender.start());
    // The report is at r4 while the first datagram is on its way to r1, sent by a host that is gone.
    simulation.at(SECOND - 0.5 * MS, () => second?.start());
    simulation.at(SECOND + 0.2 * MS, () => simulation.setHostUp('s', false));
    simulation.at(SECOND + 2 * MS, () => simulation.setHostUp('s', true));
    simulation.run();
    expect(first?.report).toMatchObject({ received: 100, lost: 0 });
    expect(second?.report).toMatchObject({ received: 100, lost: 0 });
  });

  it('goes as many hops as its TTL allows', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const sender = stream(simulation, 's', { count: 10, ttl: 4 });
    const members = ['m1', 'm2', 'm3'].map((name) => member(simulation, name, sender));
    for (const each of members) each.start();
    simulation.at(SECOND, () => sender.start());
    simulation.run();
    expect(members.map(({ report }) => report.received)).toEqual([10, 10, 0]);
    expect(simulation.accounting().dropped['ttl-exceeded']).toBe(10);
  });

  it('tells who has members and who asks', () => {
    const { simulation } = routedNetwork(FIVE_ROUTERS);
    const notified: SimulationEvent[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'group-members' || event.type === 'querier') notified.push(event);
    });
    const one = member(simulation, 'm1', null);
    one.start();
    simulation.at(20 * SECOND, () => one.leave());
    simulation.run({ untilNs: 60 * SECOND });
    const members = notified.filter(({ type }) => type === 'group-members');
    expect(members).toMatchObject([
      { host: 'r3', nic: 'eth6', group: GROUP, state: 'present', timeNs: MS },
      { host: 'r3', nic: 'eth6', group: GROUP, state: 'absent', timeNs: 22 * SECOND + MS },
    ]);
    // On each of the seven links between routers the one with the lower address stays querier.
    const { ipv4 } = simulation.nic('r1', 'eth1');
    expect(ipv4.igmp.router?.isQuerier).toBe(true);
    expect(simulation.nic('r2', 'eth1').ipv4.igmp.router?.isQuerier).toBe(false);
  });
});

describe('several routers on one LAN', () => {
  /** Two routers lead from the source's LAN to the members' LAN. */
  const TWO_WAYS: readonly Subnet[] = [
    { hosts: ['s', 'r1', 'r2', 'near'], segment: {} },
    { hosts: ['r1', 'r2', 'far', 'none'], segment: {} },
    { hosts: ['r2', 'leaf'] },
  ];

  it.each(['hub', 'switch'] as const)('bring each datagram once, on a %s', (kind) => {
    const subnets = TWO_WAYS.map((subnet) =>
      subnet.segment ? { ...subnet, segment: { kind } } : subnet,
    );
    const { simulation } = routedNetwork(subnets);
    const sender = stream(simulation, 's', { count: 4000, intervalNs: 100 * MS });
    const members = ['near', 'far', 'leaf'].map((name) => member(simulation, name, sender));
    for (const each of members) each.start();
    simulation.at(SECOND, () => sender.start());
    simulation.run();
    // 400 s: memberships and queriers are refreshed in between.
    for (const { report } of members) {
      expect(report).toMatchObject({ received: 4000, lost: 0, duplicated: 0 });
    }
    expect(simulation.host('none').counters.get('ip.packetsDelivered')).toBeGreaterThan(0);
    expect(simulation.accounting().unaccounted).toBe(0);
  });

  it('hands over to another querier when one is gone', () => {
    const { simulation, nic } = routedNetwork(TWO_WAYS);
    const sender = stream(simulation, 's', { count: 6000, intervalNs: 100 * MS });
    const far = member(simulation, 'far', sender);
    far.start();
    simulation.at(SECOND, () => sender.start());
    simulation.at(100 * SECOND, () => nic('r1', 1).disable());
    simulation.run();
    expect(nic('r2', 1).ipv4.igmp.router?.isQuerier).toBe(true);
    expect(far.report).toMatchObject({ received: 6000, duplicated: 0 });
  });
});

describe('multicast over links that lose, double and damage', () => {
  const LOSSY: readonly Subnet[] = FIVE_ROUTERS.map((subnet) => {
    const port = {
      rateBitsPerSecond: 1e8,
      delayNs: MS,
      loss: { kind: 'independent', probability: 0.1 },
      duplicate: { probability: 0.1 },
      corrupt: { probability: 0.05 },
    } as const;
    return subnet.segment === undefined ? subnet : { ...subnet, segment: { port } };
  });

  function run(seed: number) {
    const { simulation } = routedNetwork(LOSSY, seed);
    const fingerprint = simulation.recordFingerprint();
    const sender = stream(simulation, 's', { count: 2000 });
    const members = ['m1', 'm2', 'm3'].map((name) => member(simulation, name, sender));
    for (const each of members) each.start();
    simulation.at(SECOND, () => sender.start());
    simulation.run({ untilNs: 150 * SECOND });
    const middle = simulation.accounting();
    simulation.run();
    return { members, middle, end: simulation.accounting(), digest: fingerprint.digestHex() };
  }

  it('loses what they lose, and every packet is accounted for', () => {
    const { members, middle, end } = run(1);
    expect([middle.unaccounted, end.unaccounted, end.inFlight]).toEqual([0, 0, 0]);
    const [first] = members;
    // Two cables, each losing a tenth and damaging a twentieth: not exactly, but about.
    expect(first?.report.lost).toBeGreaterThan(350);
    expect(first?.report.lost).toBeLessThan(800);
    expect(first?.report.duplicated).toBeGreaterThan(100);
    expect(members[2]?.report).toMatchObject({ lost: 0, duplicated: 0 });
  });

  it('does the same again with the same seed', () => {
    const first = run(7);
    expect(run(7).digest).toBe(first.digest);
    expect(run(8).digest).not.toBe(first.digest);
  });
});

describe('multicast in any network', () => {
  it('reaches every member once and nobody else, without loops', () => {
    // Routers in a random connected graph; a host behind each; some are members.
    const network = fc.record({
      size: fc.integer({ min: 2, max: 7 }),
      extra: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 }),
      parents: fc.array(fc.nat(5), { minLength: 7, maxLength: 7 }),
      lan: fc.boolean(),
      members: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      source: fc.nat(6),
    });
    fc.assert(
      fc.property(network, ({ size, extra, parents, lan, members, source }) => {
        const subnets: Subnet[] = [];
        for (let router = 0; router < size; router++) {
          subnets.push({ hosts: [`r${router}`, `h${router}`] });
          if (router > 0)
            subnets.push({ hosts: [`r${router}`, `r${(parents[router] ?? 0) % router}`] });
        }
        for (const [a, b] of extra) {
          if (a % size !== b % size) subnets.push({ hosts: [`r${a % size}`, `r${b % size}`] });
        }
        if (lan) {
          const all = Array.from({ length: size }, (_, router) => `r${router}`);
          subnets.push({ hosts: [...all, 'onLan'], segment: { igmpSnooping: size % 2 === 0 } });
        }
        const { simulation } = routedNetwork(subnets);
        const from = `h${source % size}`;
        const sender = stream(simulation, from, { count: 3 });
        const arrivals = countArrivals(simulation);
        const receivers: MulticastReceiverApp[] = [];
        for (let host = 0; host < size; host++) {
          if (members[host] && `h${host}` !== from)
            receivers.push(member(simulation, `h${host}`, sender));
        }
        if (lan && members[0]) receivers.push(member(simulation, 'onLan', sender));
        for (const receiver of receivers) receiver.start();
        simulation.at(SECOND, () => sender.start());
        simulation.run();
        for (const { report } of receivers) {
          expect(report).toMatchObject({ received: 3, lost: 0, duplicated: 0 });
        }
        const reached = [...arrivals.keys()].filter((name) => name !== 'onLan').sort();
        expect(reached).toEqual(
          receivers
            .map(({ name }) => name)
            .filter((name) => name !== 'onLan')
            .sort(),
        );
        expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
      }),
      { numRuns: 60 },
    );
  });
});
