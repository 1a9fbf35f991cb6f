import { beforeEach, describe, expect, it } from 'vitest';
import { parsePrefix } from '../address/prefix.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { describePacket, icmpOctets, ip, udpOctets, wrongChecksums } from '../testing/packets.js';
import { FilterContext } from './filterContext.js';
import { PacketFilter } from './packetFilter.js';
import * as rule from './rule.js';

const LAN = '192.168.0.7';
const INNER_SERVER = '192.168.0.80';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';
const ROUTER_BEYOND = '203.0.113.99';
const ROUTER_INSIDE = '192.168.0.200';

describe('NAT of ICMP errors (RFC 5508)', () => {
  let filter: PacketFilter;
  const pool = new PacketPool();
  const context = new FilterContext();

  beforeEach(() => {
    filter = new PacketFilter({ clock: new ManualClock(), nat: 'tracked' });
    const address = ip(OUTSIDE);
    const fromLan = { source: parsePrefix('192.168.0.0/24')! };
    filter.append({
      table: 'nat',
      chain: 'POSTROUTING',
      match: fromLan,
      target: { type: 'SNAT', address, port: 0 },
    });
    const toOutside = { destination: parsePrefix(`${OUTSIDE}/32`)! };
    const target = { type: 'DNAT', address: ip(INNER_SERVER), port: 8080 } as const;
    filter.append({
      table: 'nat',
      chain: 'PREROUTING',
      match: { ...toOutside, protocol: 17 },
      target,
    });
  });

  function pass(packet: PacketBuffer, ...hooks: rule.Hook[]): string {
    for (const hook of hooks) if (!filter.check(hook, packet, context)) return 'dropped';
    return [describePacket(packet), ...wrongChecksums(packet)].join(' !');
  }

  const route = (packet: PacketBuffer) =>
    pass(packet, rule.HOOK_PREROUTING, rule.HOOK_FORWARD, rule.HOOK_POSTROUTING);

  /** Takes a packet through the router; returns what comes out. */
  function forward(octets: Uint8Array): Uint8Array {
    const packet = pool.from(octets);
    expect(route(packet)).not.toBe('dropped');
    return packet.toBytes();
  }

  const errorAbout = (octets: Uint8Array, from: string, to: string, rest = 0) =>
    icmpOctets(from, to, { type: 3, code: 4, rest, data: octets });

  it('reach the sender behind SNAT, and quote what it sent', () => {
    const sent = forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
    expect(route(pool.from(errorAbout(sent, ROUTER_BEYOND, OUTSIDE)))).toBe(
      `icmp3 ${ROUTER_BEYOND} > ${LAN} [udp ${LAN}:5 > ${SERVER}:53]`,
    );
  });

  it('are summed up to their end, whatever lies behind them', () => {
    const sent = forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
    const packet = pool.from(errorAbout(sent, ROUTER_BEYOND, OUTSIDE));
    const end = packet.start + packet.length;
    packet.bytes.fill(0x5a, end, end + 40);
    expect(route(packet)).not.toContain('!');
  });

  it('keep the next-hop MTU, and quotes of 8 octets of transport', () => {
    const sent = forward(udpOctets(`${LAN}:5`, `${SERVER}:53`)).subarray(0, 28);
    const packet = pool.from(errorAbout(sent, ROUTER_BEYOND, OUTSIDE, 1400));
    expect(route(packet)).toContain(`> ${LAN} [udp ${LAN}:5 > ${SERVER}:53]`);
    expect(packet.view.getUint32(packet.start + 24)).toBe(1400);
  });

  it('quote the original of a ping', () => {
    const sent = forward(icmpOctets(LAN, SERVER, { type: 8, rest: 0x00070001 }));
    forward(icmpOctets('192.168.0.8', SERVER, { type: 8, rest: 0x00080001 }));
    expect(route(pool.from(errorAbout(sent, ROUTER_BEYOND, OUTSIDE)))).toBe(
      `icmp3 ${ROUTER_BEYOND} > ${LAN} [icmp8 ${LAN} > ${SERVER} id 7]`,
    );
  });

  it('about datagrams to a server behind DNAT come from the address that was asked', () => {
    const arrived = forward(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`));
    const fromServer = errorAbout(arrived, INNER_SERVER, SERVER);
    expect(route(pool.from(fromServer))).toBe(
      `icmp3 ${OUTSIDE} > ${SERVER} [udp ${SERVER}:5 > ${OUTSIDE}:80]`,
    );
    const fromRouterInside = errorAbout(arrived, ROUTER_INSIDE, SERVER);
    expect(route(pool.from(fromRouterInside))).toBe(
      `icmp3 ${OUTSIDE} > ${SERVER} [udp ${SERVER}:5 > ${OUTSIDE}:80]`,
    );
  });

  it('about answers go the way of the connection', () => {
    forward(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`));
    const answer = forward(udpOctets(`${INNER_SERVER}:8080`, `${SERVER}:5`));
    expect(route(pool.from(errorAbout(answer, SERVER, OUTSIDE)))).toBe(
      `icmp3 ${SERVER} > ${INNER_SERVER} [udp ${INNER_SERVER}:8080 > ${SERVER}:5]`,
    );
  });

  it('of this host keep its own address, and quote what the sender sent', () => {
    const packet = pool.from(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`));
    expect(pass(packet, rule.HOOK_PREROUTING)).toContain(INNER_SERVER);
    // The TTL ends here: the connection was never confirmed.
    const own = pool.from(errorAbout(packet.toBytes(), '198.51.100.254', SERVER));
    own.cause = packet.identity;
    expect(pass(own, rule.HOOK_OUTPUT, rule.HOOK_POSTROUTING)).toBe(
      `icmp3 198.51.100.254 > ${SERVER} [udp ${SERVER}:5 > ${OUTSIDE}:80]`,
    );
  });

  it('of the server itself, if this host is the server, come from the address that was asked', () => {
    const packet = pool.from(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`));
    expect(pass(packet, rule.HOOK_PREROUTING, rule.HOOK_INPUT)).toContain(INNER_SERVER);
    const own = pool.from(errorAbout(packet.toBytes(), INNER_SERVER, SERVER));
    expect(pass(own, rule.HOOK_OUTPUT, rule.HOOK_POSTROUTING)).toBe(
      `icmp3 ${OUTSIDE} > ${SERVER} [udp ${SERVER}:5 > ${OUTSIDE}:80]`,
    );
  });

  it.each([
    ['quotes nothing that is known', (sent: Uint8Array) => sent.fill(9, 20, 22)],
    ['quotes too little', (sent: Uint8Array) => sent.subarray(0, 22)],
    ['quotes a later fragment', (sent: Uint8Array) => sent.fill(1, 7, 8)],
    ['quotes an error', (sent: Uint8Array) => errorAbout(sent, SERVER, OUTSIDE)],
    ['quotes no header', (sent: Uint8Array) => sent.fill(0x41, 0, 1)],
    ['quotes half a header', (sent: Uint8Array) => sent.subarray(0, 10)],
    ['quotes nothing', (sent: Uint8Array) => sent.subarray(0, 0)],
  ])('are left alone if one %s', (_, change) => {
    const sent = forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
    const octets = errorAbout(change(sent), ROUTER_BEYOND, OUTSIDE);
    const packet = pool.from(octets);
    expect(filter.check(rule.HOOK_PREROUTING, packet, context)).toBe(true);
    expect([context.translated, packet.toBytes()]).toEqual([false, octets]);
  });

  it('are left alone if the checksum is wrong, or the error is a fragment', () => {
    const sent = forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
    const wrong = errorAbout(sent, ROUTER_BEYOND, OUTSIDE);
    wrong[22] = (wrong[22] ?? 0) ^ 1;
    const data = { type: 3, data: sent };
    const fragment = icmpOctets(ROUTER_BEYOND, OUTSIDE, data, { moreFragments: true });
    for (const octets of [wrong, fragment]) {
      const packet = pool.from(octets);
      expect(filter.check(rule.HOOK_PREROUTING, packet, context)).toBe(true);
      expect(packet.toBytes()).toEqual(octets);
    }
  });
});
