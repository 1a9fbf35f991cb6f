import { ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../../test/routedNetwork.js';
import { AppSpecError } from '../appSpecError.js';
import { TcpBulkApp, type TcpBulkSpec } from './tcpBulk.js';

const MS = 1e6;
const SECOND = 1e9;
const PORT = 5001;

/** Two hosts with a router between them; each link has a delay of 1 ms. */
function threeNodes() {
  const network = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
  const { simulation } = network;
  const transfer = (spec: Partial<TcpBulkSpec> = {}) => {
    const to = network.address('b', 1);
    const given = { name: 'bulk', from: 'a', to, port: PORT, octets: 100_000, receiver: 'b' };
    return new TcpBulkApp(simulation, { ...given, ...spec });
  };
  const bottleneck = (rateBitsPerSecond: number) => {
    simulation.link('net1').set({ forward: { rateBitsPerSecond } });
  };
  return { ...network, simulation, transfer, bottleneck };
}

describe('a bulk transfer over TCP', () => {
  it('carries its octets, and closes', () => {
    const { simulation, transfer } = threeNodes();
    const app = transfer();
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({
      completed: true,
      sentBytes: 100_000,
      receivedBytes: 100_000,
      retransmissions: 0,
      failures: [],
      state: 'CLOSE',
      congestionControl: 'cubic',
      mss: 1448,
      // From SYN to SYN-ACK.
      connectNs: 4 * MS,
      minRttNs: 4 * MS,
    });
    expect(app.done).toBe(true);
    // TIME_WAIT has ended.
    expect(simulation.accounting()).toMatchObject({ unaccounted: 0, inFlight: 0 });
  });

  it('takes the time that slow start takes', () => {
    const { simulation, transfer } = threeNodes();
    const app = transfer({ octets: 10 * 1448 + 20 * 1448 + 1 });
    app.start();
    simulation.run();
    // A round trip for the handshake, two for windows of 10 and 20 segments, and half a one for the rest.
    expect(app.report.completionNs).toBe(14 * MS);
  });

  it('fills a bottleneck until a time', () => {
    const { simulation, transfer, bottleneck } = threeNodes();
    bottleneck(10e6);
    const app = transfer({ octets: null, untilNs: 5 * SECOND });
    app.start();
    simulation.run();
    const { completed, receivedBytes, receivingNs } = app.report;
    expect(completed).toBe(true);
    const bitsPerSecond = (receivedBytes * 8 * SECOND) / (receivingNs ?? 1);
    // 1,448 of the 1,500 octets of a packet.
    expect(bitsPerSecond).toBeGreaterThan(0.95 * 9.65e6);
    expect(bitsPerSecond).toBeLessThan(9.66e6);
  });

  it('recovers from losses', () => {
    const { simulation, transfer } = threeNodes();
    const loss = { kind: 'packets', numbers: [5, 6, 12, 30] } as const;
    simulation.link('net1').set({ forward: { loss } });
    const app = transfer();
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ completed: true, receivedBytes: 100_000 });
    expect(app.report.retransmissions).toBeGreaterThanOrEqual(4);
  });

  it('is refused where nobody listens', () => {
    const { simulation, transfer } = threeNodes();
    expect(simulation.host('b').tcp.behaviour).toBeDefined();
    const app = transfer({ receiver: null });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ failures: ['ECONNREFUSED'], completed: false });
    expect(app.done).toBe(true);
  });

  it('gives up where nobody answers', () => {
    const { simulation, transfer } = threeNodes();
    simulation.link('net1').setUp(false);
    const app = transfer();
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ failures: ['ETIMEDOUT'], connectNs: null });
    expect(app.done).toBe(true);
  });

  it('cannot begin without a route, or at a port that is taken', () => {
    const { simulation, transfer } = threeNodes();
    const lost = transfer({ name: 'lost', to: ipv4Address(0x7b000001), port: 1 });
    lost.start();
    expect(lost.report.failures).toEqual(['ENETUNREACH']);
    const other = simulation.host('b').tcp.createSocket();
    other.bind(PORT);
    other.listen(1);
    const app = transfer();
    app.start();
    expect(app.report.failures).toEqual(['EADDRINUSE']);
    expect([lost.done, app.done]).toEqual([true, true]);
  });

  it('shares its port with others, each knowing its own', () => {
    const { simulation, transfer, bottleneck } = threeNodes();
    bottleneck(10e6);
    const apps = [1, 2, 3].map((number) =>
      transfer({ name: `t${number}`, octets: number * 50_000 }),
    );
    for (const app of apps) app.start();
    simulation.run();
    expect(apps.map(({ report }) => report.receivedBytes)).toEqual([50_000, 100_000, 150_000]);
    expect(apps.every(({ report }) => report.completed)).toBe(true);
  });

  it('closes at once if there is nothing to send', () => {
    const { simulation, transfer } = threeNodes();
    const app = transfer({ octets: 0 });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ completed: true, receivedBytes: 0 });
  });

  it('uses the congestion control that it asks for', () => {
    const { simulation, transfer } = threeNodes();
    const reno = transfer({ congestionControl: 'reno' });
    const none = transfer({ name: 'none', congestionControl: 'vegas2' });
    reno.start();
    none.start();
    expect(none.report.failures).toEqual(['ENOENT']);
    simulation.run();
    expect(reno.report).toMatchObject({ completed: true, congestionControl: 'reno' });
  });

  it('needs an end', () => {
    const { transfer } = threeNodes();
    expect(() => transfer({ octets: null })).toThrow(AppSpecError);
    expect(() => transfer({ octets: -1 })).toThrow(AppSpecError);
  });
});
