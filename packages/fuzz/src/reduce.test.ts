import type { WrittenScenario } from '@packetloom/language';
import { expect, it } from 'vitest';
import { RefusedScenario, record } from './observe/recording.js';
import { reduceScenario } from './reduce.js';

it('leaves of a stream the one receiver that is needed, and what it needs to get something', async () => {
  const scenario: WrittenScenario = {
    schema: 1,
    name: 'stream',
    nodes: { s: { kind: 'host' }, r: { kind: 'router' }, m: { kind: 'host' }, n: { kind: 'host' } },
    links: [
      { endpoints: ['s:eth0', 'r:eth0'] },
      { endpoints: ['r:eth1', 'm:eth0'] },
      { endpoints: ['r:eth2', 'n:eth0'] },
    ],
    events: [
      {
        at: '1s',
        multicast: {
          from: 's',
          group: '239.1.1.1',
          port: 5000,
          receivers: ['s', 'n', { node: 'm', leave: '9s' }],
          join: '0s',
          loop: true,
          count: 3,
          ttl: 5,
        },
      },
    ],
  };
  const breaks = async (smaller: WrittenScenario) => {
    try {
      return record(smaller).events.some((e) => e.type === 'delivered' && e.host === 'm');
    } catch (error) {
      if (error instanceof RefusedScenario) return false;
      throw error;
    }
  };
  const { events, nodes, links } = await reduceScenario(scenario, breaks);
  const multicast = { from: 's', group: '239.1.1.1', port: 1, receivers: [{ node: 'm' }] };
  expect(events).toEqual([{ at: '0s', multicast }]);
  expect(Object.keys(nodes ?? {})).toEqual(['s', 'm']);
  expect(links).toHaveLength(1);
});
