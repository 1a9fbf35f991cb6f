import { describe, expect, it } from 'vitest';
import { scenario, TWO_HOSTS } from '../../test/scenario.js';
import { runScenario } from '../run/runScenario.js';
import { plannedSends } from './plannedSends.js';

const APPS = [
  'ping: { from: h1, to: h2, count: 7 }',
  'ping: { from: [h1, h2], to: [h1, h2], count: 7, interval: 500ms }',
  'udp: { from: h1, to: "h2:9", count: 30, interval: 1s }',
  'raw: { from: h1, packet: 4500001c000100004011000000000000c0000201, until: 5s, interval: 100ms, mode: inject, nic: eth0 }',
  'flow: { from: h1, to: "h2:9", udp: { interval: 10ms }, until: 4s }',
  'flow: { from: h1, to: "h2:9", udp: { rate: 1mbit, size: 1000b }, count: 50 }',
  'flow: { from: h1, to: "h2:9", udp: { burst: { datagrams: 5, every: 1s } }, until: 5s }',
  'flow: { from: h1, to: "h2:9", udp: { on-off: { rate: 1mbit, on: 1s, off: 1s }, size: 1000b } }',
  'multicast: { from: h1, group: 239.1.1.1, port: 5004, interval: 2ms, until: 3s, receivers: [{ node: h2, join: 0s }] }',
];

describe('what apps will send', () => {
  it.each(APPS)('is about what they send: %s', (app) => {
    const { document, plan } = scenario(`${TWO_HOSTS}
stop: 11s
events: [{ at: 1s, name: a, ${app} }]`);
    const [{ datagrams } = { datagrams: 0 }] = plannedSends(document);
    const [sent] = runScenario({ document, plan }).apps;
    const count = sent?.scope.sent;
    expect(datagrams).toBeGreaterThan(0.9 * Number(count));
    expect(datagrams).toBeLessThanOrEqual(1.1 * Number(count));
  });
});

describe('a run whose apps send more than it may have events', () => {
  it('does not begin', () => {
    const text = `${TWO_HOSTS}
events:
  - { at: 1s, name: much, flow: { from: h1, to: "h2:9", udp: { interval: 1us }, until: 1000000s } }
  - { at: 1s, name: less, udp: { from: h1, to: "h2:9", count: 40 } }`;
    expect(() => runScenario(scenario(text), { maxEvents: 1e8 })).toThrow(
      /apps would send about 1000000000000 datagrams, of which 'much' 1000000000000, with more than 100000000 events, the most allowed: let the run be shorter or send less; --max-events allows more$/,
    );
  });
});
