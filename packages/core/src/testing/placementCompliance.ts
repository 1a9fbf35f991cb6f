import fc from 'fast-check';
import { ipv4Address } from '../address/ipv4Address.js';
import type { FragmentPlacement } from '../fragmentation/fragmentPlacement.js';
import { Reassembler } from '../fragmentation/reassembly.js';
import type { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { assertThat, type ComplianceCase, demandEqual } from './compliance.js';
import { ManualClock } from './manualClock.js';

const BLOCK = 8;
const HEADER_LENGTH = 20;

/** Octets from `begin` to `end` of a datagram, as a fragment has them. */
interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly more: boolean;
}

/** What every placement of fragments does. */
export function placementCompliance(placement: FragmentPlacement): readonly ComplianceCase[] {
  return [
    { name: 'makes a datagram of its fragments in every order', run: () => completes(placement) },
    { name: 'gets over fragments that come twice', run: () => bearsCopies(placement) },
    {
      name: 'makes up no octets, whatever fragments overlap',
      run: () => inventsNothing(placement),
    },
    {
      name: 'lets the rest wait where one fragment is malformed',
      run: () => letsRestWait(placement),
    },
  ];
}

/** A host that reassembles. */
class Receiver {
  readonly #pool = new PacketPool();
  readonly #reassembler: Reassembler;
  /** Packets that are neither held nor ended. */
  #alive = 0;

  constructor(placement: FragmentPlacement) {
    const end = (packet: PacketBuffer, disposition: Disposition) => {
      this.#alive--;
      this.#pool.end(packet, disposition);
    };
    this.#reassembler = new Reassembler({
      clock: new ManualClock(),
      pool: this.#pool,
      placement,
      onTimeout: () => {},
      onEnd: end,
    });
  }

  /** The payload of the datagram, if this fragment completes it, or why it was refused. */
  accept({ begin, end, more }: Piece): number[] | string | null {
    const position = { fragmentOffsetBytes: begin, moreFragments: more };
    const ends = { source: ipv4Address(1), destination: ipv4Address(2) };
    const fields = { ...ends, protocol: 17, identification: 7, ...position };
    const octets = encodeIpv4(fields, payloadOf(begin, end));
    const packet = this.#pool.allocate(octets.length);
    packet.bytes.set(octets, packet.start);
    this.#alive++;
    const result = this.#reassembler.accept(packet, HEADER_LENGTH);
    if (result === null || typeof result === 'string') {
      demandEqual(this.#alive, this.#reassembler.heldPackets);
      return result;
    }
    const { bytes, start, length } = result;
    return [...bytes.subarray(start + HEADER_LENGTH, start + length)];
  }
}

/** Which octet stands where is told by its value. */
function payloadOf(begin: number, end: number): Uint8Array {
  return Uint8Array.from({ length: end - begin }, (_, index) => ((begin + index) * 31) & 0xff);
}

/** A payload, cut at some blocks; the pieces in some order. */
const cut = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
    rest: fc.integer({ min: 1, max: BLOCK }),
  })
  .map(({ cuts, rest }) => {
    const ends = cuts.toSorted((one, other) => one - other).map((block) => block * BLOCK);
    const length = (ends.at(-1) ?? 0) + rest;
    const begins = [0, ...ends];
    const pieces = begins.map((begin, index): Piece => {
      const end = ends[index];
      return { begin, end: end ?? length, more: end !== undefined };
    });
    return { length, pieces };
  })
  .chain(({ length, pieces }) =>
    fc.record({
      length: fc.constant(length),
      pieces: fc.constant(pieces),
      order: fc.shuffledSubarray(pieces, { minLength: pieces.length }),
    }),
  );

function completes(placement: FragmentPlacement): void {
  fc.assert(
    fc.property(cut, ({ length, order }) => {
      const receiver = new Receiver(placement);
      const results = order.map((piece) => receiver.accept(piece));
      demandEqual(results.pop(), [...payloadOf(0, length)]);
      assertThat(
        results.every((result) => result === null),
        'nothing before the last',
        results,
      );
    }),
  );
}

function bearsCopies(placement: FragmentPlacement): void {
  fc.assert(
    fc.property(cut, ({ length, order }) => {
      const receiver = new Receiver(placement);
      const last = order.at(-1) as Piece;
      for (const piece of order.slice(0, -1)) {
        demandEqual([receiver.accept(piece), receiver.accept(piece)], [null, null]);
      }
      demandEqual(receiver.accept(last), [...payloadOf(0, length)]);
    }),
  );
}

function inventsNothing(placement: FragmentPlacement): void {
  const piece = fc.record({
    begin: fc.nat({ max: 10 }).map((block) => block * BLOCK),
    length: fc.integer({ min: 1, max: 40 }),
    more: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const receiver = new Receiver(placement);
      for (const { begin, length, more } of pieces) {
        const result = receiver.accept({ begin, end: begin + length, more });
        if (!Array.isArray(result)) continue;
        demandEqual(result, [...payloadOf(0, result.length)]);
        return;
      }
    }),
  );
}

function letsRestWait(placement: FragmentPlacement): void {
  const receiver = new Receiver(placement);
  demandEqual(receiver.accept({ begin: 0, end: 16, more: true }), null);
  receiver.accept({ begin: 16, end: 27, more: true });
  const last = receiver.accept({ begin: 24, end: 30, more: false });
  if (last === null)
    demandEqual(receiver.accept({ begin: 16, end: 24, more: true }), [...payloadOf(0, 30)]);
  else demandEqual(last, [...payloadOf(0, 30)]);
}
