import { beforeEach, describe, expect, it } from 'vitest';
import { sentOn, useLine } from '../testing/filterOfHost.js';
import { ip, tcpOctets, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import { ipv4HeaderLength } from '../wire/ipv4.js';
import { TcpFlag, tcpAcknowledgment, tcpFlags, tcpSequence } from '../wire/tcp.js';

const CLIENT = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';
const { SYN, ACK, FIN, RST } = TcpFlag;

let router: TestHost;
const use = (line: string) => useLine(router, line);
const sent = (link: number) => sentOn(router, link);
/** Type and code of the ICMP errors that the client was sent. */
const errors = () => (router.links[0]?.take() ?? []).map((octets) => `${octets[20]}/${octets[21]}`);
const arrive = (octets: Uint8Array) => router.links[0]?.arrive(octets);

beforeEach(() => {
  const nics = [{ addresses: ['192.168.0.1/24'] }, { addresses: [`${OUTSIDE}/24`] }];
  router = testHost(nics, { forwarding: true }, [['0.0.0.0/0', '198.51.100.254', 1]]);
});

describe('REJECT', () => {
  it('tells the sender by ICMP, port unreachable by default', () => {
    use('-A FORWARD -p udp -j REJECT');
    arrive(udpOctets(`${CLIENT}:1`, `${SERVER}:2`));
    expect(errors()).toEqual(['3/3']);
    expect(sent(1)).toEqual([]);
    expect(router.host.pool.totals().dispositions).toMatchObject({ 'filter-forward': 1 });
  });

  it.each([
    ['icmp-net-unreachable', '3/0'],
    ['icmp-host-unreachable', '3/1'],
    ['icmp-proto-unreachable', '3/2'],
    ['icmp-net-prohibited', '3/9'],
    ['icmp-host-prohibited', '3/10'],
    ['icmp-admin-prohibited', '3/13'],
  ])('tells by %s', (answer, typeAndCode) => {
    use(`-A INPUT -j REJECT --reject-with ${answer}`);
    arrive(udpOctets(`${CLIENT}:1`, '192.168.0.1:2'));
    expect(errors()).toEqual([typeAndCode]);
  });

  it('resets a connection in the name of the server', () => {
    use('-A FORWARD -p tcp --dport 23 -j REJECT --reject-with tcp-reset');
    arrive(tcpOctets(`${CLIENT}:4000`, `${SERVER}:23`, SYN));
    const [octets] = router.links[0]?.take() ?? [];
    const view = new DataView(octets?.buffer ?? new ArrayBuffer(40), octets?.byteOffset ?? 0);
    const tcp = ipv4HeaderLength(view, 0);
    expect(view.getUint32(12)).toBe(ip(SERVER));
    expect(tcpFlags(view, tcp)).toBe(RST | ACK);
    expect([tcpSequence(view, tcp), tcpAcknowledgment(view, tcp)]).toEqual([0, 1]);
    arrive(tcpOctets(`${CLIENT}:4000`, `${SERVER}:23`, FIN | ACK));
    expect(sent(0)).toEqual([`tcp ${SERVER}:23 > ${CLIENT}:4000`]);
  });

  it('answers no RST by an RST, and nothing but TCP', () => {
    use('-A FORWARD -p tcp -j REJECT --reject-with tcp-reset');
    arrive(tcpOctets(`${CLIENT}:4000`, `${SERVER}:23`, RST));
    expect(sent(0)).toEqual([]);
  });

  it('looks at flags and lists of ports', () => {
    use('-A FORWARD -p tcp --syn -m multiport --dports 22,23 -j DROP');
    use('-A FORWARD -p tcp --tcp-flags SYN,FIN SYN,FIN -j DROP');
    const passes = (port: number, flags: number) => {
      arrive(tcpOctets(`${CLIENT}:4000`, `${SERVER}:${port}`, flags));
      return sent(1).length === 1;
    };
    expect([22, 23, 24].map((port) => passes(port, SYN))).toEqual([false, false, true]);
    expect([22, 23, 24].map((port) => passes(port, ACK))).toEqual([true, true, true]);
    expect(passes(24, SYN | FIN)).toBe(false);
  });

  it('resets what was translated before with the address that the client knows', () => {
    use(`-t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination ${SERVER}:8080`);
    use('-A FORWARD -p tcp --dport 8080 -j REJECT --reject-with tcp-reset');
    arrive(tcpOctets(`${CLIENT}:4000`, '192.168.0.1:80', SYN));
    expect(sent(0)).toEqual([`tcp 192.168.0.1:80 > ${CLIENT}:4000`]);
    // Nothing is left of it.
    expect(router.host.packetFilter.connections()).toEqual([]);
  });
});
