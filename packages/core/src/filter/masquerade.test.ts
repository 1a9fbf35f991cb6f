import { beforeEach, describe, expect, it } from 'vitest';
import { FilteredRouter } from '../testing/filteredRouter.js';
import { sentOn, useLine } from '../testing/filterOfHost.js';
import { icmpOctets, ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';

const LAN_HOST = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';
const SPARE = '198.51.101.1';

describe('MASQUERADE (iptables-extensions(8))', () => {
  let router: TestHost;
  const use = (line: string) => useLine(router, line);
  const sent = (link: number) => sentOn(router, link);

  /** Sends from the LAN to the server, and tells what leaves by a link. */
  const ask = (from = `${LAN_HOST}:4000`, link = 1) => {
    router.links[0]?.arrive(udpOctets(from, `${SERVER}:53`));
    return sent(link);
  };

  beforeEach(() => {
    const nics = [
      { addresses: ['192.168.0.1/24'] },
      { addresses: [`${OUTSIDE}/24`, '198.51.100.77/24'] },
      { addresses: [`${SPARE}/24`] },
    ];
    const routes = [
      ['0.0.0.0/0', '198.51.100.254', 1],
      ['0.0.0.0/0', '198.51.101.254', 2],
    ] as const;
    router = testHost(nics, { forwarding: true }, routes);
  });

  describe('of all that leaves by a NIC', () => {
    beforeEach(() => use('-t nat -A POSTROUTING -s 192.168.0.0/24 -j MASQUERADE'));

    it('gives it the main address of that NIC, and brings answers back', () => {
      expect(ask()).toEqual([`udp ${OUTSIDE}:4000 > ${SERVER}:53`]);
      router.links[1]?.arrive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4000`));
      expect(sent(0)).toEqual([`udp ${SERVER}:53 > ${LAN_HOST}:4000`]);
    });

    it('gives another port to a second host that uses the same one', () => {
      ask();
      expect(ask('192.168.0.8:4000')).toEqual([`udp ${OUTSIDE}:4001 > ${SERVER}:53`]);
    });

    it('translates pings, and errors about what it translated', () => {
      router.links[0]?.arrive(icmpOctets(LAN_HOST, SERVER, { type: 8, rest: 0x00070001 }));
      expect(sent(1)).toEqual([`icmp8 ${OUTSIDE} > ${SERVER} id 7`]);
      router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`));
      const [beyond = new Uint8Array()] = router.links[1]?.take() ?? [];
      router.links[1]?.arrive(icmpOctets('198.51.100.254', OUTSIDE, { type: 11, data: beyond }));
      expect(sent(0)).toEqual([
        `icmp11 198.51.100.254 > ${LAN_HOST} [udp ${LAN_HOST}:4000 > ${SERVER}:53]`,
      ]);
    });

    it('leaves alone what no rule is about, such as what it sends itself', () => {
      const socket = router.host.udp.createSocket();
      expect(socket.send({ payload: Uint8Array.of(1), to: ip(SERVER), port: 53 })).toBeNull();
      expect(sent(1)).toEqual([expect.stringContaining(`udp ${OUTSIDE}:`)]);
      expect(router.host.packetFilter.connections()[0]?.masqueradedBy).toBeNull();
    });

    it('begins anew when the route leads to another NIC: one packet is lost, as on Linux', () => {
      ask();
      const server = { address: ip(SERVER), length: 32 };
      router.host.routes.add({ destination: server, gateway: ip('198.51.101.254'), nic: 3 });
      expect(ask(undefined, 2)).toEqual([]);
      expect(ask(undefined, 2)).toEqual([`udp ${SPARE}:4000 > ${SERVER}:53`]);
    });

    it('forgets what it gave an address that is gone', () => {
      ask();
      router.nics[1]?.removeAddress(ip('198.51.100.77'));
      expect(router.host.packetFilter.connections()).toHaveLength(1);
      router.nics[1]?.removeAddress(ip(OUTSIDE));
      expect(router.host.packetFilter.connections()).toEqual([]);
    });

    it('forgets what left by a NIC that goes down, and nothing else', () => {
      ask();
      router.links[0]?.arrive(udpOctets('192.168.0.8:9', '198.51.101.9:9'));
      expect(sent(2)).toEqual([`udp ${SPARE}:9 > 198.51.101.9:9`]);
      router.host.power.setNicUp(router.nics[1]!, false);
      expect(router.host.packetFilter.connections()).toHaveLength(1);
      expect(ask(undefined, 2)).toEqual([`udp ${SPARE}:4000 > ${SERVER}:53`]);
    });
  });

  it('takes ports of a range, the own one if that is in it, until none is left', () => {
    use('-t nat -A POSTROUTING -o eth1 -p udp -j MASQUERADE --to-ports 4000-4002');
    expect(ask(`${LAN_HOST}:4001`)).toEqual([`udp ${OUTSIDE}:4001 > ${SERVER}:53`]);
    expect(ask(`${LAN_HOST}:9`)).toEqual([`udp ${OUTSIDE}:4000 > ${SERVER}:53`]);
    expect(ask('192.168.0.8:9')).toEqual([`udp ${OUTSIDE}:4002 > ${SERVER}:53`]);
    expect(ask('192.168.0.9:9')).toEqual([]);
    expect(ask(`${LAN_HOST}:9`)).toEqual([`udp ${OUTSIDE}:4000 > ${SERVER}:53`]);
  });

  it('drops what leaves by a NIC without an address', () => {
    const filtered = new FilteredRouter();
    filtered.add('POSTROUTING', { type: 'MASQUERADE', ports: null });
    expect(filtered.forward(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`))).toBe('dropped');
    expect(filtered.filter.connections()).toEqual([]);
  });

  it('needs connection tracking', () => {
    const { host } = testHost([], { behaviour: 'netstack' });
    const error = host.packetFilter.append({
      table: 'nat',
      chain: 'POSTROUTING',
      match: {},
      target: { type: 'MASQUERADE', ports: null },
    });
    expect(error).toEqual({
      code: 'target-not-allowed',
      message: 'MASQUERADE needs connection tracking (nat: tracked)',
    });
  });
});
