import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arpPacket, ethernetHeader, payload } from '../../test/headerArbitraries.js';
import { LINUX_DATAGRAMS, LINUX_FRAMES } from '../../test/linuxPackets.js';
import { decodeAmongPoison, fromHex, toHex } from '../../test/octets.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { macAddress, ZERO_MAC } from '../address/macAddress.js';
import { ARP_REPLY, ARP_REQUEST } from './arp.js';
import { type ArpPacket, decodeArp, encodeArp } from './arpCodec.js';
import { decodeEthernet, type EthernetFrame, encodeEthernet } from './ethernetCodec.js';

const request = fromHex(LINUX_FRAMES.arpRequest);
const reply = fromHex(LINUX_FRAMES.arpReply);

const GOLDEN: [string, Uint8Array, ArpPacket][] = [
  [
    'request',
    request,
    {
      operation: ARP_REQUEST,
      senderMac: macAddress(0x020000000002),
      senderIpv4: ipv4Address(0x0a020001),
      targetMac: ZERO_MAC,
      targetIpv4: ipv4Address(0x0a02000b),
    },
  ],
  [
    'reply',
    reply,
    {
      operation: ARP_REPLY,
      senderMac: macAddress(0x02000000000b),
      senderIpv4: ipv4Address(0x0a02000b),
      targetMac: macAddress(0x020000000002),
      targetIpv4: ipv4Address(0x0a020001),
    },
  ],
];

describe('an ARP packet', () => {
  it.each(GOLDEN)('%s from Linux comes apart and is built again', (_name, frame, packet) => {
    const octets = frame.subarray(14);
    expect(decodeAmongPoison(decodeArp, octets)).toEqual(packet);
    expect(toHex(encodeArp(packet))).toBe(toHex(octets));
  });

  it('may have padding behind it', () => {
    const octets = new Uint8Array(46);
    octets.set(request.subarray(14));
    expect(decodeArp(octets)).toEqual(GOLDEN[0]?.[2]);
  });

  it('is truncated wherever it is cut', () => {
    for (let length = 0; length < 28; length++) {
      const result = decodeAmongPoison(decodeArp, request.subarray(14, 14 + length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
  });

  it('of other hardware or another protocol is unsupported', () => {
    const octets = request.slice(14);
    octets[1] = 6;
    expect(decodeArp(octets)).toMatchObject({ code: 'unsupported-format', offset: 0 });
  });

  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(arpPacket, (packet) => {
        expect(decodeAmongPoison(decodeArp, encodeArp(packet))).toEqual(packet);
      }),
    );
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (octets, right) => {
        if (right && octets.length >= 6) octets.set(request.subarray(14, 20));
        decodeAmongPoison(decodeArp, octets);
      }),
    );
  });

  it.each([
    { operation: 65_536 },
    { senderMac: macAddress(2 ** 48) },
    { senderIpv4: (2 ** 32) as Ipv4Address },
    { targetMac: macAddress(2 ** 48) },
    { targetIpv4: (2 ** 32) as Ipv4Address },
  ])('cannot hold %j', (change) => {
    const packet = {
      operation: 1,
      senderMac: macAddress(1),
      senderIpv4: ipv4Address(1),
      targetMac: macAddress(1),
      targetIpv4: ipv4Address(1),
    };
    expect(() => encodeArp({ ...packet, ...change })).toThrow(RangeError);
  });
});

describe('an Ethernet frame', () => {
  it('from Linux comes apart and is built again', () => {
    const octets = fromHex(LINUX_FRAMES.echoFrame);
    const frame = decodeAmongPoison(decodeEthernet, octets) as EthernetFrame;
    expect(frame).toEqual({
      destination: 0x02000000000b,
      source: 0x020000000002,
      etherType: 0x0800,
      payload: fromHex(LINUX_DATAGRAMS.echo),
    });
    expect(encodeEthernet(frame, frame.payload)).toEqual(octets);
  });

  it('is truncated where its header is cut', () => {
    for (let length = 0; length < 14; length++) {
      const result = decodeAmongPoison(decodeEthernet, request.subarray(0, length));
      expect(result).toMatchObject({ code: 'truncated', offset: length });
    }
    expect(decodeEthernet(request.subarray(0, 14))).toMatchObject({ payload: fromHex('') });
  });

  it('with a length in place of a type is unsupported', () => {
    const frame = { destination: macAddress(1), source: macAddress(2) };
    const octets = encodeEthernet({ ...frame, etherType: 0x05ff });
    expect(decodeEthernet(octets)).toMatchObject({ code: 'unsupported-format', offset: 12 });
    expect(decodeEthernet(encodeEthernet({ ...frame, etherType: 0x0600 }))).toMatchObject(frame);
  });

  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(ethernetHeader, payload, (header, data) => {
        const octets = encodeEthernet(header, data);
        expect(decodeAmongPoison(decodeEthernet, octets)).toEqual({ ...header, payload: data });
      }),
    );
  });

  it('gives a value or an error for any octets, and the same among any others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        decodeAmongPoison(decodeEthernet, octets);
      }),
    );
  });

  it.each([
    { destination: macAddress(2 ** 48) },
    { source: macAddress(2 ** 48) },
    { etherType: 65_536 },
  ])('cannot hold %j', (change) => {
    const header = { destination: macAddress(1), source: macAddress(2), etherType: 0x0800 };
    expect(() => encodeEthernet({ ...header, ...change })).toThrow(RangeError);
  });
});
