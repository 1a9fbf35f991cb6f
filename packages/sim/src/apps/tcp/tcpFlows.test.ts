import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../../test/routedNetwork.js';
import { estimateOf, expectEstimate } from '../../../test/statistics.js';
import { IdealPaths } from '../../network/idealPath.js';
import { AppSpecError } from '../appSpecError.js';
import { TcpFlowsApp, type TcpFlowsSpec } from './tcpFlows.js';

const MS = 1e6;
const SECOND = 1e9;

/** a – r – b and c – r: 1 ms each, 100 Mbit/s. */
function network(seed = 1) {
  const made = routedNetwork(
    [{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }, { hosts: ['c', 'r'] }],
    seed,
  );
  const { simulation, address } = made;
  for (const link of simulation.links.values()) {
    link.set({ forward: { rateBitsPerSecond: 100e6 }, reverse: { rateBitsPerSecond: 100e6 } });
  }
  const b = { host: 'b', address: address('b', 1) };
  const c = { host: 'c', address: address('c', 2) };
  const paths = new IdealPaths(simulation);
  const flows = ({ count, ...spec }: Partial<TcpFlowsSpec> = { count: 20 }) =>
    new TcpFlowsApp(simulation, {
      name: 'flows',
      ...(count === undefined ? {} : { count }),
      sources: ['a'],
      destinations: [b],
      port: 80,
      sizes: { kind: 'fixed', bytes: 20_000 },
      meanGapNs: 10 * MS,
      classes: [
        { name: 'small', mostBytes: 10_000 },
        { name: 'large', mostBytes: null },
      ],
      idealNs: (from, to, bytes) => paths.completionNs(from, to.address, bytes),
      ...spec,
    });
  const run = (spec: Partial<TcpFlowsSpec> = { count: 20 }) => {
    const app = flows(spec);
    app.start();
    simulation.run();
    return app;
  };
  return { ...made, b, c, flows, run };
}

describe('flows over TCP', () => {
  it('all complete, and are counted by their sizes', () => {
    const { simulation, run } = network();
    const app = run({ sizes: { kind: 'uniform', leastBytes: 5000, mostBytes: 15_000 }, count: 50 });
    const { report } = app;
    expect(report).toMatchObject({ sent: 50, received: 50, lost: 0, inFlight: 0, unsent: 0 });
    expect(report.failures).toEqual([]);
    const [small, large] = report.classes;
    expect((small?.received ?? 0) + (large?.received ?? 0)).toBe(50);
    expect(small?.received).toBeGreaterThan(10);
    expect(large?.received).toBeGreaterThan(10);
    expect(report.receivedBytes).toBe(report.sentBytes);
    expect(report.completionTime?.count).toBe(50);
    expect(app.done).toBe(true);
    expect(simulation.accounting()).toMatchObject({ unaccounted: 0, inFlight: 0 });
  });

  it('of one segment are as fast as can be on an empty network, but for the FIN behind it', () => {
    const { run } = network();
    const { slowdown } = run({
      sizes: { kind: 'fixed', bytes: 1000 },
      count: 20,
      meanGapNs: SECOND,
    }).report;
    expect(slowdown?.min).toBeGreaterThanOrEqual(1);
    expect(slowdown?.max).toBeLessThan(1.01);
  });

  it('are never faster than can be, and slower by slow start', () => {
    const { run } = network();
    const spec = { count: 20, sizes: { kind: 'fixed', bytes: 60_000 }, meanGapNs: SECOND } as const;
    const { slowdown } = run(spec).report;
    expect(slowdown?.min).toBeGreaterThan(1.1);
    expect(slowdown?.max).toBeLessThan(1.8);
  });

  it('begin as a Poisson process, between any two hosts that differ', () => {
    const { simulation, run, b, c } = network();
    const times: number[] = [];
    const pairs = new Set<string>();
    simulation.bus.events$.subscribe((event) => {
      if (event.type !== 'tcp-state' || event.state !== 'SYN_SENT') return;
      times.push(event.timeNs);
      pairs.add(`${event.host}${event.remote}`);
    });
    run({
      sources: ['a', 'b'],
      destinations: [b, c],
      count: 600,
      meanGapNs: 3 * MS,
      sizes: { kind: 'fixed', bytes: 1 },
    });
    const gaps = times.map((timeNs, index) => timeNs - (times[index - 1] ?? 0));
    expectEstimate(estimateOf(gaps), 3 * MS, 0.2);
    // The standard deviation of an exponential distribution is its mean.
    expectEstimate(estimateOf(gaps.map((gap) => gap * gap)), 2 * (3 * MS) ** 2, 0.5);
    expect(pairs.size).toBe(3);
  });

  it('end at a time, and are lost where a connection fails', () => {
    const { simulation, run } = network();
    simulation.at(50 * MS, () => simulation.link('net1').setUp(false));
    const app = run({ untilNs: 100 * MS, meanGapNs: 5 * MS });
    const { sent, received, lost, failures } = app.report;
    expect(sent).toBeGreaterThan(10);
    expect(received).toBeGreaterThan(3);
    expect(received + lost).toBe(sent);
    expect(new Set(failures)).toEqual(new Set(['ETIMEDOUT']));
    expect(failures).toHaveLength(lost);
    expect(app.done).toBe(true);
  });

  it('cannot begin at a port that is taken', () => {
    const { simulation, run } = network();
    const other = simulation.host('b').tcp.createSocket();
    other.bind(80);
    other.listen(1);
    const app = run();
    expect(app.report).toMatchObject({ sent: 0, unsent: 20 });
    expect(app.done).toBe(true);
  });

  it('that cannot be are told', () => {
    const { flows, b } = network();
    const classes = (...limits: (number | null)[]) =>
      limits.map((mostBytes, index) => ({ name: `class${index}`, mostBytes }));
    const wrong: Partial<TcpFlowsSpec>[] = [
      { meanGapNs: 1 },
      { count: 1, meanGapNs: 0 },
      { count: 1, sources: [] },
      { count: 1, sources: ['b'], destinations: [b] },
      { count: 1, classes: classes(5, 5) },
      { count: 1, classes: classes(null, 5) },
    ];
    for (const spec of wrong) expect(() => flows(spec)).toThrow(AppSpecError);
  });
});
