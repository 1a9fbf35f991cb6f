import { ANY, type DispositionName, ipv4Address } from '@packetloom/core';
import type { WrittenScenario } from '@packetloom/language';
import type { ScenarioResult } from '@packetloom/runner';
import { runScenario } from '@packetloom/scenarios';
import type { SimulationEvent } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { CHOICE_VIOLATIONS } from '../../test/choiceViolations.js';
import { TCP_VIOLATIONS } from '../../test/tcpViolations.js';
import {
  again,
  altered,
  indexOfEvent,
  indexOfEventOn,
  isError,
  isFragment,
  isIgmp,
  isQuery,
  isTo,
  isUdp,
  type Packet,
  SCENARIO,
  type Type,
  validRun,
  withEvents,
  withOctets,
  without,
  withPacket,
} from '../../test/validRun.js';
import { loadText, type Recording, record } from '../observe/recording.js';
import { scenarioYaml } from '../observe/scenarioYaml.js';
import { longestPrefixWins } from './forwarding.js';
import { noErrorAboutError } from './icmpErrors.js';
import { RUN_INVARIANTS } from './index.js';
import { runsEnd } from './termination.js';

/** A run of two hosts with a router between them, all as they are by default but for some. */
function routed(
  nodes: WrittenScenario['nodes'],
  ...events: NonNullable<WrittenScenario['events']>
): Recording {
  return record({
    schema: 1,
    name: 'routed',
    nodes: { h1: { kind: 'host' }, r1: { kind: 'router' }, h2: { kind: 'host' }, ...nodes },
    links: [
      { endpoints: ['h1:eth0', 'r1:eth0'], rate: '1mbit' },
      { endpoints: ['r1:eth1', 'h2:eth0'], rate: '1mbit' },
    ],
    events,
  });
}

const { result } = validRun;

/** What r2 does with the datagram of the stream. */
const atR2 = (type: Type, skip = 0) => indexOfEventOn('r2', type, isTo(1), skip);

/** The stream ends at r2, for that reason. */
function ended(reason: DispositionName): Recording {
  return withEvents(
    validRun.events.map((event) =>
      event.type === 'forwarded' && event.host === 'r2' && isTo(1)(event.packet)
        ? { ...event, type: 'dropped', reason }
        : event,
    ),
  );
}

/** Lies that each invariant must see through. */
const VIOLATIONS: Readonly<Record<string, readonly (() => Recording)[]>> = {
  'no-exception': [() => ({ ...validRun, error: new Error('any') })],
  'runs-end': [
    () => ({ ...again('forwarded', 256), endless: true }),
    () => ({ ...again('originated', 5001, isUdp), endless: true }),
    () => ({ ...again('originated', 5001, isIgmp), endless: true }),
  ],
  'time-goes-on': [() => altered(validRun.events.length - 1, () => ({ timeNs: 5 }))],
  'accounting-adds-up': [
    () => without(indexOfEvent('consumed')),
    () => without(indexOfEvent('dropped')),
    () => ({
      ...validRun,
      result: result && { ...result, accounting: { ...result.accounting, unaccounted: 1 } },
    }),
    () => ({
      ...validRun,
      result: result && { ...result, accounting: { ...result.accounting, inFlight: 1 } },
    }),
  ],
  'ttl-falls': [() => withPacket(indexOfEvent('forwarded'), ({ ttl }) => ({ ttl: ttl + 1 }))],
  'emitted-packets-are-valid': [
    () => withOctets(indexOfEvent('transmitted'), { 8: 77 }), // the TTL, so that the checksum is wrong
    () => withOctets(indexOfEvent('transmitted', isUdp), { [-1]: 0xaa }), // the UDP checksum is wrong
    () =>
      withPacket(indexOfEvent('transmitted'), ({ octets = new Uint8Array(0) }) => ({
        octets: Uint8Array.from([...octets, 0]),
      })),
  ],
  'payload-arrives-whole': [
    () => withOctets(indexOfEvent('delivered', isUdp), { [-1]: 0xaa }),
    () => withOctets(indexOfEvent('reassembled'), { [-9]: 0xaa }),
  ],
  'fragments-keep-their-offset': [
    () => withOctets(indexOfEvent('transmitted', isFragment), { 7: 1 }), // another offset
    () => withOctets(indexOfEvent('transmitted', isFragment), { 6: 0 }), // the last one, it says
  ],
  'no-error-about-error': [
    () => withOctets(indexOfEvent('transmitted', isError), { 48: 3 }), // about destination unreachable
    () => withOctets(indexOfEvent('transmitted', isError), { 44: 239 }), // about what went to a group
    () => withOctets(indexOfEvent('transmitted', isError), { 35: 8 }), // about a later fragment
  ],
  'delivered-to-owner': [
    () =>
      withPacket(indexOfEvent('delivered', isUdp), () => ({
        destination: ipv4Address(0x0a000001),
      })),
    () =>
      withPacket(indexOfEvent('delivered', isUdp), () => ({
        destination: ipv4Address(0xef010102),
      })),
    () => altered(indexOfEvent('delivered', isTo(1)), () => ({ nic: 'eth1' })),
  ],
  'sources-are-own': [
    () =>
      withPacket(indexOfEvent('transmitted', isUdp), () => ({ source: ipv4Address(0x0a000006) })),
  ],
  'counters-never-fall': [
    () => ({
      ...validRun,
      fallenCounters: [{ node: 'h1', counter: 'ip.packetsSent', before: 2, after: 1 }],
    }),
  ],
  'counters-match-events': [
    () => without(indexOfEvent('transmitted', isUdp)),
    () => without(indexOfEvent('dropped')),
  ],
  'memory-is-bounded': [() => ({ ...validRun, maxHeldBytes: 5 * 2 ** 20 })],
  'links-keep-order': [
    () => without(indexOfEvent('received', isUdp)),
    () => {
      const index = indexOfEvent('received', isUdp);
      return withEvents(
        validRun.events.toSpliced(index, 0, validRun.events[index] as SimulationEvent),
      );
    },
    () => {
      const first = indexOfEvent('received', isUdp);
      const second = indexOfEvent('received', isUdp, 1);
      const [one, other] = [validRun.events[first], validRun.events[second]] as [
        SimulationEvent,
        SimulationEvent,
      ];
      return withEvents(validRun.events.with(first, other).with(second, one));
    },
  ],
  'links-keep-time': [
    () => altered(indexOfEvent('received', isUdp), ({ timeNs }) => ({ timeNs: timeNs + 1 })),
  ],
  'longest-prefix-wins': [() => altered(indexOfEvent('forwarded'), () => ({ nic: 'eth0' }))],
  'standard-forwarding': [
    () => withPacket(indexOfEvent('received', isUdp), () => ({ ttl: 1 })),
    () => withPacket(indexOfEvent('received', isUdp), () => ({ source: ANY })),
    () => withPacket(indexOfEvent('fragmented', isUdp), () => ({ flagsAndFragmentOffset: 0x4000 })),
  ],
  'multicast-keeps-to-tree': [
    () => altered(atR2('received'), () => ({ nic: 'eth1' })),
    () => altered(atR2('forwarded'), () => ({ nic: 'eth0' })),
    () => altered(atR2('forwarded'), () => ({ nic: 'eth2' })),
    () => without(atR2('forwarded')),
    () => withEvents(validRun.events.filter(({ type }) => type !== 'group-members')),
    () => ended('multicast-no-members'),
    () => ended('multicast-wrong-interface'),
  ],
  'multicast-comes-once': [
    () => {
      const index = atR2('received');
      return withEvents(
        validRun.events.toSpliced(index, 0, validRun.events[index] as SimulationEvent),
      );
    },
  ],
  'queriers-give-way': [
    () => {
      const question = validRun.events[
        indexOfEventOn('r2', 'originated', isQuery)
      ] as SimulationEvent;
      return withEvents([...validRun.events, { ...question, timeNs: 200e9 }]);
    },
    () => withEvents([...validRun.events, { type: 'scripted', timeNs: 600e9, name: 'late' }]),
  ],
  'rules-decide': [
    () => withOctets(indexOfEvent('received', isUdp), { 22: 0, 23: 7 }),
    () => altered(indexOfEvent('dropped', isTo(7)), () => ({ rule: 'rule 2 of INPUT' })),
    () => withOctets(indexOfEvent('received', isTo(7)), { 23: 8 }),
  ],
  'checksums-stay-right': [
    () => altered(indexOfEvent('dropped', isTo(9)), () => ({ reason: 'udp-checksum' })),
  ],
  ...CHOICE_VIOLATIONS,
  ...TCP_VIOLATIONS,
};

describe('the invariants', () => {
  it('all hold in a good run', () => {
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(validRun) !== null)).toEqual([]);
  });

  it('blame nobody for what a link did to the quotation of an ICMP error', () => {
    const isUnreachable = ({ protocol, transport }: Packet) =>
      protocol === 1 && transport >>> 8 === 3;
    const quotesAnError = { 37: 1, 48: 3 }; // ICMP, destination unreachable
    const [made, sentOn] = [0, 1].map((hop) =>
      withOctets(indexOfEvent('transmitted', isUnreachable, hop), quotesAnError),
    ) as [Recording, Recording];
    expect(noErrorAboutError.check(made)).not.toBeNull();
    expect(noErrorAboutError.check(sentOn)).toBeNull();
  });

  it('expect the next route where the NIC of the best one is down', () => {
    const index = indexOfEvent('forwarded');
    const { host, nic } = validRun.events[index] as Extract<SimulationEvent, { type: 'forwarded' }>;
    const nicDown = { type: 'nic-state', timeNs: 0, host, nic: nic ?? '', up: false } as const;
    const before = withEvents([nicDown, ...validRun.events]);
    expect(longestPrefixWins.check(before)?.message).toContain('not by null');
    const after = withEvents([nicDown, { ...nicDown, up: true }, ...validRun.events]);
    expect(longestPrefixWins.check(after)).toBeNull();
  });

  it('say nothing of a run that was cut off while packets still had hops to go', () => {
    expect(runsEnd.check({ ...again('forwarded', 255), endless: true })).toBeNull();
  });

  it('let queriers ask for as long as a slow sender goes on', () => {
    const { events } = again('originated', 6000, isIgmp);
    const slow = events.map((event, index) => ({ ...event, timeNs: index * 1_000_000_000 }));
    expect(runsEnd.check({ ...withEvents(slow), endless: true })).toBeNull();
  });

  it('hold where a router takes in a broadcast of its other side by the NIC of that side', () => {
    const recording = routed(
      { r1: { kind: 'router', iptables: ['-A INPUT ! -i eth0 -j DROP'] } },
      { at: '0s', udp: { from: 'h1', to: '10.0.0.7:5000', receive: false } },
    );
    expect(recording.events.map(({ type }) => type)).toContain('dropped');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where rules change between the fragments of a datagram', () => {
    const recording = routed(
      { h2: { kind: 'host', iptables: ['-P INPUT ACCEPT'] } },
      { at: '0s', udp: { from: 'h1', to: 'h2:5000', size: '4000b' } },
      { at: '30ms', node: 'h2', iptables: ['-A INPUT -p udp --dport 5000 -j DROP'] },
    );
    expect(recording.events.map(({ type }) => type)).toContain('delivered');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where a netstack router gives 0.0.0.0 an address of its own', () => {
    const profile = 'netstack';
    const recording = routed(
      {
        h1: { kind: 'host', iptables: ['-t nat -A POSTROUTING -j SNAT --to-source 0.0.0.0:1'] },
        r1: { kind: 'router', profile },
      },
      { at: '0s', udp: { from: 'h1', to: 'h2:5000' } },
    );
    expect(recording.events.map(({ type }) => type)).toContain('forwarded');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where a host that renews checksums lets the total length of a datagram wrap', () => {
    const first = `4500ffec00012000406370ab0a000001e0000001${'00'.repeat(65_496)}`;
    const last = `4500002900011ffb406370740a000001e0000001${'00'.repeat(21)}`;
    const recording = routed(
      { h2: { kind: 'host', profile: { base: 'netstack', changedHeaders: 'new-checksum' } } },
      { at: '0s', node: 'h2', inject: { nic: 'eth0', packet: first } },
      { at: '0s', node: 'h2', inject: { nic: 'eth0', packet: last } },
    );
    expect(recording.events.map(({ type }) => type)).toContain('reassembled');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where a rule sends what a host sends itself to another one', () => {
    const recording = routed(
      { h1: { kind: 'host', iptables: ['-t nat -A OUTPUT -j DNAT --to-destination 10.0.0.6'] } },
      { at: '0s', udp: { from: 'h1', to: 'h1:5000' } },
    );
    expect(recording.events.map(({ type }) => type)).toContain('transmitted');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where an ICMP error comes back to its maker in fragments', () => {
    const snat = '-t nat -A POSTROUTING -j SNAT --to-source 10.0.0.4';
    const recording = record({
      schema: 1,
      name: 'error-in-fragments',
      nodes: {
        h1: { kind: 'host', iptables: [snat] },
        r1: { kind: 'router' },
        h2: { kind: 'host' },
      },
      links: [
        { endpoints: ['h1:eth0', 'r1:eth0'] },
        // What h1 sends comes from the subnet 10.0.0.4/30 of h2: the error goes to r1, and comes back.
        { endpoints: ['r1:eth1', 'h2:eth0'], mtu: 68, reverse: { mtu: 1500 } },
      ],
      events: [{ at: '0s', udp: { from: 'h1', to: 'h2:9', size: '40b', receive: false } }],
    });
    expect(recording.events.map(({ type }) => type)).toContain('icmp-error');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('hold where an ICMP error comes back to its maker with other bits in what it quotes', () => {
    const recording = record({
      schema: 1,
      name: 'error-in-a-loop',
      nodes: {
        h1: { kind: 'host' },
        r1: { kind: 'router', routes: ['0.0.0.0/0 dev eth1'] },
        r2: { kind: 'router' },
      },
      links: [
        { endpoints: ['h1:eth0', 'r1:eth0'] },
        // The error about port 9 leaves r1 by eth1, and r2 sends it back on its way to h1.
        { endpoints: ['r1:eth1', 'r2:eth0'], corrupt: '100%', reverse: { corrupt: '0%' } },
      ],
      events: [{ at: '0s', udp: { from: 'h1', to: '10.0.0.5:9', count: 9, receive: false } }],
    });
    expect(recording.events.map(({ type }) => type)).toContain('forwarded');
    expect(RUN_INVARIANTS.filter((invariant) => invariant.check(recording) !== null)).toEqual([]);
  });

  it('say in CEL what they expect of things whose names are words of CEL', () => {
    const written: WrittenScenario = {
      schema: 1,
      name: 'words',
      nodes: { in: { kind: 'host' }, true: { kind: 'router' }, false: { kind: 'host' } },
      links: [
        { name: 'in', endpoints: ['in:null', 'true:null'] },
        { name: 'null', endpoints: ['true:in', 'false:in'] },
      ],
      events: [{ at: '0s', name: 'true', udp: { from: 'in', to: 'false:5000' } }],
    };
    const run = record(written);
    const withoutType = (lost: Type) => {
      const events = run.events.filter(({ type }) => type !== lost);
      return { ...run, events, ipv4Events: events };
    };
    const dying = run.ipv4Events.map((event) =>
      event.type === 'received' ? { ...event, packet: { ...event.packet, ttl: 1 } } : event,
    );
    const unfinished = run.result?.apps.map((app) => ({
      ...app,
      scope: { ...app.scope, inFlight: 1, received: 0 },
    })) as ScenarioResult['apps'];
    const lies: readonly Recording[] = [
      { ...run, fallenCounters: [{ node: 'in', counter: 'ip.packetsSent', before: 2, after: 1 }] },
      withoutType('transmitted'),
      withoutType('received'),
      { ...run, ipv4Events: dying },
      { ...run, result: run.result && { ...run.result, apps: unfinished } },
    ];
    for (const lie of lies) {
      const violations = RUN_INVARIANTS.map((invariant) => invariant.check(lie));
      const said = violations.flatMap((violation) => violation?.expectation ?? []);
      expect(said.length).toBeGreaterThan(0);
      const expectations = said.map((that) => ({ that })) as NonNullable<WrittenScenario['expect']>;
      const text = scenarioYaml({ ...written, expect: expectations });
      for (const { error } of runScenario(loadText(text)).expectations) expect(error).toBeNull();
    }
  });

  it('are all lied to below', () => {
    expect(Object.keys(VIOLATIONS)).toEqual(RUN_INVARIANTS.map(({ name }) => name));
  });
});

describe.each(RUN_INVARIANTS)('$name', ({ name, check }) => {
  it.each((VIOLATIONS[name] ?? []).map((violation, index) => [index, violation] as const))(
    'sees through lie %i',
    (_, violation) => {
      expect(check(violation())?.message).toBeTypeOf('string');
    },
  );

  it('says it in CEL only if expectations know the names', () => {
    for (const violation of VIOLATIONS[name] ?? []) {
      const expectation = check(violation())?.expectation;
      if (expectation === undefined) continue;
      const written = scenarioYaml({ ...SCENARIO, expect: [{ that: expectation }] });
      const [result] = runScenario(loadText(written)).expectations;
      expect(result?.error).toBeNull();
    }
  });
});
