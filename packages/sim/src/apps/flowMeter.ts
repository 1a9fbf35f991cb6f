import type { PacketPool } from '@packetloom/core';
import { Departures } from './departures.js';
import { JitterMeter, type JitterReport } from './jitter.js';
import { SequenceSet } from './sequenceSet.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** What was sent one way, and what came of it. */
export interface FlowCounts extends JitterReport {
  readonly sent: number;
  /** Different datagrams that arrived. */
  readonly received: number;
  /** Sent and not arrived; on their way they count as lost, too. */
  readonly lost: number;
  /** Arrivals of a datagram after its first one. */
  readonly duplicated: number;
  /** Datagrams that came after one sent later (RFC 4737). */
  readonly reordered: number;
  /** One-way delays in nanoseconds. */
  readonly delay: DurationStatistics | null;
  /** Octets that arrived. */
  readonly receivedBytes: number;
}

/** Distributions of an app, for histograms. */
export interface Distributions {
  readonly delay?: DurationSamples;
  /** |D| of RFC 3550 6.4.1. */
  readonly jitter?: DurationSamples;
  readonly rtt?: DurationSamples;
  readonly responseTime?: DurationSamples;
}

/** Tells what came of datagrams, by their identity. */
export class FlowMeter {
  readonly departures = new Departures();
  readonly delay = new DurationSamples();
  readonly jitter = new JitterMeter();
  readonly #arrived = new SequenceSet();
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  /** A datagram is about to be made: on the sender's own host it arrives before `sent`. Its number. */
  sending(pool: PacketPool, timeNs: number): number {
    return this.departures.add(pool.nextIdentity, timeNs);
  }

  /** The call that should have sent it is over. */
  sent(pool: PacketPool): void {
    this.departures.sent(pool.nextIdentity);
  }

  /** A datagram arrived: its number, or −1 if it is none of these. */
  arrived(identity: number, octets: number, timeNs: number): number {
    const sequence = this.departures.sequenceOf(identity);
    if (sequence < 0) return sequence;
    if (!this.#arrived.add(sequence)) {
      this.#duplicated++;
      return sequence;
    }
    if (sequence < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, sequence);
    this.#receivedBytes += octets;
    const delayNs = timeNs - this.departures.timeNs(sequence);
    this.delay.add(delayNs);
    this.jitter.add(delayNs);
    return sequence;
  }

  get counts(): FlowCounts {
    const sent = this.departures.count;
    const received = this.#arrived.size;
    return {
      sent,
      received,
      lost: sent - received,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      delay: this.delay.statistics(),
      ...this.jitter.report,
      receivedBytes: this.#receivedBytes,
    };
  }

  get distributions(): Distributions {
    return { delay: this.delay, jitter: this.jitter.differences };
  }
}
