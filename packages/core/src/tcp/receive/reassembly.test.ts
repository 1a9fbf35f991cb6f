import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../../address/ipv4Address.js';
import { ManualClock } from '../../testing/manualClock.js';
import { SeededRandom } from '../../testing/seededRandom.js';
import { TcpFlag } from '../../wire/tcp.js';
import {
  decodeTcp,
  encodeTcp,
  type TcpHeaderFields,
  type TcpSegment,
} from '../../wire/tcpCodec.js';
import { CONGESTION_CONTROLS } from '../congestion/registry.js';
import { Tcp } from '../engine/tcp.js';
import { SegmentScratch } from '../segments/segmentScratch.js';
import { LINUX_TCP } from '../settings/behaviour.js';
import { TcpSocket } from '../socket/tcpSocket.js';

const HOST = ipv4Address(0x0a000001);
const PEER = ipv4Address(0x0a000002);
const PORTS = { sourcePort: 40_000, destinationPort: 80 };
const ISN = 0xffff_fff0;
const LENGTH = 3000;

/** A connection to a host, as its peer sees it: segments in, segments out. */
class Conversation {
  readonly sent: TcpSegment[] = [];
  readonly socket: TcpSocket;
  readonly #clock = new ManualClock();
  readonly #tcp: Tcp;
  readonly #hostIsn: number;
  readonly #scratch = new SegmentScratch();

  constructor() {
    this.#tcp = new Tcp({
      clock: this.#clock,
      random: new SeededRandom(),
      behaviour: LINUX_TCP,
      congestionControls: CONGESTION_CONTROLS,
      network: {
        route: () => ({ source: HOST }),
        pathMtu: () => 1500,
        isPathMtuLocked: () => false,
        linkMtu: () => 1500,
        reducePathMtu: () => undefined,
        begin: () => this.#scratch,
        send: ({ octets }) => {
          const segment = decodeTcp(octets.slice());
          if ('code' in segment) throw new Error(segment.message);
          this.sent.push(segment);
        },
      },
    });
    const listener = new TcpSocket(this.#tcp);
    listener.bind(PORTS.destinationPort);
    listener.listen(1);
    this.inject({ flags: TcpFlag.SYN, options: [{ kind: 'sack-permitted' }] }, 0);
    this.#hostIsn = this.sent[0]?.sequence ?? 0;
    this.inject({ flags: TcpFlag.ACK }, 1);
    const accepted = listener.accept();
    if (typeof accepted === 'string') throw new Error(accepted);
    this.socket = accepted;
  }

  /** `seq` counts from the peer's initial sequence number. */
  inject(header: Partial<TcpHeaderFields>, seq: number, data = new Uint8Array(0)): void {
    const fields = {
      ...PORTS,
      sequence: (ISN + seq) >>> 0,
      acknowledgment: (this.#hostIsn + 1) >>> 0,
      window: 65_535,
      ...header,
    };
    const octets = encodeTcp(fields, data, { source: PEER, destination: HOST });
    this.#tcp.receive({ source: PEER, destination: HOST, tos: 0, ttl: 64 }, octets);
    this.#clock.advanceBy(1_000_000);
  }
}

const stream = Uint8Array.from({ length: LENGTH }, (_, index) => (index * 7 + (index >> 8)) & 255);

const piece = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 1400 }))
  .map(([start, length]) => ({ start, end: Math.min(LENGTH, start + length) }));

describe('a receiver', () => {
  it('puts pieces together that come in any order, overlap, and come again', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const conversation = new Conversation();
        const received = new Set<number>();
        const read: number[] = [];
        for (const { start, end } of pieces) {
          conversation.inject({ flags: TcpFlag.ACK }, 1 + start, stream.subarray(start, end));
          for (let index = start; index < end; index++) received.add(index);
          let edge = 0;
          while (received.has(edge)) edge++;
          checkAcknowledgment(conversation.sent.at(-1), edge, received);
          const result = conversation.socket.receive(LENGTH);
          if (typeof result !== 'string') read.push(...result.octets);
          expect(read).toEqual([...stream.subarray(0, edge)]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** ACKs may be delayed, but what they say is true: nothing is acknowledged or SACKed that did not come. */
function checkAcknowledgment(
  segment: TcpSegment | undefined,
  edge: number,
  received: ReadonlySet<number>,
): void {
  if (segment === undefined || (segment.flags & TcpFlag.SYN) !== 0) return;
  const acknowledged = (segment.acknowledgment - ISN - 1) >>> 0;
  expect(acknowledged).toBeLessThanOrEqual(edge);
  for (const option of segment.options) {
    if (option.kind !== 'sack') continue;
    for (const [left, right] of option.blocks) {
      const [from, to] = [(left - ISN - 1) >>> 0, (right - ISN - 1) >>> 0];
      expect(from).toBeLessThan(to);
      for (let index = from; index < to; index++) expect(received.has(index)).toBe(true);
    }
  }
}
