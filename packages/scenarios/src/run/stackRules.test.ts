// Rules of the RFCs that the profile `standard` keeps, as a scenario shows them.
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

/** Two hosts behind a router. */
const ROUTED = `
nodes: { a: { kind: host }, r: { kind: router }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "r:eth0"] }, { endpoints: ["r:eth1", "b:eth0"] }]`;

/** Two hosts with a link. */
const PAIR = `
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "b:eth0"] }]`;

/** What each rule expects, in words, and its scenario. */
const RULES: readonly (readonly [rule: string, text: string])[] = [
  [
    'one ICMP error about a datagram in fragments (RFC 1122 3.2.2)',
    `${ROUTED}
events: [{ at: 1s, udp: { from: a, to: "b:9", ttl: 1, size: 5kb } }]
expect: [{ that: node.a.icmp.v4.packetsReceived.timeExceeded == 1 }]`,
  ],
  [
    'an answer to every echo request: the rate limit is one of errors (RFC 1812 4.3.2.8)',
    `${PAIR}
events: [{ at: 1s, name: p, ping: { from: a, to: b, count: 100, interval: 0.1ms } }]
expect: [{ that: app.p.received == 100 }]`,
  ],
  [
    'nothing to what cannot be a source (RFC 1122 3.2.2)',
    `${PAIR}
events:
  - { at: 1s, node: b, inject: { nic: eth0, packet: 4500001c0001000040117fccf00101010a00000200070009000804ca } }
  - { at: 2s, node: b, inject: { nic: eth0, packet: 4500001c0001000040116ecb000102030a00000200070009000804ca } }
expect:
  - { that: node.b.icmp.v4.packetsSent.dstUnreachable == 0 }
  - { that: 'node.b.drops["invalid-source"] == 2' }`,
  ],
];

/** The octets that went out of NICs, as hexadecimal digits. */
function transmitted(text: string): string[] {
  const sent: string[] = [];
  outcomeOf(text, {
    onSimulation: ({ bus }) => {
      bus.eventsWithOctets$.subscribe((event) => {
        if (event.type !== 'transmitted') return;
        sent.push(Buffer.from(event.packet.octets ?? []).toString('hex'));
      });
    },
  });
  return sent;
}

describe('the profile standard', () => {
  it.each(RULES)('gives %s', (_, text) => {
    const { expectations } = outcomeOf(text);
    expect(expectations.length).toBeGreaterThan(0);
    expect(expectations.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('sends all ones for a UDP checksum that comes out as 0 (RFC 768)', () => {
    const [octets = ''] = transmitted(`${PAIR}
events: [{ at: 1s, udp: { from: a, to: "10.0.0.2:9", sourcePort: 42963, payload: hello! } }]`);
    expect(octets.slice(52)).toBe(`ffff${Buffer.from('hello!').toString('hex')}`);
  });
});
