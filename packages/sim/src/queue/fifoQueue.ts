import { Disposition, type PacketBuffer } from '@packetloom/core';
import { markCongestion } from './congestionMark.js';
import { PacketFifo } from './packetFifo.js';
import { type QueueDiscipline, type QueueDisciplineParts, queuedBytes } from './queueDiscipline.js';
import type { FifoQueueSpec } from './queueSpec.js';

/** First in, first out; what finds no room is dropped (Linux: `pfifo`, `bfifo`), what finds much waiting may be marked. */
export class FifoQueue implements QueueDiscipline {
  readonly #fifo = new PacketFifo();
  readonly #limitPackets: number;
  readonly #limitBytes: number;
  readonly #ecnPackets: number;
  readonly #ecnBytes: number;
  readonly #parts: Pick<QueueDisciplineParts, 'drop' | 'marked'>;

  constructor(spec: FifoQueueSpec, parts: Pick<QueueDisciplineParts, 'drop' | 'marked'>) {
    this.#limitPackets = spec.limitPackets ?? Number.POSITIVE_INFINITY;
    this.#limitBytes = spec.limitBytes ?? Number.POSITIVE_INFINITY;
    this.#ecnPackets = spec.ecnThresholdPackets ?? Number.POSITIVE_INFINITY;
    this.#ecnBytes = spec.ecnThresholdBytes ?? Number.POSITIVE_INFINITY;
    this.#parts = parts;
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
      this.#parts.drop(packet, Disposition['queue-full']);
      return;
    }
    if (packets >= this.#ecnPackets || bytes >= this.#ecnBytes) {
      if (markCongestion(packet)) this.#parts.marked();
    }
    this.#fifo.push(packet);
  }

  dequeue(): PacketBuffer | null {
    return this.#fifo.shift();
  }

  remove(): PacketBuffer | null {
    return this.#fifo.shift();
  }
}
