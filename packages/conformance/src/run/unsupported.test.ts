import { describe, expect, it } from 'vitest';
import { exampleExpecting, exampleVector } from '../testing/exampleVector.js';
import type { HostSpec, UdpSocketSpec, Vector } from '../vector/vector.js';
import { unsupportedFeature } from './unsupported.js';

function withHost(host: Partial<HostSpec>, source: Vector['source'] = 'linux-6.18'): Vector {
  const vector = exampleVector({ source });
  return { ...vector, host: { ...vector.host, ...host } };
}

function withSocket(socket: Partial<UdpSocketSpec>): Vector {
  return withHost({ udp: [{ socket: 1, address: '0.0.0.0', port: 80, ...socket }] });
}

const draw = { at: 0, nic: 1, group: '224.0.1.5', max: 100, value: 1 };

describe('vectors that cannot be set up', () => {
  it.each<[Vector, string]>([
    [withHost({ sysctl: { 'net.ipv4.ip_forward': 1 } }), 'sysctl'],
    [withHost({ igmp: { version: 3 } }), 'IGMPv3'],
    [withHost({ igmp: { version: 0 } }), 'IGMPv3'],
    [withHost({ routes: [{ destination: '0.0.0.0/0', type: 'blackhole' }] }), 'refuse'],
    [withSocket({ options: '01' }), 'IP options of sockets'],
    [withSocket({ mtuDiscover: 'want' }), 'path MTU'],
    [exampleExpecting({ needsDraws: true }), 'random delays'],
  ])('are told by what they need (%#)', (vector, reason) => {
    expect(unsupportedFeature(vector)).toContain(reason);
  });

  it.each<[Vector]>([
    [exampleVector()],
    [withHost({ igmp: { version: 2 }, sysctl: {} })],
    [withSocket({ mtuDiscover: 'dont' })],
    [exampleExpecting({ needsDraws: true, draws: [draw] })],
  ])('are not those that ask for nothing else (%#)', (vector) => {
    expect(unsupportedFeature(vector)).toBeNull();
  });
});
