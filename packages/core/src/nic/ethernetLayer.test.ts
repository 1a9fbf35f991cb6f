import { describe, expect, it } from 'vitest';
import { ANY, ipv4Address, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import {
  BROADCAST_MAC,
  type MacAddress,
  macAddress,
  multicastMac,
  ZERO_MAC,
} from '../address/macAddress.js';
import { addressOf, testHost } from '../testing/testHost.js';
import {
  type ArpPacket,
  decodeArp,
  decodeEthernet,
  decodeIcmpv4,
  decodeIpv4,
  encodeArp,
  encodeEthernet,
  encodeIpv4,
  isCodecError,
} from '../wire/index.js';

const OWN = addressOf('10.0.0.1');
const PEER = addressOf('10.0.0.9');
const OWN_MAC = macAddress(0x02_00_00_00_00_01);
const PEER_MAC = macAddress(0x02_00_00_00_00_99);
const SECOND_NS = 1e9;

function lanHost(options: Parameters<typeof testHost>[1] = {}) {
  const made = testHost([{ addresses: ['10.0.0.1/24'], kind: 'ethernet' }], options);
  const [nic] = made.nics;
  const [link] = made.links;
  if (nic === undefined || link === undefined) throw new Error('no NIC');
  return { ...made, nic, link };
}

function frameOf(octets: Uint8Array | undefined) {
  const frame = decodeEthernet(octets ?? new Uint8Array());
  if (isCodecError(frame)) throw new Error(frame.message);
  return frame;
}

function arp(packet: ArpPacket, destination = OWN_MAC) {
  const payload = encodeArp(packet);
  return encodeEthernet({ destination, source: PEER_MAC, etherType: 0x0806 }, payload);
}

const request = arp(
  {
    operation: 1,
    senderMac: PEER_MAC,
    senderIpv4: PEER,
    targetMac: ZERO_MAC,
    targetIpv4: OWN,
  },
  BROADCAST_MAC,
);
const reply = arp({
  operation: 2,
  senderMac: PEER_MAC,
  senderIpv4: PEER,
  targetMac: OWN_MAC,
  targetIpv4: OWN,
});

describe('a NIC on Ethernet', () => {
  it('asks for the link address of its next hop, and sends what waited', () => {
    const { host, link, pool } = lanHost();
    const socket = host.udp.createSocket();
    socket.send({ payload: new Uint8Array(1), to: PEER, port: 9 });
    socket.send({ payload: new Uint8Array(2), to: PEER, port: 9 });
    const [asked, ...others] = link.take().map(frameOf);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ destination: BROADCAST_MAC, source: OWN_MAC, etherType: 0x0806 });
    expect(decodeArp(asked?.payload as Uint8Array)).toMatchObject({
      operation: 1,
      targetIpv4: PEER,
    });
    expect(host.heldPackets).toBe(2);
    link.arrive(reply);
    const sent = link.take().map(frameOf);
    expect(sent.map(({ destination, etherType }) => [destination, etherType])).toEqual([
      [PEER_MAC, 0x0800],
      [PEER_MAC, 0x0800],
    ]);
    expect(host.heldPackets).toBe(0);
    expect(pool.liveCount).toBe(0);
    expect(host.nic('eth0')?.ethernet?.neighbours).toMatchObject([
      { address: PEER, mac: PEER_MAC },
    ]);
  });

  it('gives up after three requests', () => {
    const { host, link, clock } = lanHost();
    host.udp.createSocket().send({ payload: new Uint8Array(1), to: PEER, port: 9 });
    clock.advanceTo(3 * SECOND_NS);
    expect(link.sent.map(({ timeNs }) => timeNs)).toEqual([0, SECOND_NS, 2 * SECOND_NS]);
    expect(host.counters.get('ip.outgoingPacketErrors')).toBe(1);
    expect(host.heldPackets).toBe(0);
  });

  it('answers requests for its addresses, and for no others', () => {
    const { host, link } = lanHost();
    link.arrive(request);
    const [answer] = link.take().map(frameOf);
    expect(answer?.destination).toBe(PEER_MAC);
    expect(decodeArp(answer?.payload as Uint8Array)).toMatchObject({
      operation: 2,
      senderMac: OWN_MAC,
      senderIpv4: OWN,
      targetIpv4: PEER,
    });
    const other = { operation: 1, senderMac: PEER_MAC, senderIpv4: PEER, targetMac: ZERO_MAC };
    link.arrive(arp({ ...other, targetIpv4: addressOf('10.0.0.2') }, BROADCAST_MAC));
    expect(link.take()).toEqual([]);
    expect(host.counters.get('arp.requestsReceivedUnknownTargetAddress')).toBe(1);
  });

  it('needs to ask for no broadcast or multicast address', () => {
    const { host, link, nic } = lanHost();
    const socket = host.udp.createSocket({ broadcast: true, multicastLoop: false });
    const group = addressOf('239.1.1.1');
    for (const to of [LIMITED_BROADCAST, addressOf('10.0.0.255'), group]) {
      expect(socket.send({ payload: new Uint8Array(1), to, port: 9, nic: nic.id })).toBeNull();
    }
    expect(link.take().map((octets) => frameOf(octets).destination)).toEqual([
      BROADCAST_MAC,
      BROADCAST_MAC,
      multicastMac(group),
    ]);
  });

  it('takes frames for itself and for groups, of protocols that it knows', () => {
    const { host, link, nic, pool } = lanHost();
    const packet = encodeIpv4({ source: PEER, destination: OWN, protocol: 99 });
    const frame = (destination: MacAddress, etherType: number) =>
      encodeEthernet({ destination, source: PEER_MAC, etherType }, packet);
    link.arrive(frame(macAddress(0x02_00_00_00_00_55), 0x0800));
    link.arrive(frame(OWN_MAC, 0x86dd));
    expect(host.counters.get('ip.packetsReceived')).toBe(0);
    link.arrive(frame(OWN_MAC, 0x0800));
    link.arrive(frame(BROADCAST_MAC, 0x0800));
    nic.promiscuous = true;
    link.arrive(frame(macAddress(0x02_00_00_00_00_55), 0x0800));
    expect(host.counters.get('ip.packetsReceived')).toBe(3);
    expect(pool.totals().dispositions).toMatchObject({
      'not-for-this-link-address': 1,
      'unknown-link-protocol': 1,
    });
  });

  it('counts ARP packets that are none', () => {
    const { host, link, nic } = lanHost();
    link.arrive(
      encodeEthernet(
        { destination: OWN_MAC, source: PEER_MAC, etherType: 0x0806 },
        new Uint8Array(27),
      ),
    );
    nic.disable();
    link.arrive(request);
    expect(host.counters.nonZero()).toMatchObject({
      'arp.packetsReceived': 2,
      'arp.malformedPacketsReceived': 1,
      'arp.disabledPacketsReceived': 1,
    });
  });

  it('sends to a static neighbour without asking', () => {
    const { host, link, nic } = lanHost();
    nic.ethernet?.addStaticNeighbour(PEER, PEER_MAC);
    host.udp.createSocket().send({ payload: new Uint8Array(1), to: PEER, port: 9 });
    expect(link.take().map((octets) => frameOf(octets).destination)).toEqual([PEER_MAC]);
  });

  it('tells the source of what it forwards that the next hop is not there (RFC 1812 4.3.3.1)', () => {
    const nics = [
      { addresses: ['10.1.0.1/24'] },
      { addresses: ['10.0.0.1/24'], kind: 'ethernet' as const },
    ];
    const answersBy = (behaviour: 'standard' | 'netstack') => {
      const { nics: made, links, clock } = testHost(nics, { forwarding: true, behaviour });
      for (const link of links) link.take();
      made[0]?.inject(
        encodeIpv4(
          { source: addressOf('10.1.0.9'), destination: PEER, protocol: 17 },
          new Uint8Array(8),
        ),
      );
      clock.advanceTo(4 * SECOND_NS);
      return links[0]?.take() ?? [];
    };
    const [answer] = answersBy('standard').map((octets) => decodeIpv4(octets));
    if (answer === undefined || isCodecError(answer)) throw new Error('no answer');
    expect(decodeIcmpv4(answer.payload)).toMatchObject({
      kind: 'destination-unreachable',
      code: 1,
    });
    expect(answersBy('netstack')).toEqual([]);
  });
});

describe('an ARP packet, whomever it asks (RFC 826)', () => {
  const OTHER = addressOf('10.0.0.3');
  const NEW_MAC = macAddress(0x02_00_00_00_00_77);
  const announcement = {
    operation: 1,
    senderMac: NEW_MAC,
    senderIpv4: PEER,
    targetMac: ZERO_MAC,
  };
  const unicastReply = { operation: 2, senderMac: NEW_MAC, senderIpv4: PEER, targetMac: OWN_MAC };

  /** The link address of PEER, known as PEER_MAC before, after a packet; null if it is not known. */
  function macAfter(
    packet: ArpPacket,
    behaviour: 'standard' | 'netstack' = 'standard',
    before: readonly Uint8Array[] = [request],
  ): number | null {
    const { nic, link } = lanHost({ behaviour });
    for (const frame of before) link.arrive(frame);
    link.arrive(arp(packet, BROADCAST_MAC));
    const known = nic.ethernet?.neighbours.find(({ address }) => address === packet.senderIpv4);
    return known?.mac ?? null;
  }

  it.each([
    ['a request for another station', { ...announcement, targetIpv4: OTHER }],
    ['an announcement', { ...announcement, targetIpv4: PEER }],
    ['an announcement by a reply', { ...unicastReply, targetIpv4: PEER }],
    ['a reply to another station', { ...unicastReply, targetIpv4: OTHER }],
    ['a reply', { ...unicastReply, targetIpv4: OWN }],
  ])('tells that a known neighbour has another link address now: %s', (_, packet) => {
    expect(macAfter(packet)).toBe(NEW_MAC);
    expect(macAfter(packet, 'netstack')).toBe(PEER_MAC);
  });

  it('tells of a neighbour that packets wait for, and they go', () => {
    const { host, link } = lanHost();
    host.udp.createSocket().send({ payload: new Uint8Array(1), to: PEER, port: 9 });
    link.take();
    link.arrive(arp({ ...announcement, targetIpv4: OTHER }, BROADCAST_MAC));
    expect(link.take().map((octets) => frameOf(octets).destination)).toEqual([NEW_MAC]);
  });

  it('adds a neighbour only if it is for us', () => {
    expect(macAfter({ ...announcement, targetIpv4: OTHER }, 'standard', [])).toBeNull();
    expect(macAfter({ ...announcement, targetIpv4: PEER }, 'standard', [])).toBeNull();
    expect(macAfter({ ...announcement, targetIpv4: OWN }, 'standard', [])).toBe(NEW_MAC);
    expect(macAfter({ ...unicastReply, targetIpv4: OWN }, 'standard', [])).toBe(NEW_MAC);
    expect(macAfter({ ...unicastReply, targetIpv4: OWN }, 'netstack', [])).toBeNull();
  });

  it('is not believed about 0.0.0.0, groups and own addresses, but requests are answered', () => {
    const probe = { ...announcement, senderIpv4: ANY, targetIpv4: OWN };
    const { nic, link } = lanHost();
    const packets = [
      probe,
      { ...probe, senderIpv4: OWN },
      { ...probe, senderIpv4: PEER, senderMac: multicastMac(ipv4Address(0xe0000001)) },
    ];
    for (const packet of packets) link.arrive(arp(packet, BROADCAST_MAC));
    link.arrive(arp({ ...unicastReply, senderMac: BROADCAST_MAC, targetIpv4: OWN }));
    expect(nic.ethernet?.neighbours).toEqual([]);
    expect(link.take()).toHaveLength(3);
  });

  it('does not change a static neighbour', () => {
    const { nic, link } = lanHost();
    nic.ethernet?.addStaticNeighbour(PEER, PEER_MAC);
    link.arrive(arp({ ...announcement, targetIpv4: OTHER }, BROADCAST_MAC));
    expect(nic.ethernet?.neighbours).toMatchObject([{ address: PEER, mac: PEER_MAC }]);
  });
});
