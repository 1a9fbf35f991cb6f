import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { contains } from '../address/prefix.js';
import { PROFILES } from '../ipv4/behaviour.js';
import { addressOf as ip, testHost } from '../testing/testHost.js';
import type { RouteEntry, RoutesOnDemand } from './routeTable.js';

/** Prefixes that nest, and addresses in and beside them. */
const anyEntry = fc
  .record({
    octet: fc.nat(3),
    length: fc.constantFrom(0, 8, 16, 24, 32),
    nic: fc.integer({ min: 1, max: 3 }),
    gateway: fc.constantFrom(null, ip('10.0.1.9'), ip('10.0.2.9')),
    metric: fc.constantFrom(undefined, 0, 1),
  })
  .map(({ octet, length, nic, gateway, metric }): RouteEntry => {
    const mask = length === 0 ? 0 : (-1 << (32 - length)) >>> 0;
    const destination = { address: ipv4Address((0xc0000000 | (octet * 0x010101)) & mask), length };
    return { destination, nic, gateway, ...(metric === undefined ? {} : { metric }) };
  });
const entries = fc.array(anyEntry, { maxLength: 8 });
const DESTINATIONS = [0, 1, 2, 3].flatMap((octet) => [
  ipv4Address(0xc0000000 | (octet * 0x010101)),
  ipv4Address(0xc0000000 | (octet * 0x010101) | 0x40),
]);

function onDemand(computed: readonly RouteEntry[]): RoutesOnDemand {
  return {
    matching: (address) => computed.filter(({ destination }) => contains(destination, address)),
    list: () => computed,
  };
}

function twoHosts(profile: 'standard' | 'netstack') {
  const nics = ['10.0.1.1/24', '10.0.2.1/24', '10.0.3.1/24'].map((text) => ({ addresses: [text] }));
  const options = { forwarding: true, behaviour: PROFILES[profile] };
  return [testHost(nics, options), testHost(nics, options)] as const;
}

describe.each(['standard', 'netstack'] as const)('routes on demand of a %s host', (behaviour) => {
  it('are the same as in a table, also when NICs go down and entries come', () => {
    const change = fc.oneof(fc.constantFrom('nic1', 'nic2', 'nic3'), anyEntry);
    fc.assert(
      fc.property(
        entries,
        entries,
        fc.array(change, { maxLength: 4 }),
        (own, computed, changes) => {
          const [tabled, demanded] = twoHosts(behaviour);
          const table = tabled.host.routes;
          const demand = demanded.host.routes;
          demand.onDemand = onDemand(computed);
          const fill = (entry: RouteEntry[]) => {
            table.replaceAll([...entry, ...computed]);
            demand.replaceAll(entry);
          };
          const shown = [...own];
          fill(shown);
          for (const each of [null, ...changes]) {
            if (typeof each === 'string') {
              const index = Number(each.slice(3)) - 1;
              for (const { nics } of [tabled, demanded]) {
                const nic = nics[index];
                if (nic?.enabled) nic.disable();
                else nic?.enable();
              }
            } else if (each !== null) {
              shown.push(each);
              table.replaceAll([...shown, ...computed]);
              demand.add(each);
            }
            expect(demand.list()).toEqual(table.list());
            for (const destination of DESTINATIONS) {
              expect([...demand.inOrder(destination)]).toEqual([...table.inOrder(destination)]);
              expect([...demand.byPrefix(destination)]).toEqual([...table.byPrefix(destination)]);
              const [one, other] = [demanded, tabled].map(({ host }) => {
                const route = host.forwardingRoutes.find(destination);
                return route === null ? null : [route.nic.name, route.gateway, route.local];
              });
              expect(one).toEqual(other);
            }
            for (const { destination } of computed) {
              expect(demand.ofPrefix(destination)).toEqual(table.ofPrefix(destination));
            }
          }
        },
      ),
    );
  });
});
