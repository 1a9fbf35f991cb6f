import { ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../../test/routedNetwork.js';
import { AppSpecError } from '../appSpecError.js';
import { TcpPagesApp, type TcpPagesSpec } from './tcpPages.js';

const MS = 1e6;
const SECOND = 1e9;

/** A client and a server on a link of 1 ms each way. */
function pair() {
  const network = routedNetwork([{ hosts: ['c', 's'] }]);
  const { simulation } = network;
  const app = (spec: Partial<TcpPagesSpec> = {}) => {
    const given = { name: 'web', from: 'c', to: network.address('s', 0), port: 80, server: 's' };
    return new TcpPagesApp(simulation, { ...given, ...spec });
  };
  const run = (spec: Partial<TcpPagesSpec> = {}) => {
    const made = app(spec);
    made.start();
    simulation.run();
    return made;
  };
  return { simulation, app, run, link: simulation.link('net0') };
}

const fixed = (durationNs: number) => ({ kind: 'fixed', durationNs }) as const;

describe('pages over TCP', () => {
  it('of one object take a round trip to connect and one to ask, then one each', () => {
    const { run } = pair();
    const app = run({ count: 3, serviceTime: fixed(5 * MS), thinkTime: fixed(10 * MS) });
    expect(app.report).toMatchObject({
      ...{ sent: 3, received: 3, lost: 0, inFlight: 0, unsent: 0 },
      ...{ requests: 3, responses: 3, receivedBytes: 3000, connections: 1, failures: [] },
    });
    expect(app.report.responseTime).toMatchObject({ count: 3, min: 7 * MS, max: 9 * MS });
    expect(app.report.delay).toMatchObject({ min: MS, max: 3 * MS });
    expect(app.report.connectTime).toMatchObject({ count: 1, min: 2 * MS, max: 2 * MS });
    expect(app.done).toBe(true);
  });

  it('may each have a connection of its own', () => {
    const { run, simulation } = pair();
    const { report } = run({ count: 3, persistent: false });
    expect(report).toMatchObject({ received: 3, connections: 3 });
    expect(report.pageTime).toMatchObject({ count: 3, min: 4 * MS, max: 4 * MS });
    expect(simulation.accounting()).toMatchObject({ unaccounted: 0, inFlight: 0 });
  });

  it('load objects over several connections, each one request at a time', () => {
    const timeOf = (connections: number) => {
      const objects = { least: 12, most: 12 };
      const { report } = pair().run({ objects, connections });
      expect(report).toMatchObject({ received: 1, requests: 13, responses: 13, connections });
      return (report.pageTime?.max ?? 0) / MS;
    };
    // Connecting and what the page begins with: 4 ms. Then one connection asks 12 times.
    expect(timeOf(1)).toBe(4 + 12 * 2);
    // While the others connect, the first asks twice; they share the other ten.
    expect(timeOf(6)).toBe(4 + 3 * 2);
  });

  it('are lost with their connections, and the next begin with new ones', () => {
    const { simulation, run, link } = pair();
    simulation.at(0, () => link.setUp(false));
    simulation.at(150 * SECOND, () => link.setUp(true));
    const app = run({ count: 3, connections: 2, objects: { least: 3, most: 3 } });
    expect(app.report).toMatchObject({ sent: 3, received: 2, lost: 1, failures: ['ETIMEDOUT'] });
    expect(app.done).toBe(true);
  });

  it('are refused where nobody listens, and have no time to begin', () => {
    const silent = pair();
    // It speaks TCP, and has no such port.
    expect(silent.simulation.host('s').tcp.behaviour).toBeDefined();
    const { report } = silent.run({ server: null, count: 2 });
    expect(report).toMatchObject({ lost: 2, failures: ['ECONNREFUSED', 'ECONNREFUSED'] });
    const late = pair().run({ untilNs: 0 });
    expect([late.report.sent, late.done]).toEqual([0, true]);
    const lost = pair().run({ to: ipv4Address(0x7b000001), count: 2 });
    expect(lost.report).toMatchObject({
      sent: 2,
      lost: 2,
      failures: ['ENETUNREACH', 'ENETUNREACH'],
    });
  });

  it('that cannot be are told', () => {
    const { app } = pair();
    for (const spec of [
      { count: 0 },
      { connections: 0 },
      { objects: { least: 2, most: 1 } },
    ] satisfies Partial<TcpPagesSpec>[]) {
      expect(() => app(spec)).toThrow(AppSpecError);
    }
  });
});
