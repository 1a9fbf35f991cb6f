import type { WrittenScenario } from '@packetloom/language';
import { expect, it } from 'vitest';
import { tidied } from './tidied.js';

const scenario: WrittenScenario = {
  schema: 1,
  name: 'fuzz',
  nodes: {
    n0: {
      kind: 'router',
      addresses: { eth0: '10.0.0.1/30', eth1: '10.0.0.5/30' },
      groups: { eth1: ['239.1.1.1'] },
      routes: ['10.0.0.0/8 via 10.0.0.2 dev eth0', '10.9.0.0/16 via 10.0.0.6 dev eth1'],
    },
    n1: { kind: 'host' },
    n2: { kind: 'host' },
  },
  links: [{ endpoints: ['n0:eth0', 'n1:eth0'] }, { endpoints: ['n0:eth1', 'n2:eth0'] }],
  segments: { s0: { kind: 'hub', attach: ['n1:eth1', { endpoint: 'n2:eth1' }] } },
  events: [
    { at: '0s', ping: { from: 'n1', to: 'n0' } },
    { at: '0s', ping: { from: 'n2', to: 'n0' } },
    { at: '0s', node: 'n2', set: { up: false } },
    { at: '0s', node: 'n0', nic: 'eth1', set: { up: false } },
    { at: '0s', node: 'n0', join: { nic: 'eth1', group: '239.1.1.1' } },
  ],
};

it('leaves a scenario as it is where everything is there', () => {
  expect(tidied(scenario)).toEqual(scenario);
});

it('takes out what names a node that is gone, and the NICs that led to it', () => {
  const { n0, n1 } = scenario.nodes ?? {};
  if (n0 === undefined || n1 === undefined) expect.unreachable('they are above');
  expect(tidied({ ...scenario, nodes: { n0, n1 } })).toEqual({
    ...scenario,
    nodes: {
      n0: {
        kind: 'router',
        addresses: { eth0: '10.0.0.1/30' },
        groups: {},
        routes: ['10.0.0.0/8 via 10.0.0.2 dev eth0'],
      },
      n1,
    },
    links: scenario.links?.slice(0, 1),
    segments: { s0: { kind: 'hub', attach: ['n1:eth1'] } },
    events: scenario.events?.slice(0, 1),
  });
});
