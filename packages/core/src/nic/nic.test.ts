import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS, ipv4Address } from '../address/ipv4Address.js';
import { udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';

const DATAGRAM = udpOctets('10.0.0.2:5', '10.0.0.1:6');
const PASSING = udpOctets('10.0.0.2:5', '10.0.1.2:6');

function host(options: { readonly promiscuous?: boolean } = {}): TestHost {
  return testHost([{ addresses: ['10.0.0.1/24'], ...options }, { addresses: ['10.0.1.1/24'] }], {
    forwarding: true,
  });
}

function dispositions({ pool }: TestHost) {
  return pool.totals().dispositions;
}

describe('a NIC', () => {
  it('shows a tap what comes in and goes out, as it is then', () => {
    const { nics, links } = host();
    const seen: string[] = [];
    for (const nic of nics) {
      nic.tap = {
        packet: ({ name }, { view, start }, direction) =>
          seen.push(`${name} ${direction} TTL ${view.getUint8(start + 8)}`),
      };
    }
    links[0]?.arrive(PASSING);
    expect(seen).toEqual(['eth0 inbound TTL 64', 'eth1 outbound TTL 63']);
  });

  it('drops what comes while it is disabled, for the reason that holds', () => {
    const test = host();
    test.nics[0]?.disable();
    test.links[0]?.arrive(DATAGRAM);
    expect(dispositions(test)).toMatchObject({ 'nic-disabled': 1 });
    test.host.power.setUp(false);
    test.links[0]?.arrive(DATAGRAM);
    expect(dispositions(test)).toMatchObject({ 'nic-disabled': 1, 'host-down': 1 });
  });

  it('forwards nothing by the fast path once it takes all as its own', () => {
    const test = host();
    test.links[0]?.arrive(PASSING);
    expect(test.links[1]?.take()).toHaveLength(1);
    const [nic] = test.nics;
    if (nic !== undefined) nic.promiscuous = true;
    test.links[0]?.arrive(PASSING);
    expect(test.links[1]?.take()).toHaveLength(0);
  });

  it('takes octets that are injected as if they had come from the link', () => {
    const test = host();
    const socket = test.host.udp.createSocket();
    socket.bind({ port: 6 });
    test.nics[0]?.inject(DATAGRAM);
    expect(socket.receive()?.payload.length).toBe(3);
    expect(test.nics[0]?.counters.get('ip.packetsReceived')).toBe(1);
  });

  it('enables and disables once', () => {
    const { nics } = host();
    const [nic] = nics;
    expect(nic?.enable()).toBeNull();
    expect(nic?.groups).toEqual([ALL_SYSTEMS]);
    nic?.disable();
    nic?.disable();
    expect(nic?.enabled).toBe(false);
    expect(nic?.enable()).toBeNull();
    expect(nic?.groups).toEqual([ALL_SYSTEMS]);
  });

  it('hands a link error back, and keeps the packet for the caller', () => {
    const test = host();
    const [nic] = test.nics;
    const link = test.links[0];
    if (nic === undefined || link === undefined) throw new Error('no NIC');
    link.send = () => 'link-closed';
    const packet = test.pool.from(DATAGRAM);
    expect(nic.transmit(packet, ipv4Address(0x0a000002), ipv4Address(0x0a000001))).toBe('aborted');
    expect(packet.live).toBe(true);
  });
});
