import { PacketPool } from '@packetloom/core';
import { createSimulation } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario, TWO_HOSTS } from '../../test/scenario.js';
import { addNetwork } from '../network/buildNetwork.js';
import { runScenario } from '../run/runScenario.js';
import { capturePackets } from './packetCaptures.js';

const CHAIN = `
nodes: { h1: { kind: host }, r: { kind: router }, h2: { kind: host } }
links:
  - { name: near, endpoints: ["h1:eth0", "r:eth0"] }
  - { name: far, endpoints: ["r:eth1", "h2:eth0"], mtu: 600 }
events:
  - { at: 1s, name: ping, ping: { from: h1, to: h2, count: 3, size: 1000, ttl: 9 } }
  - { at: 5s, name: udp, udp: { from: h1, to: "h2:53", sourcePort: 4000, receive: false } }
  - { at: 6s, name: raw, raw: { from: h1, packet: "4500 0014 0000 4000 40fd 0000 0a00 0001 0a00 0006" } }
`;

/** Those expectations that did not hold, with what came. */
function failed(expectations: readonly string[], network = CHAIN): readonly string[] {
  const lines = expectations.map((that) => `  - ${JSON.stringify({ that })}`);
  const { expectations: outcomes } = outcomeOf(`${network}expect:\n${lines.join('\n')}\n`);
  return outcomes.filter(({ passed }) => !passed).map(({ that, actual }) => `${that}: ${actual}`);
}

describe('captured packets', () => {
  it('are those that pass a NIC, with what is in their headers', () => {
    const near = 'capture["r:eth0"]';
    const far = 'capture["r:eth1"]';
    expect(
      failed([
        `${near}.filter(p, p.protocol == 'icmp' && p.icmpType == 8).size() == 3`,
        // A request of 1028 octets takes two fragments on the far link, and so does its reply.
        `${far}.filter(p, p.protocol == 'icmp' && p.direction == 'outbound').size() == 6`,
        `${far}.filter(p, p.moreFragments).all(p, p.length <= 600 && p.icmpType in [0, 8] && p.icmpCode == 0)`,
        `${far}.exists(p, p.fragmentOffset == 576 && !p.moreFragments && p.icmpType == -1)`,
        `${near}.filter(p, p.direction == 'inbound' && p.icmpType == 8).all(p, p.ttl == 9)`,
        `${far}.filter(p, p.direction == 'outbound' && p.icmpType == 8).all(p, p.ttl == 8)`,
        `${near}.filter(p, p.protocol == 'udp').map(p, [p.sourcePort, p.destinationPort]) == [[4000, 53]]`,
        `${near}.exists_one(p, p.protocol == 'icmp' && p.icmpType == 3 && p.icmpCode == 3)`,
        `${near}.filter(p, p.protocol == '253').all(p, p.df && p.length == 20 && p.source == '10.0.0.1')`,
        `${near}.exists_one(p, p.protocol == '253' && p.destination == '10.0.0.6' && p.time == duration('6.00100016s'))`,
        `${near}.filter(p, p.identity == ${near}[0].identity).size() == 1`,
        `${near}[0].time >= duration('1s') && ${near}.size() < ${far}.size()`,
      ]),
    ).toEqual([]);
  });

  it('are of ARP, too, from the beginning on', () => {
    const lan = `
nodes: { a: { kind: host }, b: { kind: host } }
segments: { lan: { kind: hub, attach: ["a:eth0", "b:eth0"], announce: true } }
events: [{ at: 1s, ping: { from: a, to: b, count: 1 } }]
`;
    expect(
      failed(
        [
          `capture["b:eth0"].exists(p, p.protocol == 'arp' && p.arpOperation == 1 && p.source == '10.0.0.1')`,
          `capture["b:eth0"].filter(p, p.time == duration('0s') && p.direction == 'outbound').size() == 1`,
        ],
        lan,
      ),
    ).toEqual([]);
  });

  it('can be waited for, and must never be', () => {
    const { expectations } = outcomeOf(`${CHAIN}expect:
  - { eventually: 'capture["h2:eth0"].exists(p, p.protocol == "udp")', within: 10s }
  - { never: 'capture["h2:eth0"].exists(p, p.protocol == "udp")' }
  - { that: 'capture["h2:eth0"].size() == 0', at: 1s }
  - that: capture.all(n, capture[n].size() > 0)
`);
    expect(expectations.map(({ passed }) => passed)).toEqual([true, false, true, true]);
  });

  it('change nothing of a run, nor of a capture that is written', () => {
    const text = `${CHAIN}outputs: { pcapng: ["r:eth0"] }\n`;
    const written = (with_: string) => {
      const chunks: Uint8Array[] = [];
      const capture = { write: (chunk: Uint8Array) => void chunks.push(chunk) };
      const { fingerprint } = runScenario(scenario(text + with_), { capture });
      return { fingerprint, capture: Buffer.concat(chunks).toString('hex') };
    };
    const plain = written('');
    expect(plain.capture.length).toBeGreaterThan(1000);
    expect(written(`expect: [{ that: 'capture["r:eth0"].size() > 0' }]\n`)).toEqual(plain);
  });

  it('are kept where an expectation asks for them alone, and not without end', () => {
    const { document } = scenario(TWO_HOSTS);
    const simulation = createSimulation({ seed: 1 });
    addNetwork(simulation, document);
    const captures = capturePackets(simulation, 'test', { nics: new Set(['h1:eth0']), most: 2 });
    expect(Object.keys(captures)).toEqual(['h1:eth0']);
    expect(simulation.nic('h2', 'eth0').tap).toBeNull();
    const { tap } = simulation.nic('h1', 'eth0');
    const packet = new PacketPool().allocate(20);
    const pass = () => tap?.packet(simulation.nic('h1', 'eth0'), packet, 'outbound');
    pass();
    pass();
    expect(captures['h1:eth0']).toHaveLength(2);
    expect(pass).toThrow(
      'test: more than 2 packets pass h1:eth0, which an expectation captures: let the run be shorter',
    );
  });
});
