import { beforeEach, describe, expect, it } from 'vitest';
import { parsePrefix } from '../address/prefix.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { FilteredRouter } from '../testing/filteredRouter.js';
import { icmpOctets, ip, tcpOctets, udpOctets } from '../testing/packets.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { FilterContext } from './filterContext.js';
import * as rule from './rule.js';

const LAN = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';

const snat = (port = 0): rule.FilterTarget => ({ type: 'SNAT', address: ip(OUTSIDE), port });
const dnat = (to: string, port = 0): rule.FilterTarget => ({ type: 'DNAT', address: ip(to), port });
const fromLan: rule.FilterMatch = { source: parsePrefix('192.168.0.0/24')! };
const udpTo = (port: number): rule.FilterMatch => ({
  protocol: 17,
  destinationPorts: { first: port, last: port },
});

describe('NAT with connection tracking', () => {
  let router: FilteredRouter;

  beforeEach(() => {
    router = new FilteredRouter();
  });

  describe('SNAT (RFC 3022)', () => {
    beforeEach(() => router.add('POSTROUTING', snat(), fromLan));

    it('translates what leaves and what answers, checksums included', () => {
      expect(router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`))).toBe(
        `udp ${OUTSIDE}:4000 > ${SERVER}:53`,
      );
      expect(router.forward(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4000`))).toBe(
        `udp ${SERVER}:53 > ${LAN}:4000`,
      );
      expect(router.filter.connections()).toHaveLength(1);
    });

    it('translates TCP and protocols without ports', () => {
      expect(router.forward(tcpOctets(`${LAN}:4000`, `${SERVER}:80`, 2))).toBe(
        `tcp ${OUTSIDE}:4000 > ${SERVER}:80`,
      );
      const gre = { source: ip(LAN), destination: ip(SERVER), protocol: 47 };
      expect(router.forward(encodeIpv4(gre, Uint8Array.of(1)))).toBe(`47 ${OUTSIDE} > ${SERVER}`);
      const answer = { source: ip(SERVER), destination: ip(OUTSIDE), protocol: 47 };
      expect(router.forward(encodeIpv4(answer))).toBe(`47 ${SERVER} > ${LAN}`);
    });

    it('gives another port to a second host that uses the same one', () => {
      router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`));
      expect(router.forward(udpOctets('192.168.0.8:4000', `${SERVER}:53`))).toBe(
        `udp ${OUTSIDE}:4001 > ${SERVER}:53`,
      );
      expect(router.forward(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4001`))).toBe(
        `udp ${SERVER}:53 > 192.168.0.8:4000`,
      );
      expect(router.forward(udpOctets('192.168.0.9:4000', '203.0.113.6:53'))).toBe(
        `udp ${OUTSIDE}:4000 > 203.0.113.6:53`,
      );
    });

    it('gives another port to itself, too, if it would take one that is in use', () => {
      router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`));
      expect(router.send(udpOctets(`${OUTSIDE}:4000`, `${SERVER}:53`))).toBe(
        `udp ${OUTSIDE}:4001 > ${SERVER}:53`,
      );
      expect(router.receive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4001`))).toBe(
        `udp ${SERVER}:53 > ${OUTSIDE}:4000`,
      );
    });

    it('leaves a UDP checksum of zero alone', () => {
      const octets = udpOctets(`${LAN}:4000`, `${SERVER}:53`);
      octets.fill(0, 26, 28);
      const packet = router.pool.from(octets);
      router.pass(packet, rule.HOOK_PREROUTING, rule.HOOK_POSTROUTING);
      expect([...packet.toBytes().subarray(26, 28)]).toEqual([0, 0]);
    });

    it('tells pings apart by their identifiers', () => {
      const echo = (from: string, rest: number) => icmpOctets(from, SERVER, { type: 8, rest });
      expect(router.forward(echo(LAN, 0x00070001))).toBe(`icmp8 ${OUTSIDE} > ${SERVER} id 7`);
      expect(router.forward(echo('192.168.0.8', 0x00070001))).toBe(
        `icmp8 ${OUTSIDE} > ${SERVER} id 8`,
      );
      const reply = (rest: number) => icmpOctets(SERVER, OUTSIDE, { type: 0, rest });
      expect(router.forward(reply(0x00080001))).toBe(`icmp0 ${SERVER} > 192.168.0.8 id 7`);
      expect(router.forward(reply(0x00070001))).toBe(`icmp0 ${SERVER} > ${LAN} id 7`);
      expect(router.forward(reply(0x00090001))).toBe(`icmp0 ${SERVER} > ${OUTSIDE} id 9`);
    });

    it('translates timestamp queries as pings', () => {
      const query = icmpOctets(LAN, SERVER, {
        type: 13,
        rest: 0x00050000,
        data: new Uint8Array(12),
      });
      expect(router.forward(query)).toBe(`icmp13 ${OUTSIDE} > ${SERVER} id 5`);
      const reply = icmpOctets(SERVER, OUTSIDE, { type: 14, rest: 0x00050000 });
      expect(router.forward(reply)).toBe(`icmp14 ${SERVER} > ${LAN} id 5`);
    });

    it('lets a request that looks like an answer be a request', () => {
      router.forward(icmpOctets(LAN, SERVER, { type: 8, rest: 0 }));
      expect(router.receive(icmpOctets(SERVER, OUTSIDE, { type: 8, rest: 0 }))).toBe(
        `icmp8 ${SERVER} > ${OUTSIDE} id 0`,
      );
    });

    it('does not touch what cannot be tracked', () => {
      expect(router.forward(icmpOctets(LAN, SERVER, { type: 5 }))).toContain(`icmp5 ${LAN}`);
      const short = encodeIpv4({ source: ip(LAN), destination: ip(SERVER), protocol: 17 });
      expect(router.pass(router.pool.from(short), rule.HOOK_PREROUTING)).toContain(LAN);
      const ping = encodeIpv4({ source: ip(LAN), destination: ip(SERVER), protocol: 1 });
      const packet = router.pool.from(ping);
      expect(router.filter.check(rule.HOOK_POSTROUTING, packet, router.context)).toBe(true);
      expect(router.context.translated).toBe(false);
      expect(router.filter.connections()).toEqual([]);
    });

    it('asks rules about the first packet of a connection only', () => {
      router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`));
      router.filter.flush('nat');
      router.add('POSTROUTING', { type: 'DROP' });
      expect(router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`))).toContain(OUTSIDE);
      expect(router.forward(udpOctets(`${LAN}:4001`, `${SERVER}:53`))).toBe('dropped');
      expect(router.context.rule?.rule.target.type).toBe('DROP');
    });

    it('goes on with connections when all rules are gone', () => {
      router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`));
      router.filter.flush('nat');
      expect(router.forward(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4000`))).toContain(LAN);
    });
  });

  it('SNAT to a given port drops a second connection that would need it', () => {
    router.add('POSTROUTING', snat(9000), { ...fromLan, protocol: 17 });
    expect(router.forward(udpOctets(`${LAN}:4000`, `${SERVER}:53`))).toContain(`${OUTSIDE}:9000`);
    expect(router.forward(udpOctets(`${LAN}:4001`, `${SERVER}:53`))).toBe('dropped');
    expect(router.forward(udpOctets(`${LAN}:4001`, '203.0.113.6:53'))).toContain(`${OUTSIDE}:9000`);
  });

  it('drops a second connection of a protocol that has no ports', () => {
    router.add('POSTROUTING', snat(9000));
    const gre = (from: string) =>
      encodeIpv4({ source: ip(from), destination: ip(SERVER), protocol: 47 });
    expect(router.forward(gre(LAN))).toContain(OUTSIDE);
    expect(router.forward(gre('192.168.0.8'))).toBe('dropped');
  });

  describe('DNAT', () => {
    it('translates what arrives and what answers', () => {
      router.add('PREROUTING', dnat('192.168.0.80', 8080), udpTo(80));
      expect(router.forward(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`))).toBe(
        `udp ${SERVER}:5 > 192.168.0.80:8080`,
      );
      expect(router.forward(udpOctets('192.168.0.80:8080', `${SERVER}:5`))).toBe(
        `udp ${OUTSIDE}:80 > ${SERVER}:5`,
      );
    });

    it('keeps the port if none is given, and with SNAT translates both ends', () => {
      router.add('PREROUTING', dnat('192.168.0.80'), {
        destination: parsePrefix(`${OUTSIDE}/32`)!,
      });
      router.add('POSTROUTING', snat(), fromLan);
      expect(router.forward(udpOctets(`${LAN}:5`, `${OUTSIDE}:80`))).toBe(
        `udp ${OUTSIDE}:5 > 192.168.0.80:80`,
      );
      expect(router.forward(udpOctets('192.168.0.80:80', `${OUTSIDE}:5`))).toBe(
        `udp ${OUTSIDE}:80 > ${LAN}:5`,
      );
    });

    it('keeps apart a direct connection to the same server', () => {
      router.add('PREROUTING', dnat('192.168.0.80'), {
        destination: parsePrefix(`${OUTSIDE}/32`)!,
      });
      router.forward(udpOctets(`${LAN}:5`, `${OUTSIDE}:80`));
      expect(router.forward(udpOctets(`${LAN}:5`, '192.168.0.80:80'))).toBe(
        `udp ${LAN}:6 > 192.168.0.80:80`,
      );
      expect(router.forward(udpOctets('192.168.0.80:80', `${LAN}:6`))).toBe(
        `udp 192.168.0.80:80 > ${LAN}:5`,
      );
      expect(router.forward(udpOctets('192.168.0.80:80', `${LAN}:5`))).toBe(
        `udp ${OUTSIDE}:80 > ${LAN}:5`,
      );
    });

    it('of what this host sends is undone when the answer is delivered', () => {
      router.add('OUTPUT', dnat(SERVER), udpTo(53));
      expect(router.send(udpOctets(`${OUTSIDE}:5`, '203.0.113.99:53'))).toBe(
        `udp ${OUTSIDE}:5 > ${SERVER}:53`,
      );
      expect(router.receive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:5`))).toBe(
        `udp 203.0.113.99:53 > ${OUTSIDE}:5`,
      );
    });

    it('to this host is undone in answers that pass POSTROUTING alone', () => {
      router.add('PREROUTING', dnat('192.168.0.1'), { protocol: 1 });
      const request = icmpOctets(SERVER, OUTSIDE, { type: 8, rest: 0x00070001 });
      expect(router.receive(request)).toContain('> 192.168.0.1 id 7');
      const reply = router.pool.from(
        icmpOctets('192.168.0.1', SERVER, { type: 0, rest: 0x00070001 }),
      );
      expect(router.pass(reply, rule.HOOK_POSTROUTING)).toBe(`icmp0 ${OUTSIDE} > ${SERVER} id 7`);
    });
  });

  describe('REDIRECT', () => {
    it('in PREROUTING sends to the address of the NIC of arrival', () => {
      router.add('PREROUTING', { type: 'REDIRECT', port: 8080 }, udpTo(80));
      expect(router.receive(udpOctets(`${LAN}:5`, `${SERVER}:80`))).toBe(
        `udp ${LAN}:5 > 192.168.0.1:8080`,
      );
      expect(router.send(udpOctets('192.168.0.1:8080', `${LAN}:5`))).toBe(
        `udp ${SERVER}:80 > ${LAN}:5`,
      );
    });

    it('in PREROUTING drops where that NIC has no address', () => {
      router.add('PREROUTING', { type: 'REDIRECT', port: 0 });
      const packet = router.pool.from(udpOctets(`${LAN}:5`, `${SERVER}:80`));
      expect(router.filter.check(rule.HOOK_PREROUTING, packet, new FilterContext())).toBe(false);
    });

    it('in OUTPUT sends to 127.0.0.1, and answers come from where they were asked for', () => {
      router.add('OUTPUT', { type: 'REDIRECT', port: 0 }, udpTo(80));
      expect(router.loop(udpOctets('192.168.0.1:5', `${SERVER}:80`))).toBe(
        'udp 192.168.0.1:5 > 127.0.0.1:80',
      );
      expect(router.loop(udpOctets('127.0.0.1:80', '192.168.0.1:5'))).toBe(
        `udp ${SERVER}:80 > 192.168.0.1:5`,
      );
    });
  });

  it('does not keep a connection whose first packet was dropped on the way', () => {
    router.add('POSTROUTING', snat(), fromLan);
    router.filter.append({
      table: 'filter',
      chain: 'FORWARD',
      match: {},
      target: { type: 'DROP' },
    });
    expect(router.forward(udpOctets(`${LAN}:5`, `${SERVER}:53`))).toBe('dropped');
    expect(router.filter.connections()).toEqual([]);
  });

  it('tells whether it changed a packet', () => {
    router.add('POSTROUTING', snat(), fromLan);
    const changes = (octets: Uint8Array, ...hooks: rule.Hook[]) => {
      const packet = router.pool.from(octets);
      return hooks.map((hook) => {
        router.pass(packet, hook);
        return router.context.translated;
      });
    };
    const hooks = [rule.HOOK_PREROUTING, rule.HOOK_FORWARD, rule.HOOK_POSTROUTING];
    expect(changes(udpOctets(`${LAN}:5`, `${SERVER}:6`), ...hooks)).toEqual([false, false, true]);
    expect(changes(udpOctets(`${SERVER}:6`, `${OUTSIDE}:5`), ...hooks)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['multicast', '224.0.1.5', 0],
    ['a broadcast', '198.51.100.255', PACKET_TO_BROADCAST],
  ])('translates %s that goes out, after its copy was delivered here', (_, group, flags) => {
    router.add('POSTROUTING', snat());
    const packet = router.pool.from(udpOctets('10.0.0.1:5', `${group}:6`));
    router.pass(packet, rule.HOOK_OUTPUT);
    const copy = router.pool.clone(packet);
    copy.flags |= flags;
    expect(router.pass(copy, rule.HOOK_INPUT)).toBe(`udp 10.0.0.1:5 > ${group}:6`);
    expect(router.pass(packet, rule.HOOK_POSTROUTING)).toBe(`udp ${OUTSIDE}:5 > ${group}:6`);
  });

  it('tracks nothing before there is a rule', () => {
    router.forward(udpOctets(`${LAN}:5`, `${SERVER}:53`));
    expect(router.filter.connections()).toEqual([]);
    router.filter.setPolicy('nat', 'PREROUTING', 'DROP');
    expect(router.forward(udpOctets(`${LAN}:5`, `${SERVER}:53`))).toBe('dropped');
  });

  it('shows INPUT of the filter table the source before it is translated back', () => {
    router.add('OUTPUT', dnat(SERVER), udpTo(53));
    const match = { source: parsePrefix(`${SERVER}/32`)! };
    router.filter.append({ table: 'filter', chain: 'INPUT', match, target: { type: 'DROP' } });
    router.send(udpOctets(`${OUTSIDE}:5`, '203.0.113.99:53'));
    expect(router.receive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:5`))).toBe('dropped');
  });
});
