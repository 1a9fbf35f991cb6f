import { describe, expect, it } from 'vitest';
import { NO_ADDRESS } from '../address/addressTable.js';
import { ip } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import { findRoute, isUsable } from './routeLookup.js';

const TWO_NICS = [{ addresses: ['10.0.1.1/24', '10.0.1.2/24'] }, { addresses: ['10.0.2.1/24'] }];
const DEFAULT_ROUTE = [['0.0.0.0/0', '10.0.2.9', 1]] as const;

interface Asked {
  readonly nic?: number;
  readonly local?: string;
  readonly multicastLoop?: boolean;
}

/** `eth1 10.0.2.1 > 10.9.0.1 via 10.0.2.9`, with `loop` and `out` where they hold; or the error. */
function look({ host, nics }: TestHost, to: string, asked: Asked = {}): string {
  const route = findRoute(host, {
    nic: asked.nic === undefined ? null : (nics[asked.nic] ?? null),
    local: asked.local === undefined ? NO_ADDRESS : ip(asked.local),
    remote: ip(to),
    multicastLoop: asked.multicastLoop ?? false,
  });
  if (typeof route === 'string') return route;
  const via = route.gateway === NO_ADDRESS ? '' : ` via ${quad(route.gateway)}`;
  const flags = `${route.loop ? ' loop' : ''}${route.out ? ' out' : ''}`;
  return `${route.nic.name} ${quad(route.local)}${via}${flags}`;
}

function quad(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

describe.each(['netstack', 'standard'] as const)('a route of a %s host', (behaviour) => {
  const host = (options = {}) => testHost(TWO_NICS, { behaviour, ...options }, DEFAULT_ROUTE);

  it('leads onto the link of a subnet, and else to the gateway', () => {
    expect(look(host(), '10.0.1.77')).toBe('eth0 10.0.1.1 out');
    expect(look(host(), '10.9.0.1')).toBe('eth1 10.0.2.1 via 10.0.2.9 out');
  });

  it('starts at the address that is asked for, if the NIC has it', () => {
    expect(look(host(), '10.0.1.77', { local: '10.0.1.2' })).toBe('eth0 10.0.1.2 out');
    expect(look(host(), '10.0.1.77', { local: '10.0.2.1' })).not.toContain('eth0');
  });

  it('stays inside for own addresses', () => {
    expect(look(host(), '10.0.2.1')).toBe('eth1 10.0.2.1 loop');
    expect(look(host(), '10.0.2.1', { local: '10.0.1.1' })).toBe('eth1 10.0.1.1 loop');
  });

  it('takes broadcast out and back', () => {
    expect(look(host(), '255.255.255.255', { nic: 0 })).toBe('eth0 10.0.1.1 loop out');
    expect(look(host(), '10.0.1.255')).toBe('eth0 10.0.1.1 loop out');
  });

  it('takes multicast back only where that is asked for, and never to a gateway', () => {
    expect(look(host(), '239.1.1.1', { nic: 0 })).toBe('eth0 10.0.1.1 out');
    expect(look(host(), '239.1.1.1', { nic: 0, multicastLoop: true })).toBe(
      'eth0 10.0.1.1 loop out',
    );
    expect(look(host(), '239.1.1.1')).toBe('eth1 10.0.2.1 out');
  });

  it('is none where nothing leads there', () => {
    const alone = testHost(TWO_NICS, { behaviour });
    expect(look(alone, '10.9.0.1')).toBe('no-route');
    expect(look(alone, '239.1.1.1')).toBe('network-unreachable');
    const made = host();
    made.nics[1]?.disable();
    expect(look(made, '10.9.0.1')).toBe('no-route');
    expect(look(made, '239.1.1.1', { nic: 1 })).toBe('network-unreachable');
  });

  it('may have the source of another NIC on routers alone (RFC 1122 3.3.4.2)', () => {
    const asked = { local: '10.0.1.1' };
    expect(look(host(), '10.9.0.1', asked)).toBe('no-route');
    expect(look(host({ forwarding: true }), '10.9.0.1', asked)).toBe(
      'eth1 10.0.1.1 via 10.0.2.9 out',
    );
  });

  it('can be used until its NIC is down or its source is gone', () => {
    const made = host();
    const query = { nic: null, local: NO_ADDRESS, multicastLoop: false };
    const route = findRoute(made.host, { ...query, remote: ip('10.9.0.1') });
    if (typeof route === 'string') throw new Error(route);
    expect(isUsable(made.host, route)).toBe(true);
    made.nics[1]?.disable();
    expect(isUsable(made.host, route)).toBe(false);
    made.nics[1]?.enable();
    expect(isUsable(made.host, route)).toBe(true);
    made.nics[1]?.removeAddress(ip('10.0.2.1'));
    expect(isUsable(made.host, route)).toBe(false);
  });
});
