import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario } from '../../test/scenario.js';

const network = (router = '', more = '') => `
nodes:
  s: { kind: host }
  r: { kind: router${router} }
  a: { kind: host${more} }
  b: { kind: host }
links:
  - { endpoints: ["s:eth0", "r:eth0"] }
  - { endpoints: ["r:eth1", "a:eth0"] }
  - { endpoints: ["r:eth2", "b:eth0"] }
`;

const stream = (keys: string, router = '') =>
  outcomeOf(`stop: 20s${network(router)}events:
  - { at: 1s, name: tv, multicast: { from: s, group: 239.1.1.1, port: 5004, ${keys} } }`);

const scopeOf = (keys: string, router = '') => {
  const scope = stream(keys, router).apps[0]?.scope;
  if (scope?.kind !== 'multicast') throw new Error('no multicast stream');
  return scope;
};

describe('a multicast stream', () => {
  it('comes to its receivers, each counted by itself and all added up', () => {
    const scope = scopeOf('receivers: [a, b], join: 0s, count: 5, interval: 100ms, size: 10b');
    expect(scope).toMatchObject({ sent: 5, received: 10, expected: 10, lost: 0 });
    expect(scope).toMatchObject({ receivedBytes: 100, duplicated: 0, reordered: 0, failures: [] });
    expect(scope.receivers.map(({ node }) => node)).toEqual(['a', 'b']);
    const a = scope.receivers.find(({ node }) => node === 'a');
    expect(a).toMatchObject({ received: 5, expected: 5, joinedNs: 0, leftNs: null });
    // A frame of 38 octets takes 304 ns on each link.
    expect(a).toMatchObject({ delay: { count: 5, max: 2_000_608 }, joinLatencyNs: 1_002_000_608 });
  });

  it('is lost to receivers until routers know of them', () => {
    // The report is at the router after 1 ms: three datagrams were there before it.
    const scope = scopeOf('receivers: [a], count: 10, interval: 0.4ms');
    expect(scope).toMatchObject({ sent: 10, received: 10, lost: 0 });
    const late = scopeOf('receivers: [{ node: a, join: 1.0011s }], count: 10, interval: 0.4ms');
    expect(late.receivers.find(({ node }) => node === 'a')).toMatchObject({
      expected: 7,
      joinedNs: 1_001_100_000,
    });
  });

  it('ends with until, before its count', () => {
    expect(scopeOf('receivers: [a], interval: 100ms, until: 2s').sent).toBe(10);
    expect(scopeOf('receivers: [a], interval: 100ms, until: 2s, count: 3').sent).toBe(3);
    expect(scopeOf('receivers: [a], interval: 100ms, until: 2s, count: 30').sent).toBe(10);
  });

  it('has receivers that come and go', () => {
    const times = '{ node: a, join: 2s, leave: 3s }';
    const scope = scopeOf(`receivers: [${times}], interval: 100ms, until: 5s`);
    const a = scope.receivers.find(({ node }) => node === 'a');
    expect(a).toMatchObject({ joinedNs: 2e9, leftNs: 3e9, expected: 10, received: 10 });
  });

  it('comes to its own sender if asked to', () => {
    const scope = scopeOf('receivers: [s], loop: true, count: 2');
    expect(scope.receivers.find(({ node }) => node === 's')).toMatchObject({
      received: 2,
      delay: { max: 0 },
    });
  });

  it('stays on its link with a TTL of 1, and where the router routes no multicast', () => {
    expect(scopeOf('receivers: [a], join: 0s, ttl: 1')).toMatchObject({ sent: 1, lost: 1 });
    expect(scopeOf('receivers: [a], join: 0s', ', multicast: false')).toMatchObject({ lost: 1 });
  });
});

describe('multicast routing', () => {
  const routing = (text: string) =>
    scenario(text).document.nodes.map(({ name, multicast }) => [name, multicast]);

  it('is on at routers where somebody joins a group', () => {
    const off = { s: null, r: null, a: null, b: null };
    const on = { ...off, r: {} };
    expect(Object.fromEntries(routing(network()))).toEqual(off);
    const groups = ', groups: { eth0: [239.1.1.1] }';
    expect(Object.fromEntries(routing(network('', groups)))).toEqual(on);
    const join = 'events: [{ at: 1s, node: a, join: { nic: eth0, group: 239.1.1.1 } }]';
    expect(Object.fromEntries(routing(`${network()}${join}`))).toEqual(on);
    expect(Object.fromEntries(routing(network(', multicast: true')))).toEqual(on);
    expect(Object.fromEntries(routing(network(', multicast: false', groups)))).toEqual(off);
    const defaults = 'defaults: { node: { multicast: { robustness: 3 } } }';
    expect(routing(`${defaults}${network()}`)).toContainEqual(['r', { robustness: 3 }]);
  });

  it('stops a stream so long after a leave as its timers say', () => {
    const left = (router: string) => {
      const keys =
        'receivers: [{ node: a, join: 0s, leave: 2s }], interval: 100ms, until: 19s, size: 100b';
      const { nodes } = stream(keys, router);
      return nodes.find(({ name }) => name === 'r')?.counters['ip.forwarding.multicastSent'];
    };
    // Ten datagrams a second from 1 s on: ten until the leave, then robustness times the interval.
    expect(left('')).toBe(30);
    const timers = '{ robustness: 3, last-member-query-interval: 500ms }';
    expect(left(`, multicast: ${timers}`)).toBe(25);
  });

  it('asks for members as often as its timers say', () => {
    const queries = (router: string) =>
      stream('receivers: [a]', router).nodes.find(({ name }) => name === 'r')?.counters[
        'igmp.packetsSent.membershipQuery'
      ];
    expect(queries(', multicast: { query-interval: 4s, query-response-interval: 1s }')).toBe(18);
  });
});
