import {
  ANY,
  formatIpv4Address,
  type Ipv4Address,
  type Ipv4Prefix,
  ipv4Address,
  parseIpv4Address,
  parsePrefix,
} from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { PingApp } from '../apps/ping.js';
import { TracerouteApp } from '../apps/traceroute.js';
import { UdpFlowApp } from '../apps/udpFlow.js';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION } from '../link/linkSpec.js';
import { NetworkError, type Simulation } from './simulation.js';

const MS = 1e6;
const address = (text: string) => parseIpv4Address(text) as Ipv4Address;
const prefix = (text: string) => parsePrefix(text) as Ipv4Prefix;

/** h1 — r1 — r2 — h2; links of 1 ms without a rate, and what is given of the middle one. */
function chain(seed = 1, middle: Partial<typeof DEFAULT_LINK_DIRECTION> = {}): Simulation {
  const simulation = createSimulation({ seed });
  const names = ['h1', 'r1', 'r2', 'h2'];
  for (const name of names) simulation.addHost({ name, forwarding: name.startsWith('r') });
  const direction = { ...DEFAULT_LINK_DIRECTION, rateBitsPerSecond: null };
  for (let index = 0; index < 3; index++) {
    const [from = '', to = ''] = names.slice(index);
    const spec = index === 1 ? { ...direction, ...middle } : direction;
    simulation.addLink({
      name: `${from}-${to}`,
      endpoints: [
        { host: from, nic: 'right' },
        { host: to, nic: 'left' },
      ],
      forward: spec,
      reverse: spec,
    });
    const subnet = prefix(`10.0.${index}.0/30`);
    for (const [name, nicName, host] of [
      [from, 'right', 1],
      [to, 'left', 2],
    ] as const) {
      const nic = simulation.nic(name, nicName);
      nic.addAddress({ address: ipv4Address(subnet.address + host), length: 30 });
      nic.host.routes.add({ destination: subnet, gateway: null, nic: nic.id });
    }
  }
  names.forEach((name, index) => {
    const host = simulation.host(name);
    for (let subnet = 0; subnet < 3; subnet++) {
      if (subnet === index || subnet === index - 1) continue;
      const right = subnet > index;
      const gateway = right ? address(`10.0.${index}.2`) : address(`10.0.${index - 1}.1`);
      const nic = host.nic(right ? 'right' : 'left')?.id ?? 0;
      host.routes.add({ destination: prefix(`10.0.${subnet}.0/30`), gateway, nic });
    }
  });
  return simulation;
}

describe('a simulation', () => {
  it('lets hosts ping each other across routers', () => {
    const simulation = chain();
    const ping = new PingApp(simulation, {
      name: 'p',
      from: 'h1',
      to: address('10.0.2.2'),
      count: 3,
    });
    simulation.at(1000 * MS, () => ping.start());
    const { end, nowNs } = simulation.run();
    expect(end).toBe('idle');
    expect(nowNs).toBe(3006 * MS);
    expect(ping.report).toMatchObject({ sent: 3, received: 3, lost: 0, duplicated: 0 });
    expect(ping.report.rtt).toMatchObject({ min: 6 * MS, max: 6 * MS, mean: 6 * MS });
    expect(ping.report.replies[0]).toMatchObject({ ttl: 62, from: address('10.0.2.2') });
    expect(simulation.accounting()).toMatchObject({ dropped: {}, inFlight: 0, unaccounted: 0 });
  });

  it.each(['udp', 'icmp'] as const)('shows the way by traceroute with %s probes', (probe) => {
    const simulation = chain();
    const to = address('10.0.2.2');
    const traceroute = new TracerouteApp(simulation, { name: 't', from: 'h1', to, probe });
    traceroute.start();
    simulation.run();
    const { hops, reached } = traceroute.report;
    expect(reached).toBe(true);
    expect(hops.map((hop) => formatIpv4Address(hop.address ?? ANY))).toEqual([
      '10.0.0.2',
      '10.0.1.2',
      '10.0.2.2',
    ]);
    expect(hops.map(({ rttNs }) => rttNs[0])).toEqual([2 * MS, 4 * MS, 6 * MS]);
  });

  it('measures one-way delay, and reassembles what a narrow link cut', () => {
    const simulation = chain(1, { mtu: 576 });
    const flow = new UdpFlowApp(simulation, {
      name: 'u',
      from: 'h1',
      to: address('10.0.2.2'),
      port: 9,
      payload: new Uint8Array(1400),
      count: 5,
      intervalNs: MS,
      receiver: 'h2',
    });
    flow.start();
    simulation.run();
    expect(flow.report).toMatchObject({ sent: 5, received: 5, lost: 0, receivedBytes: 7000 });
    expect(flow.report.delay).toMatchObject({ min: 3 * MS, max: 3 * MS });
    expect(simulation.host('r1').counters.get('ip.packetsSent')).toBe(15);
    expect(simulation.accounting().unaccounted).toBe(0);
  });

  it('reports what may not be fragmented', () => {
    const simulation = chain(1, { mtu: 576 });
    const to = address('10.0.2.2');
    const ping = new PingApp(simulation, {
      name: 'p',
      from: 'h1',
      to,
      count: 1,
      sizeBytes: 1000,
      dontFragment: true,
    });
    ping.start();
    simulation.run();
    expect(ping.report.errors).toMatchObject([
      { type: 3, code: 4, restOfHeader: 576, from: address('10.0.0.2') },
    ]);
    expect(ping.report.lost).toBe(1);
  });

  it('lets several flows share ports', () => {
    const simulation = chain();
    const flow = (name: string, from: string, to: string, receiver: string) =>
      new UdpFlowApp(simulation, {
        name,
        from,
        to: address(to),
        port: 5004,
        sourcePort: 5004,
        payload: new Uint8Array(9),
        count: 4,
        intervalNs: MS,
        receiver,
      });
    const flows = [
      flow('there', 'h1', '10.0.2.2', 'h2'),
      flow('there too', 'h1', '10.0.2.2', 'h2'),
      flow('back', 'h2', '10.0.0.1', 'h1'),
    ];
    for (const each of flows) each.start();
    simulation.run();
    for (const { report } of flows) expect(report).toMatchObject({ received: 4, failures: [] });
  });

  it('ends a traceroute where a router knows no way, and where nothing can be sent', () => {
    const simulation = chain();
    const nowhere = address('192.0.2.1');
    const without = new TracerouteApp(simulation, { name: 't', from: 'h1', to: nowhere });
    without.start();
    expect(without).toMatchObject({ done: true, report: { sent: 3, reached: false } });
    const { id } = simulation.nic('h1', 'right');
    const everything = prefix('0.0.0.0/0');
    const gateway = address('10.0.0.2');
    simulation.host('h1').routes.add({ destination: everything, gateway, nic: id });
    const traceroute = new TracerouteApp(simulation, { name: 't', from: 'h1', to: nowhere });
    traceroute.start();
    simulation.run();
    const { hops, reached } = traceroute.report;
    expect(reached).toBe(false);
    expect(hops.length).toBeLessThan(3);
    expect(hops.at(-1)?.address).toBe(gateway);
  });

  it('sends nothing where nothing is asked for', () => {
    const simulation = chain();
    const to = address('10.0.2.2');
    const ping = new PingApp(simulation, { name: 'p', from: 'h1', to, count: 0 });
    const payload = new Uint8Array(1);
    const spec = { name: 'u', from: 'h1', to, port: 9, payload, count: 0, receiver: 'h2' };
    const flow = new UdpFlowApp(simulation, spec);
    for (const app of [ping, flow]) app.start();
    simulation.run();
    expect(simulation.accounting().sent).toBe(0);
    for (const app of [ping, flow]) expect(app).toMatchObject({ done: true, report: { sent: 0 } });
  });

  it('counts what is on its way when a run is cut short', () => {
    const simulation = chain();
    const ping = new PingApp(simulation, {
      name: 'p',
      from: 'h1',
      to: address('10.0.2.2'),
      count: 1,
    });
    ping.start();
    simulation.run({ untilNs: 1.5 * MS });
    expect(simulation.accounting()).toMatchObject({ sent: 1, inFlight: 1, unaccounted: 0 });
  });

  it('has the same fingerprint and capture for the same seed, and another for another', () => {
    const record = (seed: number) => {
      const simulation = chain(seed);
      const chunks: number[] = [];
      const capture = simulation.capture({ write: (chunk) => void chunks.push(...chunk) });
      const fingerprint = simulation.recordFingerprint();
      const ping = new PingApp(simulation, { name: 'p', from: 'h1', to: address('10.0.2.2') });
      ping.start();
      simulation.run();
      capture.end();
      return { digest: fingerprint.digestHex(), events: fingerprint.events, chunks };
    };
    const first = record(1);
    expect(record(1)).toEqual(first);
    expect(record(2).digest).not.toBe(first.digest);
    expect(first.events).toBeGreaterThan(40);
    expect(first.digest).toMatchInlineSnapshot(
      `"59c900a917d6aaa5696f94e4c0c71ac8c044429bd8effc066e3c6408004f6103"`,
    );
  });

  it('loses no packet though a subscriber throws', () => {
    const simulation = chain();
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'transmitted' && event.host === 'r1') throw new Error('no good');
    });
    const to = address('10.0.2.2');
    const ping = new PingApp(simulation, { name: 'p', from: 'h1', to, count: 1 });
    ping.start();
    expect(() => simulation.run()).toThrow('no good');
    expect(simulation.accounting()).toMatchObject({ sent: 1, inFlight: 1, unaccounted: 0 });
  });

  it('is the same observed or not', () => {
    const run = (observed: boolean) => {
      const simulation = chain();
      if (observed) simulation.bus.events$.subscribe();
      const ping = new PingApp(simulation, { name: 'p', from: 'h1', to: address('10.0.2.2') });
      ping.start();
      const { events } = simulation.run();
      return { events, report: ping.report, accounting: simulation.accounting() };
    };
    expect(run(true)).toEqual(run(false));
  });

  it('refuses names that are taken or unknown', () => {
    const simulation = chain();
    expect(() => simulation.addHost({ name: 'h1' })).toThrow(NetworkError);
    expect(() => simulation.host('h9')).toThrow('no host is named "h9"');
    expect(() => simulation.nic('h1', 'eth9')).toThrow('host "h1" has no NIC "eth9"');
    expect(() => simulation.link('l9')).toThrow('no link is named "l9"');
    const { endpoints } = simulation.link('h1-r1');
    const same = { forward: DEFAULT_LINK_DIRECTION, reverse: DEFAULT_LINK_DIRECTION };
    expect(() => simulation.addLink({ name: 'h1-r1', endpoints, ...same })).toThrow(NetworkError);
    const half = [
      { host: 'h1', nic: 'new' },
      { host: 'h2', nic: 'left' },
    ] as const;
    expect(() => simulation.addLink({ name: 'x', endpoints: half, ...same })).toThrow(
      'host "h2" has a NIC "left" already',
    );
    expect(simulation.host('h1').nics).toHaveLength(1);
    const loop = [half[0], half[0]] as const;
    expect(() => simulation.addLink({ name: 'x', endpoints: loop, ...same })).toThrow(NetworkError);
  });
});
