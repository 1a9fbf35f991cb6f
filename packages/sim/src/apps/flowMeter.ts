import type { PacketPool } from '@packetloom/core';
import { IdentityTable } from '../sockets/identityTable.js';
import { JitterMeter, type JitterReport } from './jitter.js';
import { SequenceSet } from './sequenceSet.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** What was sent one way, and what came of it. */
export interface FlowCounts extends JitterReport {
  readonly sent: number;
  /** Different datagrams that arrived. */
  readonly received: number;
  /** Sent, not arrived, and not in flight any more. */
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
  /** Of pages and connections. */
  readonly pageTime?: DurationSamples;
  readonly connectTime?: DurationSamples;
  /** Of flows: of all, and of each class in its order. */
  readonly completionTime?: DurationSamples;
  readonly completionTimes?: readonly DurationSamples[];
}

/** What a meter keeps of a datagram. */
const COLUMN = {
  sequence: 0,
  timeNs: 1,
  /** Index of the place at which it arrived first, from 1; 0 before. */
  place: 2,
  tag: 3,
} as const;

/**
 * Tells what came of datagrams, by their identity. It knows them as long as something of them, or of an answer of a
 * stack to them, is in flight.
 */
export class FlowMeter {
  readonly delay = new DurationSamples();
  readonly jitter = new JitterMeter();
  readonly #pool: PacketPool;
  readonly #sent: IdentityTable;
  readonly #places: unknown[] = [];
  /** What arrived at other places than its first one. */
  readonly #arrivedAlso = new Map<unknown, SequenceSet>();
  /** Identities of datagrams that had not arrived and were in flight when that was last asked for. */
  #inFlight: number[] = [];
  /** Datagrams from this number on were not looked at yet. */
  #nextAsked = 0;
  #count = 0;
  #received = 0;
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  constructor(pool: PacketPool) {
    this.#pool = pool;
    this.#sent = new IdentityTable(Object.keys(COLUMN).length, pool);
  }

  /**
   * A datagram is about to be made: on the sender's own host it arrives before `sent`. Its number. The tag is for
   * {@link tagOf}.
   */
  sending(timeNs: number, tag = 0): number {
    const sequence = this.#count++;
    const row = this.#sent.add(this.#pool.nextIdentity, timeNs);
    this.#sent.set(row, COLUMN.sequence, sequence);
    this.#sent.set(row, COLUMN.timeNs, timeNs);
    this.#sent.set(row, COLUMN.tag, tag);
    return sequence;
  }

  /** The call that should have sent it is over. */
  sent(): void {
    this.#sent.made(this.#pool.nextIdentity);
  }

  /** Number of the datagram with an identity, from 0, or −1 if it is none of these, or known no more. */
  sequenceOf(identity: number): number {
    const row = this.#sent.rowOf(identity);
    return row < 0 ? -1 : this.#sent.value(row, COLUMN.sequence);
  }

  /** What was noted of the datagram with an identity; −1 as in {@link sequenceOf}. */
  tagOf(identity: number): number {
    const row = this.#sent.rowOf(identity);
    return row < 0 ? -1 : this.#sent.value(row, COLUMN.tag);
  }

  /**
   * A datagram arrived: its number, or −1 if it is none of these. One that comes to several `places` is
   * received once, and duplicated where it comes to one of them again.
   */
  arrived(identity: number, octets: number, timeNs: number, place: unknown = null): number {
    const row = this.#sent.rowOf(identity);
    if (row < 0) return -1;
    const sequence = this.#sent.value(row, COLUMN.sequence);
    if (this.#sent.value(row, COLUMN.place) !== 0) {
      if (this.#isHereAgain(row, sequence, place)) this.#duplicated++;
      return sequence;
    }
    this.#sent.set(row, COLUMN.place, this.#indexOf(place) + 1);
    this.#received++;
    if (sequence < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, sequence);
    this.#receivedBytes += octets;
    const delayNs = timeNs - this.#sent.value(row, COLUMN.timeNs);
    this.delay.add(delayNs);
    this.jitter.add(delayNs);
    return sequence;
  }

  get counts(): FlowCounts {
    const sent = this.#count;
    const received = this.#received;
    const inFlight = sent === received ? 0 : this.#countInFlight();
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

  get distributions(): Distributions {
    return { delay: this.delay, jitter: this.jitter.differences };
  }

  /**
   * What is not in flight any more never is again, so that each is looked at as often as it is asked for while it is.
   */
  #countInFlight(): number {
    const isInFlight = (identity: number) => {
      const row = this.#sent.rowOf(identity);
      const hasArrived = row < 0 || this.#sent.value(row, COLUMN.place) !== 0;
      return !hasArrived && this.#pool.isInFlight(identity);
    };
    this.#inFlight = this.#inFlight.filter(isInFlight);
    for (let row = this.#sent.rows - 1; row >= 0; row--) {
      if (this.#sent.value(row, COLUMN.sequence) < this.#nextAsked) break;
      const identity = this.#sent.identity(row);
      if (isInFlight(identity)) this.#inFlight.push(identity);
    }
    this.#nextAsked = this.#count;
    return this.#inFlight.length;
  }

  /** Whether what arrived somewhere before comes to a place for at least the second time. */
  #isHereAgain(row: number, sequence: number, place: unknown): boolean {
    if (this.#sent.value(row, COLUMN.place) === this.#indexOf(place) + 1) return true;
    let here = this.#arrivedAlso.get(place);
    if (here === undefined) {
      here = new SequenceSet();
      this.#arrivedAlso.set(place, here);
    }
    return !here.add(sequence);
  }

  #indexOf(place: unknown): number {
    const index = this.#places.indexOf(place);
    return index < 0 ? this.#places.push(place) - 1 : index;
  }
}
