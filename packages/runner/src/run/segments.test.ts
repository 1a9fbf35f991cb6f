import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import type { ScenarioResult } from './result.js';

const NODES = 'nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }';

const LAN = `${NODES}
segments:
  lan: { kind: switch, attach: ["h1:eth0", "h2:eth0", "h3:eth0"], subnet: 10.9.1.0/24 }
`;

/** What came of each expectation that does not hold. */
function failures({ expectations }: ScenarioResult): string[] {
  return expectations
    .filter(({ passed }) => !passed)
    .map(({ that, actual }) => `${that}: ${actual}`);
}

/** A ping each 100 ms from 1 s on, and what happens meanwhile. */
function outcome(events: string, expectations: string, lan = LAN): ScenarioResult {
  return outcomeOf(`${lan}events:
  - { at: 1s, name: probe, ping: { from: h1, to: h2, count: 20, interval: 100ms } }
${events}
expect:
${expectations}`);
}

describe('a segment of a scenario', () => {
  it('has what its keys say', () => {
    const lan = `${NODES}
segments:
  lan:
    kind: switch
    attach: ["h1:eth0", { endpoint: "h2:eth0", mac: "02:00:00:00:00:02", reverse: { delay: 30ms } }, "h3:eth0"]
    delay: 10ms
    rate: unlimited
    mac-ageing: 500ms
    igmp-snooping: false
`;
    const result = outcome(
      '  - { at: 4s, name: last, ping: { from: h3, to: h1, count: 1 } }',
      `  - that: app.probe.rtt.min == duration('60ms')
  - that: node.h1.neighbours.exists(n, n.mac == "02:00:00:00:00:02" && n.nic == "eth0")
  - that: segment.lan.macTable.exists(e, e.mac == "02:00:00:00:00:02" && e.age < duration('200ms'))
    at: 2s
  - { that: segment.lan.macTable.size() == 0, at: 3.5s }
  - that: segment.lan.groups.size() == 0`,
      lan,
    );
    expect(failures(result)).toEqual([]);
    expect(result.accounting.unaccounted).toBe(0);
  });

  it('announces its addresses where it shall, and counts what it carries', () => {
    const text = LAN.replace(' subnet', ' announce: true, subnet');
    const { segments } = outcomeOf(text);
    expect(segments).toMatchObject([
      {
        name: 'lan',
        kind: 'switch',
        stats: { receivedFrames: 3, floodedFrames: 3, filteredFrames: 0 },
      },
    ]);
    expect(segments[0]?.ports.map(({ name, reverse }) => [name, reverse.deliveredPackets])).toEqual(
      [
        ['h1:eth0', 2],
        ['h2:eth0', 2],
        ['h3:eth0', 2],
      ],
    );
  });

  it('may have a conflict of addresses, which its stations see', () => {
    const { addressConflicts } = outcomeOf(`
nodes: { h1: { kind: host, addresses: { a: 10.0.0.1/24 } }, h2: { kind: host, addresses: { a: 10.0.0.1/24 } } }
segments: { lan: { kind: hub, attach: ["h1:a", "h2:a"], announce: true, allow-conflicts: true } }
expect: [{ that: 'segment.lan.duplicateAddresses == ["10.0.0.1"]' }]
`);
    expect(addressConflicts.map(({ node, nic, address }) => [node, nic, address])).toEqual([
      ['h1', 'a', 0x0a000001],
      ['h2', 'a', 0x0a000001],
    ]);
  });
});

describe('changes while time passes', () => {
  it('take a port down, and up with the whole segment', () => {
    const result = outcome(
      `  - { at: 1.25s, segment: lan, port: "h2:eth0", set: { up: false } }
  - { at: 1.65s, segment: lan, set: { up: true } }`,
      `  - that: app.probe.received == 16
  - that: node.h3.drops["not-for-this-link-address"] == 5`,
    );
    // The switch forgets where h2 is: it floods until h2 has answered again.
    expect(failures(result)).toEqual([]);
  });

  it('take a segment down', () => {
    const result = outcome(
      `  - { at: 1.25s, segment: lan, set: { up: false } }
  - { at: 1.55s, segment: lan, set: { up: true } }`,
      `  - that: app.probe.received == 17
  - that: segment.lan.ports["h1:eth0"].forward.drops["link-down"] == 3`,
    );
    expect(failures(result)).toEqual([]);
  });

  it('change one port, in one direction, or all of them', () => {
    const result = outcome(
      `  - { at: 1.55s, segment: lan, port: "h2:eth0", set: { delay: 5ms, reverse: { delay: 20ms } } }
  - { at: 2.05s, segment: lan, set: { delay: 10ms, rate: unlimited } }`,
      `  - { that: app.probe.rtt.max < duration('1ms'), at: 1.5s }
  - { that: app.probe.rtt.max > duration('25ms') && app.probe.rtt.max < duration('26ms'), at: 2s }
  - that: app.probe.rtt.max == duration('40ms')`,
    );
    expect(failures(result)).toEqual([]);
  });

  it('take a node or a NIC down and up, and name the packets that are lost by it', () => {
    const result = outcome(
      `  - { at: 1.25s, node: h2, set: { up: false } }
  - { at: 1.45s, node: h2, set: { up: true } }
  - { at: 1.65s, node: h2, nic: eth0, set: { up: false } }
  - { at: 1.95s, node: h2, nic: eth0, set: { up: true } }`,
      `  - { that: '!node.h2.up', at: 1.3s }
  - that: node.h2.up && app.probe.received == 15
  - that: node.h2.drops["host-down"] == 2
  - that: node.h2.drops["nic-disabled"] == 3`,
    );
    expect(failures(result)).toEqual([]);
    expect(result.accounting).toMatchObject({ inFlight: 0, unaccounted: 0 });
  });
});
