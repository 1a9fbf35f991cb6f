// Whatever links do to packets: what is read is what was written, in order and once, or the connection says why not.
import { LINUX_TCP, STANDARD_TCP, type TcpSocket } from '@packetloom/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routedNetwork } from '../../../test/routedNetwork.js';
import { TcpBulkApp } from './tcpBulk.js';

const MS = 1e6;
const SECOND = 1e9;
const PORT = 5001;
/** Longer than TCP tries. */
const END_NS = 4000 * SECOND;

/** What the app writes at an offset. */
function written(offset: number): number {
  const at = offset & 0xffff;
  return (at * 7 + (at >> 8)) & 0xff;
}

/** A program that listens, reads all, and keeps what differs from what was written. */
class Comparing {
  read = 0;
  ended = false;
  firstFault: string | null = null;
  readonly #listener: TcpSocket;
  #socket: TcpSocket | null = null;

  constructor(listener: TcpSocket) {
    this.#listener = listener;
    listener.bind(PORT);
    listener.listen(4);
  }

  /** Accepts, and reads what there is. */
  turn(): void {
    if (this.#socket === null) {
      const accepted = this.#listener.accept();
      if (typeof accepted === 'string') return;
      this.#socket = accepted;
    }
    for (;;) {
      const result = this.#socket.receive(100_000);
      if (typeof result === 'string') return;
      if (result.eof) {
        this.ended = true;
        this.#socket.close();
        return;
      }
      for (const octet of result.octets) {
        if (octet !== written(this.read)) this.firstFault ??= `octet ${this.read}`;
        this.read++;
      }
    }
  }
}

const probability = fc.constantFrom(0, 0.01, 0.05, 0.2);
const direction = fc
  .record({
    loss: probability.map((p) => ({ kind: 'independent' as const, probability: p })),
    duplicate: probability.map((p) => ({ probability: p })),
    corrupt: probability.map((p) => ({ probability: p })),
    reorder: probability.map((p) => ({ probability: p })),
    jitter: fc.constantFrom(null, { jitterNs: MS / 2 }, { jitterNs: 20 * MS }),
    delayNs: fc.constantFrom(MS, 30 * MS),
    mtu: fc.constantFrom(1500, 576, 300),
    rateBitsPerSecond: fc.constantFrom(1e6, 100e6),
  })
  // Two wrong bits, in two fragments of a segment, can make up for each other in its checksum.
  .map((spec) => (spec.mtu === 300 ? { ...spec, corrupt: null } : spec));
const stack = fc.record({
  base: fc.constantFrom(LINUX_TCP, STANDARD_TCP),
  choices: fc.record({
    sack: fc.boolean(),
    timestamps: fc.constantFrom<(0 | 1)[]>(0, 1),
    windowScaling: fc.boolean(),
    ecn: fc.constantFrom<(0 | 1 | 2)[]>(0, 1, 2),
    congestionControl: fc.constantFrom('reno', 'cubic', 'dctcp', 'bbr'),
  }),
});

it('carries what was written over any path, or says that it failed', () => {
  const octets = fc.constantFrom(0, 1, 1448, 5000, 70_000);
  fc.assert(
    fc.property(octets, direction, direction, stack, stack, (size, there, back, one, other) => {
      const network = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
      const { simulation } = network;
      [one, other].forEach(({ base, choices }, place) => {
        simulation.host(place === 0 ? 'a' : 'b').tcp.behaviour = { ...base, ...choices };
      });
      simulation.link('net1').set({ forward: there, reverse: back });
      const reader = new Comparing(simulation.host('b').tcp.createSocket());
      const app = new TcpBulkApp(simulation, {
        name: 'bulk',
        from: 'a',
        to: network.address('b', 1),
        port: PORT,
        octets: size,
        receiver: null,
      });
      app.start();
      for (let timeNs = 0; timeNs < END_NS && !(app.done && reader.ended); ) {
        timeNs += timeNs < 20 * SECOND ? 100 * MS : 20 * SECOND;
        simulation.run({ untilNs: timeNs });
        reader.turn();
      }
      expect(reader.firstFault).toBeNull();
      expect(reader.read).toBeLessThanOrEqual(app.report.sentBytes);
      const isWhole = reader.ended && reader.read === size;
      expect(isWhole || app.report.failures.length > 0).toBe(true);
      expect(app.done).toBe(true);
      expect(simulation.accounting().unaccounted).toBe(0);
    }),
    { numRuns: 40 },
  );
});
