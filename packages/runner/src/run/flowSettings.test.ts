import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario } from '../../test/scenario.js';

const NETWORK = `
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 10ms, rate: 100mbit }]
`;

function failures(text: string): string[] {
  return outcomeOf(`${NETWORK}${text}`)
    .expectations.filter(({ passed }) => !passed)
    .map(({ that, actual }) => `${that}: ${actual}`);
}

describe('settings of a flow', () => {
  it('are its own, at both ends, whatever others have', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: plain, tcp: { from: h1, to: "h2:80", octets: 100kb } }
  - { at: 0s, name: three, tcp: { from: h1, to: "h2:81", octets: 100kb, settings: { initial-window: 3, timestamps: false, min-rto: 10ms } } }
  - { at: 0s, name: lone, tcp: { from: h1, to: "h2:82", octets: 1kb, settings: { sack: false, ecn: true, window-scaling: false } } }
stop: 3s
expect:
  - { that: app.plain.cwnd == 10 && app.three.cwnd == 3, at: 30ms }
  - that: app.plain.mss == 1448 && app.three.mss == 1460 && app.lone.mss == 1448
    because: timestamps take 12 octets of each segment
  - that: app.plain.rto >= duration('1s') && app.three.rto < duration('100ms')
  - that: app.plain.completed && app.three.completed && app.lone.completed
  - that: app.three.completionTime > app.plain.completionTime
`),
    ).toEqual([]);
  });

  it('go with every app that speaks TCP, and nagle with the end that connects', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: load, flows: { from: h1, to: h2, sizes: 50kb, count: 5, poisson: { gap: 100ms }, settings: { initial-window: 2 } } }
  - { at: 0s, name: usual, flows: { from: h1, to: h2, port: 81, sizes: 50kb, count: 5, poisson: { gap: 100ms } } }
  - { at: 0s, name: pages, web: { from: h1, to: "h2:82", objects: 3, settings: { nagle: false, delayed-ack: 1ms } } }
  - { at: 0s, name: calls, request-response: { from: h1, to: "h2:83", protocol: tcp, settings: { send-buffer: 64kib, receive-buffer: 64kib } } }
stop: 5s
expect:
  - that: app.load.received == 5 && app.usual.received == 5
  - that: app.load.completionTime.min > app.usual.completionTime.min
  - that: app.pages.received == 1 && app.calls.received == 1
`),
    ).toEqual([]);
  });

  it('are not shared by other apps at the same port', () => {
    const { apps } = outcomeOf(`${NETWORK}
events:
  - { at: 0s, name: one, tcp: { from: h1, to: "h2:80", octets: 1kb, settings: { sack: false } } }
  - { at: 0s, name: same, tcp: { from: h1, to: "h2:80", octets: 1kb, settings: { sack: false } } }
  - { at: 0s, name: other, tcp: { from: h1, to: "h2:80", octets: 1kb } }
stop: 1s`);
    expect(apps.map(({ name, scope }) => [name, scope.failures])).toEqual([
      ['one', []],
      ['same', []],
      ['other', ['EADDRINUSE']],
    ]);
  });

  it('that cannot be are told', () => {
    const problemOf = (app: string) => {
      try {
        scenario(`${NETWORK}events: [{ at: 0s, ${app} }]`);
      } catch (error) {
        return error instanceof Error ? error.message.replace(/^line \d+: /gm, '') : '';
      }
      return '';
    };
    expect([
      problemOf('tcp: { from: h1, to: "h2:80", octets: 1kb, settings: { min-rto: 0s } }'),
      problemOf('web: { from: h1, to: "h2:80", settings: { delayed-ack: 2s } }'),
      problemOf('tcp: { from: h1, to: "h2:80", octets: 1kb, settings: { stack: linux } }'),
      problemOf('request-response: { from: h1, to: "h2:80", settings: { sack: false } }'),
    ]).toEqual([
      'a retransmission time-out is at least 1ms, and at most 120s',
      'an ACK waits for 1ms to 500ms (RFC 1122 4.2.3.2)',
      "unknown key 'stack' in settings of TCP",
      "'settings' goes with protocol: tcp alone",
    ]);
  });
});
