// What apps count agrees with itself: at every moment, however a run is cut off, and whatever goes wrong.

import type { AppScope } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario, TWO_HOSTS } from '../../test/scenario.js';
import { runScenario } from './runScenario.js';

/** Apps of a scenario, by name. */
function appsOf(text: string): Record<string, AppScope> {
  return Object.fromEntries(outcomeOf(text).apps.map(({ name, scope }) => [name, scope]));
}

function messages(scope: AppScope) {
  if (scope.kind === 'tcp') throw new Error('TCP counts no messages');
  const { sent, received, lost, inFlight, unsent, begun, finished } = scope;
  return { sent, received, lost, inFlight, unsent, begun, finished };
}

const MULTICAST = (last: string) => `
nodes: { source: { kind: host }, r: { kind: router }, m: { kind: host }, k: { kind: host } }
${last}
events:
  - { at: 1s, name: tv, multicast: { from: source, group: 239.1.1.1, port: 9, interval: 2ms, until: 6s, receivers: [{ node: k, join: 0s }, { node: m, join: 2s, leave: 3s }] } }`;

describe('what is in flight', () => {
  it('at a stop is not lost, and what was not sent is said', () => {
    const { p } = appsOf(`stop: 2s${TWO_HOSTS}
events: [{ at: 1s, name: p, ping: { from: h1, to: h2, count: 10 } }]`);
    expect(p && messages(p)).toEqual({
      ...{ sent: 2, received: 1, lost: 0, inFlight: 1, unsent: 8, begun: true, finished: false },
    });
  });

  it('is known of each kind of app', () => {
    const apps = appsOf(`stop: 1.003s${TWO_HOSTS}
events:
  - { at: 1s, name: ping, ping: { from: h1, to: h2, count: 2 } }
  - { at: 1s, name: way, traceroute: { from: h1, to: h2 } }
  - { at: 1s, name: udp, udp: { from: h1, to: "h2:1", count: 3 } }
  - { at: 1s, name: flow, flow: { from: h1, to: "h2:2", udp: { interval: 1ms }, count: 10 } }
  - { at: 0.995s, name: web, request-response: { from: h1, to: "h2:80", count: 4 } }
  - { at: 1s, name: raw, raw: { from: h1, packet: "4500 0014 0000 0000 40fd 0000 0a00 0001 0a00 0002", count: 2 } }`);
    const seen = Object.entries(apps).map(([name, app]) => {
      const { sent, received, lost, inFlight, unsent, begun, finished } = messages(app);
      const state = begun ? (finished ? 'finished' : 'running') : 'not begun';
      return `${name}: ${sent} = ${received} + ${lost} + ${inFlight}, ${unsent} unsent, ${state}`;
    });
    expect(seen).toEqual([
      'ping: 1 = 0 + 0 + 1, 1 unsent, running',
      'way: 3 = 0 + 0 + 3, 0 unsent, running',
      'udp: 1 = 0 + 0 + 1, 2 unsent, running',
      'flow: 4 = 0 + 0 + 4, 6 unsent, running',
      'web: 1 = 0 + 0 + 1, 3 unsent, running',
      'raw: 1 = 0 + 0 + 1, 1 unsent, running',
    ]);
  });

  it('at the leave of a member is neither lost nor expected', () => {
    const { tv } = appsOf(
      MULTICAST(`links:
  - { endpoints: ["source:eth0", "r:eth0"], delay: 10ms }
  - { endpoints: ["r:eth1", "m:eth0"], delay: 10ms }
  - { endpoints: ["r:eth2", "k:eth0"], delay: 10ms }`),
    );
    if (tv?.kind !== 'multicast') throw new Error('no stream');
    expect(tv.receivers.find(({ node }) => node === 'm')).toMatchObject({
      received: 490,
      expected: 490,
      lost: 0,
    });
    expect(tv.receivers.find(({ node }) => node === 'k')).toMatchObject({
      received: 2500,
      expected: 2500,
      lost: 0,
    });
  });

  it('at the join of a member is received, and expected', () => {
    const { tv } = appsOf(
      MULTICAST(`links: [{ endpoints: ["source:eth0", "r:eth0"], delay: 10ms }]
segments: { lan: { kind: switch, attach: ["r:lan", "m:eth0", "k:eth0"] } }`),
    );
    if (tv?.kind !== 'multicast') throw new Error('no stream');
    expect(tv.receivers.find(({ node }) => node === 'm')).toMatchObject({
      received: 500,
      expected: 500,
      lost: 0,
    });
  });
});

const BUSY = `
nodes:
  h1: { kind: host }
  r: { kind: router }
  h2: { kind: host }
links:
  - { name: near, endpoints: ["h1:eth0", "r:eth0"], delay: 3ms, rate: 2mbit, queue: 20p }
  - { name: far, endpoints: ["r:eth1", "h2:eth0"], delay: { mean: 20ms, jitter: 10ms }, loss: 5%, duplicate: 5%, corrupt: 2%, mtu: 600 }
events:
  - { at: 1s, name: ping, ping: { from: h1, to: h2, count: 100, interval: 10ms, size: 1000 } }
  - { at: 1s, name: df, ping: { from: h1, to: h2, count: 100, interval: 11ms, size: 1000, df: true } }
  - { at: 1s, name: way, traceroute: { from: h1, to: h2, timeout: 100ms } }
  - { at: 1s, name: udp, udp: { from: h1, to: "h2:1", count: 100, interval: 10ms, size: 1200b } }
  - { at: 1s, name: flow, flow: { from: h1, to: "h2:2", udp: { rate: 400kbit, size: 500b }, until: 2.5s } }
  - { at: 1s, name: web, request-response: { from: h1, to: "h2:80", until: 2.5s, timeout: 30ms, service: { exponential: 10ms } } }
  - { at: 1s, name: raw, raw: { from: h1, packet: "4500 0014 0000 0000 40fd 0000 0a00 0001 0a00 0006", count: 90, interval: 9ms } }
  - { at: 1s, name: tv, multicast: { from: h1, group: 239.1.1.1, port: 9, interval: 5ms, until: 2.5s, receivers: [{ node: h2, join: 0.5s, leave: 2.2s }] } }
  - { at: 1.5s, link: near, set: { up: false } }
  - { at: 1.6s, link: near, set: { up: true } }
  - { at: 1.7s, node: r, set: { up: false } }
  - { at: 1.8s, node: r, set: { up: true } }
  - { at: 2s, node: h1, set: { up: false } }
  - { at: 2.1s, node: h1, set: { up: true } }
`;

it('adds up after every event, on links and nodes that do everything wrong', () => {
  const simulations: Simulation[] = [];
  const never = ['ping', 'df', 'way', 'udp', 'flow', 'web', 'raw'].map(
    (app) =>
      `  - never: app.${app}.sent != app.${app}.received + app.${app}.lost + app.${app}.inFlight`,
  );
  const text = `${BUSY}expect:
${never.join('\n')}
  - never: app.tv.receivers.h2.expected != app.tv.receivers.h2.received + app.tv.receivers.h2.lost + app.tv.receivers.h2.inFlight
  - never: app.tv.lost < 0 || app.all(a, app[a].lost < 0)
`;
  const result = runScenario(scenario(text), { onSimulation: (made) => simulations.push(made) });
  const failed = result.expectations.filter(({ passed }) => !passed);
  expect(failed.map(({ that, actual }) => `${that}: ${actual}`)).toEqual([]);
  const losing = result.apps
    .filter(({ scope }) => 'lost' in scope && scope.lost > 0)
    .map(({ name }) => name);
  expect(losing).toEqual(expect.arrayContaining(['ping', 'df', 'udp', 'flow', 'raw', 'tv']));
  expect(result.accounting).toMatchObject({ inFlight: 0, unaccounted: 0 });
  for (const { scope } of result.apps) expect(scope.inFlight).toBe(0);
});
