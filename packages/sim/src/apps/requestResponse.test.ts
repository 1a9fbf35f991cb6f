import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { estimateOf, expectEstimate } from '../../test/statistics.js';
import { AppSpecError } from './appSpecError.js';
import { RequestResponseApp, type RequestResponseSpec } from './requestResponse.js';

const MS = 1e6;
const SECOND = 1e9;
const PORT = 80;

/** A client and a server on a link of 1 ms each way. */
function pair(seed = 1) {
  const network = routedNetwork([{ hosts: ['c', 's'] }], seed);
  const { simulation } = network;
  const app = (spec: Partial<RequestResponseSpec> = {}) => {
    const given = { name: 'web', from: 'c', to: network.address('s', 0), port: PORT, server: 's' };
    return new RequestResponseApp(simulation, { ...given, ...spec });
  };
  const run = (spec: Partial<RequestResponseSpec> = {}) => {
    const made = app(spec);
    made.start();
    simulation.run();
    return made.report;
  };
  return { simulation, app, run, link: simulation.link('net0') };
}

const fixed = (durationNs: number) => ({ kind: 'fixed', durationNs }) as const;
const exponential = (meanNs: number) => ({ kind: 'exponential', meanNs }) as const;

describe('requests and responses', () => {
  it('take a round trip and the time of the server', () => {
    const { simulation, run } = pair();
    const report = run({ count: 3, serviceTime: fixed(5 * MS), thinkTime: fixed(10 * MS) });
    expect(report).toMatchObject({ sent: 3, transmissions: 3, received: 3, lost: 0 });
    expect(report.responseTime).toMatchObject({ count: 3, min: 7 * MS, max: 7 * MS });
    expect(report.delay).toMatchObject({ count: 3, min: MS, max: MS });
    expect(report.receivedBytes).toBe(3000);
    // 7 ms each, and 10 ms between them.
    expect(simulation.nowNs).toBe(41 * MS);
  });

  it('have the sizes that were asked for', () => {
    const { link, run } = pair();
    run({ requestBytes: 200, responseBytes: 700 });
    expect(link.forward.stats.sentBytes).toBe(228);
    expect(link.reverse.stats.sentBytes).toBe(728);
  });

  it('are sent again when no answer comes, and given up after the last try', () => {
    const { simulation, link, run } = pair();
    link.setUp(false);
    simulation.at(2500 * MS, () => link.setUp(true));
    const report = run({ count: 2, timeoutNs: SECOND, retries: 1 });
    expect(report).toMatchObject({ sent: 2, transmissions: 4, received: 1, lost: 1 });
    // The second one began at 2 s, was lost, and got through when sent again.
    expect(report.responseTime).toMatchObject({ count: 1, min: SECOND + 2 * MS });
  });

  it('count an answer that came after they were given up, and one that came twice', () => {
    const { run } = pair();
    // Asked at 0 and 10 ms, given up at 20 ms, answered at 22 and 32 ms.
    const report = run({ serviceTime: fixed(20 * MS), timeoutNs: 10 * MS, retries: 1 });
    expect(report).toMatchObject({ sent: 1, transmissions: 2, received: 1, lost: 0 });
    expect(report).toMatchObject({ duplicated: 1, responseTime: { count: 1, max: 22 * MS } });
  });

  it('hear of a server that is not there', () => {
    const { run } = pair();
    const report = run({ server: null, retries: 1 });
    expect(report).toMatchObject({ sent: 1, transmissions: 2, received: 0, lost: 1 });
    expect(report.errors).toMatchObject([
      { sequence: 0, type: 3, code: 3 },
      { sequence: 0, type: 3, code: 3, timeNs: SECOND + 2 * MS },
    ]);
  });

  it('begin none at the end of their time or later', () => {
    const { app, run, simulation } = pair();
    // One each 12 ms.
    expect(run({ untilNs: 60 * MS, thinkTime: fixed(10 * MS) })).toMatchObject({ sent: 5 });
    const late = app({ name: 'late', untilNs: 0 });
    late.start();
    expect([late.done, late.report.sent]).toEqual([true, 0]);
    simulation.run();
  });

  it('draw think and service times from exponential distributions of their own', () => {
    const { simulation, app } = pair();
    const client = app({ count: 4000, thinkTime: exponential(20 * MS), timeoutNs: SECOND });
    client.start();
    const begun: number[] = [];
    let before = -1;
    simulation.bus.events$.subscribe((event) => {
      if (event.type !== 'originated' || event.host !== 'c') return;
      if (before >= 0) begun.push(event.timeNs - before);
      before = event.timeNs;
    });
    simulation.run();
    expectEstimate(estimateOf(begun), 22 * MS);
  });

  it('share a server between clients, each knowing its own', () => {
    const { simulation, app } = pair();
    const apps = ['one', 'two'].map((name) => app({ name, count: 5 }));
    for (const each of apps) each.start();
    simulation.run();
    for (const { report } of apps) expect(report).toMatchObject({ received: 5, duplicated: 0 });
  });

  it('add up on every path, however bad', () => {
    const share = fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10);
    const path = fc.record({ loss: share, duplicate: share, seed: fc.nat(1000) });
    fc.assert(
      fc.property(path, fc.integer({ min: 0, max: 3 }), fc.nat(20), (bad, retries, count) => {
        const { simulation, link, app } = pair(bad.seed);
        for (const direction of [link.forward, link.reverse]) {
          direction.set({
            loss: { kind: 'independent', probability: bad.loss },
            duplicate: { probability: bad.duplicate },
            jitter: { distribution: 'uniform', jitterNs: MS, correlation: 0, keepOrder: false },
          });
        }
        const client = app({ count, retries, timeoutNs: 3 * MS, serviceTime: exponential(MS) });
        client.start();
        simulation.run();
        const { sent, transmissions, received, lost, responseTime, delay } = client.report;
        expect([client.done, sent, received + lost]).toEqual([true, count, count]);
        expect(transmissions).toBeGreaterThanOrEqual(count);
        expect(transmissions).toBeLessThanOrEqual(count * (retries + 1));
        expect(responseTime?.count ?? 0).toBe(received);
        expect(delay?.count ?? 0).toBeGreaterThanOrEqual(received);
        expect(simulation.accounting().unaccounted).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('cannot have impossible numbers', () => {
    const { app } = pair();
    expect(() => app({ timeoutNs: 0 })).toThrow(/timeout in nanoseconds of 0/);
    expect(() => app({ retries: -1 })).toThrow(AppSpecError);
    expect(() => app({ requestBytes: 0.5 })).toThrow(AppSpecError);
  });
});
