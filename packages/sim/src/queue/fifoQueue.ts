import { Disposition, type PacketBuffer } from '@packetloom/core';
import { PacketFifo } from './packetFifo.js';
import { type QueueDiscipline, type QueueDisciplineParts, queuedBytes } from './queueDiscipline.js';
import type { FifoQueueSpec } from './queueSpec.js';

/** First in, first out; what finds no room is dropped (Linux: `pfifo`, `bfifo`). */
export class FifoQueue implements QueueDiscipline {
  readonly #fifo = new PacketFifo();
  readonly #limitPackets: number;
  readonly #limitBytes: number;
  readonly #drop: QueueDisciplineParts['drop'];

  constructor(spec: FifoQueueSpec, parts: Pick<QueueDisciplineParts, 'drop'>) {
    this.#limitPackets = spec.limitPackets ?? Number.POSITIVE_INFINITY;
    this.#limitBytes = spec.limitBytes ?? Number.POSITIVE_INFINITY;
    this.#drop = parts.drop;
  }

  get packets(): number {
    return this.#fifo.packets;
  }

  get bytes(): number {
    return this.#fifo.bytes;
  }

  enqueue(packet: PacketBuffer): void {
    const { packets, bytes } = this.#fifo;
    if (packets >= this.#limitPackets || bytes + queuedBytes(packet) > this.#limitBytes) {
      this.#drop(packet, Disposition['queue-full']);
    } else {
      this.#fifo.push(packet);
    }
  }

  dequeue(): PacketBuffer | null {
    return this.#fifo.shift();
  }

  remove(): PacketBuffer | null {
    return this.#fifo.shift();
  }
}
