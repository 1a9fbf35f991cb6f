import { readFileSync } from 'node:fs';
import { loadScenario } from '@packetloom/language';
import { addressesByNode } from '@packetloom/language/internal';
import { describe, expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { runScenario } from './runScenario.js';

const TOPOLOGY = new URL('../../../language/topologies/Geant2012.gml', import.meta.url);

/** A square in which the way to c is shorter over d, but the nearer end of c's first link is b. */
const SQUARE = `
defaults: { link: { rate: unlimited } }
nodes: { a: { kind: router }, b: { kind: router }, c: { kind: router }, d: { kind: router } }
links:
  - { endpoints: ["a:eth0", "b:eth0"], delay: 1ms }
  - { endpoints: ["b:eth1", "c:eth0"], delay: 4ms }
  - { endpoints: ["a:eth1", "d:eth0"], delay: 2ms }
  - { endpoints: ["d:eth1", "c:eth1"], delay: 2ms }
`;

/** The figures of the apps of a scenario. */
function appsOf(text: string) {
  const { apps } = runScenario(scenario(text));
  return Object.fromEntries(apps.map(({ name, scope }) => [name, scope]));
}

describe('the name of a router', () => {
  it('is its loopback address, so that the way to it is the shortest to the router', () => {
    const apps = appsOf(`${SQUARE}
events:
  - { at: 1s, name: p, ping: { from: a, to: c, count: 1 } }
  - { at: 2s, name: t, traceroute: { from: a, to: c } }
`);
    expect(apps.p).toMatchObject({ received: 1, rtt: { min: 8_000_000 } });
    expect(apps.t).toMatchObject({ hops: [{ ttl: 1 }, { ttl: 2 }] });
  });

  it.each(['netstack', 'standard', 'linux'])('is where %s answers every kind of app', (profile) => {
    const apps =
      appsOf(`${SQUARE.replace('defaults: {', `defaults: { node: { profile: ${profile} },`)}
events:
  - { at: 1s, name: flow, flow: { from: a, to: "c:5004", count: 3, udp: { rate: 64kbit } } }
  - { at: 2s, name: rr, request-response: { from: a, to: "c:53", count: 2, request: 40b, response: 90b } }
`);
    expect(apps.flow).toMatchObject({ received: 3 });
    expect(apps.rr).toMatchObject({ received: 2 });
  });

  it('is up while the router is, whichever of its links is down', () => {
    const apps = appsOf(`${SQUARE}
events:
  - { at: 1s, node: c, nic: eth0, set: { up: false } }
  - { at: 2s, name: p, ping: { from: d, to: c, count: 1 } }
`);
    expect(apps.p).toMatchObject({ received: 1 });
  });

  it('is the address of its first NIC where it has no loopback address', () => {
    const apps = appsOf(`${SQUARE}
addressing: { loopbacks: none }
events: [{ at: 1s, name: p, ping: { from: a, to: c, count: 1 } }]
`);
    expect(apps.p).toMatchObject({ rtt: { min: 10_000_000 } });
  });

  it('stays that where routes are listed, which do not lead to loopbacks', () => {
    const text = (routing: string, routes: string) => `
${routing}
nodes: { h: { kind: host, routes: ["default via 10.0.0.2"] }, r: { kind: router }, s: { kind: router${routes} } }
links: [{ endpoints: ["h:eth0", "r:eth0"] }, { endpoints: ["r:eth1", "s:eth0"] }]
`;
    const planOf = (...parts: [string, string]) => addressesByNode(scenario(text(...parts)).plan);
    const listed = ', routes: ["10.0.0.0/30 via 10.0.0.5"]';
    expect(planOf('', '').get('r')?.get('lo')).toEqual([{ address: 0xac100001, length: 32 }]);
    expect(planOf('', listed).get('r')?.has('lo')).toBe(false);
    expect(planOf('routing: static', '').get('r')?.has('lo')).toBe(false);
    const given = ', addresses: { lo: 192.0.2.1/32 }';
    expect(planOf('routing: static', given).get('s')?.get('lo')).toEqual([
      { address: 0xc0000201, length: 32 },
    ]);
  });
});

/** Pairs of different places, always the same. */
function pairs(count: number, places: number): [number, number][] {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % places;
  };
  const found: [number, number][] = [];
  while (found.length < count) {
    const pair: [number, number] = [next(), next()];
    if (pair[0] !== pair[1]) found.push(pair);
  }
  return found;
}

describe('in a real network', () => {
  const load = (events: string) => {
    const text = `
schema: 1
name: pairs
import: { file: Geant2012.gml, delay: geo, missingDelay: 3ms, rate: unlimited }
events: [${events}]
`;
    const readSibling = (file: string) => ({ file, bytes: readFileSync(TOPOLOGY) });
    const bytes = new TextEncoder().encode(text);
    const loaded = loadScenario({ file: 'pairs.yaml', bytes, readSibling });
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
    return loaded;
  };

  it('120 pings take the shortest path there and back', () => {
    const { nodes, links } = load('').document;
    const connected = nodes.filter(({ name }) =>
      links.some(({ endpoints }) => endpoints.some(({ node }) => node === name)),
    );
    const chosen = pairs(120, connected.length).map(([from, to]) => ({
      from: connected[from]?.name ?? '',
      to: connected[to]?.name ?? '',
    }));
    const events = chosen.map(
      ({ from, to }, index) =>
        `{ at: ${index}s, name: p${index}, ping: { from: ${from}, to: ${to}, count: 1 } }`,
    );
    const { apps } = runScenario(load(events.join(', ')));
    const distances = distancesOf(links);
    const measured = apps.map(({ scope }) => (scope as { rtt: { min: number } }).rtt.min);
    expect(measured).toEqual(chosen.map(({ from, to }) => 2 * distances(from, to)));
  });
});

type Links = ReturnType<typeof scenario>['document']['links'];

/** The least sum of delays between two nodes, by Bellman and Ford: another way than the product's. */
function distancesOf(links: Links): (from: string, to: string) => number {
  return (from, to) => {
    const known = new Map([[from, 0]]);
    for (let changed = true; changed; ) {
      changed = false;
      for (const { endpoints, forward } of links) {
        const [a, b] = endpoints.map(({ node }) => node) as [string, string];
        for (const [near, far] of [
          [a, b],
          [b, a],
        ] as const) {
          const length = (known.get(near) ?? Number.POSITIVE_INFINITY) + forward.delayNs;
          if (length < (known.get(far) ?? Number.POSITIVE_INFINITY)) {
            known.set(far, length);
            changed = true;
          }
        }
      }
    }
    return known.get(to) ?? Number.NaN;
  };
}
