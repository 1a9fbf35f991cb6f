import { Disposition, type PacketBuffer } from '@packetloom/core';
import { markCongestion } from './congestionMark.js';
import { PacketFifo } from './packetFifo.js';
import {
  type QueueDiscipline,
  type QueueDisciplineContext,
  queuedBytes,
} from './queueDiscipline.js';
import { assertCounts, impossible } from './queueSpecError.js';

/** Packets wait in the order in which they came; at least one limit. See `FifoQueue`. */
export interface FifoQueueSpec {
  readonly kind: 'fifo';
  /** Packets that may wait. */
  readonly limitPackets?: number;
  /** Octets, link headers included, that may wait. */
  readonly limitBytes?: number;
  /** Packets that wait from which on one that comes is marked by ECN, if it can be: K of DCTCP (RFC 8257 3.1). */
  readonly ecnThresholdPackets?: number;
  /** The same in octets. */
  readonly ecnThresholdBytes?: number;
}

/**
 * First in, first out; what finds no room is dropped (Linux: `pfifo`, `bfifo`), what finds much waiting may be
 * marked.
 */
export class FifoQueue implements QueueDiscipline {
  readonly #fifo = new PacketFifo();
  readonly #limitPackets: number;
  readonly #limitBytes: number;
  readonly #ecnPackets: number;
  readonly #ecnBytes: number;
  readonly #context: Pick<QueueDisciplineContext, 'drop' | 'marked'>;

  constructor(spec: FifoQueueSpec, context: Pick<QueueDisciplineContext, 'drop' | 'marked'>) {
    this.#limitPackets = spec.limitPackets ?? Number.POSITIVE_INFINITY;
    this.#limitBytes = spec.limitBytes ?? Number.POSITIVE_INFINITY;
    this.#ecnPackets = spec.ecnThresholdPackets ?? Number.POSITIVE_INFINITY;
    this.#ecnBytes = spec.ecnThresholdBytes ?? Number.POSITIVE_INFINITY;
    this.#context = context;
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
      this.#context.drop(packet, Disposition['queue-full']);
      return;
    }
    if (packets >= this.#ecnPackets || bytes >= this.#ecnBytes) {
      if (markCongestion(packet)) this.#context.marked();
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

/** Throws a `QueueSpecError`. */
export function checkFifo(spec: FifoQueueSpec): void {
  if (spec.limitPackets === undefined && spec.limitBytes === undefined) {
    throw impossible('a FIFO without limitPackets or limitBytes');
  }
  const thresholds = ['ecnThresholdPackets', 'ecnThresholdBytes'] as const;
  assertCounts('fifo', spec, ['limitPackets', 'limitBytes', ...thresholds]);
}
