import { beforeEach, describe, expect, it } from 'vitest';
import { sentOn, useLine } from '../testing/filterOfHost.js';
import { icmpOctets, ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';

const LAN_HOST = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';

describe('NAT on a router', () => {
  let router: TestHost;
  const use = (line: string) => useLine(router, line);
  const sent = (link: number) => sentOn(router, link);

  beforeEach(() => {
    const nics = [{ addresses: ['192.168.0.1/24'] }, { addresses: [`${OUTSIDE}/24`], mtu: 576 }];
    const routes = [['0.0.0.0/0', '198.51.100.254', 1]] as const;
    router = testHost(nics, { forwarding: true }, routes);
    use('-t nat -A POSTROUTING -o eth1 -j SNAT --to-source 198.51.100.1');
  });

  it('hides a network behind its outer address, and brings answers back', () => {
    router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`));
    expect(sent(1)).toEqual([`udp ${OUTSIDE}:4000 > ${SERVER}:53`]);
    router.links[1]?.arrive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4000`));
    expect(sent(0)).toEqual([`udp ${SERVER}:53 > ${LAN_HOST}:4000`]);
  });

  it('forgets its connections, but no rule, when its plug is pulled', () => {
    const { host, links } = router;
    const part = { identification: 9, moreFragments: true };
    const octets = [
      udpOctets(`${LAN_HOST}:4001`, `${SERVER}:53`),
      udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`, new Uint8Array(16), part),
    ];
    for (const each of octets) links[0]?.arrive(each);
    expect(host.packetFilter.connections()).toHaveLength(2);
    host.power.setUp(false);
    expect(host.packetFilter.connections()).toEqual([]);
    host.power.setUp(true);
    for (const link of links) link.take();
    links[1]?.arrive(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4001`));
    expect([sent(0), sent(1)]).toEqual([[], [expect.stringContaining('icmp3')]]);
    const later = { identification: 9, fragmentOffsetBytes: 24 };
    links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`, undefined, later));
    expect(sent(1)).toEqual([]);
    links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`));
    expect(sent(1)).toEqual([`udp ${OUTSIDE}:4000 > ${SERVER}:53`]);
  });

  it('sends nothing on of a fragment that comes before the first one, asked or answered', () => {
    const first = { identification: 9, moreFragments: true };
    const later = { identification: 9, fragmentOffsetBytes: 24 };
    const ask = [`${LAN_HOST}:4000`, `${SERVER}:53`] as const;
    router.links[0]?.arrive(udpOctets(...ask, undefined, later));
    expect(sent(1)).toEqual([]);
    router.links[0]?.arrive(udpOctets(...ask, new Uint8Array(16), first));
    router.links[0]?.arrive(udpOctets(...ask, undefined, later));
    expect(sent(1)).toEqual([expect.stringContaining('udp'), `fragment ${OUTSIDE} > ${SERVER}`]);
    const answer = [`${SERVER}:53`, `${OUTSIDE}:4000`] as const;
    router.links[1]?.arrive(udpOctets(...answer, undefined, later));
    expect([sent(0), router.host.heldPackets]).toEqual([[], 1]);
    router.links[1]?.arrive(udpOctets(...answer, new Uint8Array(16), first));
    router.links[1]?.arrive(udpOctets(...answer, undefined, later));
    expect(sent(0)).toEqual([expect.stringContaining('udp'), `fragment ${SERVER} > ${LAN_HOST}`]);
  });

  it('translates before it fragments', () => {
    router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`, new Uint8Array(1000)));
    expect(sent(1)).toEqual([
      `udp ${OUTSIDE}:4000 > ${SERVER}:53`,
      `fragment ${OUTSIDE} > ${SERVER}`,
    ]);
  });

  it('brings ICMP errors back to who sent the datagram', () => {
    router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`));
    const [beyond = new Uint8Array()] = router.links[1]?.take() ?? [];
    const data = { type: 11, data: beyond };
    router.links[1]?.arrive(icmpOctets('198.51.100.254', OUTSIDE, data));
    expect(sent(0)).toEqual([
      `icmp11 198.51.100.254 > ${LAN_HOST} [udp ${LAN_HOST}:4000 > ${SERVER}:53]`,
    ]);
  });

  it('tells of its own errors without showing what it translated', () => {
    use(
      '-t nat -A PREROUTING -i eth1 -p udp --dport 80 -j DNAT --to-destination 192.168.0.80:8080',
    );
    const expired = udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`, undefined, { ttl: 1 });
    router.links[1]?.arrive(expired);
    expect(sent(1)).toEqual([`icmp11 ${OUTSIDE} > ${SERVER} [udp ${SERVER}:5 > ${OUTSIDE}:80]`]);
  });

  it.each(['239.1.1.1', '255.255.255.255', '192.168.0.255'])(
    'says nothing about what came to many at %s, though it gave it to one (RFC 1122 3.2.2)',
    (many) => {
      use(`-t nat -A PREROUTING -i eth0 -j DNAT --to-destination 192.168.0.1`);
      router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${many}:9`));
      expect(sent(0)).toEqual([]);
      router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:9`));
      expect(sent(0)).toHaveLength(1);
    },
  );

  it('lets a server inside be reached from outside', () => {
    use(
      '-t nat -A PREROUTING -i eth1 -p udp --dport 80 -j DNAT --to-destination 192.168.0.80:8080',
    );
    router.links[1]?.arrive(udpOctets(`${SERVER}:5`, `${OUTSIDE}:80`));
    expect(sent(0)).toEqual([`udp ${SERVER}:5 > 192.168.0.80:8080`]);
    router.links[0]?.arrive(udpOctets('192.168.0.80:8080', `${SERVER}:5`));
    expect(sent(1)).toEqual([`udp ${OUTSIDE}:80 > ${SERVER}:5`]);
  });

  it('sends what it made itself by the route of the new destination', () => {
    use('-t nat -A OUTPUT -p udp --dport 53 -j DNAT --to-destination 192.168.0.53');
    const socket = router.host.udp.createSocket();
    expect(socket.send({ payload: Uint8Array.of(1), to: ip(SERVER), port: 53 })).toBeNull();
    expect([sent(0), sent(1)]).toEqual([[expect.stringContaining('> 192.168.0.53:53')], []]);
  });

  it('serves at another port what asks for a well-known one', () => {
    use('-t nat -A PREROUTING -i eth0 -p udp --dport 53 -j REDIRECT --to-ports 5353');
    const socket = router.host.udp.createSocket();
    socket.bind({ port: 5353 });
    router.links[0]?.arrive(udpOctets(`${LAN_HOST}:4000`, `${SERVER}:53`));
    const asked = socket.receive();
    expect(asked?.source).toBe(ip(LAN_HOST));
    expect(socket.send({ payload: Uint8Array.of(1), to: ip(LAN_HOST), port: 4000 })).toBeNull();
    expect(sent(0)).toEqual([`udp ${SERVER}:53 > ${LAN_HOST}:4000`]);
  });

  it('answers pings that it redirects to itself with the address that was asked', () => {
    use('-t nat -A PREROUTING -i eth0 -p icmp -j REDIRECT');
    router.links[0]?.arrive(icmpOctets(LAN_HOST, SERVER, { type: 8, rest: 0x00070001 }));
    expect(sent(0)).toEqual([`icmp0 ${SERVER} > ${LAN_HOST} id 7`]);
  });
});
