import { encodeIpv4, encodeUdp } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { AppSpecError } from './appSpecError.js';
import { RawBytesApp, type RawBytesSpec } from './rawBytes.js';
import { ReplayApp, type ReplaySpec } from './replay.js';

const MS = 1e6;

/** a – r – b, each link with a delay of 1 ms. */
function chain() {
  const network = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
  const { simulation } = network;
  const ends = { source: network.address('a', 0), destination: network.address('b', 1) };
  const udp = (size = 10) =>
    encodeIpv4(
      { ...ends, protocol: 17, ttl: 64 },
      encodeUdp({ sourcePort: 7, destinationPort: 9 }, new Uint8Array(size), ends),
    );
  const raw = (spec: Partial<RawBytesSpec> = {}) =>
    new RawBytesApp(simulation, { name: 'raw', from: 'a', packet: udp(), receiver: 'b', ...spec });
  const replay = (spec: Partial<ReplaySpec> = {}) =>
    new ReplayApp(simulation, {
      ...{ name: 'replay', from: 'a', datagrams: [], receiver: 'b' },
      ...spec,
    });
  return { ...network, udp, raw, replay };
}

describe('raw bytes', () => {
  it('leave by a raw socket, and are followed to their receiver', () => {
    const { simulation, raw, udp } = chain();
    const app = raw({ count: 3, intervalNs: 10 * MS });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ sent: 3, received: 3, lost: 0, failures: [] });
    expect(app.report).toMatchObject({ delay: { min: 2 * MS }, receivedBytes: 3 * udp().length });
    // Nobody listens at port 9.
    expect(app.report.errors).toMatchObject([{ sequence: 0, type: 3, code: 3 }, {}, {}]);
    expect(app.done).toBe(true);
  });

  it('hear of errors that quote less than a transport header', () => {
    const { simulation, raw, address } = chain();
    const ends = { source: address('a', 0), destination: address('b', 1) };
    const app = raw({ packet: encodeIpv4({ ...ends, protocol: 253, ttl: 64 }, new Uint8Array(2)) });
    app.start();
    simulation.run();
    expect(app.report.errors).toMatchObject([{ sequence: 0, type: 3, code: 2 }]);
  });

  it('count once when they come in fragments', () => {
    const { simulation, raw, udp } = chain();
    simulation.link('net1').forward.set({ mtu: 576 });
    const app = raw({ packet: udp(1400) });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ received: 1, duplicated: 0, receivedBytes: 1428 });
  });

  it('count as they come when they were sent as fragments', () => {
    const { simulation, raw, udp } = chain();
    const packet = udp();
    packet[6] = 0x20;
    packet[10] = 0;
    packet[11] = 0;
    const app = raw({ packet, receiver: 'r' });
    app.start();
    simulation.run();
    expect(app.report).toMatchObject({ sent: 1, received: 1 });
  });

  it('are refused without a header, unless they are injected', () => {
    const { simulation, raw } = chain();
    const packet = Uint8Array.of(1, 2, 3);
    const sent = raw({ packet });
    const injected = raw({ name: 'injected', packet, mode: 'inject', nic: 'eth0' });
    sent.start();
    injected.start();
    simulation.run();
    expect(sent.report.failures).toMatchObject([{ error: 'invalid-option-value' }]);
    expect(injected.report).toMatchObject({ sent: 1, received: 0, failures: [] });
    expect(simulation.accounting().unaccounted).toBe(0);
  });

  it('appear at a NIC as if they came from its link', () => {
    const { simulation, raw } = chain();
    const app = raw({ from: 'r', nic: 'eth0', mode: 'inject', count: 2 });
    app.start();
    simulation.run();
    // Only the second link is on the way.
    expect(app.report).toMatchObject({ received: 2, delay: { max: MS } });
  });

  it('need a NIC to be injected, and hosts that exist', () => {
    const { raw } = chain();
    expect(() => raw({ mode: 'inject' })).toThrow(AppSpecError);
    expect(() => raw({ receiver: 'nobody' })).toThrow(/no host is named "nobody"/);
    expect(() => raw({ nic: 'eth9' })).toThrow(/no NIC "eth9"/);
  });
});

describe('a replay', () => {
  const at = (...timesMs: number[]) => {
    const { udp } = chain();
    return timesMs.map((ms) => ({ timeNs: ms * MS, octets: udp() }));
  };

  it('sends packets at their times, counted from its start', () => {
    const { simulation, replay } = chain();
    const app = replay({ datagrams: at(5, 5, 25) });
    const arrivals: number[] = [];
    simulation.bus.events$.subscribe((event) => {
      if (event.type === 'originated' && event.host === 'a') arrivals.push(event.timeNs / MS);
    });
    simulation.at(100 * MS, () => app.start());
    simulation.run();
    expect(arrivals).toEqual([105, 105, 125]);
    expect(app.report).toMatchObject({ sent: 3, received: 3, jitter: { max: 0 } });
    expect(app.done).toBe(true);
  });

  it('runs faster or slower, rounding times down', () => {
    for (const [numerator, denominator, endNs] of [
      [2, 1, 5 * MS],
      [1, 3, 30 * MS],
      [3, 1, 3_333_333],
    ] as const) {
      const { simulation, replay } = chain();
      const app = replay({ datagrams: at(10), speed: { numerator, denominator }, receiver: null });
      app.start();
      simulation.run({ untilNs: endNs - 1 });
      expect(app.report.sent).toBe(0);
      simulation.run({ untilNs: endNs });
      expect(app.report.sent).toBe(1);
    }
  });

  it('ends where time does', () => {
    const { simulation, replay, udp } = chain();
    const datagrams = [...at(1), { timeNs: Number.MAX_SAFE_INTEGER, octets: udp() }];
    const app = replay({ datagrams });
    simulation.at(MS, () => app.start());
    simulation.run();
    expect(app.done).toBe(true);
    expect(app.report).toMatchObject({ sent: 1, received: 1 });
  });

  it('of nothing is done at once', () => {
    const { replay } = chain();
    const app = replay();
    app.start();
    expect(app.done).toBe(true);
  });

  it('cannot go back in time, or stand still', () => {
    const { replay } = chain();
    expect(() => replay({ datagrams: at(2, 1) })).toThrow(AppSpecError);
    expect(() => replay({ speed: { numerator: 0, denominator: 1 } })).toThrow(AppSpecError);
  });
});
