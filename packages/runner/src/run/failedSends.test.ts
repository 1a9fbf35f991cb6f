// What could not be sent happened: it is in the fingerprint, in the events, in counters and in the report.
import type { SimulationEvent } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import { appLines } from '../report/outcomeSections.js';
import type { ScenarioResult } from './result.js';

interface Seen {
  readonly result: ScenarioResult;
  readonly failed: readonly string[];
}

const NETWORK = `
routing: static
nodes: { a: { kind: host }, r: { kind: router }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "r:eth0"], mtu: 600 }, { endpoints: ["r:eth1", "b:eth0"] }]
events:
`;

function seen(events: string): Seen {
  const failed: string[] = [];
  const note = (event: SimulationEvent) => {
    if (event.type === 'send-failed') failed.push(`${event.app}: ${event.cause} ${event.error}`);
    if (event.type === 'app-failed') failed.push(`${event.app}: ${event.error}`);
  };
  const result = outcomeOf(`${NETWORK}${events}`, {
    onSimulation: (simulation) => void simulation.bus.events$.subscribe(note),
    timeline: true,
  });
  return { result, failed };
}

const QUIET = seen('  - { at: 9s, name: p, udp: { from: a, to: "r:9" } }');

const RAW = '4500 0014 0000 0000 40fd 0000 0a00 0001 0a00 0006';

describe.each([
  ['a ping without a route', 'ping: { from: a, to: b, count: 3 }', 3, 'ping no-route'],
  ['a traceroute without a route', 'traceroute: { from: a, to: b }', 3, 'udp no-route'],
  ['a traceroute by ICMP', 'traceroute: { from: a, to: b, probe: icmp }', 3, 'ping no-route'],
  ['datagrams without a route', 'udp: { from: a, to: "b:9", count: 2 }', 2, 'udp no-route'],
  [
    'a flow without a route',
    'flow: { from: a, to: "b:9", udp: { interval: 1s }, count: 2 }',
    2,
    'udp no-route',
  ],
  [
    'requests without a route',
    'request-response: { from: a, to: "b:9", retries: 0 }',
    1,
    'udp no-route',
  ],
  ['a raw packet without a route', `raw: { from: a, packet: "${RAW}" }`, 1, 'raw no-route'],
  [
    'a ping that is too large',
    'ping: { from: a, to: r, count: 2, size: 1000, df: true }',
    2,
    'ping message-too-long',
  ],
  [
    'datagrams that are too large',
    'udp: { from: a, to: "r:9", size: 1000b, df: true }',
    1,
    'udp message-too-long',
  ],
])('%s', (_, event, count, error) => {
  const { result, failed } = seen(`  - { at: 1s, name: x, ${event} }`);

  it('is in the events and in the fingerprint', () => {
    expect(failed).toEqual(Array(count).fill(`x: ${error}`));
    expect(result.fingerprint).not.toBe(QUIET.result.fingerprint);
    const empty = outcomeOf(`${NETWORK.replace('events:', '')}`);
    expect(result.fingerprint).not.toBe(empty.fingerprint);
  });

  it('is counted, by the node and by the app', () => {
    expect(result.nodes[0]?.counters['socket.sendErrors']).toBe(count);
    const scope = result.apps[0]?.scope;
    expect(scope).toMatchObject({ sent: count, received: 0, lost: count, inFlight: 0 });
    expect(scope?.failures).toHaveLength(count);
  });

  it('is told in the report', () => {
    const line = appLines(result, String)[0];
    expect(line).toContain(`${count} failure`);
    expect(line).toContain(error.split(' ')[1]);
    expect(result.timeline.entries.map(({ what }) => what).join('\n')).toContain('cannot send');
  });
});

it('a NIC that is down, and a filter in OUTPUT, are told as what they are', () => {
  const down = seen(`  - { at: 0.5s, node: a, nic: eth0, set: { up: false } }
  - { at: 1s, name: x, ping: { from: a, to: r, count: 2 } }`);
  expect(down.failed).toHaveLength(2);
  const filtered = seen(`  - { at: 0.5s, node: a, iptables: ["-A OUTPUT -p icmp -j DROP"] }
  - { at: 1s, name: x, ping: { from: a, to: r, count: 2 } }`);
  expect(filtered.result.accounting.dropped).toEqual({ 'filter-output': 2 });
  expect(filtered.result.apps[0]?.scope).toMatchObject({ sent: 2, lost: 2, inFlight: 0 });
});

it('an app that cannot begin is in the events, in the fingerprint and in the report', () => {
  const stream = (name: string, group: string) =>
    `  - { at: 1s, name: ${name}, multicast: { from: a, group: ${group}, port: 9, sourcePort: 7, receivers: [r], count: 4 } }\n`;
  const { result, failed } = seen(stream('x', '239.1.1.1') + stream('y', '239.1.1.2'));
  expect(failed).toEqual(['y: port-in-use']);
  expect(result.apps[1]?.scope).toMatchObject({
    ...{ sent: 0, received: 0, lost: 0, unsent: 4, begun: true, finished: true },
    failures: ['port-in-use'],
  });
  const reported = result.timeline.entries.map(({ where, what }) => `${where}: ${what}`);
  expect(reported).toContain('y: a cannot begin: port-in-use');
  expect(appLines(result, String).join('\n')).toContain('1 failure (port-in-use)');
});
