import { Fate, type PacketBuffer, PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueDiscipline, QueueDisciplineParts } from '../src/queue/index.js';
import { NamedRandom } from '../src/random/index.js';
import { udpPacket } from './udpPacket.js';

/** What is done to a discipline: a packet comes, one is asked for, or time passes. */
type Step =
  | {
      readonly kind: 'enqueue';
      readonly flow: number;
      readonly dscp: number;
      readonly length: number;
    }
  | { readonly kind: 'dequeue' }
  | { readonly kind: 'wait'; readonly ns: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: enqueueStep() },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'dequeue' }) },
  { weight: 2, arbitrary: fc.nat(60_000_000).map((ns): Step => ({ kind: 'wait', ns })) },
);

function enqueueStep(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constant('enqueue' as const),
    flow: fc.nat(3),
    dscp: fc.constantFrom(0, 10, 46),
    length: fc.integer({ min: 28, max: 1500 }),
  });
}

const DROPS: ReadonlySet<number> = new Set([Fate['queue-full'], Fate['queue-early-drop']]);

/** A discipline under test, with all that went in and came out by serial. */
class Harness {
  readonly pool = new PacketPool();
  readonly discipline: QueueDiscipline;
  nowNs = 0;
  readonly waiting = new Map<number, { flow: string; bytes: number }>();
  readonly #lastSent = new Map<string, number>();

  constructor(make: (parts: QueueDisciplineParts) => QueueDiscipline) {
    const random = new NamedRandom(5);
    this.discipline = make({
      stream: (purpose) => random.stream(purpose),
      rateBitsPerSecond: () => 10_000_000,
      drop: (packet, fate) => {
        if (!DROPS.has(fate)) expect.unreachable(`a drop for ${fate}`);
        this.#leaves(packet);
        this.pool.end(packet, fate);
      },
    });
  }

  do(step: Step): void {
    if (step.kind === 'wait') this.nowNs += step.ns;
    else if (step.kind === 'enqueue') this.enqueue(step.flow, step.dscp, step.length);
    else this.dequeue();
    this.expectCounts();
  }

  enqueue(flow: number, dscp: number, length: number): void {
    const packet = udpPacket(this.pool, { sourcePort: 1000 + flow, dscp, length });
    this.waiting.set(packet.serial, { flow: `${flow}/${dscp}`, bytes: length });
    this.discipline.enqueue(packet, this.nowNs);
  }

  /** Asks for a packet; those of a flow and code point leave in the order in which they came. */
  dequeue(): boolean {
    const had = this.discipline.packets;
    const packet = this.discipline.dequeue(this.nowNs);
    expect(packet === null).toBe(had === 0);
    if (packet === null) return false;
    const flow = this.#leaves(packet);
    expect(packet.serial).toBeGreaterThan(this.#lastSent.get(flow) ?? 0);
    this.#lastSent.set(flow, packet.serial);
    this.pool.end(packet, Fate.delivered);
    return true;
  }

  expectCounts(): void {
    let bytes = 0;
    for (const each of this.waiting.values()) bytes += each.bytes;
    expect(this.discipline.packets).toBe(this.waiting.size);
    expect(this.discipline.bytes).toBe(bytes);
    expect(this.pool.liveCount).toBe(this.waiting.size);
  }

  removeAll(): void {
    for (
      let packet = this.discipline.remove();
      packet !== null;
      packet = this.discipline.remove()
    ) {
      this.#leaves(packet);
      this.pool.end(packet, Fate['link-down']);
    }
    this.expectCounts();
  }

  #leaves(packet: PacketBuffer): string {
    const entry = this.waiting.get(packet.serial);
    if (entry === undefined) return expect.unreachable(`packet ${packet.serial} left twice`);
    this.waiting.delete(packet.serial);
    return entry.flow;
  }
}

/** What every queue discipline does, whatever it is for. */
export function describeQueueDiscipline(
  name: string,
  make: (parts: QueueDisciplineParts) => QueueDiscipline,
): void {
  describe(`${name} as a queue discipline`, () => {
    it('holds, hands out or drops each packet once, counts exactly, and keeps each flow in order', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
          const harness = new Harness(make);
          for (const each of steps) harness.do(each);
          while (harness.dequeue()) harness.expectCounts();
          expect(harness.waiting.size).toBe(0);
        }),
        { numRuns: 60 },
      );
    });

    it('gives out everything by removal, at any time', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const harness = new Harness(make);
          for (const each of steps) harness.do(each);
          harness.removeAll();
          expect(harness.discipline.packets).toBe(0);
          // It is as good as new.
          harness.enqueue(0, 0, 100);
          expect(harness.dequeue()).toBe(true);
        }),
        { numRuns: 40 },
      );
    });

    it('sends a packet that meets no others', () => {
      const harness = new Harness(make);
      for (let round = 0; round < 50; round++) {
        harness.enqueue(0, 0, 1000);
        expect(harness.dequeue()).toBe(true);
        harness.nowNs += 10_000_000;
      }
    });

    it('does not hold more and more, though nobody asks for packets', () => {
      const harness = new Harness(make);
      for (let round = 0; round < 20_000; round++) harness.enqueue(round % 4, 0, 100);
      expect(harness.discipline.packets).toBeLessThan(11_000);
      harness.expectCounts();
    });
  });
}
