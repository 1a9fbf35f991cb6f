import { contains, type Ipv4Address, ipv4Address, type RouteEntry } from '@packetloom/core';
import { loadScenario } from '@packetloom/language';
import { createSimulation } from '@packetloom/sim';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addNetwork, configureNetwork } from './buildNetwork.js';
import { installRoutes } from './routes.js';

/** Networks with ties, subnets in subnets, hosts with one link and with several, and segments. */
const anyNetwork = fc
  .record({
    kinds: fc.array(fc.constantFrom('router', 'router', 'host'), { minLength: 2, maxLength: 7 }),
    links: fc.array(
      fc.record({
        ends: fc.tuple(fc.nat(6), fc.nat(6)),
        delay: fc.integer({ min: 0, max: 2 }),
        back: fc.integer({ min: 1, max: 2 }),
        length: fc.constantFrom(null, 16, 24, 30),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    lan: fc.array(fc.nat(6), { maxLength: 4 }),
    by: fc.constantFrom('delay', 'hops'),
  })
  .map(({ kinds, links, lan, by }) => {
    const nics = kinds.map(() => 0);
    const end = (node: number) => {
      const nic = nics[node] as number;
      nics[node] = nic + 1;
      return `eth${nic}`;
    };
    const addresses = kinds.map((): Record<string, string> => ({}));
    const written = links.flatMap(({ ends, delay, back, length }, index) => {
      const [one, other] = ends.map((node) => node % kinds.length) as [number, number];
      if (one === other) return [];
      const nicsOfLink = [end(one), end(other)] as const;
      if (length !== null) {
        for (const [side, node] of [one, other].entries()) {
          const text = `10.${100 + (index >> 2)}.${index & 3}.${1 + side}/${length}`;
          (addresses[node] as Record<string, string>)[nicsOfLink[side] as string] = text;
        }
      }
      const endpoints = [`n${one}:${nicsOfLink[0]}`, `n${other}:${nicsOfLink[1]}`];
      return [{ endpoints, delay: `${delay}ms`, reverse: { delay: `${back}ms` } }];
    });
    const attach = [...new Set(lan.map((node) => node % kinds.length))];
    const segments = attach.map((node) => `n${node}:${end(node)}`);
    return JSON.stringify({
      schema: 1,
      name: 'any',
      routing: { by },
      nodes: Object.fromEntries(
        kinds.map((kind, node) => [`n${node}`, { kind, addresses: addresses[node] }]),
      ),
      links: written,
      ...(segments.length < 2 ? {} : { segments: { lan: { kind: 'hub', attach: segments } } }),
    });
  });

function loaded(text: string) {
  const bytes = new TextEncoder().encode(text);
  return loadScenario({ file: 'x', bytes, readSibling: () => ({ message: 'there is none' }) });
}

/** By looking at all routes: the longest prefix, then the first. */
function bestOf(routes: readonly RouteEntry[], address: Ipv4Address): RouteEntry | null {
  let best: RouteEntry | null = null;
  for (const route of routes) {
    if (!contains(route.destination, address)) continue;
    if (best === null || route.destination.length > best.destination.length) best = route;
  }
  return best;
}

it('routes on demand are those of the whole table of the node, for each address there is', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyNetwork, fc.boolean(), (text, isDown) => {
      const result = loaded(text);
      if (!result.ok) return;
      const { document, plan } = result;
      const simulation = createSimulation();
      addNetwork(simulation, document);
      configureNetwork(simulation, document, plan);
      installRoutes(simulation, document, plan);
      const given = plan.flatMap(({ nics }) => nics.flatMap(({ addresses }) => addresses));
      const asked = given.flatMap(({ address }) => [address, ipv4Address(address ^ 0x80)]);
      for (const host of simulation.hosts.values()) {
        const [first] = host.nics;
        if (isDown && first !== undefined) simulation.setNicUp(host.name, first.name, false);
        const usable = host.routes.list().filter(({ nic }) => host.nic(nic)?.enabled);
        for (const address of [...asked, ipv4Address(0x08080808)]) {
          const best = bestOf(usable, address);
          const route = host.forwardingRoutes.direct(address);
          expect(route && [route.nic.id, route.gateway]).toEqual(
            best && [best.nic, best.gateway ?? expect.any(Number)],
          );
          compared += 1;
        }
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(2_000);
});
