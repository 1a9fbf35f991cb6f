// Rules of the RFCs that the profile `standard` keeps, as a scenario shows them.
import { formatIpv4Address } from '@packetloom/core';
import { decodeIpv4 } from '@packetloom/core/wire';
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

/** A multicast router and a member. */
const MULTICAST = `
nodes:
  r: { kind: router, multicast: true, addresses: { eth0: 10.9.0.5/24 } }
  m: { kind: host, addresses: { eth0: 10.9.0.9/24 }, groups: { eth0: [239.1.1.1] } }
links: [{ endpoints: ["r:eth0", "m:eth0"] }]`;

/** Queries of version 2 from 10.9.0.1 and from 0.0.0.0, and of version 1 from 10.9.0.2. */
const LOWER_QUERY = '460000200001000001023acc0a090001e0000001940400001164ee9b00000000';
const SWITCH_QUERY = '4600002000010000010244d600000000e0000001940400001164ee9b00000000';
const V1_QUERY = '4500001c000100000102cfd30a090002e00000011100eeff00000000';

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
  [
    'both queries after a leave, though a lower address asks meanwhile (RFC 2236 3)',
    `${MULTICAST}
events:
  - { at: 60s, node: m, leave: { nic: eth0, group: 239.1.1.1 } }
  - { at: 60.5s, node: r, inject: { nic: eth0, packet: ${LOWER_QUERY} } }
stop: 65s
expect: [{ that: node.r.igmp.packetsSent.membershipQuery == 4 }]`,
  ],
  [
    'no part in the election of queriers to 0.0.0.0 (RFC 4541 2.1.1)',
    `${MULTICAST}
events: [{ at: 1s, node: r, inject: { nic: eth0, packet: ${SWITCH_QUERY} } }]
stop: 200s
expect: [{ that: node.r.igmp.packetsSent.membershipQuery == 3 }]`,
  ],
  [
    'reports of version 1 to routers of version 1, which know no router alert (RFC 2236 4)',
    `${MULTICAST}
events: [{ at: 20s, node: m, inject: { nic: eth0, packet: ${V1_QUERY} } }]
stop: 31s
expect: [{ that: node.m.igmp.packetsSent.v1MembershipReport == 1 }]`,
  ],
  [
    'the way to an address that moved, which a request for somebody else shows (RFC 826)',
    `
nodes:
  a: { kind: host, addresses: { eth0: 10.9.0.1/24 } }
  b: { kind: host, addresses: { eth0: 10.9.0.3/24 } }
  c: { kind: host, addresses: { eth0: 10.9.0.3/24 } }
  d: { kind: host, addresses: { eth0: 10.9.0.4/24 } }
segments:
  lan: { kind: switch, attach: ["a:eth0", "b:eth0", "c:eth0", "d:eth0"], allow-conflicts: true }
events:
  - { at: 0s, node: c, set: { up: false } }
  - { at: 1s, name: before, ping: { from: a, to: 10.9.0.3, count: 1 } }
  - { at: 5s, node: b, set: { up: false } }
  - { at: 6s, node: c, set: { up: true } }
  - { at: 7s, ping: { from: c, to: d, count: 1 } }
  - { at: 8s, name: after, ping: { from: a, to: 10.9.0.3, count: 5, interval: 1s } }
expect:
  - { that: app.before.received == 1 }
  - { that: app.after.received == 5 }`,
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

/** A datagram of 65,532 octets of which another fragment makes 65,540. */
const FIRST_65532 = `4500fffc00032000401146eb0a0000010a0000020fa01388fff04962${'7a'.repeat(65_504)}`;
const LAST_8 = '4500001c00031ffd401146cf0a0000010a0000027a7a7a7a7a7a7a7a';

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

  it('delivers no datagram of more than 65,535 octets (RFC 791 3.1)', () => {
    const { nodes, apps } = outcomeOf(`
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "b:eth0"], mtu: 65535 }]
events:
  - { at: 0s, udp: { from: a, to: "b:5000" } }
  - { at: 1s, name: x, raw: { from: a, packet: ${FIRST_65532} } }
  - { at: 2s, name: y, raw: { from: a, packet: ${LAST_8} } }`);
    expect(apps).toHaveLength(3);
    expect(nodes.find(({ name }) => name === 'b')?.counters['udp.packetsReceived']).toBe(1);
  });

  it('quotes the header of what it reassembled with a right checksum', () => {
    const sent = transmitted(`${PAIR}
events: [{ at: 1s, udp: { from: a, to: "b:9", size: 3kb, receive: false } }]`);
    const quoted = Buffer.from(sent[3] ?? '', 'hex').subarray(28);
    expect(decodeIpv4(quoted, 0, quoted.length, { allowTruncated: true })).toMatchObject({
      totalLength: 3028,
      moreFragments: false,
    });
  });

  it('shows what cannot be sent with its own header', () => {
    const dropped: string[] = [];
    outcomeOf(
      `${PAIR}
events:
  - { at: 1s, udp: { from: b, to: "a:9", size: 1400b } }
  - { at: 2s, udp: { from: a, to: "b:9", size: 1473b, df: true } }`,
      {
        onSimulation: ({ bus }) => {
          bus.events$.subscribe((event) => {
            if (event.type !== 'dropped') return;
            const { source, destination } = event.packet;
            dropped.push(`${formatIpv4Address(source)} > ${formatIpv4Address(destination)}`);
          });
        },
      },
    );
    expect(dropped).toEqual(['10.0.0.1 > 10.0.0.2']);
  });

  it('records the address of the way on which a router sends (RFC 791 3.1)', () => {
    const sent = transmitted(`${ROUTED}
events:
  - at: 1s
    raw:
      from: a
      packet: 4800002800010000400158c30a0000010a000006070b040000000000000000000800f7fd00010001`);
    expect(sent[1]?.slice(40, 64)).toBe('070b080a0000050000000000');
    // The destination, 10.0.0.6, has the last place.
    expect(sent[3]?.slice(40, 64)).toBe('070b0c0a0000050a00000600');
  });
});
