import { Disposition, type PacketBuffer } from '@packetloom/core';
import { markCongestion } from './congestionMark.js';
import type { PacketFifo } from './packetFifo.js';
import type { QueueDisciplineContext } from './queueDiscipline.js';

const DEFAULT_TARGET_NS = 5_000_000;
const DEFAULT_INTERVAL_NS = 100_000_000;
/** What a queue may hold without being a standing one: one packet of the usual size (RFC 8289, 4.4). */
const ONE_PACKET_BYTES = 1514;
/** A drop state left this many intervals ago or less is taken up again (RFC 8289, 5.5). */
const INTERVALS_REMEMBERED = 16;

/** What CoDel does to packets. */
export type CodelContext = Pick<QueueDisciplineContext, 'drop' | 'marked'>;

/** Parameters of CoDel, each with the default of RFC 8289. */
export interface CodelParameters {
  readonly targetNs?: number;
  readonly intervalNs?: number;
  /** Marks instead of dropping where it can (RFC 8289 5, RFC 3168). Default false. */
  readonly ecn?: boolean;
  /** Packets that waited longer than this are marked at once; default none. */
  readonly ceThresholdNs?: number;
}

/**
 * Controlled delay (RFC 8289, section 5) over a FIFO whose packets carry in `timeNs` when they came:
 * once packets have waited at least `target` for an `interval`, one is dropped, and further ones after
 * interval / √1, interval / √2, …, until a packet has waited less.
 */
export class CodelControl {
  readonly #fifo: PacketFifo;
  readonly #context: CodelContext;
  readonly #ecn: boolean;
  readonly #ceThresholdNs: number;
  readonly #targetNs: number;
  readonly #intervalNs: number;
  /** When the delay will have been above the target for an interval; 0: it is below. */
  #firstAboveNs = 0;
  #dropNextNs = 0;
  /** Drops of this drop state, and those at which it began. */
  #count = 0;
  #lastCount = 0;
  #dropping = false;
  #maxPacketBytes = ONE_PACKET_BYTES;

  constructor(fifo: PacketFifo, context: CodelContext, spec: CodelParameters) {
    this.#fifo = fifo;
    this.#context = context;
    this.#ecn = spec.ecn ?? false;
    this.#ceThresholdNs = spec.ceThresholdNs ?? Number.POSITIVE_INFINITY;
    this.#targetNs = spec.targetNs ?? DEFAULT_TARGET_NS;
    this.#intervalNs = spec.intervalNs ?? DEFAULT_INTERVAL_NS;
  }

  /** The packet to send, after drops; null only if there is none. */
  dequeue(nowNs: number): PacketBuffer | null {
    const packet = this.#dequeue(nowNs);
    if (packet === null || nowNs - packet.timeNs <= this.#ceThresholdNs) return packet;
    if (markCongestion(packet)) this.#context.marked();
    return packet;
  }

  /** Whether a packet bears the signal instead of being dropped. */
  #marks(packet: PacketBuffer): boolean {
    if (!this.#ecn || !markCongestion(packet)) return false;
    this.#context.marked();
    return true;
  }

  #dequeue(nowNs: number): PacketBuffer | null {
    let packet = this.#fifo.shift();
    let mayDrop = this.#mayDrop(packet, nowNs);
    if (this.#dropping) {
      if (!mayDrop) this.#dropping = false;
      while (this.#dropping && packet !== null && nowNs >= this.#dropNextNs) {
        this.#count++;
        if (this.#marks(packet)) {
          this.#dropNextNs = this.#afterNs(this.#dropNextNs);
          return packet;
        }
        this.#context.drop(packet, Disposition['queue-early-drop']);
        packet = this.#fifo.shift();
        mayDrop = this.#mayDrop(packet, nowNs);
        if (mayDrop) this.#dropNextNs = this.#afterNs(this.#dropNextNs);
        else this.#dropping = false;
      }
    } else if (mayDrop && packet !== null) {
      if (!this.#marks(packet)) {
        this.#context.drop(packet, Disposition['queue-early-drop']);
        packet = this.#fifo.shift();
        this.#mayDrop(packet, nowNs);
      }
      this.#startDropping(nowNs);
    }
    return packet;
  }

  #startDropping(nowNs: number): void {
    this.#dropping = true;
    const delta = this.#count - this.#lastCount;
    const recent = nowNs - this.#dropNextNs < INTERVALS_REMEMBERED * this.#intervalNs;
    this.#count = delta > 1 && recent ? delta : 1;
    this.#dropNextNs = this.#afterNs(nowNs);
    this.#lastCount = this.#count;
  }

  /** The control law (RFC 8289, section 3.3). */
  #afterNs(timeNs: number): number {
    return timeNs + this.#intervalNs / Math.sqrt(this.#count);
  }

  /** Whether the delay has been above the target for an interval, as this packet leaves. */
  #mayDrop(packet: PacketBuffer | null, nowNs: number): boolean {
    if (packet === null) {
      this.#firstAboveNs = 0;
      return false;
    }
    const bytes = packet.length + packet.linkHeaderLength;
    if (bytes > this.#maxPacketBytes) this.#maxPacketBytes = bytes;
    if (nowNs - packet.timeNs < this.#targetNs || this.#fifo.bytes <= this.#maxPacketBytes) {
      this.#firstAboveNs = 0;
      return false;
    }
    if (this.#firstAboveNs === 0) {
      this.#firstAboveNs = nowNs + this.#intervalNs;
      return false;
    }
    return nowNs >= this.#firstAboveNs;
  }
}
