import { describe, expect, it } from 'vitest';
import { scenario, TWO_HOSTS } from '../../test/scenario.js';
import { runScenario } from '../run/index.js';
import { PLAIN, styleFor } from '../text/style.js';
import type { FinishedRun } from './jsonReport.js';
import { closingLine, failureReport, reportBody, reportHead } from './textReport.js';

function report(text: string): { head: string; body: string; run: FinishedRun } {
  const loaded = scenario(text);
  const reported = { ...loaded, seed: 1 };
  const result = runScenario(loaded, { timeline: true });
  const run = { file: 'test.yaml', result, artifacts: {} };
  const withoutFingerprint = (body: string) => body.replace(/[0-9a-f]{16}$/m, '(16 digits)');
  return {
    head: reportHead(reported, PLAIN),
    body: withoutFingerprint(reportBody(reported, run, PLAIN)),
    run,
  };
}

const SMALL = `
description: Two hosts, a link that fails, and an expectation that does not hold.
${TWO_HOSTS}
events:
  - { at: 1s, name: probe, ping: { from: h1, to: h2, count: 2, size: 2000 } }
  - { at: 2s, link: wire, set: { up: false } }
  - { at: 3s, link: wire, set: { up: true, delay: 1ms, reverse: { mtu: 576 } } }
  - { at: 4s, name: flow, udp: { from: h1, to: "h2:9", receive: false, count: 2, interval: 10ms } }
expect:
  - { that: app.probe.received == 1, at: 2.5s }
  - that: app.probe.lost == 0
    because: every request ought to be answered
  - never: link.wire.forward.queue.packets > 0
`;

describe('a report', () => {
  it('begins with what was built, before anything runs', () => {
    expect(report(SMALL).head).toMatchInlineSnapshot(`
      "test
      Two hosts, a link that fails, and an expectation that does not hold.

      Built     2 hosts, 1 link; seed 1
        h1  host  eth0 10.0.0.1/30
        h2  host  eth0 10.0.0.2/30
        wire  h1:eth0 ─ h2:eth0  unlimited, 5ms, MTU 1500

      "
    `);
  });

  it('tells what happened, what was expected, what came, and what was counted', () => {
    expect(report(SMALL).body).toMatchInlineSnapshot(`
      "Timeline
           1.000000s  probe  h1 pings h2: 2 × 2000 bytes
           1.000000s  h1     fragments ICMP h1 → h2, 2028 bytes into 2
           1.005000s  h2     reassembles ICMP h1 → h2, 2028 bytes
           1.005000s  h2     fragments ICMP h2 → h1, 2028 bytes into 2
           1.010000s  h1     reassembles ICMP h2 → h1, 2028 bytes
           1.010000s  probe  reply 1 from h2: 10ms, TTL 64
           2.000000s  wire   goes down
           2.000000s  h1     fragments ICMP h1 → h2, 2028 bytes into 2
           2.000000s  wire   loses ICMP h1 → h2, 1500 bytes: link-down
           2.000000s  wire   loses ICMP h1 → h2, 548 bytes: link-down
           3.000000s  wire   comes up, now has 1ms and, in reverse, 1ms, MTU 576
           4.000000s  flow   h1 sends h2:9 UDP: 2 × 64 bytes
           4.001000s  h2     drops UDP h1 → h2, 92 bytes: port-unreachable; sends h1 ICMP port unreachable (3/3)  (2 times, until 4.011000s)

      Apps
        probe  ping  2 sent, 1 received, 1 lost, rtt 10ms
        flow   udp   2 sent, 0 received, 2 lost, 2 ICMP errors

      Expected
        ✓ app.probe.received == 1  (at 2.5s)
        ✗ app.probe.lost == 0
            app.probe.lost = 1
            because every request ought to be answered
        ✓ never link.wire.forward.queue.packets > 0

      Counters
        h1  ip.packetsReceived 4, ip.packetsDelivered 3, ip.packetsSent 6, icmp.v4.packetsSent.echoRequest 2,
            icmp.v4.packetsReceived.echoReply 1, icmp.v4.packetsReceived.dstUnreachable 2, udp.packetsSent 2
        h2  ip.packetsReceived 4, ip.packetsDelivered 3, ip.packetsSent 4, icmp.v4.packetsSent.echoReply 1,
            icmp.v4.packetsSent.dstUnreachable 2, icmp.v4.packetsReceived.echoRequest 1, udp.unknownPortErrors 2
        wire  → 4 packets, 2,232 bytes (lost: 2 link-down)  ← 4 packets, 2,288 bytes

      Packets   15 sent = 0 delivered + 4 dropped (2 link-down, 2 port-unreachable) + 11 consumed + 0 in flight
      Look at   packet 3 was the first to be dropped: --explain 3 shows what happens to it
      Failed    1 of 3 expectations failed; 12s simulated, 15 events; fingerprint (16 digits)
      "
    `);
  });

  it('is short for a large network', () => {
    const nodes = Array.from({ length: 40 }, (_, index) => `  n${index}: { kind: router }`);
    const links = nodes
      .slice(1)
      .map((_, index) => `  - endpoints: ["n${index}:eth1", "n${index + 1}:eth0"]`);
    const { head, body } = report(
      `nodes:\n${nodes.join('\n')}\nlinks:\n${links.join('\n')}\nevents: [{ at: 1s, ping: { from: "*", to: "*", count: 1 } }]`,
    );
    expect(head).toContain('40 routers, 39 links');
    expect(head.split('\n').length).toBeLessThan(45);
    expect(body.split('\n').length).toBeLessThan(60);
    expect(body).toContain('1,560 sent, 1,560 received');
    expect(body).toContain('40 nodes  ip.packetsReceived');
  });

  it('leaves out the middle of a long story, and counts what happens again and again', () => {
    const pings = Array.from(
      { length: 60 },
      (_, index) => `  - { at: ${index}s, ping: { from: h1, to: h2, count: 1 } }`,
    );
    const { body } = report(`${TWO_HOSTS}\nevents:\n${pings.join('\n')}`);
    expect(body).toContain('… 80 lines left out …');
    const down = report(`${TWO_HOSTS}
events:
  - { at: 1s, link: wire, set: { up: false } }
  - { at: 2s, name: flow, udp: { from: h1, to: "h2:9", count: 1000, interval: 1ms } }
`);
    expect(down.body).toContain(
      'loses UDP h1 → h2, 92 bytes: link-down  (1,000 times, until 2.999000s)',
    );
  });
});

describe('a short report', () => {
  it('says nothing of what passed', () => {
    const { run } = report(TWO_HOSTS);
    expect(failureReport(run, PLAIN)).toBe('');
    expect(closingLine([run, run], PLAIN)).toBe('All 2 scenarios passed.\n');
  });

  it('says what failed, and what came instead', () => {
    const { run } = report(SMALL);
    expect(failureReport(run, PLAIN)).toMatchInlineSnapshot(`
      "test (test.yaml)
        ✗ app.probe.lost == 0
            app.probe.lost = 1
            because every request ought to be answered
      "
    `);
    expect(closingLine([run], PLAIN)).toBe('1 scenario of 1 failed: test\n');
  });

  it('says that packets are missing, which is a bug', () => {
    const { run } = report(TWO_HOSTS);
    const { result } = run;
    const accounting = { ...result.accounting, unaccounted: 2 };
    const missing = { ...run, result: { ...result, passed: false, accounting } };
    expect(failureReport(missing, PLAIN)).toContain('2 packets without a disposition');
  });
});

describe('colours', () => {
  const coloured = (isTTY: boolean, environment: Record<string, string> = {}) =>
    styleFor({ isTTY }, environment).red('x') !== 'x';

  it('are for terminals that want them', () => {
    expect(coloured(true)).toBe(true);
    expect(coloured(true, { TERM: 'xterm', NO_COLOR: '' })).toBe(true);
    expect(coloured(false)).toBe(false);
    expect(coloured(false, { CI: 'true', FORCE_COLOR: '1' })).toBe(false);
    expect(coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(coloured(true, { TERM: 'dumb' })).toBe(false);
  });
});

describe('a report about a segment', () => {
  const text = `
nodes:
  server: { kind: host }
  h1: { kind: host, addresses: { eth0: 10.9.1.10/24 } }
  copy: { kind: host, addresses: { eth0: 10.9.1.10/24 } }
segments:
  lan: { kind: switch, attach: ["server:eth0", "h1:eth0", { endpoint: "copy:eth0", rate: 10mbit }], allow-conflicts: true }
events:
  - { at: 1s, name: probe, ping: { from: h1, to: server, count: 1 } }
  - { at: 2s, segment: lan, port: "h1:eth0", set: { up: false } }
  - { at: 3s, node: server, nic: eth0, set: { up: false } }
  - { at: 3s, node: server, set: { up: false } }
  - { at: 4s, name: late, ping: { from: copy, to: server, count: 1, timeout: 1s } }
  - { at: 5s, segment: lan, set: { up: true, delay: 1ms } }
`;

  it('tells of its ports, and of what goes down and comes up', () => {
    const { head, body } = report(text);
    expect(head).toMatchInlineSnapshot(`
      "test

      Built     3 hosts, 1 segment; seed 1
        server  host  eth0 10.9.1.1/24
        h1      host  eth0 10.9.1.10/24
        copy    host  eth0 10.9.1.10/24
        lan  switch of server:eth0, h1:eth0, copy:eth0  ports of 2 kinds

      "
    `);
    expect(body).toMatchInlineSnapshot(`
      "Timeline
           1.000000s  probe   h1 pings server: 1 × 56 bytes
           1.000012s  probe   reply 1 from server: 12.48us, TTL 64
           1.000036s  copy    sees 10.9.1.10 of eth0 at another station, 02:a1:2a:5f:f4:07
           2.000000s  lan     port h1:eth0 goes down
           3.000000s  server  eth0 goes down
           3.000000s  server  goes down
           4.000000s  late    copy pings server: 1 × 56 bytes
           4.000036s  server  drops ARP, copy asks for server: host-down  (2 times, until 5.002034s)
           5.000000s  lan     comes up, now has 1ms
           5.002034s  h1      sees 10.9.1.10 of eth0 at another station, 02:57:5a:7d:91:c3
           6.002034s  server  drops ARP, copy asks for server: host-down
           7.000000s  copy    drops ICMP copy → server, 84 bytes: neighbour-unreachable

      Apps
        probe  ping  1 sent, 1 received, 0 lost, rtt 12.48us
        late   ping  1 sent, 0 received, 1 lost

      Address conflicts
        h1:eth0 sees its address 10.9.1.10 at 02:57:5a:7d:91:c3 too, since 5.002033936s
        copy:eth0 sees its address 10.9.1.10 at 02:a1:2a:5f:f4:07 too, since 1.000035936s

      Counters
        server  ip.packetsReceived 1, ip.packetsDelivered 1, ip.packetsSent 1, icmp.v4.packetsSent.echoReply 1,
                icmp.v4.packetsReceived.echoRequest 1, arp.packetsReceived 4, arp.disabledPacketsReceived 3,
                arp.requestsReceived 1, arp.outgoingRepliesSent 1, down
        h1  ip.packetsReceived 1, ip.packetsDelivered 1, ip.packetsSent 1, icmp.v4.packetsSent.echoRequest 1,
            icmp.v4.packetsReceived.echoReply 1, arp.packetsReceived 3, arp.requestsReceived 2,
            arp.requestsReceivedUnknownTargetAddress 2, arp.outgoingRequestsSent 1, arp.repliesReceived 1
        copy  ip.packetsSent 1, ip.outgoingPacketErrors 1, icmp.v4.packetsSent.echoRequest 1, arp.packetsReceived 1,
              arp.requestsReceived 1, arp.requestsReceivedUnknownTargetAddress 1, arp.outgoingRequestsSent 3
        lan  7 frames, 4 flooded
          server:eth0  → 2 packets, 112 bytes  ← 5 packets, 196 bytes
          h1:eth0      → 2 packets, 112 bytes  ← 4 packets, 168 bytes
          copy:eth0    → 3 packets, 84 bytes   ← 1 packet, 28 bytes

      Packets   11 sent = 0 delivered + 4 dropped (3 host-down, 1 neighbour-unreachable) + 7 consumed + 0 in flight
      Passed    0 of 0 expectations; 7s simulated, 28 events; fingerprint (16 digits)
      "
    `);
  });
});

it('a report tells of files that nobody said where to write', () => {
  const { body } = report(`${TWO_HOSTS}
outputs: { events: true, series: { every: 1s, of: [run.events] } }`);
  expect(body).toContain('\nUnwritten events, series: --out DIR says where to\n');
});
