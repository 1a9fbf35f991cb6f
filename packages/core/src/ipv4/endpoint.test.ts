import { describe, expect, it } from 'vitest';
import { ALL_ROUTERS, ALL_SYSTEMS, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { PACKET_FORWARDED } from '../packet/packetFlags.js';
import { ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import type { Ipv4Endpoint } from './endpoint.js';

function endpointOf({ nics }: TestHost): Ipv4Endpoint {
  const endpoint = nics[0]?.ipv4;
  if (endpoint === undefined) throw new Error('no NIC');
  return endpoint;
}

function host(options: Parameters<typeof testHost>[1] = {}, mtu = 1500): TestHost {
  return testHost([{ addresses: ['10.0.0.1/24'], mtu }], options);
}

describe('IPv4 on a NIC', () => {
  it('is a member of all systems, and takes limited broadcast, while it is enabled', () => {
    const endpoint = endpointOf(host());
    expect(endpoint.groups).toEqual([ALL_SYSTEMS]);
    expect(endpoint.addresses.findLocal(LIMITED_BROADCAST, false)).not.toBeNull();
    endpoint.disable();
    expect(endpoint.groups).toEqual([]);
    expect(endpoint.addresses.findLocal(LIMITED_BROADCAST, false)).toBeNull();
    expect(endpoint.isEnabled()).toBe(false);
    expect(endpoint.enable()).toBeNull();
    expect(endpoint.groups).toEqual([ALL_SYSTEMS]);
  });

  it('is not enabled on a NIC that is disabled', () => {
    const test = host();
    test.nics[0]?.disable();
    expect(endpointOf(test).enable()).toBe('not-permitted');
  });

  it('is a member of all routers while the host forwards (RFC 1812 2.2.6)', () => {
    const test = host();
    test.host.setForwarding(true);
    expect(endpointOf(test).groups).toContain(ALL_ROUTERS);
    test.host.setForwarding(false);
    expect(endpointOf(test).groups).not.toContain(ALL_ROUTERS);
  });

  it.each([
    [1500, 1480],
    [68, 48],
    [67, 0],
    [100_000, 65_515],
  ])('leaves transports of an MTU of %i octets %i', (mtu, room) => {
    expect(endpointOf(host({}, mtu)).mtu).toBe(room);
  });

  it('refuses an address twice, and takes away only what it has', () => {
    const endpoint = endpointOf(host());
    const prefix = { address: ip('10.0.0.1'), length: 24 };
    expect(endpoint.addAddress(prefix)).toBe('duplicate-address');
    expect(endpoint.removeAddress(prefix.address)).toBeNull();
    expect(endpoint.removeAddress(prefix.address)).toBe('bad-local-address');
  });

  it('loses all addresses when it closes', () => {
    const endpoint = endpointOf(host());
    endpoint.close();
    expect(endpoint.addresses.entries).toEqual([]);
  });

  it.each([
    ['standard', PACKET_FORWARDED, 1],
    ['standard', 0, 0],
    ['netstack', PACKET_FORWARDED, 0],
  ] as const)('%s: tells of an unreachable next hop (flags %i) %i times', (behaviour, flags, n) => {
    const test = host({ behaviour, forwarding: true });
    const packet = test.pool.from(udpOctets('10.0.0.2:5', '10.9.0.1:6'));
    packet.flags = flags;
    endpointOf(test).nextHopUnreachable(packet);
    const sent = test.links[0]?.take() ?? [];
    expect(sent.map((octets) => `${octets[20]}/${octets[21]}`)).toEqual(n === 0 ? [] : ['3/1']);
    expect(test.host.counters.get('ip.forwarding.hostUnreachable')).toBe(n);
    expect(packet.live).toBe(true);
  });
});
