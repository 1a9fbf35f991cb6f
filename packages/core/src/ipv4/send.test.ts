import { describe, expect, it } from 'vitest';
import { ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';

const PEER = ip('10.0.0.2');

function host(mtu = 1500, options: Parameters<typeof testHost>[1] = {}): TestHost {
  return testHost([{ addresses: ['10.0.0.1/24'], mtu }], options);
}

function send(test: TestHost, size: number, options = {}) {
  const payload = new Uint8Array(size);
  return test.host.udp.createSocket().send({ payload, to: PEER, port: 9, ...options });
}

/** Length, offset in octets, and M for more fragments of everything that was sent. */
function sent({ links }: TestHost): string[] {
  return (links[0]?.take() ?? []).map((octets) => {
    const view = new DataView(octets.buffer, octets.byteOffset);
    const word = view.getUint16(6);
    return `${octets.length} @${(word & 0x1fff) * 8}${(word & 0x2000) === 0 ? '' : ' M'}`;
  });
}

describe('what is sent', () => {
  it('is whole where it fits, and in fragments where it does not', () => {
    const test = host(576);
    expect(send(test, 548)).toBeNull();
    expect(sent(test)).toEqual(['576 @0']);
    expect(send(test, 1200)).toBeNull();
    expect(sent(test)).toEqual(['572 @0 M', '572 @552 M', '124 @1104']);
    expect(test.host.counters.get('ip.packetsSent')).toBe(4);
  });

  it('is refused with DF where it does not fit', () => {
    const test = host(576);
    expect(send(test, 549, { dontFragment: true })).toBe('message-too-long');
    expect(send(test, 548, { dontFragment: true })).toBeNull();
    expect(sent(test)).toEqual(['576 @0']);
    expect(test.pool.liveCount).toBe(0);
  });

  it('is refused where it has more octets than a datagram can', () => {
    expect(send(host(65_535), 65_508)).toBe('message-too-long');
    expect(send(host(65_535), 65_507)).toBeNull();
  });

  it('is refused on links that are too narrow for IPv4', () => {
    const test = host(67);
    expect(send(test, 1)).toBe('invalid-endpoint-state');
    expect(test.host.counters.get('ip.outgoingPacketErrors')).toBe(1);
  });

  it('is refused once the NIC of its route is down', () => {
    const test = host();
    const socket = test.host.udp.createSocket();
    expect(socket.connect({ address: PEER, port: 9 })).toBeNull();
    test.nics[0]?.disable();
    test.links[0]?.take();
    expect(socket.send({ payload: new Uint8Array(1) })).toBe('invalid-endpoint-state');
    expect(sent(test)).toEqual([]);
  });

  it('comes back, and does not go out, to an own address', () => {
    const test = host();
    const socket = test.host.udp.createSocket();
    socket.bind({ port: 9 });
    expect(send(test, 5, { to: ip('10.0.0.1') })).toBeNull();
    expect(sent(test)).toEqual([]);
    expect(socket.receive()?.payload.length).toBe(5);
  });

  it('goes out and comes back to broadcast', () => {
    const test = host();
    const socket = test.host.udp.createSocket({ broadcast: true });
    socket.bind({ port: 9 });
    expect(socket.send({ payload: new Uint8Array(5), to: ip('10.0.0.255'), port: 9 })).toBeNull();
    expect(sent(test)).toEqual(['33 @0']);
    expect(socket.receive()?.payload.length).toBe(5);
  });

  it('has what its sender left open filled in, where it brings its own header', () => {
    const test = host();
    const socket = test.host.createRawSocket({ protocol: 255, sendOnly: true });
    const header = { identification: 0, dontFragment: false };
    const packet = udpOctets('0.0.0.0:5', '10.0.0.2:6', undefined, header);
    expect(socket.send({ packet, headerIncluded: true })).toBeNull();
    const [octets] = test.links[0]?.take() ?? [];
    const view = new DataView((octets as Uint8Array).buffer);
    expect(view.getUint32(12)).toBe(ip('10.0.0.1'));
    expect(view.getUint16(4)).not.toBe(0);
  });

  it('ends after the fragment that could not be sent', () => {
    const test = host(576);
    const link = test.links[0];
    if (link === undefined) throw new Error('no link');
    let calls = 0;
    const { send: original } = link;
    link.send = (packet) => (++calls === 2 ? 'link-closed' : original.call(link, packet));
    expect(send(test, 1200)).toBe('aborted');
    expect(calls).toBe(2);
    expect(test.host.counters.get('ip.outgoingPacketErrors')).toBe(2);
    expect(test.pool.liveCount).toBe(0);
  });
});
