import { ANY, ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { PingApp } from '../apps/ping.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION } from '../link/linkSpec.js';
import { NetworkError, type Simulation } from './simulation.js';

const MS = 1e6;
const H2 = ipv4Address(0x0a000002);

/** h1 and h2 on a link of 1 ms. */
function pair(): Simulation {
  const simulation = createSimulation();
  for (const name of ['h1', 'h2']) simulation.addHost({ name });
  const ends = ['h1', 'h2'].map((host) => ({ host, nic: 'eth0' }));
  const [first, second] = ends;
  if (first === undefined || second === undefined) throw new Error('a link has two ends');
  const direction = { ...DEFAULT_LINK_DIRECTION, delayNs: MS, rateBitsPerSecond: null };
  simulation.addLink({
    name: 'link',
    endpoints: [first, second],
    forward: direction,
    reverse: direction,
  });
  for (const [index, { host, nic }] of ends.entries()) {
    const prefix = { address: ipv4Address(0x0a000001 + index), length: 24 };
    simulation.nic(host, nic).addAddress(prefix);
    const destination = { address: ipv4Address(0x0a000000), length: 24 };
    simulation.host(host).routes.add({ destination, gateway: null, nic: 1 });
  }
  return simulation;
}

function statesOf(simulation: Simulation): SimulationEvent[] {
  const notified: SimulationEvent[] = [];
  simulation.bus.events$.subscribe((event) => {
    if (event.type === 'host-state' || event.type === 'nic-state') notified.push(event);
  });
  return notified;
}

function pinged(simulation: Simulation, count: number): PingApp {
  const app = new PingApp(simulation, {
    name: 'ping',
    from: 'h1',
    to: H2,
    count,
    intervalNs: 10 * MS,
    timeoutNs: 100 * MS,
  });
  app.start();
  return app;
}

describe('hosts and NICs that go down and come up at a time of the simulation', () => {
  it('lose what reaches a host that is down, by name, and tell of both changes once', () => {
    const simulation = pair();
    const notified = statesOf(simulation);
    const app = pinged(simulation, 4);
    for (const timeNs of [5 * MS, 6 * MS])
      simulation.at(timeNs, () => simulation.setHostUp('h2', false));
    simulation.at(25 * MS, () => simulation.setHostUp('h2', true));
    simulation.run();
    expect(app.report).toMatchObject({ sent: 4, received: 2, lost: 2 });
    expect(simulation.accounting()).toMatchObject({ dropped: { 'host-down': 2 }, unaccounted: 0 });
    expect(notified).toEqual([
      { type: 'host-state', timeNs: 5 * MS, host: 'h2', up: false },
      { type: 'host-state', timeNs: 25 * MS, host: 'h2', up: true },
    ]);
  });

  it('count as failures what an app of a host that is down would send', () => {
    const simulation = pair();
    const app = pinged(simulation, 4);
    simulation.at(5 * MS, () => simulation.setHostUp('h1', false));
    simulation.at(25 * MS, () => simulation.setHostUp('h1', true));
    simulation.run();
    expect(app.report).toMatchObject({ received: 2 });
    expect(app.report.failures).toHaveLength(2);
    expect(simulation.accounting()).toMatchObject({ dropped: {}, unaccounted: 0 });
  });

  it('lose what reaches a NIC that is down, by another name', () => {
    const simulation = pair();
    const notified = statesOf(simulation);
    const app = pinged(simulation, 3);
    simulation.at(5 * MS, () => simulation.setNicUp('h2', 'eth0', false));
    simulation.at(15 * MS, () => simulation.setNicUp('h2', 'eth0', true));
    simulation.run();
    expect(app.report).toMatchObject({ sent: 3, received: 2, lost: 1 });
    expect(simulation.accounting()).toMatchObject({ dropped: { 'nic-disabled': 1 } });
    expect(notified).toEqual([
      { type: 'nic-state', timeNs: 5 * MS, host: 'h2', nic: 'eth0', up: false },
      { type: 'nic-state', timeNs: 15 * MS, host: 'h2', nic: 'eth0', up: true },
    ]);
  });

  it('lets what a host sent before arrive', () => {
    const simulation = pair();
    const app = pinged(simulation, 1);
    // The reply is on its way from 1 ms on.
    simulation.at(1.5 * MS, () => simulation.setHostUp('h2', false));
    simulation.run();
    expect(app.report).toMatchObject({ received: 1 });
  });

  it('forward nothing while nobody observes either', () => {
    const simulation = createSimulation();
    const [h1, r, h2] = ['h1', 'r', 'h2'].map((name) =>
      simulation.addHost({ name, forwarding: name === 'r' }),
    );
    const direction = { ...DEFAULT_LINK_DIRECTION, delayNs: MS, rateBitsPerSecond: null };
    const join = (name: string, from: string, to: string, nic: string) =>
      simulation.addLink({
        name,
        endpoints: [
          { host: from, nic: 'eth0' },
          { host: to, nic },
        ],
        forward: direction,
        reverse: direction,
      });
    join('a', 'h1', 'r', 'eth0');
    join('b', 'h2', 'r', 'eth1');
    const everywhere = {
      destination: { address: ANY, length: 0 },
      gateway: null,
      nic: 1,
    };
    for (const [host, nic, address] of [
      [h1, 'eth0', 0x0a000001],
      [r, 'eth0', 0x0a000002],
      [r, 'eth1', 0x0a000102],
      [h2, 'eth0', 0x0a000101],
    ] as const) {
      host?.nic(nic)?.addAddress({ address: ipv4Address(address), length: 24 });
    }
    h1?.routes.add(everywhere);
    h2?.routes.add(everywhere);
    for (const [index, address] of [0x0a000000, 0x0a000100].entries()) {
      r?.routes.add({
        destination: { address: ipv4Address(address), length: 24 },
        gateway: null,
        nic: index + 1,
      });
    }
    const socket = h1?.udp.createSocket();
    const send = () =>
      socket?.send({ payload: new Uint8Array(8), to: ipv4Address(0x0a000101), port: 9 });
    for (let n = 0; n < 6; n++) simulation.at(n * 10 * MS, () => void send());
    simulation.at(15 * MS, () => simulation.setHostUp('r', false));
    simulation.at(25 * MS, () => simulation.setHostUp('r', true));
    simulation.at(35 * MS, () => simulation.setNicUp('r', 'eth1', false));
    simulation.at(45 * MS, () => simulation.setNicUp('r', 'eth1', true));
    simulation.run();
    expect(h2?.counters.get('ip.packetsReceived')).toBe(4);
    const { dropped } = simulation.accounting();
    expect(dropped).toMatchObject({ 'host-down': 1, 'no-route': 1 });
  });

  it('change the fingerprint', () => {
    const digest = (up: boolean) => {
      const simulation = pair();
      const fingerprint = simulation.recordFingerprint();
      simulation.setHostUp('h2', up);
      simulation.run();
      return fingerprint.digestHex();
    };
    expect(digest(false)).not.toBe(digest(true));
  });

  it('are known by their names', () => {
    expect(() => pair().setHostUp('h3', false)).toThrow(NetworkError);
    expect(() => pair().setNicUp('h1', 'eth9', false)).toThrow(NetworkError);
  });
});
