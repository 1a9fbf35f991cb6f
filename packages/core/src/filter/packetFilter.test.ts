import { beforeEach, describe, expect, it } from 'vitest';
import { ipv4Address, parseIpv4Address } from '../address/ipv4Address.js';
import { parsePrefix } from '../address/prefix.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { encodeIpv4, type Ipv4HeaderFields } from '../wire/ipv4Codec.js';
import { encodeUdp } from '../wire/udpCodec.js';
import { FilterContext } from './filterContext.js';
import { PacketFilter } from './packetFilter.js';
import {
  type FilterMatch,
  type FilterTarget,
  HOOK_FORWARD,
  HOOK_INPUT,
  HOOK_OUTPUT,
  HOOK_POSTROUTING,
  HOOK_PREROUTING,
} from './rule.js';

const ip = (text: string) => parseIpv4Address(text)!;
const SOURCE = ip('10.0.0.2');
const DESTINATION = ip('10.0.0.1');
const DROP: FilterTarget = { type: 'DROP' };
const ACCEPT: FilterTarget = { type: 'ACCEPT' };
const RETURN: FilterTarget = { type: 'RETURN' };

const pool = new PacketPool();

function udp(sourcePort: number, destinationPort: number, header: Partial<Ipv4HeaderFields> = {}) {
  const fields = { source: SOURCE, destination: DESTINATION, protocol: 17, ...header };
  const ports = { sourcePort, destinationPort };
  const message = encodeUdp(ports, Uint8Array.of(1, 2, 3), fields);
  return pool.from(encodeIpv4(fields, message));
}

const other = (protocol: number, payload: number[], header: Partial<Ipv4HeaderFields> = {}) =>
  pool.from(
    encodeIpv4(
      { source: SOURCE, destination: DESTINATION, protocol, ...header },
      Uint8Array.from(payload),
    ),
  );

describe('PacketFilter', () => {
  let filter: PacketFilter;
  let context: FilterContext;

  beforeEach(() => {
    filter = new PacketFilter({ clock: new ManualClock(), nat: 'stateless' });
    context = new FilterContext();
    context.transportParsed = true;
  });

  const append = (
    chain: string,
    match: FilterMatch,
    target: FilterTarget,
    table = 'filter' as const,
  ) => expect(filter.append({ table, chain, match, target })).toBeNull();
  const drops = (packet: PacketBuffer, hook = HOOK_INPUT) => !filter.check(hook, packet, context);

  it('accepts everything while no rule is set', () => {
    for (let hook = 0; hook < 5; hook++) expect(drops(udp(1, 2), hook)).toBe(false);
  });

  it('takes the first rule that applies, and tells which one dropped', () => {
    append('INPUT', { protocol: 17 }, ACCEPT);
    append('INPUT', {}, DROP);
    expect(drops(udp(1, 2))).toBe(false);
    expect(context.rule).toBeNull();
    expect(drops(other(1, [8, 0]))).toBe(true);
    expect(context.rule?.rule.target).toEqual(DROP);
    const counts = filter
      .table('filter')
      .chain('INPUT')!
      .rules.map((rule) => rule.packetCount);
    expect(counts).toEqual([1, 1]);
  });

  it.each<[string, FilterMatch, PacketBuffer, PacketBuffer]>([
    ['protocol', { protocol: 1 }, other(1, [8, 0]), udp(1, 2)],
    ['no protocol', { protocol: 17, protocolInverted: true }, other(1, [8, 0]), udp(1, 2)],
    [
      'source',
      { source: parsePrefix('10.0.0.2/32')! },
      udp(1, 2),
      udp(1, 2, { source: ipv4Address(1) }),
    ],
    [
      'source network',
      { source: parsePrefix('10.9.0.0/16')! },
      udp(1, 2, { source: ip('10.9.3.4') }),
      udp(1, 2),
    ],
    [
      'other sources',
      { source: parsePrefix('10.0.0.0/24')!, sourceInverted: true },
      udp(1, 2, { source: ipv4Address(1) }),
      udp(1, 2),
    ],
    [
      'destination',
      { destination: parsePrefix('10.0.0.1/32')! },
      udp(1, 2),
      udp(1, 2, { destination: ipv4Address(1) }),
    ],
    [
      'other destinations',
      { destination: parsePrefix('0.0.0.1/32')!, destinationInverted: true },
      udp(1, 2),
      udp(1, 2, { destination: ipv4Address(1) }),
    ],
    [
      'any destination',
      { destination: parsePrefix('0.0.0.0/0')!, protocol: 17 },
      udp(1, 2),
      other(1, [8, 0]),
    ],
    ['source port', { protocol: 17, sourcePorts: { first: 5, last: 5 } }, udp(5, 6), udp(6, 5)],
    [
      'destination ports',
      { protocol: 17, destinationPorts: { first: 5, last: 9 } },
      udp(1, 9),
      udp(1, 10),
    ],
    [
      'ports below a range',
      { protocol: 17, destinationPorts: { first: 5, last: 9 } },
      udp(1, 5),
      udp(1, 4),
    ],
    [
      'other ports',
      { protocol: 17, sourcePorts: { first: 5, last: 9 }, sourcePortsInverted: true },
      udp(4, 6),
      udp(7, 6),
    ],
    [
      'other destination ports',
      { protocol: 17, destinationPorts: { first: 5, last: 9 }, destinationPortsInverted: true },
      udp(7, 4),
      udp(4, 7),
    ],
    [
      'ports of TCP',
      { protocol: 6, destinationPorts: { first: 5, last: 9 } },
      other(6, [0, 1, 0, 7]),
      udp(1, 7),
    ],
    ['ICMP type', { protocol: 1, icmpType: 3 }, other(1, [3, 1]), other(1, [8, 0])],
    [
      'ICMP type and code',
      { protocol: 1, icmpType: 3, icmpCode: 4 },
      other(1, [3, 4]),
      other(1, [3, 1]),
    ],
    [
      'other ICMP types',
      { protocol: 1, icmpType: 3, icmpInverted: true },
      other(1, [8, 0]),
      other(1, [3, 1]),
    ],
  ])('matches by %s', (_, match, matching, notMatching) => {
    append('INPUT', match, DROP);
    expect(drops(matching)).toBe(true);
    expect(drops(notMatching)).toBe(false);
  });

  it.each<[string, FilterMatch, PacketBuffer]>([
    [
      'ports in a later fragment',
      { protocol: 17, sourcePorts: { first: 0, last: 65_535 } },
      udp(1, 2, { fragmentOffsetBytes: 8 }),
    ],
    [
      'ports that are cut off',
      { protocol: 17, sourcePorts: { first: 0, last: 65_535 } },
      other(17, [0, 1, 0]),
    ],
    [
      'no ports, either, if reversed',
      { protocol: 17, sourcePorts: { first: 9, last: 9 }, sourcePortsInverted: true },
      other(17, [0, 1, 0]),
    ],
    [
      'an ICMP type in a later fragment',
      { protocol: 1, icmpType: 8 },
      other(1, [8, 0], { fragmentOffsetBytes: 8 }),
    ],
    [
      'an ICMP type that is cut off',
      { protocol: 1, icmpType: 8, icmpInverted: true },
      other(1, [8]),
    ],
  ])('does not match %s', (_, match, packet) => {
    append('INPUT', match, DROP);
    expect(drops(packet)).toBe(false);
  });

  it('reverses only what is given', () => {
    append(
      'INPUT',
      { protocolInverted: true, sourceInverted: true, destinationInverted: true },
      DROP,
    );
    expect(drops(udp(1, 2))).toBe(true);
  });

  it('sees ports only where the host told the transport header apart', () => {
    append('INPUT', { protocol: 17, destinationPorts: { first: 2, last: 2 } }, DROP);
    context.transportParsed = false;
    expect(drops(udp(1, 2))).toBe(false);
  });

  describe('names of NICs', () => {
    it.each<[string, string, boolean, boolean]>([
      ['eth0', 'eth0', false, true],
      ['eth0', 'eth01', false, false],
      ['eth+', 'eth01', false, true],
      ['eth+', 'wlan0', false, false],
      ['eth0', 'eth0', true, false],
      ['eth+', 'lo', true, true],
      ['', 'lo', false, true],
    ])('the pattern %s and the NIC %s, inverted %s: %s', (pattern, name, inverted, expected) => {
      append('INPUT', { inInterface: pattern, inInterfaceInverted: inverted }, DROP);
      context.inInterface = name;
      expect(drops(udp(1, 2))).toBe(expected);
    });

    it.each([
      ['PREROUTING', HOOK_PREROUTING, 'mangle', 'in'],
      ['INPUT', HOOK_INPUT, 'filter', 'in'],
      ['FORWARD', HOOK_FORWARD, 'filter', 'neither'],
      ['OUTPUT', HOOK_OUTPUT, 'filter', 'out'],
      ['POSTROUTING', HOOK_POSTROUTING, 'mangle', 'neither'],
    ] as const)('%s without tracking looks at one of them at most', (chain, hook, table, looks) => {
      filter.append({ table, chain, match: { inInterface: 'x' }, target: DROP });
      Object.assign(context, { inInterface: 'in', outInterface: 'out' });
      expect(drops(udp(1, 2), hook)).toBe(looks !== 'in');
      filter.flush(table);
      filter.append({ table, chain, match: { outInterface: 'x' }, target: DROP });
      expect(drops(udp(1, 2), hook)).toBe(looks !== 'out');
    });

    it('with tracking, a NIC that is not known matches no name', () => {
      filter = new PacketFilter({ clock: new ManualClock(), nat: 'tracked' });
      append('FORWARD', { inInterface: 'eth0', outInterface: 'eth1' }, DROP);
      Object.assign(context, { inInterface: 'eth0', outInterface: '' });
      expect(drops(udp(1, 2), HOOK_FORWARD)).toBe(false);
      context.outInterface = 'eth1';
      expect(drops(udp(1, 2), HOOK_FORWARD)).toBe(true);
    });
  });

  describe('chains', () => {
    it('follow their policy when no rule decides', () => {
      expect(filter.setPolicy('filter', 'INPUT', 'DROP')).toBeNull();
      append('INPUT', { protocol: 1 }, ACCEPT);
      expect([drops(udp(1, 2)), context.rule]).toEqual([true, null]);
      expect(drops(other(1, [8, 0]))).toBe(false);
      append('INPUT', { protocol: 17 }, RETURN);
      append('INPUT', {}, ACCEPT);
      expect(drops(udp(1, 2))).toBe(true);
      expect(drops(other(99, []))).toBe(false);
    });

    it('of the user go on after the jump when they end or return', () => {
      filter.addChain('filter', 'inner');
      filter.addChain('filter', 'outer');
      append('INPUT', {}, { type: 'JUMP', chain: 'outer' });
      append('INPUT', { protocol: 99 }, DROP);
      append('outer', {}, { type: 'JUMP', chain: 'inner' });
      append('outer', { protocol: 1 }, DROP);
      append('inner', { protocol: 17 }, RETURN);
      append('inner', { protocol: 17 }, DROP);
      append('inner', { protocol: 6 }, ACCEPT);
      append('inner', { protocol: 2 }, DROP);
      expect([17, 99, 1, 6, 2].map((protocol) => drops(other(protocol, [0, 0])))).toEqual([
        false,
        true,
        true,
        false,
        true,
      ]);
    });

    it('of several tables are asked in turn; ACCEPT ends one table only', () => {
      filter.append({ table: 'mangle', chain: 'OUTPUT', match: {}, target: ACCEPT });
      filter.append({ table: 'nat', chain: 'OUTPUT', match: {}, target: ACCEPT });
      expect(drops(udp(1, 2), HOOK_OUTPUT)).toBe(false);
      filter.append({ table: 'filter', chain: 'OUTPUT', match: {}, target: DROP });
      expect(drops(udp(1, 2), HOOK_OUTPUT)).toBe(true);
    });

    it('are kept apart from others of the same name in other tables', () => {
      filter.append({ table: 'nat', chain: 'INPUT', match: {}, target: DROP });
      expect(filter.table('filter').chain('INPUT')!.rules).toEqual([]);
      expect(drops(udp(1, 2))).toBe(true);
    });

    it('take rules in front, give them back, and are emptied', () => {
      append('INPUT', {}, DROP);
      expect(
        filter.insert({ table: 'filter', chain: 'INPUT', match: {}, target: ACCEPT }),
      ).toBeNull();
      expect(drops(udp(1, 2))).toBe(false);
      expect(filter.remove('filter', 'INPUT', 0)).toBe(true);
      expect(drops(udp(1, 2))).toBe(true);
      expect([filter.remove('filter', 'INPUT', 7), filter.remove('filter', 'no', 0)]).toEqual([
        false,
        false,
      ]);
      expect(filter.flush('filter', 'INPUT')).toBeNull();
      expect(drops(udp(1, 2))).toBe(false);
      append('INPUT', {}, DROP);
      expect(filter.flush('filter')).toBeNull();
      expect(drops(udp(1, 2))).toBe(false);
    });

    it('are made and removed by name', () => {
      expect(filter.addChain('filter', 'mine')).toBeNull();
      expect([...filter.table('filter').chains].map(({ name }) => name)).toEqual([
        'INPUT',
        'FORWARD',
        'OUTPUT',
        'mine',
      ]);
      expect(filter.addChain('filter', 'mine')?.code).toBe('chain-exists');
      expect(filter.addChain('filter', '-x')?.code).toBe('bad-chain-name');
      append('INPUT', {}, { type: 'JUMP', chain: 'mine' });
      expect(filter.removeChain('filter', 'mine')?.code).toBe('chain-in-use');
      filter.flush('filter');
      append('mine', {}, DROP);
      expect(filter.removeChain('filter', 'mine')?.code).toBe('chain-in-use');
      filter.flush('filter', 'mine');
      expect(filter.removeChain('filter', 'mine')).toBeNull();
      expect(filter.removeChain('filter', 'mine')?.code).toBe('unknown-chain');
      expect(filter.removeChain('filter', 'INPUT')?.code).toBe('unknown-chain');
    });
  });
});
