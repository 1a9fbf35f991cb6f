import {
  type Ipv4Address,
  type Ipv4Prefix,
  macAddress,
  parseIpv4Address,
  parsePrefix,
} from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { PingApp } from '../apps/ping.js';
import { UdpFlowApp } from '../apps/udpFlow.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';
import { createSimulation } from '../composition/index.js';
import { NetworkError, type Simulation } from '../network/simulation.js';
import { derivedLinkAddress } from './linkAddress.js';
import { type SegmentSpec, SegmentSpecError } from './segmentSpec.js';

const MS = 1e6;
const SECOND = 1e9;
const address = (text: string) => parseIpv4Address(text) as Ipv4Address;

/** Hosts h1, h2, … at 10.0.0.1, .2, … on one segment. */
function lan(count: number, spec: Partial<SegmentSpec> = {}): Simulation {
  const simulation = createSimulation();
  const names = Array.from({ length: count }, (_, index) => `h${index + 1}`);
  for (const name of names) simulation.addHost({ name });
  simulation.addSegment({
    name: 'lan',
    kind: 'switch',
    attach: names.map((host) => ({ host, nic: 'eth0' })),
    port: { rateBitsPerSecond: null, delayNs: MS },
    ...spec,
  });
  for (const [index, name] of names.entries()) give(simulation, name, `10.0.0.${index + 1}/24`);
  return simulation;
}

function give(simulation: Simulation, host: string, text: string): void {
  const prefix = parsePrefix(text) as Ipv4Prefix;
  const nic = simulation.nic(host, 'eth0');
  nic.addAddress(prefix);
  nic.host.routes.add({ destination: prefix, gateway: null, nic: nic.id });
}

function ping(simulation: Simulation, from: string, to: string, count = 1): PingApp {
  const app = new PingApp(simulation, { name: `${from}-${to}`, from, to: address(to), count });
  app.start();
  return app;
}

/** Packets that each host received, by its name. */
function receivedBy(simulation: Simulation, act: () => void): Record<string, number> {
  const received: Record<string, number> = {};
  const subscription = simulation.bus.events$.subscribe((event) => {
    if (event.type !== 'received' && event.type !== 'dropped') return;
    received[event.host] = (received[event.host] ?? 0) + 1;
  });
  act();
  simulation.run();
  subscription.unsubscribe();
  return received;
}

describe('a segment', () => {
  it.each(['hub', 'switch'] as const)('joins hosts by ARP on a %s', (kind) => {
    const simulation = lan(3, { kind });
    const app = ping(simulation, 'h1', '10.0.0.3', 3);
    simulation.run();
    expect(app.report).toMatchObject({ sent: 3, received: 3, lost: 0, duplicated: 0 });
    // ARP request and reply, echo request and reply: two cables of 1 ms each time.
    expect(app.report.rtt?.max).toBe(8 * MS);
    expect(app.report.rtt?.min).toBe(4 * MS);
    expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
  });

  it('takes the time of header and datagram on both cables', () => {
    const simulation = lan(2, { port: { rateBitsPerSecond: 8e6, delayNs: 1000 } });
    ping(simulation, 'h1', '10.0.0.2');
    simulation.run();
    const payload = new Uint8Array(972);
    const flow = { from: 'h1', to: address('10.0.0.2'), port: 9, payload, receiver: 'h2' };
    const app = new UdpFlowApp(simulation, { name: 'f', ...flow });
    app.start();
    simulation.run();
    // 14 + 20 + 8 + 972 octets at one octet a microsecond.
    expect(app.report.delay?.min).toBe(2 * (1_014_000 + 1000));
  });

  it('brings a broadcast to all, and on a hub everything', () => {
    const arp = 1;
    for (const [kind, others] of [
      ['switch', 0],
      ['hub', 2],
    ] as const) {
      const simulation = lan(4, { kind });
      const first = receivedBy(simulation, () => ping(simulation, 'h1', '10.0.0.2'));
      expect([first.h3 ?? 0, first.h4 ?? 0]).toEqual(kind === 'hub' ? [5, 5] : [0, 0]);
      const second = receivedBy(simulation, () => ping(simulation, 'h1', '10.0.0.2'));
      expect([second.h3 ?? 0, second.h4 ?? 0]).toEqual([others, others]);
      const requests = simulation.host('h3').counters.get('arp.requestsReceived');
      expect(requests).toBe(arp);
    }
  });

  it('loses what is on the cable of a port that goes down, and learns anew', () => {
    const simulation = lan(3);
    const app = ping(simulation, 'h1', '10.0.0.2', 3);
    const port = simulation.segment('lan').port('h2', 'eth0');
    simulation.at(1000 * MS + 1, () => port?.set({ up: false }));
    simulation.at(1500 * MS, () => port?.set({ up: true }));
    simulation.run();
    expect(app.report).toMatchObject({ sent: 3, received: 2, lost: 1 });
    expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
  });

  it('goes down and comes up as a whole, and tells', () => {
    const simulation = lan(2);
    const notified: SimulationEvent[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'link-state') notified.push(event);
    });
    const segment = simulation.segment('lan');
    segment.setUp(false);
    segment.setUp(false);
    ping(simulation, 'h1', '10.0.0.2');
    simulation.run();
    segment.setUp(true);
    segment.port('h1', 'eth0')?.setUp(false);
    segment.port('h1', 'eth0')?.setUp(false);
    expect(notified).toMatchObject([
      { link: 'lan', up: false },
      { link: 'lan', up: true },
      { link: 'lan/h1:eth0', up: false },
    ]);
    expect(simulation.accounting().dropped).toMatchObject({ 'link-down': 3 });
  });

  it('comes up as a whole where only some ports are down', () => {
    const simulation = lan(3);
    const segment = simulation.segment('lan');
    segment.port('h2', 'eth0')?.setUp(false);
    segment.setUp(true);
    expect(segment.ports.map(({ up }) => up)).toEqual([true, true, true]);
  });

  it('tells of lost ARP packets whose addresses they are about', () => {
    const simulation = lan(2);
    const lost: SimulationEvent[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'link-dropped') lost.push(event);
    });
    simulation.segment('lan').setUp(false);
    ping(simulation, 'h1', '10.0.0.2');
    simulation.run();
    const packet = { arpOperation: 1, source: address('10.0.0.1'), protocol: 0 };
    expect(lost[0]).toMatchObject({ packet: { ...packet, destination: address('10.0.0.2') } });
  });

  it('counts what is on its way in the middle of a run', () => {
    const simulation = lan(20, { kind: 'hub' });
    ping(simulation, 'h1', '10.0.0.2');
    simulation.run({ untilNs: 1.5 * MS });
    // The ARP request is on 19 cables, the ping waits for its answer.
    expect(simulation.accounting()).toMatchObject({ inFlight: 20, unaccounted: 0 });
    simulation.run();
    expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
  });

  it('keeps each NIC at a MAC address that follows from its name', () => {
    const simulation = lan(2);
    const ports = simulation.segment('lan').ports;
    expect(ports.map(({ linkAddress }) => linkAddress)).toEqual([
      derivedLinkAddress('h1', 'eth0'),
      derivedLinkAddress('h2', 'eth0'),
    ]);
    for (const { linkAddress } of ports) {
      expect(Math.floor(linkAddress / 2 ** 40)).toBe(0x02);
    }
    expect(derivedLinkAddress('h1', 'eth0')).toBe(0x02a12a5ff407);
  });

  it('refuses MAC addresses that are taken or impossible, and names that are', () => {
    const attach = (...linkAddresses: number[]) =>
      lan(2, {
        attach: linkAddresses.map((linkAddress, index) => {
          return { host: `h${index + 1}`, nic: 'eth0', linkAddress: macAddress(linkAddress) };
        }),
      });
    expect(() => attach(0x020000000001, 0x020000000001)).toThrow(SegmentSpecError);
    expect(() => attach(0x020000000001, 0xffffffffffff)).toThrow(
      'h2:eth0 cannot have the MAC address ff:ff:ff:ff:ff:ff',
    );
    const simulation = lan(2);
    const again = { host: 'h1', nic: 'eth0' };
    expect(() => simulation.addSegment({ name: 'b', kind: 'hub', attach: [again] })).toThrow(
      NetworkError,
    );
    const twice = { host: 'h1', nic: 'eth1' };
    expect(() => simulation.addSegment({ name: 'b', kind: 'hub', attach: [twice, twice] })).toThrow(
      NetworkError,
    );
    expect(() => simulation.addSegment({ name: 'lan', kind: 'hub', attach: [] })).toThrow(
      'two segments are named "lan"',
    );
  });
});

describe('address conflicts', () => {
  it('are found in the configuration', () => {
    const simulation = lan(3);
    expect(simulation.duplicateAddresses).toEqual([]);
    give(simulation, 'h3', '10.0.0.1/24');
    expect(simulation.duplicateAddresses).toEqual([
      {
        segment: 'lan',
        address: address('10.0.0.1'),
        owners: [
          { host: 'h1', nic: 'eth0' },
          { host: 'h3', nic: 'eth0' },
        ],
      },
    ]);
  });

  it('are seen by both sides when NICs announce their addresses (RFC 5227)', () => {
    const simulation = lan(3, { announce: true });
    give(simulation, 'h3', '10.0.0.1/24');
    const notified: SimulationEvent[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'address-conflict') notified.push(event);
    });
    simulation.run();
    expect(notified).toMatchObject([
      { host: 'h3', linkAddress: derivedLinkAddress('h1', 'eth0') },
      { host: 'h1', linkAddress: derivedLinkAddress('h3', 'eth0') },
    ]);
    expect(simulation.nic('h2', 'eth0').ethernet?.addressConflicts).toEqual([]);
    expect(simulation.accounting().unaccounted).toBe(0);
  });
});

describe('a switch', () => {
  it('floods to a destination that was not seen for 300 s (IEEE 802.1D 7.9)', () => {
    const simulation = lan(3, { macAgeingNs: 300 * SECOND });
    ping(simulation, 'h1', '10.0.0.2');
    simulation.run();
    const segment = simulation.segment('lan');
    const entries = () => segment.switch?.macTable.entries(simulation.nowNs) ?? [];
    expect(entries().map(({ port }) => port.end.host)).toEqual(['h1', 'h2']);
    const flooded = segment.stats.floodedFrames;
    simulation.run({ untilNs: 299 * SECOND });
    simulation.at(299 * SECOND, () => void ping(simulation, 'h1', '10.0.0.2'));
    simulation.run();
    // The neighbour is stale after at most 45 s, but asked again by unicast only: no more broadcast.
    expect(segment.stats.floodedFrames).toBe(flooded);
    simulation.at(simulation.nowNs + 300 * SECOND, () => void ping(simulation, 'h1', '10.0.0.2'));
    simulation.run();
    expect(segment.stats.floodedFrames).toBe(flooded + 1);
  });
});
