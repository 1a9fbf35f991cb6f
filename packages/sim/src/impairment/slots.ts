import type { UniformStream } from '../random/index.js';
import { deviationOf } from './deviation.js';
import type { SlotSpec } from './impairmentSpec.js';

/**
 * When packets may leave that come together in slots, netem's `slot`: those that are due leave at once while a slot is
 * open. It closes when it has let as many packets or octets go as it may, and when the next packet is due after it
 * opened; the next slot opens a delay after that is noticed, as the kernel's `netem_dequeue` does it.
 */
export class Slots {
  readonly #spec: SlotSpec;
  readonly #stream: UniformStream;
  /** When the present slot opened, or the next one will. */
  #openNs: number;
  #packetsLeft = 0;
  #bytesLeft = 0;

  constructor(spec: SlotSpec, stream: UniformStream, nowNs: number) {
    this.#spec = spec;
    this.#stream = stream;
    this.#openNs = nowNs;
    this.#refill();
  }

  /** When the first packet, due at `timeNs`, may leave, as it looks now. */
  leavesNs(timeNs: number, nowNs: number): number {
    if (this.#openNs < timeNs) this.#begin(nowNs);
    return Math.max(timeNs, this.#openNs);
  }

  /** A packet of so many octets leaves. */
  take(bytes: number, nowNs: number): void {
    this.#packetsLeft--;
    this.#bytesLeft -= bytes;
    if (this.#packetsLeft <= 0 || this.#bytesLeft <= 0) this.#begin(nowNs);
  }

  #begin(nowNs: number): void {
    this.#openNs = nowNs + this.#delayNs();
    this.#refill();
  }

  #delayNs(): number {
    const { delay } = this.#spec;
    const draw = this.#stream.unit();
    if (delay.kind === 'range') {
      return delay.minNs + Math.floor(draw * (delay.maxNs - delay.minNs));
    }
    return Math.round(delay.meanNs + deviationOf(delay.distribution, delay.jitterNs)(draw));
  }

  #refill(): void {
    const { maxPackets, maxBytes } = this.#spec;
    this.#packetsLeft = maxPackets ?? Number.POSITIVE_INFINITY;
    this.#bytesLeft = maxBytes ?? Number.POSITIVE_INFINITY;
  }
}
