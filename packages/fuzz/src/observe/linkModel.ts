import type { LinkDirection } from '@packetloom/language';

const BITS = 8n;
const NS = 1_000_000_000n;

/**
 * One direction of a link, the simple way: the ends of transmissions as exact fractions. Rounded to whole
 * nanoseconds, each busy period ends within a nanosecond of the exact time; here it is the same number.
 */
export class LinkModel {
  readonly #spec: LinkDirection;
  /** Instants at which the packets that wait begin to be sent. */
  #starts: number[] = [];
  #busyUntilNs = 0;
  /** Instants at which what is in flight arrives. */
  #arrivals: number[] = [];
  /** Bits of the busy period so far, and when it began. */
  #bits = 0n;
  #periodStartNs = 0;

  constructor(spec: LinkDirection) {
    this.#spec = spec;
  }

  /** When a packet that is sent now arrives, or why it is dropped. */
  send(nowNs: number, length: number): number | 'larger-than-mtu' | 'queue-full' {
    const { mtu, queueLimitPackets, delayNs, rateBitsPerSecond, limitPackets } = this.#spec;
    if (length > mtu) return 'larger-than-mtu';
    // What arrives at this instant is in flight until it is told to have arrived.
    this.#arrivals = this.#arrivals.filter((arrivalNs) => arrivalNs >= nowNs);
    if (limitPackets != null && this.#arrivals.length >= limitPackets) return 'queue-full';
    this.#starts = this.#starts.filter((startNs) => startNs > nowNs);
    if (this.#busyUntilNs > nowNs) {
      if (this.#starts.length >= queueLimitPackets) return 'queue-full';
      this.#starts.push(this.#busyUntilNs);
    } else if (this.#busyUntilNs < nowNs || this.#bits === 0n) {
      this.#bits = 0n;
      this.#periodStartNs = nowNs;
    }
    if (rateBitsPerSecond !== null) {
      this.#bits += BigInt(length) * BITS;
      const durationNs = nearest(this.#bits * NS, BigInt(rateBitsPerSecond));
      this.#busyUntilNs = this.#periodStartNs + durationNs;
    } else {
      this.#busyUntilNs = nowNs;
    }
    const arrivalNs = this.#busyUntilNs + delayNs;
    this.#arrivals.push(arrivalNs);
    return arrivalNs;
  }

  /** The first packet that is due now has arrived. */
  arrived(nowNs: number): void {
    const index = this.#arrivals.indexOf(nowNs);
    if (index >= 0) this.#arrivals.splice(index, 1);
  }
}

/** The whole number nearest to a fraction. */
function nearest(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}
