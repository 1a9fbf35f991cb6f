import { formatIpv4Address, formatPrefix } from '@packetloom/core';
import { createSimulation } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario } from '../../test/scenario.js';
import { addNetwork, configureNetwork } from './buildNetwork.js';
import { installRoutes } from './routes.js';

/** The routes of a node as text, in the order of its table. */
function routesOf(text: string, node: string): string[] {
  const { document, plan } = scenario(text);
  const simulation = createSimulation();
  addNetwork(simulation, document);
  configureNetwork(simulation, document, plan);
  installRoutes(simulation, document, plan);
  const host = simulation.host(node);
  return host.routes.list().map(({ destination, gateway, nic }) => {
    const via = gateway === null ? '' : ` via ${formatIpv4Address(gateway)}`;
    return `${formatPrefix(destination)}${via} dev ${host.nic(nic)?.name}`;
  });
}

/** Two ways from a to d: one slow link over b, or two fast ones over c and e. */
const DIAMOND = `
nodes:
  a: { kind: router }
  b: { kind: router }
  c: { kind: router }
  e: { kind: router }
  d: { kind: router }
  h: { kind: host }
links:
  - { endpoints: ["a:eth0", "b:eth0"], delay: 10ms }
  - { endpoints: ["b:eth1", "d:eth0"], delay: 10ms }
  - { endpoints: ["a:eth1", "c:eth0"], delay: 1ms }
  - { endpoints: ["c:eth1", "e:eth0"], delay: 1ms }
  - { endpoints: ["e:eth1", "d:eth1"], delay: 1ms }
  - { endpoints: ["d:eth2", "h:eth0"], delay: 1ms }
`;

describe('computed routes', () => {
  it('of a router lead to each subnet, and each router, on the way with the least delay', () => {
    expect(routesOf(DIAMOND, 'a')).toEqual([
      '10.0.0.0/30 dev eth0',
      '10.0.0.8/30 dev eth1',
      '10.0.0.4/30 via 10.0.0.10 dev eth1',
      '10.0.0.12/30 via 10.0.0.10 dev eth1',
      '10.0.0.16/30 via 10.0.0.10 dev eth1',
      '10.0.0.20/30 via 10.0.0.10 dev eth1',
      '172.16.0.2/32 via 10.0.0.2 dev eth0',
      '172.16.0.3/32 via 10.0.0.10 dev eth1',
      '172.16.0.4/32 via 10.0.0.10 dev eth1',
      '172.16.0.5/32 via 10.0.0.10 dev eth1',
    ]);
  });

  it('lead over the fewest links, if the scenario says so', () => {
    const routes = routesOf(`${DIAMOND}routing: { by: hops }`, 'a');
    expect(routes).toContain('10.0.0.20/30 via 10.0.0.2 dev eth0');
  });

  it('lead over the links that count for least, each direction for itself', () => {
    const weighed = (weight: string) =>
      DIAMOND.replace('["b:eth1", "d:eth0"]', `["b:eth1", "d:eth0"], weight: ${weight}`);
    const routesWith = (weight: string, node: string) =>
      routesOf(`${weighed(weight)}routing: { by: weight }`, node);
    const [short, long] = [
      '10.0.0.20/30 via 10.0.0.2 dev eth0',
      '10.0.0.20/30 via 10.0.0.10 dev eth1',
    ];
    expect(routesWith('1', 'a')).toContain(short);
    expect(routesWith('7', 'a')).toContain(long);
    expect(routesWith('{ reverse: 7 }', 'a')).toContain(short);
    expect(routesWith('{ forward: 7 }', 'a')).toContain(long);
    expect(routesWith('{ forward: 7 }', 'd')).toContain('10.0.0.0/30 via 10.0.0.5 dev eth0');
    expect(routesWith('{ reverse: 7 }', 'd')).toContain('10.0.0.0/30 via 10.0.0.17 dev eth1');
  });

  it('of a host with one link are a default route', () => {
    expect(routesOf(DIAMOND, 'h')).toEqual([
      '10.0.0.20/30 dev eth0',
      '0.0.0.0/0 via 10.0.0.21 dev eth0',
    ]);
  });

  it('never lead through a host', () => {
    const text = `
nodes: { a: { kind: router }, h: { kind: host }, b: { kind: router } }
links: [{ endpoints: ["a:eth0", "h:eth0"] }, { endpoints: ["h:eth1", "b:eth0"] }]
`;
    expect(routesOf(text, 'a')).toEqual([
      '10.0.0.0/30 dev eth0',
      '10.0.0.4/30 via 10.0.0.2 dev eth0',
    ]);
    expect(routesOf(text, 'h')).toEqual([
      '10.0.0.0/30 dev eth0',
      '10.0.0.4/30 dev eth1',
      '172.16.0.1/32 via 10.0.0.1 dev eth0',
      '172.16.0.2/32 via 10.0.0.6 dev eth1',
    ]);
  });

  it('are chosen for each direction by the delay of that direction', () => {
    const text = `
defaults: { link: { rate: unlimited } }
nodes: { a: { kind: router }, b: { kind: router }, c: { kind: router } }
links:
  - { endpoints: ["a:eth0", "b:eth0"], delay: 10ms, reverse: { delay: 1ms } }
  - { endpoints: ["a:eth1", "c:eth0"], delay: 2ms }
  - { endpoints: ["c:eth1", "b:eth1"], delay: 2ms }
events: [{ at: 0s, name: probe, ping: { from: a, to: 10.0.0.10, count: 1 } }]
`;
    // 10.0.0.10 is b's end of the link to c: over c there, and straight back.
    const [app] = outcomeOf(text).apps;
    expect(app?.scope).toMatchObject({ rtt: { mean: 5_000_000 } });
  });
});

/** A host, two routers on its segment, and a subnet behind each of them. */
const TWO_GATES = `
nodes:
  h: { kind: host }
  a: { kind: router }
  b: { kind: router }
  x: { kind: host }
  y: { kind: host }
links: [{ endpoints: ["a:eth1", "x:eth0"] }, { endpoints: ["b:eth1", "y:eth0"] }]
segments:
  lan: { kind: switch, attach: ["h:eth0", "a:eth0", "b:eth0"], subnet: 10.9.1.0/24 }
`;

describe('computed routes across a segment', () => {
  it('lead a host to each subnet by the nearer of its routers', () => {
    expect(routesOf(TWO_GATES, 'h')).toEqual([
      '10.9.1.0/24 dev eth0',
      '10.0.0.0/30 via 10.9.1.2 dev eth0',
      '10.0.0.4/30 via 10.9.1.3 dev eth0',
      '172.16.0.1/32 via 10.9.1.2 dev eth0',
      '172.16.0.2/32 via 10.9.1.3 dev eth0',
    ]);
  });

  it('are a default route where there is one router', () => {
    const text = TWO_GATES.replace(', "b:eth0"', '');
    expect(routesOf(text, 'h')).toEqual([
      '10.9.1.0/24 dev eth0',
      '0.0.0.0/0 via 10.9.1.2 dev eth0',
    ]);
  });

  it('lead routers to each other, and to no host as if it forwarded', () => {
    expect(routesOf(TWO_GATES, 'a')).toEqual([
      '10.0.0.0/30 dev eth1',
      '10.9.1.0/24 dev eth0',
      '10.0.0.4/30 via 10.9.1.3 dev eth0',
      '172.16.0.2/32 via 10.9.1.3 dev eth0',
    ]);
    const twoHomed = `
nodes: { r: { kind: router }, s: { kind: router }, h: { kind: host } }
links: [{ endpoints: ["h:eth1", "s:eth0"] }]
segments: { lan: { kind: hub, attach: ["r:eth0", "h:eth0"] } }
`;
    expect(routesOf(twoHomed, 'r')).toEqual(['10.0.0.4/30 dev eth0']);
  });

  it('count the delay of both cables, or one hop', () => {
    const text = `
nodes: { a: { kind: router }, b: { kind: router }, x: { kind: host } }
links:
  - { endpoints: ["a:eth0", "b:eth0"], delay: 3ms }
  - { endpoints: ["b:eth2", "x:eth0"] }
segments:
  slow: { kind: switch, attach: ["a:eth1", { endpoint: "b:eth1", reverse: { delay: 2ms } }], delay: 1500us }
`;
    expect(routesOf(text, 'a')).toContain('10.0.0.4/30 via 10.0.0.2 dev eth0');
    const quicker = text.replace('1500us', '999us');
    expect(routesOf(quicker, 'a')).toContain('10.0.0.4/30 via 10.0.0.10 dev eth1');
    expect(routesOf(`${text}routing: { by: hops }`, 'a')).toContain(
      '10.0.0.4/30 via 10.0.0.2 dev eth0',
    );
  });

  it('are between NICs of one subnet alone, where a segment has several', () => {
    const text = `
nodes:
  h: { kind: host, addresses: { eth0: 10.1.0.1/24 } }
  a: { kind: router, addresses: { eth0: 10.1.0.2/24 } }
  b: { kind: router, addresses: { eth0: 10.2.0.2/24 } }
  g: { kind: host, addresses: { eth0: 10.2.0.1/24 } }
segments: { lan: { kind: hub, attach: ["h:eth0", "b:eth0", "a:eth0", "g:eth0"] } }
`;
    expect(routesOf(text, 'h')).toEqual([
      '10.1.0.0/24 dev eth0',
      '0.0.0.0/0 via 10.1.0.2 dev eth0',
    ]);
  });
});

describe('listed routes', () => {
  const text = `
nodes:
  a: { kind: router, addresses: { eth0: 10.1.0.1/24, eth1: 10.2.0.1/24 }, routes: ["default via 10.2.0.2", "10.9.0.0/16 via 10.1.0.2 metric 5", "10.8.0.0/16 dev eth0"] }
  b: { kind: router }
  c: { kind: router, routes: [] }
links: [{ endpoints: ["a:eth0", "b:eth0"] }, { endpoints: ["a:eth1", "c:eth0"] }]
`;

  it('stand behind those to own subnets, and take the place of computed ones', () => {
    expect(routesOf(text, 'a')).toEqual([
      '10.1.0.0/24 dev eth0',
      '10.2.0.0/24 dev eth1',
      '0.0.0.0/0 via 10.2.0.2 dev eth1',
      '10.9.0.0/16 via 10.1.0.2 dev eth0',
      '10.8.0.0/16 dev eth0',
    ]);
  });

  it('can be none', () => {
    expect(routesOf(text, 'c')).toEqual(['10.2.0.0/24 dev eth0']);
    expect(routesOf(text, 'b')).toContain('10.2.0.0/24 via 10.1.0.1 dev eth0');
    expect(routesOf(`${text}routing: static`, 'b')).toEqual(['10.1.0.0/24 dev eth0']);
  });
});
