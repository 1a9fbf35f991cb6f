import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { PacketPool } from '../packet/packetPool.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { IncompleteDatagram } from './incompleteDatagram.js';
import { STRICT_PLACEMENT } from './strictPlacement.js';

/** Octets from one to another, and whether more follow. */
type Piece = readonly [number, number, boolean];

const pool = new PacketPool();

function fragmentOf([begin, end, more]: Piece) {
  const fields = { source: ipv4Address(1), destination: ipv4Address(2), protocol: 17 };
  const position = { fragmentOffsetBytes: begin, moreFragments: more };
  const octets = encodeIpv4({ ...fields, ...position }, new Uint8Array(end - begin));
  const packet = pool.allocate(octets.length);
  packet.bytes.set(octets, packet.start);
  return packet;
}

/** What becomes of the last of some fragments, and whether all is there then. */
function place(...pieces: readonly Piece[]) {
  const datagram = new IncompleteDatagram(ipv4Address(1), ipv4Address(2), 17, 0, 0);
  const results = pieces.map((piece) => STRICT_PLACEMENT.place(datagram, fragmentOf(piece)));
  return [results.at(-1), datagram.isComplete];
}

const FIRST: Piece = [0, 16, true];
const MIDDLE: Piece = [16, 32, true];
const LAST: Piece = [32, 40, false];

describe('a fragment', () => {
  it('fills a gap, or a part of one', () => {
    expect(place(FIRST)).toEqual(['filled', false]);
    expect(place(FIRST, LAST, MIDDLE)).toEqual(['filled', true]);
    expect(place(LAST, FIRST, [16, 24, true])).toEqual(['filled', false]);
  });

  it('that brings nothing new is a duplicate', () => {
    expect(place(FIRST, FIRST)).toEqual(['duplicate', false]);
    expect(place(FIRST, [8, 16, true])).toEqual(['duplicate', false]);
    expect(place(LAST, LAST)).toEqual(['duplicate', false]);
  });

  it('that covers something old and something new overlaps', () => {
    expect(place(FIRST, [8, 24, true])[0]).toBe('overlap');
    expect(place(MIDDLE, [0, 24, true])[0]).toBe('overlap');
  });

  it('may not end the datagram anywhere else, nor lie behind its end', () => {
    expect(place(MIDDLE, [0, 16, false])[0]).toBe('conflicting-end');
    expect(place(LAST, [32, 38, false])[0]).toBe('conflicting-end');
    expect(place(LAST, [40, 48, true])[0]).toBe('beyond-end');
  });

  it('has whole blocks of 8 octets, unless it is the last', () => {
    expect(STRICT_PLACEMENT.admit(fragmentOf([0, 12, true]), 20)).toBe(false);
    expect(STRICT_PLACEMENT.admit(fragmentOf([0, 12, false]), 20)).toBe(true);
    expect(STRICT_PLACEMENT.admit(fragmentOf(FIRST), 20)).toBe(true);
  });
});
