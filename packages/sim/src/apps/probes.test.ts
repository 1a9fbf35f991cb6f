// What ping and traceroute measure: round trips, their jitter, and answers that come twice or late.
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { PingApp } from './ping.js';
import { TracerouteApp } from './traceroute.js';

const MS = 1e6;

/** a – r – b, each link with a delay of 1 ms. */
function chain() {
  const network = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
  return { ...network, to: network.address('b', 1) };
}

describe('a ping', () => {
  it('tells the jitter of round trips, and their histogram', () => {
    const { simulation, to } = chain();
    const app = new PingApp(simulation, { name: 'ping', from: 'a', to, count: 3 });
    app.start();
    // The second round trip takes 10 ms more than the others.
    simulation.at(500 * MS, () => simulation.link('net1').forward.set({ delayNs: 11 * MS }));
    simulation.at(1500 * MS, () => simulation.link('net1').forward.set({ delayNs: MS }));
    simulation.run();
    expect(app.report.rtt).toMatchObject({ count: 3, min: 4 * MS, max: 14 * MS });
    expect(app.report.jitter).toMatchObject({ count: 2, min: 10 * MS, max: 10 * MS });
    // J of RFC 3550: 10 ms / 16, then 15/16 of that and 10 ms / 16 again.
    expect(app.report.interarrivalJitterNs).toBe(1_210_938);
    const { rtt } = app.distributions;
    expect(rtt?.histogram().map(({ count }) => count)).toEqual([2, 1]);
  });
});

describe('a traceroute', () => {
  it('counts answers that came twice, and knows all round trips', () => {
    const { simulation, to } = chain();
    simulation.link('net0').reverse.set({ duplicate: { probability: 1 } });
    const app = new TracerouteApp(simulation, { name: 'way', from: 'a', to, probesPerHop: 2 });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ sent: 4, received: 4, lost: 0, reordered: 0 });
    // The copies of the last answers find nobody who listens any more.
    expect(app.report.duplicated).toBeGreaterThanOrEqual(2);
    expect(app.report.rtt).toMatchObject({ count: 4, min: 2 * MS, max: 4 * MS });
  });

  it('counts answers that overtook others', () => {
    const { simulation, to } = chain();
    const app = new TracerouteApp(simulation, { name: 'way', from: 'a', to, probesPerHop: 2 });
    // Gap 2: every second packet goes without delay.
    simulation.link('net0').reverse.set({ reorder: { gap: 2, probability: 1, correlation: 0 } });
    app.start();
    simulation.run();
    expect(app.report.reordered).toBe(2);
  });
});
