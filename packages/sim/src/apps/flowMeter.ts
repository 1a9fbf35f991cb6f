import type { PacketPool } from '@packetloom/core';
import { Departures } from './departures.js';
import { JitterMeter, type JitterReport } from './jitter.js';
import { Outstanding } from './outstanding.js';
import { SequenceSet } from './sequenceSet.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** What was sent one way, and what came of it. */
export interface FlowCounts extends JitterReport {
  readonly sent: number;
  /** Different datagrams that arrived. */
  readonly received: number;
  /** Sent, not arrived, and not under way any more. */
  readonly lost: number;
  /** Under way: a packet of the datagram is somewhere on a link, in a queue, or held by a host. */
  readonly inFlight: number;
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
  readonly #pool: PacketPool;
  readonly #arrived = new SequenceSet();
  /** What arrived where, if at several places: at each but the first, copies of what arrived. */
  readonly #arrivedAt = new Map<unknown, SequenceSet>();
  readonly #outstanding = new Outstanding(
    (sequence) =>
      !this.#arrived.has(sequence) && this.#pool.isUnderWay(this.departures.identity(sequence)),
  );
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  constructor(pool: PacketPool) {
    this.#pool = pool;
  }

  /** A datagram is about to be made: on the sender's own host it arrives before `sent`. Its number. */
  sending(timeNs: number): number {
    return this.departures.add(this.#pool.nextIdentity, timeNs);
  }

  /** The call that should have sent it is over. */
  sent(): void {
    this.departures.sent(this.#pool.nextIdentity);
  }

  /**
   * A datagram arrived: its number, or −1 if it is none of these. One that comes to several `places` is
   * received once, and duplicated where it comes to one of them again.
   */
  arrived(identity: number, octets: number, timeNs: number, index: unknown = null): number {
    const sequence = this.departures.sequenceOf(identity);
    if (sequence < 0) return sequence;
    const isNewHere = this.#arrivedHere(sequence, index);
    if (!this.#arrived.add(sequence)) {
      if (!isNewHere) this.#duplicated++;
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
    const inFlight = sent === received ? 0 : this.#outstanding.count(sent);
    return {
      sent,
      received,
      lost: sent - received - inFlight,
      inFlight,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      delay: this.delay.statistics(),
      ...this.jitter.report,
      receivedBytes: this.#receivedBytes,
    };
  }

  #arrivedHere(sequence: number, index: unknown): boolean {
    let here = this.#arrivedAt.get(index);
    if (here === undefined) {
      here = new SequenceSet();
      this.#arrivedAt.set(index, here);
    }
    return here.add(sequence);
  }

  get distributions(): Distributions {
    return { delay: this.delay, jitter: this.jitter.differences };
  }
}
