import { ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { AppSpecError } from './appSpecError.js';
import { UdpFlowApp, type UdpFlowSpec } from './udpFlow.js';

const MS = 1e6;
const PORT = 5004;

/** Two hosts on a link of 1 ms. */
function pair() {
  const network = routedNetwork([{ hosts: ['a', 'b'] }]);
  const { simulation } = network;
  const flow = (spec: Partial<UdpFlowSpec> = {}) => {
    const given = { from: 'a', to: network.address('b', 0), port: PORT, receiver: 'b' };
    const payload = new Uint8Array(100);
    return new UdpFlowApp(simulation, { name: 'flow', ...given, payload, ...spec });
  };
  return { ...network, simulation, flow };
}

describe('a UDP flow', () => {
  it('sends one datagram unless told otherwise, and knows its delay', () => {
    const { simulation, flow } = pair();
    const app = flow();
    app.start();
    expect(app.done).toBe(true);
    simulation.run();
    expect(app.report).toMatchObject({ sent: 1, received: 1, lost: 0, receivedBytes: 100 });
    expect(app.report).toMatchObject({ delay: { count: 1, min: MS, max: MS }, jitter: null });
    expect(app.distributions.delay?.histogram()).toMatchObject([{ count: 1 }]);
  });

  it('sends by a pattern until a time, which is not included', () => {
    const { simulation, flow } = pair();
    const burst = { kind: 'burst', sizeDatagrams: 3, intervalNs: 10 * MS } as const;
    const app = flow({ pattern: burst, untilNs: 50 * MS });
    simulation.at(20 * MS, () => app.start());
    simulation.run();
    expect(app.report).toMatchObject({ sent: 9, received: 9 });
    expect(app.report.jitter).toMatchObject({ count: 8, max: 0 });
    expect(app.done).toBe(true);
  });

  it('ends at its count or its time, whichever comes first', () => {
    for (const [count, untilNs, sent] of [
      [3, 100 * MS, 3],
      [300, 100 * MS, 10],
      [0, 100 * MS, 0],
      [5, 0, 0],
    ] as const) {
      const { simulation, flow } = pair();
      const app = flow({ count, untilNs, intervalNs: 10 * MS });
      app.start();
      simulation.run();
      expect([app.report.sent, app.done]).toEqual([sent, true]);
    }
  });

  it('takes a pattern that a user wrote', () => {
    const { simulation, flow } = pair();
    let gapNs = 0;
    const pattern = { nextGapNs: () => (gapNs += MS) };
    const app = flow({ pattern, count: 4 });
    app.start();
    simulation.run();
    // Gaps of 1, 2, 3 and 4 ms, and 1 ms on the way.
    expect(simulation.nowNs).toBe(11 * MS);
    expect(app.report.received).toBe(4);
  });

  it('draws from streams of its own name', () => {
    const pattern = { kind: 'poisson', meanGapNs: 10 * MS } as const;
    const endOf = (name: string, company: boolean) => {
      const { simulation, flow } = pair();
      const app = flow({ name, pattern, count: 50 });
      if (company) flow({ name: 'company', pattern, count: 10 }).start();
      app.start();
      simulation.run();
      return simulation.nowNs;
    };
    expect(endOf('one', true)).toBe(endOf('one', false));
    expect(endOf('two', false)).not.toBe(endOf('one', false));
  });

  it('cannot be without an end and without time', () => {
    const { flow } = pair();
    expect(() => flow({ intervalNs: 0, untilNs: MS })).toThrow(AppSpecError);
    expect(() => flow({ count: -1 })).toThrow(AppSpecError);
  });

  it('hears of errors about its own datagrams', () => {
    const { simulation, flow } = pair();
    const app = flow({ receiver: null, count: 2, intervalNs: 10 * MS });
    const other = flow({ name: 'other', port: PORT + 1, receiver: null });
    app.start();
    other.start();
    simulation.run();
    expect(app.report.errors).toMatchObject([
      { sequence: 0, type: 3, code: 3, timeNs: 2 * MS },
      { sequence: 1, type: 3, code: 3, timeNs: 12 * MS },
    ]);
    expect(other.report.errors).toHaveLength(1);
  });

  it('does not take for its own what another one sent after a send that was refused', () => {
    const { simulation, flow } = pair();
    // Refused for want of a route, before a packet is made.
    const refused = flow({ name: 'refused', to: ipv4Address(0x7b000001) });
    const other = flow({ name: 'other' });
    refused.start();
    other.start();
    simulation.run();
    expect(refused.report.failures).toMatchObject([{ error: 'no-route', sequence: 0 }]);
    expect(refused.report).toMatchObject({ sent: 1, received: 0, lost: 1 });
    expect(other.report).toMatchObject({ sent: 1, received: 1 });
  });
});
