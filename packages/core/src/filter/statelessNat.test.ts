import { beforeEach, describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { describePacket, icmpOctets, udpOctets, wrongChecksums } from '../testing/packets.js';
import { udpChecksum } from '../wire/udp.js';
import { FilterContext } from './filterContext.js';
import { PacketFilter } from './packetFilter.js';
import * as rule from './rule.js';

const REDIRECT: rule.FilterTarget = { type: 'REDIRECT', port: 80 };
const SNAT: rule.FilterTarget = { type: 'SNAT', address: ipv4Address(0x0a000064), port: 4000 };

describe('NAT without tracking', () => {
  let filter: PacketFilter;
  let context: FilterContext;
  const pool = new PacketPool();
  const udp = () => pool.from(udpOctets('10.0.0.2:1', '10.0.0.1:2'));

  beforeEach(() => {
    filter = new PacketFilter({ clock: new ManualClock(), nat: 'stateless' });
    context = new FilterContext();
    context.transportParsed = true;
  });

  const nat = (chain: string, target: rule.FilterTarget, match: rule.FilterMatch = {}) =>
    expect(filter.append({ table: 'nat', chain, match, target })).toBeNull();
  const after = (packet: PacketBuffer, hook: rule.Hook) =>
    filter.check(hook, packet, context)
      ? [describePacket(packet), ...wrongChecksums(packet)]
      : ['dropped'];

  it('REDIRECT in PREROUTING changes the port alone, which spoils the checksum', () => {
    nat('PREROUTING', REDIRECT);
    const packet = udp();
    expect(after(packet, rule.HOOK_PREROUTING)).toEqual(['udp 10.0.0.2:1 > 10.0.0.1:80', 'udp']);
    expect(context.translated).toBe(true);
  });

  it('REDIRECT in OUTPUT sends to 127.0.0.1 with right checksums', () => {
    nat('OUTPUT', REDIRECT);
    expect(after(udp(), rule.HOOK_OUTPUT)).toEqual(['udp 10.0.0.2:1 > 127.0.0.1:80']);
  });

  it('SNAT sets source and port, even port 0, with right checksums', () => {
    nat('POSTROUTING', SNAT);
    expect(after(udp(), rule.HOOK_POSTROUTING)).toEqual(['udp 10.0.0.100:4000 > 10.0.0.1:2']);
    filter.flush('nat');
    nat('POSTROUTING', { ...SNAT, port: 0 });
    expect(after(udp(), rule.HOOK_POSTROUTING)).toEqual(['udp 10.0.0.100:0 > 10.0.0.1:2']);
  });

  it('writes what it is told for a checksum that comes out as 0', () => {
    nat('POSTROUTING', SNAT);
    const checksumOf = (payload: Uint8Array) => {
      const packet = pool.from(udpOctets('10.0.0.2:1', '10.0.0.1:2', payload));
      expect(filter.check(rule.HOOK_POSTROUTING, packet, context)).toBe(true);
      return udpChecksum(packet.view, packet.start + 20);
    };
    const rest = checksumOf(Uint8Array.of(0, 0));
    const payload = Uint8Array.of(rest >>> 8, rest & 0xff);
    expect(checksumOf(payload)).toBe(0);
    context.zeroUdpChecksum = 0xffff;
    expect(checksumOf(payload)).toBe(0xffff);
  });

  it('does not translate answers back, nor remember anything', () => {
    nat('POSTROUTING', SNAT);
    after(udp(), rule.HOOK_POSTROUTING);
    const answer = pool.from(udpOctets('10.0.0.1:2', '10.0.0.100:4000'));
    expect(after(answer, rule.HOOK_PREROUTING)).toEqual(['udp 10.0.0.1:2 > 10.0.0.100:4000']);
    expect(filter.connections()).toEqual([]);
  });

  it('leaves the UDP checksum out where it is of no use', () => {
    nat('POSTROUTING', SNAT);
    context.checksumRequired = false;
    const packet = udp();
    after(packet, rule.HOOK_POSTROUTING);
    expect(udpChecksum(packet.view, packet.start + 20)).toBe(0);
  });

  it('drops what is not UDP, or whose header was not told apart', () => {
    nat('POSTROUTING', SNAT);
    const ping = pool.from(icmpOctets('10.0.0.2', '10.0.0.1', { type: 8 }));
    expect(after(ping, rule.HOOK_POSTROUTING)).toEqual(['dropped']);
    expect(context.translated).toBe(false);
    context.transportParsed = false;
    expect(after(udp(), rule.HOOK_POSTROUTING)).toEqual(['dropped']);
    expect(context.rule?.rule.target.type).toBe('SNAT');
  });

  it('drops and accepts by its rules and policies as other tables do', () => {
    nat('INPUT', { type: 'ACCEPT' }, { protocol: 1 });
    filter.setPolicy('nat', 'INPUT', 'DROP');
    expect(after(udp(), rule.HOOK_INPUT)).toEqual(['dropped']);
    const ping = pool.from(icmpOctets('10.0.0.2', '10.0.0.1', { type: 8 }));
    expect(after(ping, rule.HOOK_INPUT)).not.toEqual(['dropped']);
  });

  it('translates a packet once: later tables of NAT are skipped for it and its copies', () => {
    nat('OUTPUT', REDIRECT);
    nat('INPUT', { type: 'DROP' });
    nat('POSTROUTING', SNAT);
    const packet = udp();
    const expected = ['udp 10.0.0.2:1 > 127.0.0.1:80'];
    expect(after(packet, rule.HOOK_OUTPUT)).toEqual(expected);
    expect(after(pool.clone(packet), rule.HOOK_INPUT)).toEqual(expected);
    expect(after(packet, rule.HOOK_POSTROUTING)).toEqual(expected);
    expect(context.translated).toBe(false);
    expect(after(udp(), rule.HOOK_INPUT)).toEqual(['dropped']);
  });

  it('shows later tables the packet as it is now', () => {
    nat('OUTPUT', REDIRECT);
    const match = { protocol: 17, destinationPorts: { first: 80, last: 80 } };
    filter.append({ table: 'filter', chain: 'OUTPUT', match, target: { type: 'DROP' } });
    expect(after(udp(), rule.HOOK_OUTPUT)).toEqual(['dropped']);
  });
});
