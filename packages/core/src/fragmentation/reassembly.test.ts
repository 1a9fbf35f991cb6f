import { describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { type DispositionName, dispositionName } from '../packet/disposition.js';
import { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import * as ipv4 from '../wire/ipv4.js';
import { encodeIpv4, type Ipv4HeaderFields } from '../wire/ipv4Codec.js';
import { datagramHash } from './incompleteDatagram.js';
import { Reassembler, type ReassemblerOptions } from './reassembly.js';

const SECOND = 1_000_000_000;

interface Piece extends Partial<Ipv4HeaderFields> {
  /** First octet, and the one after the last. */
  readonly range: readonly [number, number];
  /** False: the last fragment. */
  readonly more: boolean;
}

const octetAt = (offset: number) => (offset * 31 + (offset >>> 8)) & 0xff;

class Bench {
  readonly clock = new ManualClock();
  readonly pool = new PacketPool();
  readonly dispositions: DispositionName[] = [];
  readonly timeouts: { first: number | null; pieces: number; atNs: number }[] = [];
  readonly reassembler: Reassembler;
  onTimeout: (() => void) | null = null;

  constructor(options: Partial<ReassemblerOptions> = {}) {
    this.reassembler = new Reassembler({
      clock: this.clock,
      pool: this.pool,
      onTimeout: (first, pieces) => {
        expect(first === null || first.live).toBe(true);
        const length = first === null ? null : first.length;
        this.timeouts.push({ first: length, pieces, atNs: this.clock.nowNs });
        this.onTimeout?.();
      },
      onEnd: (packet, disposition) => {
        this.dispositions.push(dispositionName(disposition));
        this.pool.end(packet, disposition);
      },
      ...options,
    });
  }

  accept(piece: Piece): PacketBuffer | string | null {
    const { range, more, ...header } = piece;
    const [begin, end] = range;
    const payload = Uint8Array.from({ length: end - begin }, (_, index) => octetAt(begin + index));
    const fields = {
      source: ipv4Address(0x0a000001),
      destination: ipv4Address(0x0a000002),
      protocol: 17,
      identification: 7,
      moreFragments: more,
      fragmentOffsetBytes: begin,
      ...header,
    };
    const packet = this.pool.from(encodeIpv4(fields, payload, { checksum: 0xbeef }));
    const headerLength = ipv4.ipv4HeaderLength(packet.view, packet.start);
    return this.reassembler.accept(packet, headerLength);
  }

  /** Pieces in turn, each of which must be held or ignored. */
  hold(...pieces: Piece[]): void {
    for (const piece of pieces) expect(this.accept(piece)).toBeNull();
  }

  complete(piece: Piece): PacketBuffer {
    const whole = this.accept(piece);
    if (!(whole instanceof PacketBuffer)) throw new Error(`not complete: ${whole}`);
    return whole;
  }
}

const A: Piece = { range: [0, 16], more: true };
const B: Piece = { range: [16, 32], more: true };
const C: Piece = { range: [32, 40], more: false };

function payloadOf(packet: PacketBuffer): number[] {
  return [...packet.toBytes().subarray(ipv4.ipv4HeaderLength(packet.view, packet.start))];
}

const expectedPayload = (length: number) => Array.from({ length }, (_, index) => octetAt(index));

describe('reassembly (RFC 791 3.2)', () => {
  for (const order of ['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA']) {
    it(`puts fragments together that arrive as ${order}`, () => {
      const bench = new Bench();
      const pieces = [...order].map((name) => ({ A, B, C })[name]!);
      bench.hold(pieces[0]!, pieces[1]!);
      const whole = bench.complete(pieces[2]!);
      expect(payloadOf(whole)).toEqual(expectedPayload(40));
      expect(bench.dispositions).toEqual(['reassembled', 'reassembled', 'reassembled']);
      expect(bench.reassembler.heldBytes).toBe(0);
      expect(bench.clock.pendingCount).toBe(0);
    });
  }

  it('takes header, options, flags and tag from the fragment with offset 0', () => {
    const bench = new Bench();
    bench.hold({ ...C, ttl: 9 }, { ...B, ttl: 8 });
    const options = Uint8Array.of(148, 4, 0, 0);
    const whole = bench.complete({ ...A, ttl: 33, typeOfService: 5, dontFragment: true, options });
    const { view, start } = whole;
    expect(ipv4.ipv4HeaderLength(view, start)).toBe(24);
    expect([...whole.toBytes().subarray(20, 24)]).toEqual([148, 4, 0, 0]);
    expect(ipv4.ipv4Ttl(view, start)).toBe(33);
    expect(ipv4.ipv4TypeOfService(view, start)).toBe(5);
    expect(ipv4.ipv4TotalLength(view, start)).toBe(64);
    expect(ipv4.ipv4FlagsAndFragmentOffset(view, start)).toBe(0);
    expect(ipv4.ipv4Checksum(view, start)).toBe(0xbeef);
    expect(whole.length).toBe(64);
  });

  it('carries over what the stack noted about the first fragment, and its identity', () => {
    const bench = new Bench();
    bench.hold(B, C);
    const first = bench.pool.from(
      encodeIpv4(
        {
          source: ipv4Address(0x0a000001),
          destination: ipv4Address(0x0a000002),
          protocol: 17,
          identification: 7,
          moreFragments: true,
        },
        new Uint8Array(16),
      ),
    );
    Object.assign(first, { flags: 3, tag: 4, timeNs: 5, cause: 6 });
    const { identity } = first;
    const whole = bench.reassembler.accept(first, 20) as PacketBuffer;
    expect(whole).toMatchObject({ flags: 3, tag: 4, timeNs: 5, cause: 6, identity });
  });

  it.each([
    ['source', { source: ipv4Address(0x0a000003) }],
    ['destination', { destination: ipv4Address(0x0a000003) }],
    ['identification', { identification: 8 }],
    ['protocol', { protocol: 1 }],
  ])('keeps datagrams apart that differ in their %s', (_, other) => {
    const bench = new Bench();
    bench.hold(A, { ...A, ...other }, B, { ...B, ...other });
    expect(bench.reassembler.datagramCount).toBe(2);
    bench.complete(C);
    bench.complete({ ...C, ...other });
    expect(bench.reassembler.datagramCount).toBe(0);
  });

  it('keeps datagrams apart whose hashes are the same', () => {
    const bench = new Bench();
    const seen = new Map<number, Ipv4Address>();
    type Pair = [Ipv4Address, Ipv4Address];
    const pairs: Pair[] = [];
    for (let value = 1; pairs.length < 3; value++) {
      const source = ipv4Address(value);
      const hash = datagramHash(source, ipv4Address(0x0a000002), (7 << 8) | 17);
      const other = seen.get(hash);
      if (other !== undefined) pairs.push([other, source]);
      seen.set(hash, source);
    }
    for (const [one, other] of pairs) {
      for (const source of [one, other]) bench.hold({ ...A, source });
      for (const source of [one, other]) bench.hold({ ...B, source });
    }
    expect(bench.reassembler.datagramCount).toBe(6);
    const [first, second, third] = pairs as [Pair, Pair, Pair];
    for (const source of [first[0], first[1], second[1], second[0], third[0], third[1]]) {
      const whole = bench.complete({ ...C, source });
      expect(ipv4.ipv4Source(whole.view, whole.start)).toBe(source);
    }
    expect(bench.reassembler.heldPackets).toBe(0);
  });

  it('lets the first data win: repeated octets are ignored', () => {
    const bench = new Bench();
    bench.hold(A, A, { range: [0, 8], more: true }, { range: [8, 16], more: true });
    bench.hold(C, C, { range: [32, 40], more: true });
    expect(bench.dispositions).toEqual(new Array(5).fill('duplicate-fragment'));
    expect(payloadOf(bench.complete(B))).toEqual(expectedPayload(40));
  });

  it('takes as a repeat what ends where the last fragment ends', () => {
    const bench = new Bench();
    bench.hold({ range: [16, 40], more: false }, C);
    expect(bench.dispositions).toEqual(['duplicate-fragment']);
  });

  it.each<[string, Piece[], Piece, string]>([
    ['overlaps what is there', [A], { range: [8, 24], more: true }, 'overlap'],
    ['reaches into what is there', [B], { range: [8, 24], more: true }, 'overlap'],
    ['covers a piece on both sides', [B], { range: [0, 40], more: true }, 'overlap'],
    ['covers two pieces', [A, B], { range: [8, 24], more: true }, 'overlap'],
    ['is a second, shorter end', [C], { range: [16, 32], more: false }, 'conflicting-end'],
    ['is a second end inside the last', [C], { range: [32, 36], more: false }, 'conflicting-end'],
    ['is an end inside other data', [A], { range: [0, 16], more: false }, 'conflicting-end'],
    ['is an end that reaches into data', [B], { range: [0, 17], more: false }, 'overlap'],
    ['is an end in a gap before data', [B], { range: [0, 8], more: false }, 'conflicting-end'],
    ['lies behind the end', [C], { range: [40, 48], more: true }, 'beyond-end'],
    ['lies far behind the end', [C], { range: [400, 408], more: false }, 'beyond-end'],
    ['goes on over the end', [C], { range: [32, 48], more: true }, 'overlap'],
  ])('forgets the datagram when a fragment %s', (_, held, piece, error) => {
    const bench = new Bench();
    bench.hold(...held);
    expect(bench.accept(piece)).toBe(error);
    expect(bench.dispositions).toEqual([...held, piece].map(() => 'reassembly-conflict'));
    expect(bench.reassembler.heldPackets).toBe(0);
    expect(bench.reassembler.heldBytes).toBe(0);
    expect(bench.clock.pendingCount).toBe(0);
    bench.hold(A, B);
    bench.complete(C);
  });

  it('refuses a fragment that others follow and whose length is no multiple of 8, and keeps the rest', () => {
    const bench = new Bench();
    bench.hold(A);
    expect(bench.accept({ range: [16, 31], more: true })).toBe('misaligned');
    expect(bench.dispositions).toEqual(['malformed-fragment']);
    bench.hold(B);
    bench.complete({ range: [32, 39], more: false });
    expect(bench.accept({ range: [0, 7], more: true, identification: 9 })).toBe('misaligned');
    expect(bench.reassembler.datagramCount).toBe(0);
  });

  it('ends a datagram whose data reach 65,536 octets even if more fragments were announced', () => {
    const bench = new Bench();
    bench.hold({ range: [0, 32_768], more: true });
    const options = Uint8Array.of(148, 4, 0, 0);
    bench.hold({ range: [65_000, 65_536], more: true, options });
    const whole = bench.complete({ range: [32_768, 65_000], more: true });
    expect(whole.length).toBe(65_556);
    expect(ipv4.ipv4TotalLength(whole.view, whole.start)).toBe(20);
    expect(payloadOf(whole)).toEqual(expectedPayload(65_536));
  });
});

describe('reassembly timeout', () => {
  it('gives a datagram up 30 s after its first fragment, and quotes the fragment with offset 0', () => {
    const bench = new Bench();
    bench.hold(B);
    bench.clock.advanceTo(20 * SECOND);
    bench.hold(A);
    bench.clock.advanceTo(30 * SECOND - 1);
    expect(bench.timeouts).toEqual([]);
    bench.clock.advanceTo(30 * SECOND);
    expect(bench.timeouts).toEqual([{ first: 36, pieces: 2, atNs: 30 * SECOND }]);
    expect(bench.dispositions).toEqual(['reassembly-timeout', 'reassembly-timeout']);
    expect(bench.reassembler.heldBytes).toBe(0);
    expect(bench.clock.pendingCount).toBe(0);
  });

  it('has nothing to quote if that fragment never came', () => {
    const bench = new Bench();
    bench.hold(B, C);
    bench.clock.runUntilIdle();
    expect(bench.timeouts).toEqual([{ first: null, pieces: 2, atNs: 30 * SECOND }]);
  });

  it('takes a fragment that arrives at the instant of the timeout for a new datagram', () => {
    const bench = new Bench();
    bench.hold(A, B);
    bench.clock.advanceToBefore(30 * SECOND);
    bench.hold(C);
    expect(bench.timeouts).toHaveLength(1);
    expect(bench.reassembler.heldPackets).toBe(1);
    bench.clock.advanceTo(60 * SECOND - 1);
    expect(bench.timeouts).toHaveLength(1);
    bench.clock.advanceTo(60 * SECOND);
    expect(bench.timeouts[1]).toEqual({ first: null, pieces: 1, atNs: 60 * SECOND });
  });

  it('times each datagram by its own first fragment, with one timer', () => {
    const bench = new Bench({ timeoutNs: 10 });
    for (let identification = 1; identification <= 5; identification++) {
      bench.hold({ ...A, identification });
      bench.clock.advanceBy(2);
      expect(bench.clock.pendingCount).toBe(1);
    }
    // The first has just gone; the second is completed in time.
    bench.hold({ ...B, identification: 2 });
    bench.complete({ ...C, identification: 2 });
    bench.clock.runUntilIdle();
    expect(bench.timeouts.map(({ atNs }) => atNs)).toEqual([10, 14, 16, 18]);
  });

  it.each([
    [1, [2, 3]],
    [2, [1, 3]],
    [3, [1, 2]],
  ])('goes on with the others when datagram %i is complete', (complete, others) => {
    const bench = new Bench({ timeoutNs: 10 });
    for (const identification of [1, 2, 3])
      bench.hold({ ...A, identification, ttl: identification });
    bench.hold({ ...B, identification: complete });
    bench.complete({ ...C, identification: complete });
    expect(bench.reassembler.datagramCount).toBe(2);
    bench.hold({ ...A, identification: 4, ttl: 4 });
    const ids = () => [...bench.reassembler.held()].map((p) => ipv4.ipv4Ttl(p.view, p.start));
    expect(ids()).toEqual([...others, 4]);
    bench.clock.runUntilIdle();
    expect([bench.timeouts.length, bench.reassembler.heldPackets]).toEqual([3, 0]);
  });

  it('can be called again while it reports a timeout', () => {
    const bench = new Bench({ timeoutNs: 10 });
    bench.hold(A);
    bench.onTimeout = () => {
      bench.onTimeout = null;
      bench.hold({ ...A, identification: 99 });
    };
    bench.clock.advanceTo(10);
    expect(bench.reassembler.datagramCount).toBe(1);
    expect(bench.clock.nextDueNs).toBe(20);
    bench.clock.runUntilIdle();
    expect(bench.timeouts.map(({ atNs }) => atNs)).toEqual([10, 20]);
  });
});

describe('memory of reassembly', () => {
  it('counts the octets of each fragment that filled a gap, and 392 for each', () => {
    const bench = new Bench();
    bench.hold(A, A, B);
    expect(bench.reassembler.heldBytes).toBe(2 * (36 + 392));
    expect([...bench.reassembler.held()].map((packet) => packet.length)).toEqual([36, 36]);
  });

  it('drops the oldest datagrams when it holds too much, until it holds little enough', () => {
    const cost = 36 + 392;
    const bench = new Bench({ highMemory: 5 * cost, lowMemory: 3 * cost });
    for (let identification = 1; identification <= 5; identification++) {
      bench.hold({ ...A, identification });
    }
    expect(bench.dispositions).toEqual([]);
    bench.hold({ ...A, identification: 6 });
    expect(bench.dispositions).toEqual(new Array(3).fill('reassembly-memory'));
    expect(bench.timeouts).toEqual([]);
    bench.hold({ ...B, identification: 4 });
    bench.complete({ ...C, identification: 4 });
  });

  it('drops even the datagram that just grew', () => {
    const cost = 36 + 392;
    const bench = new Bench({ highMemory: 1.5 * cost, lowMemory: 0.5 * cost });
    bench.hold(A);
    bench.hold(B);
    expect(bench.dispositions).toEqual(['reassembly-memory', 'reassembly-memory']);
    expect(bench.reassembler.datagramCount).toBe(0);
    expect(bench.clock.pendingCount).toBe(0);
  });

  it('completes a datagram before it looks at the memory', () => {
    const bench = new Bench({ highMemory: 3 * 392, lowMemory: 0 });
    bench.hold({ range: [0, 8], more: true }, { range: [8, 16], more: true });
    bench.complete({ range: [16, 416], more: false });
  });
});
