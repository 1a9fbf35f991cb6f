import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4HeaderLength } from '../header/ipv4.js';
import { encodeIpv4 } from '../header/ipv4Codec.js';
import { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { fragmentDatagram } from './fragment.js';
import { Reassembler } from './reassembly.js';

interface Piece {
  readonly begin: number;
  readonly data: Uint8Array;
  readonly more: boolean;
}

/** What section 3.2 of RFC 791 leads to, octet by octet: which octets are there, and from where. */
class OctetMap {
  octets = new Map<number, number>();
  /** Which octets the same fragment brought: the places where fragments begin. */
  begins = new Map<number, number>();
  /** The octet after the last one, once known, and the fragment that told it. */
  end: number | null = null;
  endBegin = -1;

  /** `false`: contradicts the others. */
  add(piece: Piece): 'held' | 'whole' | 'contradiction' {
    const { begin, data, more } = piece;
    const end = begin + data.length;
    const covered = Array.from(data, (_, index) => this.begins.get(begin + index));
    if (covered.every((from) => from !== undefined)) {
      // Inside one fragment, or a contradiction.
      if (new Set(covered).size > 1) return 'contradiction';
      const isLast = covered[0] === this.endBegin && end === this.end;
      return more || isLast ? 'held' : 'contradiction';
    }
    if (covered.some((from) => from !== undefined)) return 'contradiction';
    if (this.end !== null && end > this.end) return 'contradiction';
    const dataBehind = [...this.octets.keys()].some((octet) => octet >= end);
    if (!more && (this.end !== null || dataBehind)) return 'contradiction';
    if (!more) [this.end, this.endBegin] = [end, begin];
    data.forEach((octet, index) => {
      this.octets.set(begin + index, octet);
      this.begins.set(begin + index, begin);
    });
    return this.end === this.octets.size ? 'whole' : 'held';
  }

  get payload(): number[] {
    return Array.from({ length: this.octets.size }, (_, index) => this.octets.get(index) ?? -1);
  }
}

const BLOCKS = 6;
const piece: fc.Arbitrary<Piece> = fc
  .record({
    first: fc.integer({ min: 0, max: BLOCKS - 1 }),
    blocks: fc.integer({ min: 1, max: 3 }),
    cut: fc.integer({ min: 0, max: 7 }),
    fill: fc.integer({ min: 1, max: 255 }),
    more: fc.boolean(),
  })
  .map(({ first, blocks, cut, fill, more }) => ({
    begin: first * 8,
    data: new Uint8Array(blocks * 8 - (more ? 0 : cut)).fill(fill),
    more,
  }));

const newReassembler = (clock: ManualClock, pool: PacketPool) =>
  new Reassembler({ clock, pool, onTimeout() {}, onEnd: (packet, fate) => pool.end(packet, fate) });

describe('reassembly against a map of octets', () => {
  it('agrees on any pieces: overlapping, repeated, in any order', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
        const pool = new PacketPool();
        const reassembler = newReassembler(new ManualClock(), pool);
        let model = new OctetMap();
        for (const { begin, data, more } of pieces) {
          const outcome = model.add({ begin, data, more });
          const header = { source: 1, destination: 2, protocol: 17 };
          const place = { moreFragments: more, fragmentOffsetBytes: begin };
          const fragment = pool.from(encodeIpv4({ ...header, ...place }, data));
          const result = reassembler.accept(fragment, 20);
          if (outcome === 'held') expect(result).toBeNull();
          else if (outcome === 'contradiction') expect(result).toBeTypeOf('string');
          else expect([...(result as PacketBuffer).toBytes().subarray(20)]).toEqual(model.payload);
          if (result instanceof PacketBuffer) pool.end(result, 0);
          if (outcome !== 'held') model = new OctetMap();
          expect(pool.liveCount).toBe(reassembler.heldPackets);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back what fragmentation took apart, twice over, in any order, with repeats', () => {
    const mtu = fc.integer({ min: 68, max: 400 });
    const lengths = fc.integer({ min: 500, max: 3000 });
    fc.assert(
      fc.property(lengths, mtu, mtu, fc.infiniteStream(fc.nat()), (length, one, two, order) => {
        const pool = new PacketPool();
        const reassembler = newReassembler(new ManualClock(), pool);
        const payload = Uint8Array.from({ length }, (_, index) => (index * 13) & 0xff);
        const options = Uint8Array.of(7, 7, 4, 0, 0, 0, 0, 148, 4, 0, 0);
        const octets = encodeIpv4({ source: 1, destination: 2, protocol: 17, options }, payload);
        const rfc = { copyAllOptions: false, keepOffset: true };
        const headerLengthOf = (p: PacketBuffer) => ipv4HeaderLength(p.view, p.start);
        const cut = (p: PacketBuffer, size: number) =>
          fragmentDatagram(pool, p, headerLengthOf(p), size, rfc);
        const pieces = cut(pool.from(octets), one).flatMap((fragment) => cut(fragment, two));
        const keyed = pieces.map((p) => ({ p, key: order.next().value as number }));
        keyed.sort((a, b) => a.key - b.key);
        const results = keyed.map(({ p }, index) => {
          if (index % 3 === 0 && index < keyed.length - 1) {
            expect(reassembler.accept(pool.clone(p), headerLengthOf(p))).toBeNull();
            return reassembler.accept(p, headerLengthOf(p));
          }
          return reassembler.accept(p, headerLengthOf(p));
        });
        const whole = results.find((result) => result instanceof PacketBuffer);
        expect(whole?.toBytes().subarray(32)).toEqual(payload);
        expect(whole?.toBytes().subarray(20, 32)).toEqual(octets.subarray(20, 32));
      }),
      { numRuns: 200 },
    );
  });
});
