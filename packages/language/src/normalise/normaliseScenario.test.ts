import { LINUX, NETSTACK, STANDARD } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import { loadText } from '../testing/loadText.js';

function documentOf(
  text: string,
  siblings: Readonly<Record<string, string>> = {},
): ScenarioDocument {
  const result = loadText(`schema: 1\nname: a\n${text}`, siblings);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.document;
}

const HOSTS = 'nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }\n';
const LINKED = `${HOSTS}links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }, { name: tail, endpoints: ['h2:eth1', 'h3:eth0'] }]\n`;

describe('a scenario as it is run', () => {
  it('has a value for everything that the file leaves out', () => {
    expect(documentOf('nodes: { h1: { kind: host } }')).toEqual({
      name: 'a',
      description: '',
      seed: 1,
      stopNs: null,
      epochMs: Date.UTC(2026, 0, 1),
      addressing: {
        pool: { address: 0x0a000000, length: 8 },
        prefixLength: 30,
        loopbacks: { address: 0xac100000, length: 12 },
      },
      routing: { kind: 'shortest-path', by: 'delay' },
      nodes: [
        {
          name: 'h1',
          kind: 'host',
          behaviour: STANDARD,
          profile: 'standard',
          ttl: null,
          tcp: null,
          addresses: [],
          routes: null,
          groups: [],
          iptables: [],
          multicast: null,
        },
      ],
      links: [],
      segments: [],
      events: [],
      expectations: [],
      outputs: { pcapng: null, events: null, series: null },
    });
  });

  it('means the same by the short form and by the long one', () => {
    const short =
      documentOf(`${HOSTS}links: [{ endpoints: ['h1:a', 'h2:a'], delay: 20ms, queue: 5p }]
routing: static`);
    const long = documentOf(`${HOSTS}links:
  - { endpoints: ['h1:a', 'h2:a'], delay: { mean: 0.02s }, queue: { kind: fifo, limit: 5p } }
routing: { kind: static }`);
    expect(long).toEqual(short);
  });

  it('means the same in JSON', () => {
    const yaml = documentOf(LINKED);
    const json = loadText(
      JSON.stringify({
        schema: 1,
        name: 'a',
        nodes: { h1: { kind: 'host' }, h2: { kind: 'host' }, h3: { kind: 'host' } },
        links: [
          { endpoints: ['h1:eth0', 'h2:eth0'] },
          { name: 'tail', endpoints: ['h2:eth1', 'h3:eth0'] },
        ],
      }),
    );
    expect(json.ok && json.document).toEqual(yaml);
  });

  it('takes what the other direction of a link does not say from the first, and that from the defaults', () => {
    const { links } = documentOf(`${HOSTS}defaults: { link: { mtu: 1400, delay: 3ms } }
links: [{ endpoints: ['h1:a', 'h2:a'], rate: 10mbit, reverse: { delay: 40ms } }]`);
    const forward = {
      rateBitsPerSecond: 10_000_000,
      qdiscRate: false,
      framing: null,
      delayNs: 3_000_000,
      jitter: null,
      limitPackets: null,
      mtu: 1400,
      queueLimitPackets: 100,
    };
    expect(links).toEqual([
      {
        name: 'h1_h2',
        endpoints: [
          { node: 'h1', nic: 'a' },
          { node: 'h2', nic: 'a' },
        ],
        forward,
        reverse: { ...forward, delayNs: 40_000_000 },
      },
    ]);
  });

  it('has profiles with choices of their own', () => {
    const { nodes } = documentOf(`defaults: { node: { profile: netstack, ttl: 9 } }
nodes:
  r1: { kind: router }
  r2: { kind: router, ttl: 8, profile: { base: standard, ttlExpiry: zero } }
  r3: { kind: router, profile: linux }`);
    expect(nodes).toMatchObject([
      { name: 'r1', profile: 'netstack', behaviour: NETSTACK, ttl: 9 },
      { name: 'r2', profile: 'standard*', behaviour: { ...STANDARD, ttlExpiry: 'zero' }, ttl: 8 },
      { name: 'r3', profile: 'linux', behaviour: LINUX, ttl: 9 },
    ]);
  });

  it('names links and apps that have no name', () => {
    const { links, events } = documentOf(`${HOSTS}links:
  - endpoints: ['h1:a', 'h2:a']
  - endpoints: ['h1:b', 'h2:b']
  - { name: h1_h2_2, endpoints: ['h2:c', 'h3:a'] }
events:
  - { at: 1s, ping: { from: h1, to: h2 } }
  - { at: 1s, name: ping1, ping: { from: h1, to: h2 } }
  - { at: 1s, udp: { from: h1, to: 'h2:7', payload: hi } }`);
    expect(links.map(({ name }) => name)).toEqual(['h1_h2', 'h1_h2_3', 'h1_h2_2']);
    expect(events.map((event) => 'name' in event && event.name)).toEqual([
      'ping2',
      'ping1',
      'udp1',
    ]);
    expect(events[2]).toMatchObject({ port: 7, payload: { bytes: 2, text: 'hi' } });
  });

  it('spells out the stars', () => {
    const { events, outputs } = documentOf(`${LINKED}events:
  - { at: 1s, ping: { from: "*", to: [h1, 10.0.0.9] } }
outputs: { pcapng: ["h2:*", "h1:eth0"] }`);
    expect(events[0]).toMatchObject({ from: ['h1', 'h2', 'h3'], to: ['h1', 0x0a000009] });
    expect((outputs.pcapng?.nics ?? []).map(({ node, nic }) => `${node}:${nic}`)).toEqual([
      'h1:eth0',
      'h2:eth0',
      'h2:eth1',
    ]);
  });

  it('keeps events in the order of the file', () => {
    const { events } = documentOf(`${LINKED}events:
  - { at: 2s, link: tail, set: { up: false, mtu: 1280, reverse: { mtu: 900 } } }
  - { at: 1s, node: h1, join: { nic: eth0, group: 224.1.1.1 } }
  - { at: 1s, node: h1, inject: { nic: eth0, packet: 45 00 } }`);
    expect(events).toEqual([
      {
        kind: 'link',
        atNs: 2_000_000_000,
        link: 'tail',
        up: false,
        forward: { mtu: 1280 },
        reverse: { mtu: 900 },
      },
      { kind: 'join', atNs: 1_000_000_000, node: 'h1', nic: 'eth0', group: 0xe0010101 },
      {
        kind: 'inject',
        atNs: 1_000_000_000,
        node: 'h1',
        nic: 'eth0',
        packet: { kind: 'octets', octets: '4500' },
      },
    ]);
  });

  it('puts imported nodes and links in front, and joins its own to them', () => {
    const gml =
      'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] edge [ source 1 target 2 ] ]';
    const text = `import: { file: t.gml, delay: 7ms, rate: 2gbit }
nodes: { h: { kind: host } }
links: [{ endpoints: ['h:eth0', 'A:eth1'] }]`;
    const { nodes, links } = documentOf(text, { 't.gml': gml });
    expect(nodes.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'A router',
      'B router',
      'h host',
    ]);
    expect(
      links.map(({ name, forward }) => [name, forward.delayNs, forward.rateBitsPerSecond]),
    ).toEqual([
      ['A_B', 7_000_000, 2_000_000_000],
      ['h_A', 1_000_000, 1_000_000_000],
    ]);
  });
});
