import { describe, expect, it } from 'vitest';
import { ANY } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import { EventObserver } from '../ports/eventObserver.js';
import { describePacket, icmpOctets, ip, udpOctets } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { decodeEthernet, decodeIpv4, encodeIpv4, isCodecError } from '../wire/index.js';

const PEER = ip('10.0.0.9');
/** Its octets stay in the places of packets that come after it. */
const FOREIGN = udpOctets('10.9.9.9:1', '10.8.8.8:2', new Uint8Array(1400));

/** A host whose places for packets have held packets of others. */
function usedHost() {
  const made = testHost([{ addresses: ['10.0.0.1/24'] }]);
  const held = [1500, 65_600].map((length) => {
    const packet = made.pool.allocate(length);
    packet.bytes.set(FOREIGN, packet.start);
    return packet;
  });
  const notified: string[] = [];
  for (const packet of held) made.pool.end(packet, Disposition.delivered);
  made.host.observer = new EventObserver(made.host.name, (event) => {
    if ('packet' in event) notified.push(`${event.type} ${describePacket(event.packet)}`);
  });
  return { ...made, notified };
}

describe('what cannot be sent', () => {
  const own = 'udp 10.0.0.1:5000 > 10.0.0.9:9';

  it.each([
    ['with DF, too large for the link', 1473, true],
    ['larger than a datagram can be', 65_530, false],
  ])('is shown with its own header: %s', (_, size, dontFragment) => {
    const { host, notified } = usedHost();
    const socket = host.udp.createSocket();
    expect(socket.bind({ port: 5000 })).toBeNull();
    const payload = new Uint8Array(size);
    expect(socket.send({ payload, to: PEER, port: 9, dontFragment })).toBe('message-too-long');
    expect(notified).toEqual([`dropped ${own}`]);
  });

  it('is shown with its own header: by a route that is gone', () => {
    const { host, nics, notified } = usedHost();
    const socket = host.udp.createSocket();
    expect(socket.bind({ port: 5000 })).toBeNull();
    expect(socket.connect({ address: PEER, port: 9 })).toBeNull();
    nics[0]?.removeAddress(ip('10.0.0.1'));
    expect(socket.send({ payload: new Uint8Array(8) })).toBe('invalid-endpoint-state');
    expect(notified).toEqual([`dropped ${own}`]);
  });

  it('takes no identification', () => {
    const { host, links } = usedHost();
    const socket = host.udp.createSocket();
    const identifications = [8, 1473, 8].flatMap((size) => {
      socket.send({ payload: new Uint8Array(size), to: PEER, port: 9, dontFragment: true });
      const sent = decodeIpv4(links[0]?.take()[0] ?? new Uint8Array());
      return isCodecError(sent) ? [] : [sent.identification];
    });
    const [first = 0, second] = identifications;
    expect(second).toBe((first + 1) & 0xffff);
  });
});

describe('what a host tells that it made', () => {
  it('is a packet with the header that is sent', () => {
    const { host, nics, links } = usedHost();
    const made: Uint8Array[] = [];
    host.observer = new EventObserver(host.name, (event) => {
      if (event.type === 'originated') made.push(event.packet.toBytes());
    });
    const raw = encodeIpv4({ source: ANY, destination: PEER, protocol: 99 }, new Uint8Array(8));
    const socket = host.createRawSocket({ protocol: 99 });
    expect(socket.send({ packet: raw, headerIncluded: true })).toBeNull();
    const unknown = Uint8Array.of(0x9e, 4, 1, 2);
    const echo = icmpOctets('10.0.0.9', '10.0.0.1', { type: 8 }, { options: unknown });
    nics[0]?.inject(echo);
    expect(made).toEqual(links[0]?.take());
    expect(made).toHaveLength(2);
  });
});

describe('what is injected at a NIC on Ethernet', () => {
  it('is shown to captures in a frame of its own', () => {
    const { nics, pool } = testHost([{ addresses: ['10.0.0.1/24'], kind: 'ethernet' }]);
    const frames: Uint8Array[] = [];
    const before = pool.allocate(100);
    before.bytes.fill(0xee, before.base, before.base + before.capacity);
    pool.end(before, Disposition.delivered);
    const [nic] = nics;
    if (nic === undefined) throw new Error('no NIC');
    nic.tap = {
      packet: (_, { bytes, start, length, linkHeaderLength }) =>
        frames.push(bytes.slice(start - linkHeaderLength, start + length)),
    };
    nic.inject(udpOctets('10.0.0.9:1', '10.0.0.7:2'));
    const frame = decodeEthernet(frames[0] ?? new Uint8Array());
    if (isCodecError(frame)) throw new Error(frame.message);
    expect(frame).toMatchObject({ source: 0, etherType: 0x0800 });
    expect(frame.destination).toBe(nic.link.linkAddress);
  });
});
