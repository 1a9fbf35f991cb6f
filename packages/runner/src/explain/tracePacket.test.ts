import { ipv4Address } from '@packetloom/core';
import type { PacketEvent, PacketSummary } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { tracePacket } from './tracePacket.js';

const PACKET: PacketSummary = {
  serial: 1,
  identity: 7,
  cause: 0,
  length: 92,
  source: ipv4Address(0x0a000001),
  destination: ipv4Address(0xc0000201),
  protocol: 17,
  ttl: 64,
  identification: 1,
  flagsAndFragmentOffset: 0,
  transport: (4000 << 16) | 53,
};

function traceOf(events: readonly PacketEvent[]) {
  const names = new Map([[0x0a000001, 'h1']]);
  const recorded = events.map((event) => ({ event, into: null }));
  const { steps, ends } = tracePacket(7, recorded, (address) => names.get(address) ?? 'outside');
  const lines = (description: typeof steps) =>
    description.map(({ where, what }) => `${where} ${what}`);
  return { steps: lines(steps), ends: lines(ends) };
}

describe('a story', () => {
  it('tells where addresses and ports are translated, and not what routers change anyway', () => {
    const onR1 = { host: 'r1', nic: 'eth1', timeNs: 5 };
    const translated = {
      ...PACKET,
      source: ipv4Address(0xcb007101),
      transport: (61_000 << 16) | 53,
    };
    const { steps } = traceOf([
      { type: 'received', ...onR1, nic: 'eth0', packet: PACKET },
      { type: 'forwarded', ...onR1, packet: { ...PACKET, ttl: 63 } },
      { type: 'transmitted', ...onR1, packet: { ...translated, ttl: 63 } },
    ]);
    expect(steps).toEqual([
      'r1 receives it at eth0',
      'r1 forwards it by eth1, TTL now 63',
      'r1 sends it at eth1; it is now UDP outside:61000 → outside:53, 92 bytes',
    ]);
  });

  it('ends with every packet of the datagram that went no further', () => {
    const copy = { ...PACKET, serial: 2 };
    const onLink = { link: 'tail', direction: 'forward', timeNs: 6 } as const;
    const { steps, ends } = traceOf([
      { type: 'link-duplicated', ...onLink, packet: copy },
      { type: 'link-corrupted', ...onLink, packet: copy },
      { type: 'link-reordered', ...onLink, packet: copy },
      { type: 'link-dropped', ...onLink, packet: copy, reason: 'queue-full' },
      {
        type: 'delivered',
        host: 'h2',
        nic: 'eth0',
        timeNs: 7,
        packet: PACKET,
        protocol: 17,
        port: 0,
      },
      { type: 'consumed', host: 'h2', nic: 'eth0', timeNs: 7, packet: PACKET, reason: 'icmp' },
    ]);
    expect(steps.slice(0, 3)).toEqual([
      'tail (forward) makes a copy of it',
      'tail (forward) inverts a bit of it',
      'tail (forward) lets it arrive after one that was sent later',
    ]);
    expect(ends).toEqual([
      'tail (forward) drops it: the queue of the link is full',
      'h2 delivers it to a socket',
    ]);
  });
});
