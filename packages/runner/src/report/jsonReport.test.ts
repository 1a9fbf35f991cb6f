import { describe, expect, it } from 'vitest';
import { outcomeOf, TWO_HOSTS } from '../../test/scenario.js';
import { jsonErrors, jsonReport } from './jsonReport.js';

describe('the document of --json', () => {
  const result = outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, name: probe, ping: { from: h1, to: h2, count: 1 } }
  - { at: 2s, name: closed, udp: { from: h1, to: "h2:9", receive: false } }
expect:
  - that: app.probe.received == 1 && app.probe.rtt.mean < duration('20ms')
  - never: app.probe.received == 1
  - { eventually: app.probe.rtt.mean == duration('1s'), within: 0.5s }
`);
  const text = jsonReport([{ file: 'dir/a.yaml', result, artifacts: { pcapng: 'test.pcapng' } }]);

  it('has its keys in this order, and nothing else', () => {
    expect(text.replace(/"[0-9a-f]{64}"/, '"(64 digits)"')).toMatchInlineSnapshot(`
      "{"version":"0.1.0","scenarios":[{"name":"test","file":"dir/a.yaml","seed":1,"run":0,"fingerprint":"(64 digits)","fingerprintFormat":"packetloom/fingerprint/3","passed":false,"simulatedNs":2010000000,"events":7,"expectations":[{"that":"app.probe.received == 1 && app.probe.rtt.mean < duration('20ms')","passed":true,"actual":"app.probe.received = 1, app.probe.rtt.mean = 10ms"},{"that":"never app.probe.received == 1","passed":false,"actual":"app.probe.received = 1"},{"that":"eventually app.probe.rtt.mean == duration('1s')","passed":false,"actual":"no reply came, so there is no time","warning":"app.probe begins at 1s, after this was judged at 500ms: so this says nothing about the network"}],"accounting":{"sent":4,"delivered":0,"dropped":{"port-unreachable":1},"consumed":3,"inFlight":0,"unaccounted":0},"nodes":[{"name":"h1","ip":{"packetsReceived":2,"packetsDelivered":2,"packetsSent":2},"icmp":{"v4":{"packetsSent":{"echoRequest":1},"packetsReceived":{"echoReply":1,"dstUnreachable":1}}},"igmp":{"groups":["224.0.0.1"]},"udp":{"packetsSent":1},"drops":{},"up":true,"neighbours":[],"addressConflicts":[]},{"name":"h2","ip":{"packetsReceived":2,"packetsDelivered":2,"packetsSent":2},"icmp":{"v4":{"packetsSent":{"echoReply":1,"dstUnreachable":1},"packetsReceived":{"echoRequest":1}}},"igmp":{"groups":["224.0.0.1"]},"udp":{"unknownPortErrors":1},"drops":{"port-unreachable":1},"up":true,"neighbours":[],"addressConflicts":[]}],"links":[{"name":"wire","forward":{"sent":2,"sentBytes":176,"delivered":2,"deliveredBytes":176,"drops":{},"marked":0,"duplicated":0,"corrupted":0,"reordered":0,"deliveryRatio":1,"lossRatio":0,"duplicateRatio":0,"reorderedRatio":0,"queue":{"packets":0,"bytes":0,"largest":0}},"reverse":{"sent":2,"sentBytes":204,"delivered":2,"deliveredBytes":204,"drops":{},"marked":0,"duplicated":0,"corrupted":0,"reordered":0,"deliveryRatio":1,"lossRatio":0,"duplicateRatio":0,"reorderedRatio":0,"queue":{"packets":0,"bytes":0,"largest":0}}}],"segments":[],"apps":[{"name":"probe","kind":"ping","atNs":1000000000,"sent":1,"received":1,"lost":0,"inFlight":0,"unsent":0,"duplicated":0,"reordered":0,"deliveryRatio":1,"lossRatio":0,"duplicateRatio":0,"reorderedRatio":0,"begun":true,"finished":true,"errors":[],"failures":[],"rtt":{"count":1,"minNs":10000000,"meanNs":10000000,"p50Ns":10000000,"p95Ns":10000000,"p99Ns":10000000,"maxNs":10000000,"histogram":{"fromNs":10000000,"widthNs":1,"counts":[1]}},"jitter":null,"interarrivalJitterNs":null},{"name":"closed","kind":"udp","atNs":2000000000,"sent":1,"received":0,"lost":1,"inFlight":0,"unsent":0,"duplicated":0,"reordered":0,"deliveryRatio":0,"lossRatio":1,"duplicateRatio":null,"reorderedRatio":null,"begun":true,"finished":true,"receivedBytes":0,"errors":[{"type":3,"code":3,"from":"10.0.0.2","mtu":0}],"failures":[],"delay":null,"jitter":null,"interarrivalJitterNs":null}],"addressConflicts":[],"artifacts":{"pcapng":"test.pcapng"}}]}
      "
    `);
  });

  it('has what segments carried, and the conflicts of addresses that were seen', () => {
    const conflict = outcomeOf(`
nodes: { h1: { kind: host, addresses: { a: 10.0.0.1/24 } }, h2: { kind: host, addresses: { a: 10.0.0.1/24 } } }
segments: { lan: { kind: hub, attach: ["h1:a", "h2:a"], announce: true, allow-conflicts: true } }
`);
    const [report] = JSON.parse(
      jsonReport([{ file: 'a.yaml', result: conflict, artifacts: {} }]),
    ).scenarios;
    const counts = { receivedFrames: 4, floodedFrames: 4, filteredFrames: 0 };
    expect(report.segments).toMatchObject([{ name: 'lan', kind: 'hub', ...counts }]);
    expect(report.addressConflicts).toHaveLength(2);
    expect(report.addressConflicts[0]).toEqual({
      node: 'h1',
      nic: 'a',
      address: '10.0.0.1',
      mac: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      timeNs: 2_672,
    });
  });

  it('tells of apps, where one sends by itself', () => {
    const { apps } = JSON.parse(
      jsonReport([
        {
          file: 'a.yaml',
          result: outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, name: voice, flow: { from: h1, to: "h2:5004", udp: { interval: 20ms }, count: 3 } }
  - { at: 1s, name: web, request-response: { from: h1, to: "h2:80" } }
  - { at: 1s, name: way, traceroute: { from: h1, to: h2 } }
`),
          artifacts: {},
        },
      ]),
    ).scenarios[0];
    expect(apps).toMatchInlineSnapshot(`
      [
        {
          "atNs": 1000000000,
          "begun": true,
          "delay": {
            "count": 3,
            "histogram": {
              "counts": [
                3,
              ],
              "fromNs": 5000000,
              "widthNs": 1,
            },
            "maxNs": 5000000,
            "meanNs": 5000000,
            "minNs": 5000000,
            "p50Ns": 5000000,
            "p95Ns": 5000000,
            "p99Ns": 5000000,
          },
          "deliveryRatio": 1,
          "duplicateRatio": 0,
          "duplicated": 0,
          "errors": [],
          "failures": [],
          "finished": true,
          "inFlight": 0,
          "interarrivalJitterNs": 0,
          "jitter": {
            "count": 2,
            "histogram": {
              "counts": [
                2,
              ],
              "fromNs": 0,
              "widthNs": 1,
            },
            "maxNs": 0,
            "meanNs": 0,
            "minNs": 0,
            "p50Ns": 0,
            "p95Ns": 0,
            "p99Ns": 0,
          },
          "kind": "flow",
          "lossRatio": 0,
          "lost": 0,
          "name": "voice",
          "received": 3,
          "receivedBytes": 192,
          "reordered": 0,
          "reorderedRatio": 0,
          "sent": 3,
          "unsent": 0,
        },
        {
          "atNs": 1000000000,
          "begun": true,
          "connections": 0,
          "delay": {
            "count": 1,
            "histogram": {
              "counts": [
                1,
              ],
              "fromNs": 5000000,
              "widthNs": 1,
            },
            "maxNs": 5000000,
            "meanNs": 5000000,
            "minNs": 5000000,
            "p50Ns": 5000000,
            "p95Ns": 5000000,
            "p99Ns": 5000000,
          },
          "deliveryRatio": 1,
          "duplicateRatio": 0,
          "duplicated": 0,
          "errors": [],
          "failures": [],
          "finished": true,
          "inFlight": 0,
          "interarrivalJitterNs": null,
          "jitter": null,
          "kind": "request-response",
          "lossRatio": 0,
          "lost": 0,
          "name": "web",
          "received": 1,
          "receivedBytes": 1000,
          "reordered": 0,
          "reorderedRatio": 0,
          "responseTime": {
            "count": 1,
            "histogram": {
              "counts": [
                1,
              ],
              "fromNs": 10000000,
              "widthNs": 1,
            },
            "maxNs": 10000000,
            "meanNs": 10000000,
            "minNs": 10000000,
            "p50Ns": 10000000,
            "p95Ns": 10000000,
            "p99Ns": 10000000,
          },
          "retransmissions": 0,
          "sent": 1,
          "transmissions": 1,
          "unsent": 0,
        },
        {
          "atNs": 1000000000,
          "begun": true,
          "deliveryRatio": 1,
          "duplicateRatio": 0,
          "duplicated": 0,
          "failures": [],
          "finished": true,
          "hops": [
            {
              "address": "10.0.0.2",
              "rttNs": [
                10000000,
                10000000,
                10000000,
              ],
              "ttl": 1,
            },
          ],
          "inFlight": 0,
          "kind": "traceroute",
          "lossRatio": 0,
          "lost": 0,
          "name": "way",
          "reached": true,
          "received": 3,
          "reordered": 0,
          "reorderedRatio": 0,
          "rtt": {
            "count": 3,
            "histogram": {
              "counts": [
                3,
              ],
              "fromNs": 10000000,
              "widthNs": 1,
            },
            "maxNs": 10000000,
            "meanNs": 10000000,
            "minNs": 10000000,
            "p50Ns": 10000000,
            "p95Ns": 10000000,
            "p99Ns": 10000000,
          },
          "sent": 3,
          "unsent": 0,
        },
      ]
    `);
  });

  it('is one line of JSON', () => {
    expect(text.endsWith('\n')).toBe(true);
    expect(text.trimEnd()).not.toContain('\n');
    expect(JSON.parse(text)).toHaveProperty('scenarios.0.fingerprint', result.fingerprint);
  });

  it('tells what is wrong with the input', () => {
    const index = { severity: 'error' as const, file: 'a.yaml', line: 3, column: 5 };
    const errors = [
      { ...index, message: 'what', suggestion: 'that', excerpt: { text: '', start: 0, length: 1 } },
      { ...index, message: 'what else' },
      { message: 'unknown option' },
    ];
    expect(jsonErrors(errors)).toBe(
      '{"version":"0.1.0","scenarios":[],"errors":[{"file":"a.yaml","line":3,"column":5,"message":"what","suggestion":"that"},{"file":"a.yaml","line":3,"column":5,"message":"what else"},{"message":"unknown option"}]}\n',
    );
  });
});
