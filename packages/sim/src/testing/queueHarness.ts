import { Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import type { QueueDiscipline, QueueDisciplineContext } from '../queue/index.js';
import { NamedRandom } from '../random/index.js';
import { assertSame, assertThat } from './compliance.js';
import { udpPacket } from './udpPacket.js';

/** Makes a new discipline with the parts that a direction would give it. */
export type MakeQueue = (context: QueueDisciplineContext) => QueueDiscipline;

const DROPS: ReadonlySet<number> = new Set([
  Disposition['queue-full'],
  Disposition['queue-early-drop'],
]);
const CODE_POINTS = [0, 10, 46] as const;
const MAX_WAIT_NS = 60_000_000;

/** A discipline that is judged, with all that went in and came out by serial. */
export class QueueHarness {
  readonly pool = new PacketPool();
  readonly discipline: QueueDiscipline;
  nowNs = 0;
  readonly waiting = new Map<number, { flow: string; bytes: number }>();
  readonly #lastSent = new Map<string, number>();

  constructor(make: MakeQueue) {
    const random = new NamedRandom(5);
    this.discipline = make({
      stream: (purpose) => random.stream(purpose),
      rateBitsPerSecond: () => 10_000_000,
      marked: () => {},
      drop: (packet, disposition) => {
        assertThat(
          DROPS.has(disposition),
          `a drop is queue-full or queue-early-drop, found disposition ${disposition}`,
        );
        this.#leaves(packet);
        this.pool.end(packet, disposition);
      },
    });
  }

  /** Up to `most` steps that a seed chooses: a packet comes, one is asked for, or time passes. */
  doSteps(seed: number, most: number): void {
    const stream = new NamedRandom(seed).stream('steps');
    for (let left = stream.below(most + 1); left > 0; left--) {
      const kind = stream.below(10);
      if (kind < 5) {
        const dscp = CODE_POINTS[stream.below(3)] ?? 0;
        this.enqueue(stream.below(4), dscp, 28 + stream.below(1473));
      } else if (kind < 8) this.dequeue();
      else this.nowNs += stream.below(MAX_WAIT_NS);
      this.assertCounts();
    }
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
    assertSame('an empty hand, as no packet waits', packet === null, had === 0);
    if (packet === null) return false;
    const flow = this.#leaves(packet);
    const isLater = packet.serial > (this.#lastSent.get(flow) ?? 0);
    assertThat(isLater, `packet ${packet.serial} of flow ${flow} left after a later one`);
    this.#lastSent.set(flow, packet.serial);
    this.pool.end(packet, Disposition.delivered);
    return true;
  }

  assertCounts(): void {
    let bytes = 0;
    for (const each of this.waiting.values()) bytes += each.bytes;
    assertSame('packets', this.discipline.packets, this.waiting.size);
    assertSame('bytes', this.discipline.bytes, bytes);
    assertSame('packets that live', this.pool.liveCount, this.waiting.size);
  }

  removeAll(): void {
    for (;;) {
      const packet = this.discipline.remove();
      if (packet === null) break;
      this.#leaves(packet);
      this.pool.end(packet, Disposition['link-down']);
    }
    this.assertCounts();
    assertSame('packets after all were removed', this.discipline.packets, 0);
  }

  #leaves(packet: PacketBuffer): string {
    const entry = this.waiting.get(packet.serial);
    assertThat(entry !== undefined, `packet ${packet.serial} left twice`);
    this.waiting.delete(packet.serial);
    return entry.flow;
  }
}
