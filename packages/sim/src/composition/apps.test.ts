import { ipv4Address } from '@packetloom/core';
import { ContainerModule } from 'inversify';
import { expect, it } from 'vitest';
import { DEFAULT_APP_FACTORIES, type PingReport, UdpFlowApp } from '../apps/index.js';
import { createSimulation } from './createSimulation.js';
import { TOKENS } from './tokens.js';

const IDLE: PingReport = {
  ...{ sent: 0, received: 0, lost: 0, inFlight: 0, unsent: 0, duplicated: 0, reordered: 0 },
  ...{ rtt: null, jitter: null, interarrivalJitterNs: null },
  ...{ replies: [], errors: [], failures: [] },
};

it('apps are made by their kind, and replaced by rebinding one token', () => {
  const started: number[] = [];
  const module = new ContainerModule(({ rebind }) => {
    rebind(TOKENS.apps).toConstantValue({
      ...DEFAULT_APP_FACTORIES,
      ping: ({ clock }, { name, count = 0 }) => ({
        ...{ name, kind: 'ping', done: false, report: IDLE },
        start: () => started.push(clock.nowNs + count),
      }),
    });
  });
  const simulation = createSimulation({ modules: [module] });
  simulation.addHost({ name: 'a' });
  simulation.createApp('ping', { name: 'probe', from: 'a', to: ipv4Address(1), count: 3 }).start();
  expect(started).toEqual([3]);
  const flow = {
    name: 'flow',
    from: 'a',
    to: ipv4Address(1),
    port: 9,
    payload: new Uint8Array(),
    receiver: null,
  };
  expect(simulation.createApp('udp', flow)).toBeInstanceOf(UdpFlowApp);
});
