import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario } from '../../test/scenario.js';

const NETWORK = `
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 5ms, rate: 100mbit }]
`;

function failures(text: string): string[] {
  return outcomeOf(`${NETWORK}${text}`)
    .expectations.filter(({ passed }) => !passed)
    .map(({ that, actual }) => `${that}: ${actual}`);
}

function problemOf(event: string): string {
  try {
    scenario(`${NETWORK}events: [{ at: 0s, ${event} }]`);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^line \d+: /gm, '') : '';
  }
  return '';
}

describe('requests over TCP in a scenario', () => {
  it('take a round trip more where each has a connection of its own', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: kept, request-response: { from: h1, to: "h2:80", protocol: tcp, count: 10, response: 500b } }
  - { at: 0s, name: each, request-response: { from: h1, to: "h2:81", protocol: tcp, count: 10, response: 500b, keep-alive: false } }
stop: 2s
expect:
  - that: app.kept.received == 10 && app.each.received == 10 && app.kept.lost + app.each.lost == 0
  - that: app.kept.connections == 1 && app.each.connections == 10
  - that: app.kept.responseTime.p50 < duration('11ms') && app.each.responseTime.min > duration('20ms')
  - that: app.kept.delay.min > duration('5ms') && app.kept.transmissions == 10
`),
    ).toEqual([]);
  });

  it('may vary in size, and are lost where nobody listens', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: vary, request-response: { from: h1, to: "h2:80", protocol: tcp, count: 50, response: { uniform: [1kb, 3kb] }, service: 1ms } }
  - { at: 0s, name: nobody, request-response: { from: h1, to: "h2:81", protocol: tcp, serve: false } }
stop: 3s
expect:
  - that: app.vary.receivedBytes > 75000 && app.vary.receivedBytes < 125000
  - that: app.nobody.lost == 1 && app.nobody.failures == ['ECONNREFUSED']
`),
    ).toEqual([]);
  });

  it('that cannot be are told', () => {
    const ask = (rest: string) => problemOf(`request-response: { from: h1, to: "h2:80", ${rest} }`);
    expect([
      ask('protocol: tcp, timeout: 1s'),
      ask('keep-alive: false'),
      ask('response: { exponential: 1kb }'),
      ask('response: web-search'),
      ask('protocol: sctp'),
      ask('protocol: tcp, request: 0b'),
    ]).toEqual([
      "'timeout' is of UDP alone",
      "'keep-alive' goes with protocol: tcp alone",
      'over UDP a response has one size: write it, or protocol: tcp',
      'over UDP a response has one size: write it, or protocol: tcp',
      "'sctp' is not one of 'udp', 'tcp'",
      'nothing of 0b can be sent over TCP: write 1b at least',
    ]);
  });
});

describe('web pages in a scenario', () => {
  it('load their objects over several connections', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: one, web: { from: h1, to: "h2:80", connections: 1, objects: 12 } }
  - { at: 1s, name: six, web: { from: h1, to: "h2:80", objects: 12 } }
  - { at: 2s, name: surf, web: { from: h1, to: "h2:80", until: 8s, objects: [2, 6], object: { exponential: 5kb }, think: { exponential: 200ms } } }
stop: 10s
expect:
  - that: app.one.received == 1 && app.one.connections == 1 && app.one.requests == 13
  - that: app.six.received == 1 && app.six.connections == 6 && app.six.responses == 13
  - that: app.six.pageTime.max < app.one.pageTime.max
  - that: app.surf.received > 10 && app.surf.lost == 0 && app.surf.finished
  - that: app.surf.connectTime.min >= duration('10ms') && app.surf.responseTime.min > duration('10ms')
`),
    ).toEqual([]);
  });

  it('that cannot be are told', () => {
    expect([
      problemOf('web: { from: h1, to: h2 }'),
      problemOf('web: { from: h1, to: "h2:80", objects: [3, 1] }'),
      problemOf('web: { from: h1, to: "h2:80", page: 0b }'),
    ]).toEqual([
      "'h2' names no port: expected a node or an address, and a port, such as h2:5004",
      'the second number is not to be smaller than the first, 3',
      'nothing of 0b can be sent over TCP: write 1b at least',
    ]);
  });
});
