import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { macAddress } from '../address/macAddress.js';
import { PacketPool } from '../packet/packetPool.js';
import { decodeArp } from '../wire/arpCodec.js';
import { buildArpReply, buildArpRequest, classifyArp } from './arp.js';

const pool = new PacketPool();
const OWN_MAC = macAddress(0x020000000001);
const PEER_MAC = macAddress(0x020000000002);

describe('ARP (RFC 826)', () => {
  it('asks for a link address', () => {
    const request = buildArpRequest(
      pool,
      OWN_MAC,
      ipv4Address(0x0a000001),
      ipv4Address(0x0a000002),
    );
    expect(Buffer.from(request.toBytes()).toString('hex')).toBe(
      '00010800060400010200000000010a0000010000000000000a000002',
    );
    expect(classifyArp(request)).toBe('request');
  });

  it('answers with the address asked for, to the one who asked', () => {
    const request = buildArpRequest(
      pool,
      PEER_MAC,
      ipv4Address(0x0a000002),
      ipv4Address(0x0a000001),
    );
    const reply = buildArpReply(pool, request, OWN_MAC);
    expect(classifyArp(reply)).toBe('reply');
    expect(decodeArp(reply.toBytes())).toEqual({
      operation: 2,
      senderMac: OWN_MAC,
      senderIpv4: 0x0a000001,
      targetMac: PEER_MAC,
      targetIpv4: 0x0a000002,
    });
    expect(reply.cause).toBe(request.identity);
    expect(reply.identity).not.toBe(request.identity);
  });

  it('takes packets for IPv4 over Ethernet only, padding or not', () => {
    const octets = buildArpRequest(pool, OWN_MAC, ipv4Address(1), ipv4Address(2)).toBytes();
    const classified = (change: (bytes: Uint8Array) => Uint8Array) =>
      classifyArp(pool.from(change(octets.slice())));
    expect(classified((bytes) => Uint8Array.of(...bytes, 0, 0, 0))).toBe('request');
    expect(classified((bytes) => bytes.subarray(0, 27))).toBe('malformed');
    for (const octet of [0, 1, 2, 3, 4, 5]) {
      const changed = classified((bytes) => bytes.fill(9, octet, octet + 1));
      expect(changed).toBe('malformed');
    }
    expect(classified((bytes) => bytes.fill(9, 7, 8))).toBe('other');
  });
});
