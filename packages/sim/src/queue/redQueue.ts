import { Disposition, type PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import { markCongestion } from './congestionMark.js';
import { PacketFifo } from './packetFifo.js';
import type { QueueDiscipline, QueueDisciplineContext } from './queueDiscipline.js';
import { assertCounts, impossible } from './queueSpecError.js';

/** Random early detection; see `RedQueue`. */
export interface RedQueueSpec {
  readonly kind: 'red';
  /** Average queue up to which nothing is dropped early. */
  readonly minPackets: number;
  /** Average queue from which on (`gentle`: from twice it) everything is dropped. */
  readonly maxPackets: number;
  /** Probability of an early drop when the average reaches `maxPackets`; default 0.1. */
  readonly maxProbability?: number;
  /** Weight of the present queue in the average; default 0.002. */
  readonly weight?: number;
  /** Beyond `maxPackets` the probability rises to 1 at twice it, instead of jumping; default true. */
  readonly gentle?: boolean;
  /** Packets that may wait. */
  readonly limitPackets: number;
  /** A typical packet, by which the average decays while the link idles; default 1000 octets. */
  readonly averagePacketBytes?: number;
  /** Packets whose transport understands ECN are marked instead of dropped early (RFC 3168). Default false. */
  readonly ecn?: boolean;
}

const DEFAULT_MAX_PROBABILITY = 0.1;
const DEFAULT_WEIGHT = 0.002;
const DEFAULT_PACKET_BYTES = 1000;
const OCTET_NS_BITS = 8e9;

/**
 * Random early detection (Floyd, Jacobson, "Random Early Detection Gateways for Congestion Avoidance",
 * 1993), in packets. At each arrival avg ← (1 − w)·avg + w·q, or (1 − w)ᵐ·avg after an idle time in which
 * m typical packets would have gone. From min to max a packet is dropped with p / (1 − count·p), where
 * p = maxp·(avg − min)/(max − min) and `count` packets got through since the last drop: the packets from
 * one drop to the next are uniform on 1 … 1/p. With `ecn`, what can be marked is marked instead. `gentle` (Floyd
 * 2000): p goes on from maxp to 1 at 2·max.
 */
export class RedQueue implements QueueDiscipline {
  readonly #fifo = new PacketFifo();
  readonly #stream: UniformStream;
  readonly #context: QueueDisciplineContext;
  readonly #min: number;
  readonly #max: number;
  readonly #maxProbability: number;
  readonly #weight: number;
  readonly #gentle: boolean;
  readonly #limit: number;
  readonly #packetBytes: number;
  readonly #ecn: boolean;
  #average = 0;
  /** Packets that got through since the last drop; 0 while the average is below the minimum. */
  #count = 0;
  #idleSinceNs = 0;

  constructor(spec: RedQueueSpec, context: QueueDisciplineContext) {
    this.#context = context;
    this.#stream = context.stream('red');
    this.#min = spec.minPackets;
    this.#max = spec.maxPackets;
    this.#maxProbability = spec.maxProbability ?? DEFAULT_MAX_PROBABILITY;
    this.#weight = spec.weight ?? DEFAULT_WEIGHT;
    this.#gentle = spec.gentle ?? true;
    this.#limit = spec.limitPackets;
    this.#ecn = spec.ecn ?? false;
    this.#packetBytes = spec.averagePacketBytes ?? DEFAULT_PACKET_BYTES;
  }

  get packets(): number {
    return this.#fifo.packets;
  }

  get bytes(): number {
    return this.#fifo.bytes;
  }

  /** The average queue in packets, as of the last arrival. */
  get average(): number {
    return this.#average;
  }

  enqueue(packet: PacketBuffer, nowNs: number): void {
    this.#updateAverage(nowNs);
    const signals = this.#dropsEarly();
    if (signals && !this.#marks(packet)) {
      this.#context.drop(packet, Disposition['queue-early-drop']);
    } else if (this.#fifo.packets >= this.#limit) {
      this.#count = 0;
      this.#context.drop(packet, Disposition['queue-full']);
    } else {
      this.#fifo.push(packet);
    }
  }

  /** Whether a packet bears the signal instead of being dropped. */
  #marks(packet: PacketBuffer): boolean {
    if (!this.#ecn || !markCongestion(packet)) return false;
    this.#context.marked();
    return true;
  }

  dequeue(nowNs: number): PacketBuffer | null {
    const packet = this.#fifo.shift();
    if (packet !== null && this.#fifo.packets === 0) this.#idleSinceNs = nowNs;
    return packet;
  }

  remove(): PacketBuffer | null {
    return this.#fifo.shift();
  }

  #updateAverage(nowNs: number): void {
    const weight = this.#weight;
    const { packets } = this.#fifo;
    if (packets > 0) {
      this.#average += weight * (packets - this.#average);
      return;
    }
    const rate = this.#context.rateBitsPerSecond();
    const packetNs = rate === null ? 0 : (this.#packetBytes * OCTET_NS_BITS) / rate;
    const idlePackets = packetNs === 0 ? 0 : (nowNs - this.#idleSinceNs) / packetNs;
    // At least one step, as for a queue that is not empty; whole steps, as engines round powers with fractions
    // differently.
    this.#average *= wholePower(1 - weight, Math.max(1, Math.floor(idlePackets)));
  }

  #dropsEarly(): boolean {
    const average = this.#average;
    if (average < this.#min) {
      this.#count = 0;
      return false;
    }
    const probability = this.#probabilityAt(average);
    const spread = 1 - this.#count * probability;
    const drops = probability >= spread || this.#stream.unit() < probability / spread;
    this.#count = drops ? 0 : this.#count + 1;
    return drops;
  }

  /** Probability of an early drop, before it is spread evenly. */
  #probabilityAt(average: number): number {
    const max = this.#max;
    const maxProbability = this.#maxProbability;
    if (average < max) return (maxProbability * (average - this.#min)) / (max - this.#min);
    if (!this.#gentle) return 1;
    return Math.min(1, maxProbability + ((1 - maxProbability) * (average - max)) / max);
  }
}

/** baseⁿ for an integer n ≥ 0, by squaring. */
function wholePower(base: number, n: number): number {
  let result = 1;
  let square = base;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** Throws a `QueueSpecError`. */
export function checkRed(spec: RedQueueSpec): void {
  const { minPackets, maxPackets, maxProbability = 1, weight = 1 } = spec;
  assertCounts('red', spec, ['limitPackets', 'averagePacketBytes']);
  if (!(minPackets >= 0 && maxPackets > minPackets)) {
    throw impossible(`a red queue with minPackets ${minPackets} and maxPackets ${maxPackets}`);
  }
  if (!(maxProbability > 0 && maxProbability <= 1)) {
    throw impossible(`a red queue with maxProbability ${maxProbability} (a fraction of 1)`);
  }
  if (!(weight > 0 && weight <= 1)) {
    throw impossible(`a red queue with weight ${weight} (a fraction of 1)`);
  }
}
