import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import type { ScenarioResult } from './result.js';

const TRIANGLE = `
defaults: { link: { rate: unlimited, delay: 1ms } }
nodes: { a: { kind: router }, b: { kind: router }, c: { kind: router }, alone: { kind: host } }
links:
  - endpoints: ["a:eth0", "b:eth0"]
  - endpoints: ["b:eth1", "c:eth0"]
  - endpoints: ["c:eth1", "a:eth1"]
`;

const scopeOf = ({ apps }: ScenarioResult, name: string) =>
  apps.find((app) => app.name === name)?.scope;

describe('a ping with several pairs', () => {
  const mesh = (more = '') =>
    outcomeOf(
      `${TRIANGLE}events: [{ at: 1s, name: mesh, ping: { from: "*", to: "*", count: 2${more} } }]`,
    );

  it('goes from every node with a link to every other, and is one app', () => {
    expect(scopeOf(mesh(), 'mesh')).toMatchObject({
      kind: 'ping',
      sent: 12,
      received: 12,
      lost: 0,
      rtt: { count: 12, min: 2_000_000, max: 2_000_000 },
    });
  });

  it('starts its pairs one after the other, if it is told to', () => {
    const starts = mesh(', stagger: 10ms').apps[0]?.pings.map(({ startNs }) => startNs / 1e6);
    expect(starts).toEqual([1000, 1010, 1020, 1030, 1040, 1050]);
  });

  it('can name addresses, also such as nobody has', () => {
    const result = outcomeOf(`${TRIANGLE}
events:
  - { at: 1s, name: some, ping: { from: [a, b], to: [c, 10.0.0.1, 192.0.2.1], count: 1 } }
`);
    // a has 10.0.0.1 itself; nobody has 192.0.2.1, to which there is no route.
    expect(scopeOf(result, 'some')).toMatchObject({ sent: 6, received: 4 });
    expect(scopeOf(result, 'some')).toHaveProperty('failures.length', 2);
  });
});

describe('a UDP flow', () => {
  it('is received by the node that has the address', () => {
    const result = outcomeOf(`${TRIANGLE}
events: [{ at: 1s, name: flow, udp: { from: a, to: "10.0.0.6:9", count: 5, interval: 1ms, payload: "hello" } }]
`);
    expect(scopeOf(result, 'flow')).toMatchObject({ sent: 5, received: 5, receivedBytes: 25 });
  });

  it('finds a closed port, if no receiver is wanted', () => {
    const result = outcomeOf(`${TRIANGLE}
events: [{ at: 1s, name: flow, udp: { from: a, to: "c:9", receive: false, sourcePort: 4000 } }]
`);
    expect(scopeOf(result, 'flow')).toMatchObject({ received: 0, errors: [{ type: 3, code: 3 }] });
  });

  it('tells of datagrams that could not be sent', () => {
    const result = outcomeOf(`${TRIANGLE}
events: [{ at: 1s, name: flow, udp: { from: a, to: "192.0.2.1:9" } }]
`);
    expect(scopeOf(result, 'flow')).toMatchObject({ sent: 1, lost: 1, failures: ['no-route'] });
  });
});

describe('a traceroute', () => {
  it.each(['udp', 'icmp'])('finds the way with %s probes', (probe) => {
    const result = outcomeOf(`${TRIANGLE}
events: [{ at: 1s, name: way, traceroute: { from: a, to: c, probe: ${probe}, probesPerHop: 1 } }]
`);
    expect(scopeOf(result, 'way')).toMatchObject({
      reached: true,
      hops: [{ ttl: 1, rttNs: [2_000_000] }],
    });
  });
});
