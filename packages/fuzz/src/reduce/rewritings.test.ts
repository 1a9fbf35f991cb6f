import type { WrittenScenario } from '@packetloom/language';
import { expect, it } from 'vitest';
import { pinned } from './addresses.js';
import { rewritings } from './rewritings.js';
import { tidied } from './tidied.js';

const node = { kind: 'host' } as const;
const scenario: WrittenScenario = {
  schema: 1,
  name: 'fuzz',
  nodes: { n0: node, n1: { kind: 'router' }, n2: node },
  links: [
    { endpoints: ['n0:eth0', 'n1:eth0'], mtu: 576 },
    { endpoints: ['n1:eth1', 'n2:eth0'], delay: '2ms' },
  ],
  events: [{ at: '0s', ping: { from: 'n1', to: '10.0.0.6' } }],
};

it('joins the neighbours of a node by either of its links', () => {
  const links = [...rewritings(scenario)].map((other) => other.links);
  expect(links).toContainEqual([{ endpoints: ['n0:eth0', 'n2:eth0'], mtu: 576 }]);
  expect(links).toContainEqual([{ endpoints: ['n0:eth0', 'n2:eth0'], delay: '2ms' }]);
});

it('makes a link of a segment with two NICs, and none of one with three', () => {
  const attach: [string, ...string[]] = ['n0:eth0', 'n2:eth0'];
  const segments = { s0: { kind: 'hub' as const, attach, mtu: 80 } };
  const { links: _, ...unlinked } = scenario;
  const joined = [...rewritings({ ...unlinked, segments })].map((other) => other.links);
  expect(joined).toContainEqual([{ endpoints: attach, delay: '1us', mtu: 80 }]);
  const three: typeof attach = ['n0:eth0', 'n2:eth0', 'n1:eth0'];
  const larger = { s0: { ...segments.s0, attach: three } };
  expect([...rewritings({ ...unlinked, segments: larger })].filter(({ links }) => links)).toEqual(
    [],
  );
});

it('gives addresses that were written down to others again, and says so where they are named', () => {
  const { links = [], nodes = {} } = pinned(scenario);
  expect(nodes.n2?.addresses).toEqual({ eth0: ['10.0.0.6/30'] });
  // Without the first link, the second has the first addresses.
  const rest = tidied({ ...scenario, nodes, links: links.slice(1) });
  const targets = [...rewritings(rest)].map(({ events = [] }) => events[0]?.ping?.to);
  expect(targets.slice(0, 2)).toEqual(['10.0.0.6', '10.0.0.2']);
});
