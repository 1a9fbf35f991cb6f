import { fc, test } from '@fast-check/vitest';
import { formatPrefix, type Ipv4Prefix, networkOf, parsePrefix } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { type AddressedNetwork, type AddressPlan, mainAddressOf, planAddresses } from './index.js';
import { lastOf } from './subnetPool.js';

function prefix(text: string): Ipv4Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

interface Options {
  readonly pool?: string;
  readonly length?: number;
  readonly given?: Readonly<Record<string, readonly string[]>>;
}

/** Links as `a:eth0 b:eth0`; given addresses by `node:nic`. */
function network(links: readonly string[], options: Options = {}): AddressedNetwork {
  const { pool = '10.0.0.0/8', length = 30, given = {} } = options;
  const ends = links.map((link) => link.split(' ').map((end) => end.split(':')));
  const names = new Set(ends.flat().map(([node]) => node as string));
  return {
    addressing: { pool: prefix(pool), prefixLength: length },
    nodes: [...names].map((name) => ({
      name,
      addresses: Object.entries(given)
        .filter(([end]) => end.startsWith(`${name}:`))
        .map(([end, list]) => ({ nic: end.split(':')[1] as string, addresses: list.map(prefix) })),
    })),
    links: ends.map((pair, index) => {
      const [a, b] = pair.map(([node = '', nic = '']) => ({ node, nic }));
      if (a === undefined || b === undefined) throw new Error('a link has two ends');
      return { name: `link${index}`, endpoints: [a, b] };
    }),
    segments: [],
  };
}

function planned(scenario: AddressedNetwork): AddressPlan {
  const result = planAddresses(scenario);
  if ('fault' in result) throw new Error(result.fault.message);
  return result.plan;
}

function written(plan: AddressPlan): Record<string, string> {
  const entries = [...plan].flatMap(([node, nics]) =>
    [...nics].map(([nic, list]) => [`${node}:${nic}`, list.map(formatPrefix).join(' ')] as const),
  );
  return Object.fromEntries(entries);
}

const CHAIN = ['a:eth0 r:eth0', 'r:eth1 b:eth0'];

describe('planAddresses', () => {
  it('gives each link the next subnet, the first address to the first end', () => {
    expect(written(planned(network(CHAIN)))).toEqual({
      'a:eth0': '10.0.0.1/30',
      'r:eth0': '10.0.0.2/30',
      'r:eth1': '10.0.0.5/30',
      'b:eth0': '10.0.0.6/30',
    });
  });

  it('uses both addresses of a /31', () => {
    const { 'a:eth0': a, 'r:eth0': r } = written(planned(network(CHAIN, { length: 31 })));
    expect([a, r]).toEqual(['10.0.0.0/31', '10.0.0.1/31']);
  });

  it('keeps given addresses, and skips subnets that overlap them', () => {
    const given = { 'a:eth0': ['10.0.0.9/29', '192.0.2.1/24'], 'r:eth0': ['10.0.0.1/29'] };
    const links = [...CHAIN, 'b:eth1 c:eth0', 'c:eth1 d:eth0'];
    expect(written(planned(network(links, { given })))).toEqual({
      'a:eth0': '10.0.0.9/29 192.0.2.1/24',
      'r:eth0': '10.0.0.1/29',
      'r:eth1': '10.0.0.17/30',
      'b:eth0': '10.0.0.18/30',
      'b:eth1': '10.0.0.21/30',
      'c:eth0': '10.0.0.22/30',
      'c:eth1': '10.0.0.25/30',
      'd:eth0': '10.0.0.26/30',
    });
  });

  it("numbers the other end of a half-numbered link from the given end's subnet", () => {
    const given = { 'r:eth0': ['10.9.0.1/24'], 'b:eth0': ['10.9.1.2/30'] };
    expect(written(planned(network(CHAIN, { given })))).toEqual({
      'a:eth0': '10.9.0.2/24',
      'r:eth0': '10.9.0.1/24',
      'r:eth1': '10.9.1.1/30',
      'b:eth0': '10.9.1.2/30',
    });
  });

  it('says when a subnet is full', () => {
    expect(planAddresses(network(CHAIN, { given: { 'r:eth1': ['10.9.0.1/32'] } }))).toEqual({
      fault: { links: ['link1'], message: 'no address of 10.9.0.1/32 is left for the other end' },
    });
  });

  it('says when the pool is used up', () => {
    const links = [...CHAIN, 'b:eth1 c:eth0'];
    const given = { 'a:eth0': ['10.0.0.1/30'], 'r:eth0': ['10.0.0.2/30'] };
    expect(planAddresses(network(links, { pool: '10.0.0.0/29', given }))).toEqual({
      fault: {
        links: ['link2'],
        message: 'the pool 10.0.0.0/29 has room for 1 of the 2 subnets (/30) that the links need',
      },
    });
  });

  it('can use the highest addresses', () => {
    const plan = planned(network(CHAIN.slice(1), { pool: '255.255.255.252/30' }));
    expect(written(plan)['b:eth0']).toBe('255.255.255.254/30');
  });

  it('takes the first address of the first linked NIC for that of the node', () => {
    const plan = planned(network(CHAIN));
    expect(mainAddressOf(plan, 'r')).toBe(0x0a000002);
    expect(mainAddressOf(plan, 'nobody')).toBeUndefined();
  });

  const givenPrefix = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 26, max: 30 }))
    .map(([octet, length]) => `10.0.0.${octet}/${length}`);

  test.prop([fc.integer({ min: 1, max: 20 }), fc.array(givenPrefix, { maxLength: 4 })])(
    'never lets a planned subnet overlap another one',
    (count, given) => {
      const links = Array.from({ length: count }, (_, n) => `r${n}:eth0 r${n + 1}:eth1`);
      const givenAddresses = { 'r0:lo': given };
      const plan = planned(network(links, { pool: '10.0.0.0/16', given: givenAddresses }));
      const subnets = links.map((link) => {
        const [node = '', nic = ''] = (link.split(' ')[0] ?? '').split(':');
        return plan.get(node)?.get(nic)?.[0] as Ipv4Prefix;
      });
      const all = [...subnets, ...given.map(prefix)];
      for (const subnet of subnets) {
        const overlapping = all.filter(
          (other) => networkOf(other) <= lastOf(subnet) && lastOf(other) >= networkOf(subnet),
        );
        expect(overlapping).toEqual([subnet]);
      }
    },
  );
});
