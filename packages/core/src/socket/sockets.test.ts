import { describe, expect, it } from 'vitest';
import { ANY } from '../address/ipv4Address.js';
import { LoopbackLink } from '../nic/loopbackLink.js';
import { addressOf, testHost } from '../testing/testHost.js';
import {
  decodeIcmpv4,
  decodeIpv4,
  decodeUdp,
  encodeIcmpv4,
  encodeIpv4,
  encodeUdp,
  isCodecError,
  PROTOCOL_ICMP,
  PROTOCOL_UDP,
} from '../wire/index.js';
import type { ReceivedDatagram } from './received.js';

const PEER = addressOf('10.0.0.9');
const OWN = addressOf('10.0.0.1');
const text = (octets: Uint8Array | undefined) => new TextDecoder().decode(octets);
const octetsOf = (value: string) => new TextEncoder().encode(value);

function hostOnLink(options: Parameters<typeof testHost>[1] = {}) {
  const made = testHost([{ addresses: ['10.0.0.1/24'] }], options);
  const [nic] = made.nics;
  const [link] = made.links;
  if (nic === undefined || link === undefined) throw new Error('no NIC');
  return { ...made, nic, link };
}

function udpTo(port: number, payload: string, source = PEER, destination = OWN) {
  const header = { sourcePort: 5000, destinationPort: port };
  const udp = encodeUdp(header, octetsOf(payload), { source, destination });
  return encodeIpv4({ source, destination, protocol: PROTOCOL_UDP }, udp);
}

function sentUdp(octets: Uint8Array | undefined) {
  const ip = decodeIpv4(octets ?? new Uint8Array());
  if (isCodecError(ip)) throw new Error(ip.message);
  const { source, destination } = ip;
  const udp = decodeUdp(ip.payload, 0, ip.payload.length, { addresses: { source, destination } });
  if (isCodecError(udp)) throw new Error(udp.message);
  return { ip, udp };
}

describe('a UDP socket', () => {
  it('sends from its port with a good checksum', () => {
    const { host, link } = hostOnLink();
    const socket = host.udp.createSocket({ typeOfService: 0x10, ttl: 7 });
    expect(socket.bind({ port: 99 })).toBeNull();
    expect(socket.send({ payload: octetsOf('hello'), to: PEER, port: 53 })).toBeNull();
    const { ip, udp } = sentUdp(link.take()[0]);
    expect(ip).toMatchObject({ source: OWN, destination: PEER, ttl: 7, typeOfService: 0x10 });
    expect(udp).toMatchObject({ sourcePort: 99, destinationPort: 53 });
    expect(text(udp.payload)).toBe('hello');
  });

  it('sends a checksum that comes out as 0 as all ones (RFC 768), the reference as it is', () => {
    const checksumsBy = (behaviour: 'standard' | 'netstack') => {
      const { host, link } = hostOnLink({ behaviour });
      const socket = host.udp.createSocket();
      const checksumOf = (payload: Uint8Array) => {
        expect(socket.send({ payload, to: PEER, port: 53 })).toBeNull();
        return sentUdp(link.take()[0]).udp.checksum;
      };
      const rest = checksumOf(Uint8Array.of(0, 0));
      return [rest, checksumOf(Uint8Array.of(rest >>> 8, rest & 0xff))];
    };
    expect(checksumsBy('standard')).toEqual([expect.any(Number), 0xffff]);
    expect(checksumsBy('netstack')).toEqual([expect.any(Number), 0]);
  });

  it('takes a free port from 16,000 on when it sends unbound', () => {
    const { host } = hostOnLink();
    const socket = host.udp.createSocket();
    expect(socket.send({ payload: new Uint8Array(1), to: PEER, port: 53 })).toBeNull();
    expect(socket.localPort).toBeGreaterThanOrEqual(16_000);
  });

  it('keeps what arrives until it is taken, or hands it to a listener', () => {
    const { host, nic } = hostOnLink();
    const socket = host.udp.createSocket();
    socket.bind({ port: 53 });
    nic.inject(udpTo(53, 'one'));
    nic.inject(udpTo(53, 'two'));
    expect(text(socket.receive()?.payload)).toBe('one');
    const heard: string[] = [];
    socket.onReceive = ({ payload, source, sourcePort }) => {
      heard.push(`${text(payload)} ${source === PEER} ${sourcePort}`);
    };
    nic.inject(udpTo(53, 'three'));
    expect(heard).toEqual(['three true 5000']);
    expect(text(socket.receive()?.payload)).toBe('two');
    expect(socket.receive()).toBeNull();
  });

  it('loses what its buffer has no room for, and what comes after a shutdown', () => {
    const { host, nic } = hostOnLink();
    const socket = host.udp.createSocket({ receiveBufferBytes: 3 });
    socket.bind({ port: 53 });
    for (const payload of ['abcd', 'lost']) nic.inject(udpTo(53, payload));
    expect(text(socket.receive()?.payload)).toBe('abcd');
    socket.shutDownReceive();
    nic.inject(udpTo(53, 'lost'));
    expect(socket.receive()).toBeNull();
    expect(host.counters.get('udp.receiveBufferErrors')).toBe(2);
  });

  it('shares a port only by consent', () => {
    const { host } = hostOnLink();
    const bind = (options: Parameters<typeof host.udp.createSocket>[0], address = ANY) =>
      host.udp.createSocket(options).bind({ port: 53, address });
    expect(bind({})).toBeNull();
    expect(bind({})).toBe('port-in-use');
    expect(bind({ reuseAddress: true })).toBe('port-in-use');
    expect(bind({}, OWN)).toBe('port-in-use');
    const other = hostOnLink().host;
    const shared = () => other.udp.createSocket({ reusePort: true });
    expect([shared().bind({ port: 9 }), shared().bind({ port: 9 })]).toEqual([null, null]);
  });

  it('gives each flow of a shared port to one socket', () => {
    const { host, nic } = hostOnLink();
    const sockets = [1, 2, 3].map(() => host.udp.createSocket({ reusePort: true }));
    for (const socket of sockets) socket.bind({ port: 53 });
    for (let last = 2; last < 60; last++) {
      for (const _ of [1, 2]) nic.inject(udpTo(53, 'x', addressOf(`10.0.0.${last}`)));
    }
    const sources = sockets.map((socket) => {
      const seen: number[] = [];
      for (let got = socket.receive(); got !== null; got = socket.receive()) seen.push(got.source);
      return seen;
    });
    expect(sources.flat()).toHaveLength(116);
    for (const seen of sources) {
      expect(seen.length).toBeGreaterThan(10);
      expect(
        seen.filter((source) => seen.filter((other) => other === source).length !== 2),
      ).toEqual([]);
    }
  });

  it('receives from the NIC alone that it is tied to', () => {
    const { host, nics } = testHost([
      { addresses: ['10.0.0.1/24'] },
      { addresses: ['10.1.0.1/24'] },
    ]);
    const tied = host.udp.createSocket({ device: 2 });
    tied.bind({ port: 53 });
    nics[0]?.inject(udpTo(53, 'no'));
    expect(tied.receive()).toBeNull();
    nics[1]?.inject(udpTo(53, 'yes', addressOf('10.1.0.9'), addressOf('10.1.0.1')));
    expect(text(tied.receive()?.payload)).toBe('yes');
    expect(host.counters.get('udp.unknownPortErrors')).toBe(0);
  });

  it('hears from its peer alone once it is connected, and of its refusal', () => {
    const { host, nic, link } = hostOnLink();
    const socket = host.udp.createSocket();
    expect(socket.connect({ address: PEER, port: 0 })).toBe('invalid-endpoint-state');
    expect(socket.connect({ address: PEER, port: 5000 })).toBeNull();
    nic.inject(udpTo(socket.localPort, 'other', addressOf('10.0.0.8')));
    nic.inject(udpTo(socket.localPort, 'peer'));
    expect(text(socket.receive()?.payload)).toBe('peer');
    expect(socket.receive()).toBeNull();
    link.take();
    socket.send({ payload: octetsOf('x') });
    const quoted = link.take()[0] as Uint8Array;
    const icmp = encodeIcmpv4({ kind: 'destination-unreachable', code: 3, nextHopMtu: 0, quoted });
    nic.inject(encodeIpv4({ source: PEER, destination: OWN, protocol: PROTOCOL_ICMP }, icmp));
    expect(socket.send({ payload: octetsOf('x') })).toBe('connection-refused');
    expect(socket.send({ payload: octetsOf('x') })).toBeNull();
  });

  it('notices that its address was removed', () => {
    const { host, nic } = hostOnLink();
    const socket = host.udp.createSocket();
    socket.connect({ address: PEER, port: 5000 });
    nic.removeAddress(OWN);
    expect(socket.send({ payload: octetsOf('x') })).toBe('invalid-endpoint-state');
    expect(host.counters.get('udp.packetSendErrors')).toBe(1);
    expect(nic.addresses.map(({ kind }) => kind)).toContain('permanent-expired');
    socket.close();
    expect(nic.addresses.map(({ kind }) => kind)).toEqual(['permanent']);
  });

  it('says why it cannot send', () => {
    const { host } = hostOnLink();
    const send = (options: Parameters<ReturnType<typeof host.udp.createSocket>['send']>[0]) =>
      host.udp.createSocket().send(options);
    const payload = new Uint8Array(10);
    expect(send({ payload })).toBe('destination-required');
    expect(send({ payload, to: PEER, port: 0 })).toBe('invalid-endpoint-state');
    expect(send({ payload, to: addressOf('192.0.2.1'), port: 9 })).toBe('no-route');
    expect(send({ payload, to: PEER, port: 9, nic: 7 })).toBe('no-route');
    expect(send({ payload, to: addressOf('10.0.0.255'), port: 9 })).toBe('broadcast-disabled');
    expect(send({ payload: new Uint8Array(65_536), to: PEER, port: 9 })).toBe('message-too-long');
    const tooBig = { payload: new Uint8Array(2000), to: PEER, port: 9, dontFragment: true };
    expect(send(tooBig)).toBe('message-too-long');
    const closed = host.udp.createSocket();
    closed.close();
    closed.close();
    expect(closed.send({ payload, to: PEER, port: 9 })).toBe('closed');
    expect([closed.bind(), closed.connect({ address: PEER, port: 1 })]).toEqual([
      'closed',
      'closed',
    ]);
    const bound = host.udp.createSocket();
    expect(bound.bind({ address: PEER })).toBe('bad-local-address');
    expect([bound.bind({ nic: 1 }), bound.bind()]).toEqual([null, 'already-bound']);
    expect(bound.send({ payload, to: PEER, port: 9, nic: 2 })).toBe('no-route');
    expect(bound.connect({ address: PEER, port: 9, nic: 2 })).toBe('invalid-endpoint-state');
  });

  it('refuses another port when none is free', () => {
    const { host } = hostOnLink();
    const sockets = Array.from({ length: 49_536 }, () => host.udp.createSocket());
    expect(new Set(sockets.map((socket) => socket.bind()))).toEqual(new Set([null]));
    expect(host.udp.createSocket().bind()).toBe('no-ports');
  });
});

describe('a ping socket', () => {
  const request = encodeIcmpv4({
    kind: 'echo',
    code: 0,
    identifier: 0,
    sequenceNumber: 7,
    data: octetsOf('data'),
  });

  it('sends echo requests under its identifier and receives the replies', () => {
    const { host, nic, link } = hostOnLink();
    const socket = host.icmp.createPingSocket({ ttl: 3 });
    expect(socket.bind({ identifier: 1234 })).toBeNull();
    expect(socket.send({ message: request, to: PEER })).toBeNull();
    const ip = decodeIpv4(link.take()[0] as Uint8Array);
    if (isCodecError(ip)) throw new Error(ip.message);
    expect(ip.ttl).toBe(3);
    const echo = decodeIcmpv4(ip.payload);
    expect(echo).toMatchObject({ kind: 'echo', identifier: 1234, sequenceNumber: 7 });
    const reply = encodeIcmpv4({
      ...(echo as { kind: 'echo' } & typeof echo),
      kind: 'echo-reply',
    } as never);
    const arrive = () =>
      nic.inject(encodeIpv4({ source: PEER, destination: OWN, protocol: PROTOCOL_ICMP }, reply));
    arrive();
    expect(text(socket.receive()?.payload.subarray(8))).toBe('data');
    const heard: ReceivedDatagram[] = [];
    socket.onReceive = (datagram) => heard.push(datagram);
    arrive();
    expect(heard).toMatchObject([{ source: PEER, destination: OWN }]);
    socket.shutDownReceive();
    arrive();
    expect(host.counters.get('droppedPackets')).toBe(1);
    expect(host.counters.get('icmp.v4.packetsSent.echoRequest')).toBe(1);
  });

  it('works connected', () => {
    const { host, link } = hostOnLink();
    const socket = host.icmp.createPingSocket();
    expect(socket.connect({ address: PEER })).toBeNull();
    expect(socket.connect({ address: PEER })).toBeNull();
    expect(socket.send({ message: request })).toBeNull();
    expect(link.take()).toHaveLength(1);
    socket.close();
    socket.close();
    expect([
      socket.send({ message: request }),
      socket.bind(),
      socket.connect({ address: PEER }),
    ]).toEqual(['closed', 'closed', 'closed']);
  });

  it('says why it cannot send', () => {
    const { host } = hostOnLink();
    const send = (options: Parameters<ReturnType<typeof host.icmp.createPingSocket>['send']>[0]) =>
      host.icmp.createPingSocket().send(options);
    expect(send({ message: request })).toBe('destination-required');
    expect(send({ message: request.subarray(0, 7), to: PEER })).toBe('invalid-endpoint-state');
    expect(send({ message: new Uint8Array(8), to: PEER })).toBe('invalid-endpoint-state');
    expect(send({ message: request, to: addressOf('192.0.2.1') })).toBe('no-route');
    expect(send({ message: request, to: PEER, nic: 9 })).toBe('no-route');
    const long = new Uint8Array(65_536);
    long[0] = 8;
    expect(send({ message: long, to: PEER })).toBe('message-too-long');
    const bound = host.icmp.createPingSocket();
    expect(bound.bind({ address: PEER })).toBe('bad-local-address');
    expect(bound.bind({ address: addressOf('224.0.0.1') })).toBe('bad-local-address');
    expect(bound.bind({ address: OWN, identifier: 5 })).toBeNull();
    expect(bound.bind({ identifier: 6 })).toBe('already-bound');
    expect(host.icmp.createPingSocket().bind({ identifier: 5 })).toBe('port-in-use');
    expect(bound.send({ message: request, to: PEER, nic: 2 })).toBe('no-route');
  });
});

describe('a raw socket', () => {
  it('sees every packet of its protocol, whole', () => {
    const { host, nic } = hostOnLink();
    const socket = host.createRawSocket({ protocol: PROTOCOL_UDP });
    const packet = udpTo(53, 'nobody listens');
    nic.inject(packet);
    expect(socket.receive()?.payload).toEqual(packet);
    socket.close();
    nic.inject(packet);
    expect(socket.receive()).toBeNull();
  });

  it('sees what its binding and its peer let through', () => {
    const { host, nic } = hostOnLink();
    const bound = host.createRawSocket({ protocol: PROTOCOL_UDP });
    expect(bound.bind({ address: PEER })).toBe('bad-local-address');
    expect(bound.bind({ address: OWN })).toBeNull();
    const connected = host.createRawSocket({ protocol: PROTOCOL_UDP, receiveBufferBytes: 10 });
    expect(connected.connect({ address: addressOf('192.0.2.1') })).toBe('no-route');
    expect(connected.connect({ address: PEER })).toBeNull();
    const sendOnly = host.createRawSocket({ protocol: PROTOCOL_UDP, sendOnly: true });
    nic.inject(udpTo(53, 'a'));
    nic.inject(udpTo(53, 'b'));
    nic.inject(udpTo(53, 'c', addressOf('10.0.0.8')));
    expect(bound.receive()).toBeNull();
    expect(sendOnly.receive()).toBeNull();
    expect(connected.receive()).not.toBeNull();
    expect(connected.receive()).toBeNull();
    expect(host.counters.get('droppedPackets')).toBe(2);
  });

  it('sends payloads under a header of the stack, and whole packets', () => {
    const { host, link } = hostOnLink();
    const socket = host.createRawSocket({ protocol: 99 });
    expect(socket.send({ packet: octetsOf('x'), headerIncluded: false })).toBe(
      'destination-required',
    );
    expect(socket.send({ packet: octetsOf('x'), headerIncluded: false, to: PEER })).toBeNull();
    expect(decodeIpv4(link.take()[0] as Uint8Array)).toMatchObject({ protocol: 99, source: OWN });
    const packet = encodeIpv4({ source: addressOf('1.2.3.4'), destination: PEER, protocol: 98 });
    expect(socket.send({ packet, headerIncluded: true })).toBeNull();
    expect(decodeIpv4(link.take()[0] as Uint8Array)).toMatchObject({
      protocol: 98,
      source: addressOf('1.2.3.4'),
    });
    expect(socket.send({ packet: packet.subarray(1), headerIncluded: true })).toBe(
      'invalid-option-value',
    );
    socket.connect({ address: PEER });
    expect(socket.send({ packet: octetsOf('y'), headerIncluded: false })).toBeNull();
    expect(socket.send({ packet: new Uint8Array(65_536), headerIncluded: false })).toBe(
      'message-too-long',
    );
    socket.close();
  });
});

describe('a loopback NIC', () => {
  it('brings back what is sent to its subnet', () => {
    const { host } = hostOnLink();
    const lo = host.addNic({ name: 'lo', link: new LoopbackLink() });
    const loopback = { address: addressOf('127.0.0.1'), length: 8 };
    lo.addAddress(loopback);
    host.routes.add({ destination: loopback, gateway: null, nic: lo.id });
    const socket = host.udp.createSocket();
    socket.bind({ port: 53 });
    expect(
      socket.send({ payload: octetsOf('me'), to: addressOf('127.9.9.9'), port: 53 }),
    ).toBeNull();
    expect(text(socket.receive()?.payload)).toBe('me');
  });

  it('needs a receiver', () => {
    const { pool } = hostOnLink();
    expect(new LoopbackLink().send(pool.allocate(20))).toBe('link-not-connected');
  });
});

describe('an identification of zero (RFC 6864 4.1)', () => {
  it('is replaced in what a raw socket or an echo reply sends, unless the datagram is atomic', () => {
    const { host, link } = hostOnLink();
    const socket = host.createRawSocket({ protocol: 99 });
    const send = (dontFragment: boolean) => {
      const packet = encodeIpv4({ source: OWN, destination: PEER, protocol: 99, dontFragment });
      socket.send({ packet, headerIncluded: true });
      const sent = decodeIpv4(link.take()[0] as Uint8Array);
      return isCodecError(sent) ? -1 : sent.identification;
    };
    expect(new Set([send(false), send(false), send(false)]).size).toBe(3);
    expect(send(true)).toBe(0);
  });
});
