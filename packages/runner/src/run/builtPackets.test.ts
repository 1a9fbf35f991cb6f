import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

const NETWORK = `
nodes: { h1: { kind: host, tcp: {} }, h2: { kind: host, tcp: {} } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 5ms }]
`;
const SYN = (rest = '') =>
  `{ ipv4: { source: h1, destination: h2 }, tcp: { sourcePort: 40000, destinationPort: 80, seq: 1000, flags: [syn]${rest} } }`;

function failures(text: string): string[] {
  return outcomeOf(`${NETWORK}${text}`)
    .expectations.filter(({ passed }) => !passed)
    .map(({ that, actual }) => `${that}: ${actual}`);
}

describe('packets of TCP that are built', () => {
  it('reach the stack, which answers them', () => {
    expect(
      failures(`
events:
  - { at: 0s, name: syn, raw: { from: h1, packet: ${SYN()} } }
  - { at: 1s, node: h2, inject: { nic: eth0, packet: ${SYN(', checksum: wrong')} } }
expect:
  - that: app.syn.received == 1 && node.h2.tcp.inSegs == 2
  - { that: node.h2.tcp.outRsts == 1 && node.h2.tcp.inCsumErrors == 0, at: 900ms, because: nobody listens }
  - that: node.h2.tcp.inCsumErrors == 1 && node.h2.drops["tcp-checksum"] == 1 && node.h2.tcp.outRsts == 1
`),
    ).toEqual([]);
  });

  it('open a half of a connection at a port that is open', () => {
    const text = `
events:
  - { at: 0s, name: f, tcp: { from: h1, to: "h2:80", octets: 1kb } }
  - { at: 1s, node: h2, inject: { nic: eth0, packet: ${SYN(', options: { mss: 500, wscale: 7 }')} } }
stop: 2s
expect:
  - that: capture["h2:eth0"].exists(p, p.time >= duration('1s') && p.direction == 'outbound')
  - { that: node.h1.tcp.outRsts == 1, because: h1 knows of no such connection }
`;
    expect(failures(text)).toEqual([]);
    const outcome = outcomeOf(`${NETWORK}${text}`, { timeline: true });
    const lines = outcome.timeline.entries.map(({ what }) => what);
    expect(lines.at(-1)).toBe('drops TCP h2 → h1, 48 bytes: tcp-no-socket');
  });
});
