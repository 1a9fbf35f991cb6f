import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { ipv4HeaderLength } from '../wire/ipv4.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
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

const SECOND = 1_000_000_000;
const TIMEOUT_NS = 30 * SECOND;
/** Octets of header, and what else a fragment costs (section 11 of the reference's figures). */
const COST = 20 + 392;
const HIGH_MEMORY = 2500;
const LOW_MEMORY = 1200;

interface Datagram {
  readonly map: OctetMap;
  readonly deadlineNs: number;
  /** Octets that its fragments cost, and how many there are. */
  bytes: number;
  fragments: number;
}

/** Datagrams by their identification, in the order in which they began. */
class Model {
  nowNs = 0;
  readonly datagrams = new Map<number, Datagram>();
  /** What was told of datagrams that were given up: their fragments, and whether the first was there. */
  readonly timeouts: string[] = [];

  get heldBytes(): number {
    return [...this.datagrams.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  advanceTo(timeNs: number): void {
    this.nowNs = timeNs;
    for (const [identification, { deadlineNs, fragments, map }] of this.datagrams) {
      if (deadlineNs > timeNs) continue;
      this.datagrams.delete(identification);
      this.timeouts.push(`${deadlineNs} ${fragments} ${map.octets.has(0)}`);
    }
  }

  add(identification: number, piece: Piece): 'held' | 'contradiction' | number[] {
    const found = this.datagrams.get(identification);
    const began = { map: new OctetMap(), deadlineNs: this.nowNs + TIMEOUT_NS };
    const datagram: Datagram = found ?? { ...began, bytes: 0, fragments: 0 };
    this.datagrams.set(identification, datagram);
    const before = datagram.map.octets.size;
    const outcome = datagram.map.add(piece);
    if (outcome !== 'held') {
      this.datagrams.delete(identification);
      return outcome === 'whole' ? datagram.map.payload : outcome;
    }
    if (datagram.map.octets.size === before) return 'held';
    datagram.bytes += piece.data.length + COST;
    datagram.fragments++;
    if (this.heldBytes <= HIGH_MEMORY) return 'held';
    for (const oldest of this.datagrams.keys()) {
      if (this.heldBytes <= LOW_MEMORY) break;
      this.datagrams.delete(oldest);
    }
    return 'held';
  }
}

class Real {
  readonly clock = new ManualClock();
  readonly pool = new PacketPool();
  readonly timeouts: string[] = [];
  readonly reassembler = new Reassembler({
    clock: this.clock,
    pool: this.pool,
    highMemory: HIGH_MEMORY,
    lowMemory: LOW_MEMORY,
    onTimeout: (first, pieces) =>
      void this.timeouts.push(`${this.clock.nowNs} ${pieces} ${first !== null}`),
    onEnd: (packet, disposition) => this.pool.end(packet, disposition),
  });
}

class Command implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #act: (model: Model, real: Real) => void;

  constructor(name: string, act: (model: Model, real: Real) => void) {
    this.#name = name;
    this.#act = act;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.#act(model, real);
    const { reassembler, pool, timeouts } = real;
    expect(timeouts).toEqual(model.timeouts);
    expect(reassembler.datagramCount).toBe(model.datagrams.size);
    expect(reassembler.heldBytes).toBe(model.heldBytes);
    expect(pool.liveCount).toBe(reassembler.heldPackets);
  }

  toString(): string {
    return this.#name;
  }
}

const BLOCKS = 6;
const fragment = fc
  .record({
    identification: fc.constantFrom(1, 1, 2, 3),
    first: fc.integer({ min: 0, max: BLOCKS - 1 }),
    blocks: fc.integer({ min: 1, max: 3 }),
    cut: fc.integer({ min: 0, max: 7 }),
    fill: fc.integer({ min: 1, max: 255 }),
    more: fc.boolean(),
  })
  .map(({ identification, first, blocks, cut, fill, more }) => {
    const data = new Uint8Array(blocks * 8 - (more ? 0 : cut)).fill(fill);
    const begin = first * 8;
    const name = `${identification}: ${begin} to ${begin + data.length}${more ? '+' : ''}`;
    return new Command(name, (model, { pool, reassembler }) => {
      const expected = model.add(identification, { begin, data, more });
      const header = {
        source: ipv4Address(1),
        destination: ipv4Address(2),
        protocol: 17,
        identification,
      };
      const fragmentation = { moreFragments: more, fragmentOffsetBytes: begin };
      const packet = pool.from(encodeIpv4({ ...header, ...fragmentation }, data));
      const result = reassembler.accept(packet, 20);
      if (expected === 'held') expect(result).toBeNull();
      else if (expected === 'contradiction') expect(result).toBeTypeOf('string');
      else expect([...(result as PacketBuffer).toBytes().subarray(20)]).toEqual(expected);
      if (result instanceof PacketBuffer) pool.end(result, Disposition.delivered);
    });
  });

const advance = fc.constantFrom(1, 14, 29, 30, 100).map(
  (seconds) =>
    new Command(`advance ${seconds} s`, (model, { clock }) => {
      clock.advanceBy(seconds * SECOND);
      model.advanceTo(clock.nowNs);
    }),
);

const newReassembler = (clock: ManualClock, pool: PacketPool) =>
  new Reassembler({
    clock,
    pool,
    onTimeout() {},
    onEnd: (packet, disposition) => pool.end(packet, disposition),
  });

describe('reassembly against a map of octets', () => {
  it('agrees on any pieces of several datagrams: overlapping, repeated, in any order, in time or not', () => {
    const commands = fc.commands([fragment, fragment, fragment, fragment, advance], {
      maxCommands: 60,
      size: '+1',
    });
    fc.assert(
      fc.property(commands, (all) => {
        fc.modelRun(() => ({ model: new Model(), real: new Real() }), all);
      }),
      { numRuns: 1000 },
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
        const octets = encodeIpv4(
          { source: ipv4Address(1), destination: ipv4Address(2), protocol: 17, options },
          payload,
        );
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
