import { Disposition, type PacketBuffer } from '@packetloom/core';
import { type CodelContext, CodelControl } from './codelControl.js';
import { PacketFifo } from './packetFifo.js';
import type { QueueDiscipline, QueueDisciplineContext } from './queueDiscipline.js';
import { assertCounts } from './queueSpecError.js';

/** Controlled delay (RFC 8289); see `CodelQueue`. */
export interface CodelQueueSpec {
  readonly kind: 'codel';
  /** Delay of a standing queue that is accepted; default 5 ms. */
  readonly targetNs?: number;
  /** How long the delay may be above it, about the worst round trip; default 100 ms. */
  readonly intervalNs?: number;
  /** Packets that may wait; default 1000. */
  readonly limitPackets?: number;
  /** Packets whose transport understands ECN are marked instead of dropped early. Default false. */
  readonly ecn?: boolean;
  /** Packets that waited longer are marked, whatever the interval; default none. */
  readonly ceThresholdNs?: number;
}

const DEFAULT_LIMIT_PACKETS = 1000;

/** A FIFO kept short by controlled delay (RFC 8289); see {@link CodelControl}. */
export class CodelQueue implements QueueDiscipline {
  readonly #fifo = new PacketFifo();
  readonly #control: CodelControl;
  readonly #limit: number;
  readonly #drop: QueueDisciplineContext['drop'];

  constructor(spec: CodelQueueSpec, context: CodelContext) {
    this.#drop = context.drop;
    this.#control = new CodelControl(this.#fifo, context, spec);
    this.#limit = spec.limitPackets ?? DEFAULT_LIMIT_PACKETS;
  }

  get packets(): number {
    return this.#fifo.packets;
  }

  get bytes(): number {
    return this.#fifo.bytes;
  }

  enqueue(packet: PacketBuffer, nowNs: number): void {
    if (this.#fifo.packets >= this.#limit) {
      this.#drop(packet, Disposition['queue-full']);
      return;
    }
    packet.timeNs = nowNs;
    this.#fifo.push(packet);
  }

  dequeue(nowNs: number): PacketBuffer | null {
    return this.#control.dequeue(nowNs);
  }

  remove(): PacketBuffer | null {
    return this.#fifo.shift();
  }
}

/** Throws a `QueueSpecError`. */
export function checkCodel(spec: CodelQueueSpec): void {
  assertCounts('codel', spec, ['targetNs', 'intervalNs', 'limitPackets', 'ceThresholdNs']);
}
