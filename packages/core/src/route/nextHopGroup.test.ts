import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { ip, udpOctets } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { hopOfFlow, NextHopGroup } from './nextHopGroup.js';

const DESTINATION = { address: ip('10.9.0.0'), length: 16 };

function router(prefixCount = 1) {
  const nics = [1, 2, 3].map((net) => ({ addresses: [`10.0.${net}.1/24`] }));
  const test = testHost(nics, { forwarding: true });
  const hops = [2, 3].map((nic) => ({ gateway: ip(`10.0.${nic}.9`), nic }));
  const group = new NextHopGroup(hops);
  for (let index = 0; index < prefixCount; index++) {
    const destination = { address: ipv4Address(DESTINATION.address + index * 0x10000), length: 16 };
    test.host.routes.add({ destination, gateway: null, nic: 2, group });
  }
  return { ...test, group, hops };
}

/** How many of 400 flows leave by each of the links 1 and 2. */
function spread({ links }: ReturnType<typeof router>): number[] {
  for (let flow = 0; flow < 400; flow++) {
    links[0]?.arrive(udpOctets(`10.0.1.${2 + (flow % 200)}:5`, `10.9.${flow >> 4}.7:6`));
  }
  return [1, 2].map((link) => links[link]?.take().length ?? 0);
}

describe('a group of next hops', () => {
  it('shares flows about evenly', () => {
    const [first = 0, second = 0] = spread(router());
    expect(first + second).toBe(400);
    expect(Math.min(first, second)).toBeGreaterThan(150);
  });

  it('keeps each flow on one next hop', () => {
    const test = router();
    for (let times = 0; times < 20; times++) {
      test.links[0]?.arrive(udpOctets('10.0.1.2:5', '10.9.0.7:6'));
    }
    expect([1, 2].map((link) => test.links[link]?.take().length).sort()).toEqual([0, 20]);
  });

  it('leaves out next hops whose NIC is down', () => {
    const test = router();
    spread(test);
    test.nics[2]?.disable();
    expect(spread(test)).toEqual([400, 0]);
  });

  it.each([1, 30])('changes for all of its %i prefixes at once', (prefixCount) => {
    const test = router(prefixCount);
    spread(test);
    test.host.routes.setHops(test.group, test.hops.slice(1));
    expect(spread(test)).toEqual([0, 400]);
  });

  it('is as good as its first next hop that can be used where a NIC is asked for', () => {
    const { host, nics } = router();
    const socket = host.udp.createSocket();
    const sent = socket.send({ payload: new Uint8Array(1), to: ip('10.9.0.1'), port: 9, nic: 3 });
    expect(sent).toBeNull();
    expect(nics[2]?.counters.get('ip.packetsSent')).toBe(1);
  });
});

describe('the hash of a flow', () => {
  it('stays below the number of next hops', () => {
    for (let flow = 0; flow < 1000; flow++) {
      expect(hopOfFlow(ipv4Address(flow * 7919), ipv4Address(0xffffffff - flow), 3)).toBeLessThan(
        3,
      );
    }
  });
});
