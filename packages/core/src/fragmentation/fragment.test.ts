import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { verifyHeaderChecksum } from '../wire/checksum.js';
import * as ipv4 from '../wire/ipv4.js';
import { encodeIpv4, type Ipv4HeaderFields } from '../wire/ipv4Codec.js';
import { type FragmentOptions, fragmentDatagram } from './fragment.js';

const RFC: FragmentOptions = { copyAllOptions: false, keepOffset: true };
const ROUTER_ALERT = [148, 4, 0, 0];
const RECORD_ROUTE = [7, 7, 4, 0, 0, 0, 0];
const NO_OPERATION = [1];

const octets = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff);

function cut(
  header: Partial<Ipv4HeaderFields>,
  payload: Uint8Array,
  mtu: number,
  options: FragmentOptions = RFC,
): PacketBuffer[] {
  const pool = new PacketPool();
  const fields = {
    source: ipv4Address(0x0a000001),
    destination: ipv4Address(0x0a000002),
    protocol: 17,
    ...header,
  };
  const packet = pool.from(encodeIpv4(fields, payload));
  const headerLength = ipv4.ipv4HeaderLength(packet.view, packet.start);
  return fragmentDatagram(pool, packet, headerLength, mtu, options);
}

const headerLengthOf = (p: PacketBuffer) => ipv4.ipv4HeaderLength(p.view, p.start);
const payloadOf = (p: PacketBuffer) => p.toBytes().subarray(headerLengthOf(p));
const optionsOf = (p: PacketBuffer) => [...p.toBytes().subarray(20, headerLengthOf(p))];
const shapeOf = (p: PacketBuffer) => ({
  offset: ipv4.ipv4FragmentOffsetBytes(p.view, p.start),
  length: p.length - headerLengthOf(p),
  more: ipv4.ipv4MoreFragments(p.view, p.start),
});

describe('fragmentation (RFC 791 3.2)', () => {
  it('fills fragments with whole blocks of 8 octets and sets More Fragments in all but the last', () => {
    const fragments = cut({}, octets(1000), 420);
    expect(fragments.map(shapeOf)).toEqual([
      { offset: 0, length: 400, more: true },
      { offset: 400, length: 400, more: true },
      { offset: 800, length: 200, more: false },
    ]);
  });

  it('rounds the room of the last fragment down, too', () => {
    const fragments = cut({}, octets(404), 424);
    expect(fragments.map((p) => shapeOf(p).length)).toEqual([400, 4]);
  });

  it('keeps the flags that were set', () => {
    const fragments = cut(
      { dontFragment: true, reservedFlag: true, moreFragments: true },
      octets(64),
      60,
    );
    const flags = fragments.map((p) => ipv4.ipv4FlagsAndFragmentOffset(p.view, p.start) >>> 13);
    expect(flags).toEqual([7, 7]);
  });

  it('adds the offset of what is a fragment already', () => {
    const fragments = cut({ fragmentOffsetBytes: 800 }, octets(64), 60);
    expect(fragments.map((p) => shapeOf(p).offset)).toEqual([800, 840]);
  });

  it('counts offsets from 0 again where a stack does so', () => {
    const options = { copyAllOptions: true, keepOffset: false };
    const fragments = cut(
      { fragmentOffsetBytes: 800, moreFragments: true },
      octets(64),
      60,
      options,
    );
    expect(fragments.map(shapeOf)).toEqual([
      { offset: 0, length: 40, more: true },
      { offset: 40, length: 24, more: true },
    ]);
  });

  it('lets an offset beyond 65,528 wrap around without touching the flags', () => {
    const fragments = cut({ fragmentOffsetBytes: 65_528 }, octets(16), 28);
    expect(fragments.map(shapeOf)).toEqual([
      { offset: 65_528, length: 8, more: true },
      { offset: 0, length: 8, more: false },
    ]);
  });

  it('copies every option into every fragment if told to', () => {
    const header = { options: Uint8Array.from([...RECORD_ROUTE, ...NO_OPERATION]) };
    const fragments = cut(header, octets(100), 80, { copyAllOptions: true, keepOffset: true });
    expect(fragments.map(optionsOf)).toEqual(fragments.map(() => [...RECORD_ROUTE, 1]));
  });

  it('copies only options with the copied bit into later fragments, which then hold more data', () => {
    const options = Uint8Array.from([...RECORD_ROUTE, ...NO_OPERATION, ...ROUTER_ALERT]);
    const fragments = cut({ options }, octets(120), 72);
    expect(fragments.map(optionsOf)).toEqual([[...options], ROUTER_ALERT, ROUTER_ALERT]);
    expect(fragments.map((p) => shapeOf(p).length)).toEqual([40, 48, 32]);
  });

  it('leaves out an option that is not copied even where the header cannot get shorter', () => {
    const options = Uint8Array.from([0x99, 2, 0x99, 2, 0x99, 2, 0x19, 2]);
    const fragments = cut({ options }, octets(60), 60);
    expect(optionsOf(fragments[1]!)).toEqual([0x99, 2, 0x99, 2, 0x99, 2, 0, 0]);
  });

  it('ends the options at the end of the list, and takes an unreadable rest by its first octet', () => {
    const ended = cut({ options: Uint8Array.from([0, 148, 4, 0]) }, octets(60), 60);
    expect(optionsOf(ended[1]!)).toEqual([]);
    const copied = cut({ options: Uint8Array.from([1, 1, 0x94, 9]) }, octets(60), 60);
    expect(optionsOf(copied[1]!)).toEqual([0x94, 9, 0, 0]);
    const dropped = cut({ options: Uint8Array.from([1, 1, 1, 0x07]) }, octets(60), 60);
    expect(optionsOf(dropped[1]!)).toEqual([]);
  });

  it('refuses an MTU without room for 8 octets', () => {
    expect(() => cut({}, octets(60), 27)).toThrow('no room');
  });

  it('keeps identity, flags and tag of the datagram', () => {
    const pool = new PacketPool();
    const packet = pool.from(
      encodeIpv4({ source: ipv4Address(1), destination: ipv4Address(2), protocol: 17 }, octets(64)),
    );
    Object.assign(packet, { flags: 5, tag: 6, timeNs: 7 });
    const fragments = fragmentDatagram(pool, packet, 20, 60, RFC);
    expect(fragments.map((p) => [p.identity, p.flags, p.tag, p.timeNs])).toEqual(
      fragments.map(() => [packet.identity, 5, 6, 7]),
    );
    expect(packet.toBytes()).toEqual(
      encodeIpv4({ source: ipv4Address(1), destination: ipv4Address(2), protocol: 17 }, octets(64)),
    );
  });

  it('loses no octet: fragments fit, have right checksums and add up to the datagram', () => {
    const options = fc.constantFrom([], ROUTER_ALERT, RECORD_ROUTE, [
      ...RECORD_ROUTE,
      ...ROUTER_ALERT,
      ...RECORD_ROUTE,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 68, max: 1500 }),
        options,
        fc.boolean(),
        (length, mtu, list, copyAllOptions) => {
          const payload = octets(length);
          const fragments = cut({ options: Uint8Array.from(list) }, payload, mtu, {
            copyAllOptions,
            keepOffset: true,
          });
          let at = 0;
          for (const fragment of fragments) {
            const { view, start } = fragment;
            expect(fragment.length).toBeLessThanOrEqual(mtu);
            expect(ipv4.ipv4TotalLength(view, start)).toBe(fragment.length);
            expect(verifyHeaderChecksum(view, start, headerLengthOf(fragment))).toBe(true);
            const shape = shapeOf(fragment);
            expect(shape.offset).toBe(at);
            expect(shape.more).toBe(fragment !== fragments.at(-1));
            expect(payloadOf(fragment)).toEqual(payload.slice(at, at + shape.length));
            at += shape.length;
          }
          expect(at).toBe(length);
        },
      ),
    );
  });
});
