// What happened is in the fingerprint: changes without packets, and answers that find no way back.
import type { SimulationEvent } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

const NETWORK = `
routing: static
nodes: { a: { kind: host }, r: { kind: router }, b: { kind: host } }
links: [{ name: left, endpoints: ["a:eth0", "r:eth0"] }, { name: right, endpoints: ["r:eth1", "b:eth0"] }]
events:
`;

function seen(events: string) {
  const reported: SimulationEvent[] = [];
  const result = outcomeOf(`${NETWORK}${events}`, {
    onSimulation: (simulation) =>
      void simulation.bus.events$.subscribe((event) => reported.push(event)),
    timeline: true,
  });
  return { reported, fingerprint: result.fingerprint, timeline: result.timeline.entries };
}

const QUIET = seen('  - { at: 9s, node: b, set: { up: true } }');

const CHANGES: [string, string, object[]][] = [
  [
    'a delay',
    'link: left, set: { delay: 20ms, rate: 1gbit }',
    [
      { direction: 'forward', change: '{"delayNs":20000000}' },
      { direction: 'reverse', change: '{"delayNs":20000000}' },
    ],
  ],
  [
    'loss of one direction',
    'link: left, set: { loss: 1%, reverse: { loss: 0% } }',
    [
      {
        direction: 'forward',
        change: '{"loss":{"kind":"independent","probability":0.01,"correlation":0}}',
      },
    ],
  ],
  ['nothing', 'link: left, set: { delay: 1ms, mtu: 1500 }', []],
];

describe('a change of a link', () => {
  it.each(CHANGES)('is told: %s', (_, event, expected) => {
    const { reported, fingerprint } = seen(`  - { at: 2s, ${event} }`);
    const changed = { type: 'link-changed', timeNs: 2e9, link: 'left' };
    expect(reported).toEqual(expected.map((change) => ({ ...changed, ...change })));
    expect(fingerprint === QUIET.fingerprint).toBe(expected.length === 0);
  });
});

it('a change of rules is told, each rule', () => {
  const rules = '[-A INPUT -p udp -j DROP, -D INPUT 1]';
  const { reported, fingerprint } = seen(`  - { at: 2s, node: b, iptables: ${rules} }`);
  expect(reported).toEqual([
    { type: 'rules-changed', timeNs: 2e9, host: 'b', change: '-A INPUT -p udp -j DROP' },
    { type: 'rules-changed', timeNs: 2e9, host: 'b', change: '-D INPUT 1' },
  ]);
  expect(fingerprint).not.toBe(QUIET.fingerprint);
});

/** From 192.0.2.1, to which nothing leads back. */
const ECHO = '4500 001c 0000 0000 4001 0000 c000 0201 0a00 0006 0800 f7ff 0000 0000';
const DATAGRAM = '4500 001c 0000 0000 4011 0000 c000 0201 0a00 0006 0009 0009 0008 0000';

describe('an answer of the stack that finds no way back', () => {
  it.each([
    ['an echo reply', ECHO],
    ['an ICMP error', DATAGRAM],
  ])('is told: %s', (_, packet) => {
    const event = `raw: { from: r, nic: eth1, packet: "${packet}" }`;
    const { reported, timeline } = seen(`  - { at: 2s, ${event} }`);
    const failed = reported.filter(({ type }) => type === 'send-failed');
    const destination = 0xc0000201;
    expect(failed).toMatchObject([
      { host: 'b', app: null, cause: 'icmp', destination, error: 'no-route' },
    ]);
    expect(timeline.map(({ what }) => what)).toContain('cannot answer 192.0.2.1: no-route');
  });
});
