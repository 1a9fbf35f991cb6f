// What the codecs make of packets, against what tshark makes of them, field by field.

import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAD,
  expectDatagram,
  expectShown,
  expectWellFormed,
  hex,
  protocolIn,
  valid,
} from '../../test/dissectedFields.js';
import {
  addressPair,
  arpPacket,
  ethernetHeader,
  icmpMessage,
  igmpMessage,
  ipv4Header,
  payload,
  udpPorts,
} from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS, LINUX_FRAMES } from '../../test/linuxPackets.js';
import { fromHex, withFlippedBit } from '../../test/octets.js';
import { dissect, LINKTYPE_ETHERNET, LINKTYPE_RAW } from '../../test/tshark.js';
import { BROADCAST_MAC, formatIpv4Address, formatMacAddress } from '../address/index.js';
import { ipv4Address } from '../address/ipv4Address.js';
import { macAddress } from '../address/macAddress.js';
import {
  decodeArp,
  decodeEthernet,
  decodeIcmpv4,
  decodeIgmp,
  decodeIpv4,
  decodeIpv4Options,
  decodeUdp,
  ETHER_TYPE_ARP,
  ETHER_TYPE_IPV4,
  encodeArp,
  encodeEthernet,
  encodeIcmpv4,
  encodeIgmp,
  encodeIpv4,
  encodeUdp,
  icmpTypeOf,
  PROTOCOL_ICMP,
  PROTOCOL_IGMP,
  PROTOCOL_UDP,
} from './index.js';

const SEED = 791;
const SAMPLES = 400;
/** Protocols that tshark takes for what it knows, IP in IP among them. */
const KNOWN_PROTOCOLS = [1, 2, 4, 17];
/** Option types that tshark takes apart and the codec does not: any data will not do for them. */
const OTHER_OPTIONS = [11, 12, 25, 82, 130, 133, 134, 136, 149];

const samples = <T>(arbitrary: Arbitrary<T>): T[] =>
  fc.sample(arbitrary, { numRuns: SAMPLES, seed: SEED });

/** Headers whose protocol and options say nothing to tshark that the codecs do not know. */
const strangeHeader = ipv4Header.filter(({ protocol, options }) => {
  const decoded = valid(decodeIpv4Options(options));
  const others = decoded.some(
    (option) => option.kind === 'unknown' && OTHER_OPTIONS.includes(option.type),
  );
  return !others && !KNOWN_PROTOCOLS.includes(protocol);
});

/** Checks all that tshark and the codecs see in these datagrams. */
function expectAgreement(datagrams: readonly Uint8Array[]): void {
  expect(datagrams.length).toBeGreaterThan(20);
  dissect(datagrams, LINKTYPE_RAW).forEach((packet, index) => {
    expectDatagram(datagrams[index] as Uint8Array, packet);
  });
}

const addresses = { source: ipv4Address(0x0a000001), destination: ipv4Address(0x0a000002) };

/** A quotation that is whole, or cut where the shortest may be: behind eight octets of data. */
const quotation = fc
  .record({
    header: strangeHeader,
    data: fc.uint8Array({ minLength: 8, maxLength: 60 }),
    cut: fc.boolean(),
  })
  .map(({ header, data, cut }) => {
    const datagram = encodeIpv4(header, data);
    return cut ? datagram.subarray(0, 28 + header.options.length) : datagram;
  });

describe('tshark and the codecs see the same', () => {
  it('in every datagram from Linux', () => {
    expectAgreement(Object.values(LINUX_DATAGRAMS).map(fromHex));
  });

  it('in IPv4 headers with any fields and options', () => {
    const arbitrary = fc.record({ header: strangeHeader, data: payload });
    expectAgreement(samples(arbitrary).map(({ header, data }) => encodeIpv4(header, data)));
  });

  it('in UDP datagrams, with and without checksum', () => {
    const arbitrary = fc.record({
      pair: addressPair,
      ports: udpPorts,
      data: payload,
      bare: fc.boolean(),
    });
    expectAgreement(
      samples(arbitrary).map(({ pair, ports, data, bare }) =>
        encodeIpv4({ ...pair, protocol: PROTOCOL_UDP }, encodeUdp(ports, data, bare ? null : pair)),
      ),
    );
  });

  it('in ICMP messages, and what errors quote', () => {
    const arbitrary = fc.record({ message: icmpMessage, quoted: quotation });
    expectAgreement(
      samples(arbitrary)
        .map(({ message, quoted }) => ('quoted' in message ? { ...message, quoted } : message))
        // tshark knows more types: those of the router advertisement and its like.
        .filter((message) => icmpTypeOf(message) <= 16 || icmpTypeOf(message) > 45)
        .map((message) =>
          encodeIpv4({ ...addresses, protocol: PROTOCOL_ICMP }, encodeIcmpv4(message)),
        ),
    );
  });

  it('in IGMP messages of versions 1, 2 and 3', () => {
    expectAgreement(
      samples(igmpMessage)
        .filter(({ kind }) => kind !== 'unknown')
        .map((message) =>
          encodeIpv4({ ...addresses, ttl: 1, protocol: PROTOCOL_IGMP }, encodeIgmp(message)),
        ),
    );
  });

  it('in ARP packets', () => {
    const header = {
      destination: BROADCAST_MAC,
      source: macAddress(0x020000000001),
      etherType: ETHER_TYPE_ARP,
    };
    const frames = samples(arpPacket)
      // To tshark, 7 is an error of DRARP with fields of its own.
      .filter(({ operation }) => operation !== 7)
      .map((packet) => encodeEthernet(header, encodeArp(packet)));
    frames.push(fromHex(LINUX_FRAMES.arpRequest), fromHex(LINUX_FRAMES.arpReply));
    dissect(frames, LINKTYPE_ETHERNET).forEach((packet, index) => {
      const octets = frames[index] as Uint8Array;
      expectWellFormed(octets, packet);
      const arp = valid(decodeArp(octets, 14));
      expectShown(octets, protocolIn(packet, 'arp'), [
        ['arp.hw.type', '1'],
        ['arp.proto.type', '0x0800'],
        ['arp.hw.size', '6'],
        ['arp.proto.size', '4'],
        ['arp.opcode', `${arp.operation}`],
        ['arp.src.hw_mac', formatMacAddress(arp.senderMac)],
        ['arp.src.proto_ipv4', formatIpv4Address(arp.senderIpv4)],
        ['arp.dst.hw_mac', formatMacAddress(arp.targetMac)],
        ['arp.dst.proto_ipv4', formatIpv4Address(arp.targetIpv4)],
      ]);
    });
  });

  it('in Ethernet headers', () => {
    const datagram = fromHex(LINUX_DATAGRAMS.echo);
    const frames = samples(ethernetHeader).map((header) =>
      encodeEthernet({ ...header, etherType: ETHER_TYPE_IPV4 }, datagram),
    );
    dissect(frames, LINKTYPE_ETHERNET).forEach((packet, index) => {
      const octets = frames[index] as Uint8Array;
      const frame = valid(decodeEthernet(octets));
      expectShown(octets, protocolIn(packet, 'eth'), [
        ['eth.dst', formatMacAddress(frame.destination)],
        ['eth.src', formatMacAddress(frame.source)],
        ['eth.type', hex(frame.etherType, 4)],
      ]);
      expectDatagram(frame.payload, packet);
    });
  });

  it.each(['udp', 'echo', 'igmpV2Report'] as const)('that a checksum of %s is wrong', (name) => {
    const octets = fromHex(LINUX_DATAGRAMS[name]);
    // The last bit of the payload, and the last of the TTL.
    const damaged = withFlippedBit(withFlippedBit(octets, 8 * octets.length - 1), 71);
    const [packet] = dissect([damaged], LINKTYPE_RAW);
    if (packet === undefined) throw new Error('tshark sees no packet');
    const protocol = { udp: 'udp', echo: 'icmp', igmpV2Report: 'igmp' }[name];
    expectShown(damaged, protocolIn(packet, 'ip'), [['ip.checksum.status', BAD]]);
    expectShown(damaged, protocolIn(packet, protocol), [[`${protocol}.checksum.status`, BAD]]);

    expect(decodeIpv4(damaged)).toMatchObject({ code: 'bad-checksum' });
    const datagram = valid(decodeIpv4(damaged, 0, damaged.length, { verifyChecksum: false }));
    const { payload: data } = datagram;
    const result = {
      udp: decodeUdp(data, 0, data.length, { addresses: datagram }),
      echo: decodeIcmpv4(data),
      igmpV2Report: decodeIgmp(data),
    }[name];
    expect(result).toMatchObject({ code: 'bad-checksum' });
  });
});
