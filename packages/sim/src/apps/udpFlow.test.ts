import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
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
  it('does not take for its own what another one sent after a send that was refused', () => {
    const { simulation, flow } = pair();
    // Refused for want of a route, before a packet is made.
    const refused = flow({ name: 'refused', to: 0x7b000001 });
    const other = flow({ name: 'other' });
    refused.start();
    other.start();
    simulation.run();
    expect(refused.report.failures).toMatchObject([{ error: 'no-route', sequence: 0 }]);
    expect(refused.report).toMatchObject({ sent: 1, received: 0, lost: 1 });
    expect(other.report).toMatchObject({ sent: 1, received: 1 });
  });
});
