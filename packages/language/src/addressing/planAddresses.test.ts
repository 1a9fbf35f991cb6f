import { fc, test } from '@fast-check/vitest';
import { formatPrefix, type Ipv4Prefix, networkOf, parsePrefix } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { type AddressPlan, addressesByNode, mainAddressOf } from './addressPlan.js';
import { type AddressedNetwork, planAddresses } from './planAddresses.js';
import { lastOf } from './subnetPool.js';

function prefix(text: string): Ipv4Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

interface Options {
  readonly pool?: string;
  readonly length?: number;
  /** Where loopback addresses come from; none by default. */
  readonly loopbacks?: string;
  /** Nodes that are routers. */
  readonly routers?: readonly string[];
  readonly given?: Readonly<Record<string, readonly string[]>>;
  /** NICs of segments as `a:eth0 b:eth0 c:eth0`, and their subnets. */
  readonly segments?: readonly { readonly ends: string; readonly subnet?: string }[];
}

/** Links as `a:eth0 b:eth0`; given addresses by `node:nic`. */
function network(links: readonly string[], options: Options = {}): AddressedNetwork {
  const { pool = '10.0.0.0/8', length = 30, given = {}, segments = [], routers = [] } = options;
  const loopbacks = options.loopbacks === undefined ? null : prefix(options.loopbacks);
  const ends = links.map((link) => link.split(' ').map((end) => end.split(':')));
  const attached = segments.map(({ ends: list }) => list.split(' ').map((end) => end.split(':')));
  const all = [...ends, ...attached].flat();
  const names = new Set(all.map(([node]) => node as string));
  return {
    addressing: { pool: prefix(pool), prefixLength: length, loopbacks },
    nodes: [...names].map((name) => ({
      name,
      kind: routers.includes(name) ? 'router' : 'host',
      addresses: Object.entries(given)
        .filter(([end]) => end.startsWith(`${name}:`))
        .map(([end, list]) => ({ nic: end.split(':')[1] as string, addresses: list.map(prefix) })),
    })),
    links: ends.map((pair, index) => {
      const [a, b] = pair.map(([node = '', nic = '']) => ({ node, nic }));
      if (a === undefined || b === undefined) throw new Error('a link has two ends');
      return { name: `link${index}`, endpoints: [a, b] };
    }),
    segments: attached.map((list, index) => ({
      name: `segment${index}`,
      subnet: segments[index]?.subnet === undefined ? null : prefix(segments[index].subnet),
      ports: list.map(([node = '', nic = '']) => ({ end: { node, nic } })),
    })),
  };
}

function planned(scenario: AddressedNetwork): AddressPlan {
  const result = planAddresses(scenario);
  if ('fault' in result) throw new Error(result.fault.message);
  return result.plan;
}

function written(plan: AddressPlan): Record<string, string> {
  const entries = plan.flatMap(({ node, nics }) =>
    nics.map(({ nic, addresses }) => [`${node}:${nic}`, addresses.map(formatPrefix).join(' ')]),
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

  it('is the same after a journey as JSON, whatever nodes are called', () => {
    const plan = planned(network(['__proto__:eth0 r:eth0', 'r:2 7:1', '7:0 1:eth0']));
    const arrived: AddressPlan = JSON.parse(JSON.stringify(plan));
    expect(arrived).toStrictEqual(plan);
    expect([...addressesByNode(arrived)]).toStrictEqual([...addressesByNode(plan)]);
    expect(mainAddressOf(arrived, '__proto__')).toBe(0x0a000001);
  });

  it('gives routers loopback addresses, which their names mean', () => {
    const given = { 'd:lo': ['9.9.9.9/32'], 'b:eth0': ['172.16.0.2/30'] };
    const routers = ['b', 'c', 'd', 'e'];
    const options = { routers, given, loopbacks: '172.16.0.0/12' };
    const plan = planned(network(['a:eth0 b:eth0', 'c:eth0 d:eth0', 'd:eth1 e:eth0'], options));
    expect(written(plan)).toMatchObject({
      'a:eth0': '172.16.0.1/30',
      'b:lo': '172.16.0.4/32',
      'c:lo': '172.16.0.5/32',
      'd:lo': '9.9.9.9/32',
      'e:lo': '172.16.0.6/32',
    });
    expect(addressesByNode(plan).get('a')?.has('lo')).toBe(false);
    expect(['a', 'b', 'd'].map((name) => mainAddressOf(plan, name))).toEqual([
      0xac100001, 0xac100004, 0x09090909,
    ]);
  });

  it('keeps subnets of links out of the pool of loopbacks', () => {
    const options = { routers: ['r'], pool: '10.0.0.0/24', loopbacks: '10.0.0.0/29' };
    expect(written(planned(network(['a:eth0 r:eth0'], options)))).toEqual({
      'a:eth0': '10.0.0.9/30',
      'r:eth0': '10.0.0.10/30',
      'r:lo': '10.0.0.1/32',
    });
  });

  it('takes a NIC of a link for what it is, whatever it is called', () => {
    const options = { routers: ['r'], loopbacks: '172.16.0.0/12' };
    expect(written(planned(network(['a:eth0 r:lo'], options)))).toEqual({
      'a:eth0': '10.0.0.1/30',
      'r:lo': '10.0.0.2/30',
    });
  });

  it('says which router no loopback address is left for', () => {
    const options = { routers: ['a', 'b', 'c'], loopbacks: '172.16.0.0/31' };
    expect(planAddresses(network(['a:eth0 b:eth0', 'b:eth1 c:eth0'], options))).toEqual({
      fault: {
        links: [],
        message:
          "the pool of loopback addresses 172.16.0.0/31 has none left for 'c': addressing needs other loopbacks, or none",
      },
    });
  });

  it('gives the NICs of a segment the free addresses of its subnet, in their order', () => {
    const segments = [{ ends: 'a:eth1 b:eth1 c:eth0 d:eth0', subnet: '10.9.1.0/24' }];
    const given = { 'b:eth1': ['10.9.1.1/24'], 'x:lo': ['10.9.1.3/24'], 'y:lo': ['10.9.1.9/24'] };
    const plan = written(planned(network([...CHAIN, 'x:lo y:lo'], { given, segments })));
    expect(plan).toMatchObject({
      'a:eth1': '10.9.1.2/24',
      'b:eth1': '10.9.1.1/24',
      'c:eth0': '10.9.1.4/24',
      'd:eth0': '10.9.1.5/24',
    });
  });

  it('takes the subnet of the first given address of a segment without one', () => {
    const given = { 'b:eth1': ['192.168.0.1/24'] };
    const plan = planned(network(CHAIN, { given, segments: [{ ends: 'a:eth1 b:eth1 c:eth0' }] }));
    expect(written(plan)).toMatchObject({ 'a:eth1': '192.168.0.2/24', 'c:eth0': '192.168.0.3/24' });
  });

  it('takes the next subnet of the pool that has room for all NICs, after those of the links', () => {
    const segments = [{ ends: 'a:eth1 b:eth1 c:eth0' }, { ends: 'd:eth0 e:eth0' }];
    expect(written(planned(network(CHAIN, { segments })))).toEqual({
      'a:eth0': '10.0.0.1/30',
      'r:eth0': '10.0.0.2/30',
      'r:eth1': '10.0.0.5/30',
      'b:eth0': '10.0.0.6/30',
      'a:eth1': '10.0.0.9/29',
      'b:eth1': '10.0.0.10/29',
      'c:eth0': '10.0.0.11/29',
      'd:eth0': '10.0.0.17/30',
      'e:eth0': '10.0.0.18/30',
    });
  });

  it('says whom no address of a segment is left for', () => {
    const segments = [{ ends: 'a:eth1 b:eth1 c:eth0', subnet: '10.9.1.0/30' }];
    expect(planAddresses(network(CHAIN, { segments }))).toEqual({
      fault: { links: ['segment0'], message: 'no address of 10.9.1.0/30 is left for c:eth0' },
    });
  });

  test.prop([
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 20, max: 31 }),
  ])('gives every NIC of segments of any size an address of its own', (sizes, length) => {
    const segments = sizes.map((size, number) => ({
      ends: Array.from({ length: size }, (_, n) => `s${number}n${n}:eth0`).join(' '),
    }));
    const plan = planned(network(CHAIN, { segments, length }));
    const all = plan.flatMap(({ nics }) => nics.flatMap(({ addresses }) => addresses));
    expect(new Set(all.map(({ address }) => address)).size).toBe(all.length);
    const subnets = sizes.map((_, number) => {
      const [first] = addressesByNode(plan).get(`s${number}n0`)?.get('eth0') ?? [];
      return first as Ipv4Prefix;
    });
    for (const [number, subnet] of subnets.entries()) {
      const own = all.filter(
        ({ address }) => networkOf(subnet) <= address && address <= lastOf(subnet),
      );
      expect(own).toHaveLength(sizes[number] as number);
      const isHostAddress = ({ address }: Ipv4Prefix) =>
        subnet.length >= 31 || (address !== networkOf(subnet) && address !== lastOf(subnet));
      expect(own.every(isHostAddress)).toBe(true);
    }
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
        return addressesByNode(plan).get(node)?.get(nic)?.[0] as Ipv4Prefix;
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
