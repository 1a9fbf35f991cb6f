import { decodeIpv4, decodeUdp, isCodecError } from '@packetloom/core/wire';
import { expect, it } from 'vitest';
import { readdressed, simplerPackets } from './packets.js';

/** From 10.0.0.5 to 10.0.0.6, with a router alert; in it UDP with two octets of data. */
const HEADER = '46000022000000004011d0bd0a0000050a00000694040000';
const PACKET = `${HEADER}0001000200 0a00006869`.replaceAll(' ', '');

function decoded(text: string) {
  const datagram = decodeIpv4(Uint8Array.from(Buffer.from(text, 'hex')));
  if (isCodecError(datagram)) throw new Error(datagram.message);
  return datagram;
}

it('makes packets whose lengths and checksums are right', () => {
  const simpler = [...simplerPackets(PACKET, [0x0a000001, 0x0a000005])];
  expect(simpler.length).toBeGreaterThan(4);
  for (const text of simpler) expect(decoded(text).totalLength).toBe(text.length / 2);
});

it('leaves options and payload out, and takes addresses that come first', () => {
  const simpler = [...simplerPackets(PACKET, [0x0a000001, 0x0a000005])].map(decoded);
  expect(simpler[0]?.options).toHaveLength(0);
  expect(simpler.map(({ payload }) => payload.length)).toContain(0);
  const hops = simpler.map(({ source, destination }) => [source, destination]);
  expect(hops).toContainEqual([0x0a000001, 0x0a000006]);
  expect(hops).toContainEqual([0x0a000005, 0x0a000001]);
  expect(hops).not.toContainEqual([0x0a000006, 0x0a000006]);
});

it('gives a packet other addresses, and what it quotes', () => {
  const error = `4500003800000000400166bd0a0000060a0000050303000000000000${PACKET.slice(0, 64)}`;
  const other = decoded(readdressed(error, new Map([[0x0a000005, 0x0a000001]])));
  expect(other.destination).toBe(0x0a000001);
  expect(Buffer.from(other.payload).toString('hex')).toContain('0a0000010a000006');
});

it('lets UDP be without a checksum', () => {
  const [plain = ''] = simplerPackets(PACKET, []);
  const { payload, source, destination } = decoded(plain);
  const udp = decodeUdp(payload, 0, payload.length, { addresses: { source, destination } });
  expect(isCodecError(udp)).toBe(false);
});

it.each(['hello', '45', 'f'.repeat(40), '10.0.0.1'])('has nothing to do with %s', (text) => {
  expect([...simplerPackets(text, [1])]).toEqual([]);
  expect(readdressed(text, new Map([[1, 2]]))).toBe(text);
});
