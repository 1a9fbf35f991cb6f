import { fc, test } from '@fast-check/vitest';
import { ipv4Address, networkOf } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { formatRoute, readRoute } from './route.js';

describe('a route as ip route writes it', () => {
  it.each([
    ['default via 10.0.0.1', [0, 0], 0x0a000001, null, 0],
    ['0.0.0.0/0 dev eth0', [0, 0], null, 'eth0', 0],
    ['10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10', [0x0a020000, 16], 0x0a000001, 'eth0', 10],
    ['10.2.0.0/16 metric 10 dev eth0', [0x0a020000, 16], null, 'eth0', 10],
    ['192.0.2.7 via 10.0.0.1', [0xc0000207, 32], 0x0a000001, null, 0],
    ['  default   via 10.0.0.1 ', [0, 0], 0x0a000001, null, 0],
  ])('reads %j', (text, [address, length], gateway, nic, metric) => {
    const value = { destination: { address, length }, gateway, nic, metric };
    expect(readRoute(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['default', "says neither 'via ADDRESS' nor 'dev NIC': a route reads like"],
    ['default via', "ends after 'via'"],
    ['default via eth0', "has the gateway 'eth0', which is no address"],
    ['default dev 10.0.0.1', "has the NIC '10.0.0.1', which is no name"],
    ['default gw 10.0.0.1', "has the unknown word 'gw'"],
    ['default via 10.0.0.1 via 10.0.0.2', "says 'via' twice"],
    ['default via 10.0.0.1 metric -1', "has the metric '-1': a metric is a whole number"],
    ['10.2.0.0/33 via 10.0.0.1', "has the destination '10.2.0.0/33', which is no prefix"],
    ['10.2.0.1/16 via 10.0.0.1', "has host bits set in its destination '10.2.0.1/16'"],
    ['blackhole 10.0.0.0/8', "uses 'blackhole', which is not built yet"],
    ['', "has the destination '', which is no prefix"],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readRoute(text)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem) as string,
    });
  });

  const address = fc.nat(0xffffffff).map(ipv4Address);
  const route = fc
    .record({
      prefix: fc.record({ address, length: fc.integer({ min: 0, max: 32 }) }),
      gateway: fc.option(address),
      nic: fc.option(fc.constantFrom('eth0', 'wan-1')),
      metric: fc.nat(999_999_999),
    })
    .filter(({ gateway, nic }) => gateway !== null || nic !== null)
    .map(({ prefix, ...rest }) => ({
      destination: { address: networkOf(prefix), length: prefix.length },
      ...rest,
    }));

  test.prop([route])('reads back what was written', (value) => {
    expect(readRoute(formatRoute(value))).toEqual({ ok: true, value });
  });
});
