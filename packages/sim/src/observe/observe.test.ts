import {
  ANY,
  applyIptables,
  type Ipv4Address,
  parseIptables,
  parseIpv4Address,
} from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { UdpFlowApp } from '../apps/udpFlow.js';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION } from '../link/linkSpec.js';
import { describeDrop, reasonsWithoutWords } from './dropReasons.js';

const address = (text: string) => parseIpv4Address(text) as Ipv4Address;

/** a — r — b; b has no socket unless the flow opens one. */
function network() {
  const simulation = createSimulation();
  const names = ['a', 'r', 'b'];
  for (const name of names) simulation.addHost({ name, forwarding: name === 'r' });
  const direction = { ...DEFAULT_LINK_DIRECTION, rateBitsPerSecond: null, delayNs: 1000 };
  [0, 1].forEach((index) => {
    const [first = '', second = ''] = names.slice(index);
    const endpoints = [
      { host: first, nic: `to-${second}` },
      { host: second, nic: `to-${first}` },
    ] as const;
    simulation.addLink({ name: `l${index}`, endpoints, forward: direction, reverse: direction });
    endpoints.forEach(({ host, nic: name }, end) => {
      const nic = simulation.nic(host, name);
      const subnet = { address: address(`10.0.${index}.${end + 1}`), length: 24 };
      nic.addAddress(subnet);
      nic.host.routes.add({ destination: subnet, gateway: null, nic: nic.id });
      const gateway = address(`10.0.${index}.${2 - end}`);
      if (host !== 'r') {
        nic.host.routes.add({
          destination: { address: ANY, length: 0 },
          gateway,
          nic: nic.id,
        });
      }
    });
  });
  return simulation;
}

function flow(simulation: ReturnType<typeof network>, count: number, receiver: string | null) {
  const app = new UdpFlowApp(simulation, {
    name: 'u',
    from: 'a',
    to: address('10.0.1.2'),
    port: 9,
    payload: new Uint8Array(10),
    count,
    intervalNs: 10_000,
    receiver,
  });
  app.start();
  return app;
}

describe('reasons of drops', () => {
  it('all have words', () => {
    expect(reasonsWithoutWords()).toEqual([]);
    expect(describeDrop('ttl-exceeded')).toBe(
      'dropped: its TTL ends at this router (RFC 1812 5.3.1)',
    );
    expect(describeDrop('link-down')).toBe('dropped: the link is down');
  });
});

describe('the life of a packet', () => {
  it('goes through forwarding, and on in what it causes', () => {
    const simulation = network();
    const life = simulation.follow(1);
    flow(simulation, 2, null);
    simulation.run();
    life.stop();
    const trace = life.events.map((event) => `${'host' in event ? event.host : ''} ${event.type}`);
    expect(trace).toEqual([
      'a originated',
      'a transmitted',
      'r received',
      'r forwarded',
      'r transmitted',
      'b received',
      'b originated',
      'b icmp-error',
      'b transmitted',
      'b dropped',
      'r received',
      'r forwarded',
      'r transmitted',
      'a received',
      'a consumed',
    ]);
    expect(new Set(life.events.map(({ packet }) => packet.identity)).size).toBe(2);
  });
});

describe('a time series', () => {
  it('is sampled as long as anything else is to happen', () => {
    const simulation = network();
    const app = flow(simulation, 4, 'b');
    const series = simulation.sample(10_000, [
      { name: 'received', read: () => app.report.received },
    ]);
    simulation.run();
    series.end();
    series.end();
    expect(series.names).toEqual(['received']);
    expect(series.timesNs).toEqual([0, 10_000, 20_000, 30_000, 32_000]);
    expect(series.rows).toEqual([[0], [1], [2], [3], [4]]);
  });

  it('keeps no run going, with another beside it, and goes on to the end of a run that has one', () => {
    const simulation = network();
    const seen: number[] = [];
    simulation.sample(10_000, [], (timeNs) => seen.push(timeNs));
    const other = simulation.sample(30_000, []);
    simulation.run();
    expect([simulation.nowNs, seen, other.timesNs]).toEqual([0, [], []]);
    simulation.run({ untilNs: 25_000 });
    expect([seen, other.timesNs]).toEqual([[0, 10_000, 20_000], [0]]);
  });

  it('needs an interval', () => {
    expect(() => network().sample(0, [])).toThrow(RangeError);
  });
});

describe('a capture with comments', () => {
  it('says of each dropped packet where and why, also of one that is lost later', () => {
    const simulation = network();
    let text = '';
    const capture = simulation.captureWithComments({
      write: (chunk) => {
        text += String.fromCharCode(...chunk);
      },
    });
    flow(simulation, 2, null);
    simulation.at(10_500, () => simulation.link('l0').setUp(false));
    simulation.run();
    capture.end();
    const comments = [...text.matchAll(/dropped: [ -~]*/g)].map(([comment]) => comment);
    expect(comments).toEqual([
      'dropped: no socket listens to its port (RFC 1122 4.1.3.1), by b at to-r; packet 1',
      'dropped: the link is down, by link l0 (forward); packet 3',
    ]);
    expect(simulation.nic('a', 'to-r').tap).toBeNull();
  });
});

describe('a packet that a filter drops', () => {
  it('tells which rule did, or the policy of the chain', () => {
    const simulation = network();
    const rules = simulation.host('r').packetFilter;
    const set = (line: string) => {
      const command = parseIptables(line);
      if ('message' in command) throw new Error(command.message);
      expect(applyIptables(rules, command)).toBeNull();
    };
    set('-A FORWARD -p icmp -j DROP');
    set('-A FORWARD -p udp --dport 9 -j DROP');
    const description: unknown[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'dropped') description.push([event.reason, event.rule]);
    });
    flow(simulation, 1, null);
    simulation.run();
    rules.flush('filter', 'FORWARD');
    rules.setPolicy('filter', 'FORWARD', 'DROP');
    let text = '';
    const capture = simulation.captureWithComments({
      write: (chunk) => {
        text += String.fromCharCode(...chunk);
      },
    });
    flow(simulation, 1, null);
    simulation.run();
    capture.end();
    expect(description).toEqual([
      ['filter-forward', 'rule 2 of FORWARD'],
      ['filter-forward', 'the policy of FORWARD'],
    ]);
    rules.setPolicy('nat', 'PREROUTING', 'DROP');
    flow(simulation, 1, null);
    simulation.run();
    expect(description.at(-1)).toEqual([
      'filter-prerouting',
      'the policy of PREROUTING in table nat',
    ]);
    expect(text).toContain(
      'dropped: a rule of FORWARD drops it (iptables(8)), by r at to-a, the policy of FORWARD; packet 2',
    );
  });
});
