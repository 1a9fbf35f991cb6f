import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import { jsonReport } from '../report/jsonReport.js';

const TWO = (tcp = '') => `
nodes: { h1: { kind: host${tcp} }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 5ms, rate: 10mbit }]
`;

/** The lines of the story of a run that are about connections. */
const story = (text: string) =>
  outcomeOf(text, { timeline: true })
    .timeline.entries.filter(({ what }) => what.startsWith('TCP'))
    .map(({ where, what }) => `${where} ${what.replace(/:\d{5}/, ':PORT')}`);

const failures = (text: string) => {
  const { expectations } = outcomeOf(text);
  return expectations
    .filter(({ passed }) => !passed)
    .map(({ that, actual }) => `${that}: ${actual}`);
};

describe('tcp in a scenario', () => {
  it('is seen by expectations while it lasts, and when it has ended', () => {
    expect(
      failures(`${TWO()}events: [{ at: 1s, name: f, tcp: { from: h1, to: "h2:80", octets: 1mb } }]
expect:
  - { that: "!app.f.begun && app.f.state == 'CLOSE' && app.f.cwnd == 0", at: 500ms }
  - { that: "app.f.state == 'ESTABLISHED' && app.f.cwnd > 10 && app.f.inFlight > 0", at: 1.4s }
  - { that: "app.f.srtt >= duration('10ms') && app.f.rto >= duration('1s')", at: 1.4s }
  - that: app.f.completed && app.f.finished && app.f.receivedBytes == 1000000
  - that: app.f.completionTime > duration('800ms') && app.f.completionTime < duration('1.2s')
  - that: app.f.goodput > 8000000 && app.f.goodput < 9700000
  - that: app.f.connectTime > duration('10ms') && app.f.connectTime < duration('11ms')
  - that: app.f.mss == 1448 && app.f.congestionControl == 'cubic'
  - that: node.h1.tcp.activeOpens == 1 && node.h2.tcp.passiveOpens == 1
`),
    ).toEqual([]);
  });

  it('is told in lines: opened, lost, sent again, closed', () => {
    const text = `${TWO()}events:
  - { at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 100b } }
  - { at: 0s, link: wire, set: { up: false } }
  - { at: 500ms, link: wire, set: { up: true } }`;
    expect(story(text)).toEqual([
      'h1 TCP :PORT → h2:80 sends SYN',
      'h1 TCP :PORT → h2:80 retransmits SYN after a time-out',
      'h1 TCP :PORT → h2:80 established',
      'h1 TCP :PORT → h2:80 sends FIN',
      'h2 TCP :80 → h1:PORT established',
      'h2 TCP :80 → h1:PORT sends FIN',
      'h1 TCP :PORT → h2:80 closed (TIME_WAIT)',
      'h2 TCP :80 → h1:PORT closed',
    ]);
  });

  it('is told of when it is refused, reset or given up', () => {
    const refused = `${TWO()}events: [{ at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 1kb, receive: false } }]`;
    expect(story(refused).at(-1)).toBe('h1 TCP :PORT → h2:80 is refused (ECONNREFUSED)');
    const silent = `${TWO()}events:
  - { at: 0s, link: wire, set: { up: false } }
  - { at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 1kb } }
stop: 300s
expect: [{ that: "app.f.failures == ['ETIMEDOUT'] && app.f.finished && !app.f.completed" }]`;
    expect(story(silent).at(-1)).toBe('h1 TCP :PORT → h2:80 gives up: no answer (ETIMEDOUT)');
    expect(failures(silent)).toEqual([]);
    const rejected = `
nodes:
  h1: { kind: host }
  h2: { kind: host, iptables: ["-A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset"] }
links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
events: [{ at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 1kb } }]
expect: [{ that: "app.f.failures == ['ECONNREFUSED'] && node.h2.drops['filter-input'] == 1" }]`;
    expect(failures(rejected)).toEqual([]);
  });

  it('goes through NAT, to another port', () => {
    expect(
      failures(`
nodes:
  h1: { kind: host, addresses: { eth0: 192.168.0.2/24 } }
  r:
    kind: router
    addresses: { eth0: 192.168.0.1/24, eth1: 10.0.0.1/24 }
    iptables:
      - -t nat -A POSTROUTING -o eth1 -j MASQUERADE
      - -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:8080
  h2: { kind: host, addresses: { eth0: 10.0.0.2/24 } }
links:
  - { endpoints: ["h1:eth0", "r:eth0"], loss: 2% }
  - { endpoints: ["r:eth1", "h2:eth0"] }
events:
  - { at: 0s, name: f, tcp: { from: h1, to: "192.168.0.1:80", octets: 200kb, receiver: "h2:8080" } }
expect: [{ that: app.f.completed && app.f.receivedBytes == 200000 && app.f.retransmissions > 0 }]
`),
    ).toEqual([]);
  });

  it('behaves as the node says', () => {
    const settings =
      ', tcp: { congestion: reno, initial-window: 4, timestamps: false, min-rto: 300ms }';
    expect(
      failures(`${TWO(settings)}events: [{ at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 50kb } }]
expect:
  - { that: "app.f.cwnd == 4 && app.f.mss == 1460", at: 12ms }
  - that: app.f.congestionControl == 'reno' && app.f.rto < duration('400ms')
`),
    ).toEqual([]);
  });

  it('is spoken by no node of a scenario without it', () => {
    const syn = `${TWO()}events: [{ at: 0s, raw: { from: h1, packet: "45000028000000004006f7cd0a0000010a0000020bb80050000000010000000050022000f7a60000" } }]
expect: [{ that: "node.h2.drops['protocol-unreachable'] == 1" }]`;
    expect(failures(syn)).toEqual([]);
  });

  it('is in the document of --json, with null for what was not measured', () => {
    const result = outcomeOf(
      `${TWO()}events: [{ at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 1kb, receive: false } }]`,
    );
    const [document] = JSON.parse(
      jsonReport([{ file: 'a.yaml', result, artifacts: {} }]),
    ).scenarios;
    expect(document.apps).toMatchObject([
      {
        kind: 'tcp',
        completed: false,
        completionTimeNs: null,
        failures: ['ECONNREFUSED'],
        cwnd: 10,
      },
    ]);
  });

  it('is the same each time, and another seed is seen by the fingerprint', () => {
    const text = (seed: number) =>
      `seed: ${seed}\n${TWO()}events: [{ at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 20kb } }]`;
    const fingerprint = (seed: number) => outcomeOf(text(seed)).fingerprint;
    expect(fingerprint(1)).toBe(fingerprint(1));
    expect(fingerprint(1)).not.toBe(fingerprint(2));
  });
});
