import {
  type Host,
  type IcmpMessage,
  type Ipv4Address,
  NO_TIMER,
  type PingSocket,
  type ReceivedDatagram,
} from '@packetloom/core';
import { ICMP_ECHO, ICMP_OFFSET, PROTOCOL_ICMP } from '@packetloom/core/wire';
import type { App, IcmpErrorReport, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import { Departures } from './departures.js';
import type { Distributions } from './flowMeter.js';
import { JitterMeter, type JitterReport } from './jitter.js';
import { Outstanding } from './outstanding.js';
import { quotationOf } from './quotation.js';
import { SequenceSet } from './sequenceSet.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** A ping: echo requests from one host to an address. */
export interface PingSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  readonly to: Ipv4Address;
  /** Echo requests; default 4. */
  readonly count?: number;
  /** Time between them; default 1 s. */
  readonly intervalNs?: number;
  /** Octets of data after the ICMP header, as `ping -s`; default 56. */
  readonly sizeBytes?: number;
  /** Sets DF. Default false. */
  readonly dontFragment?: boolean;
  /** TTL; the host's default unless given. */
  readonly ttl?: number;
  /** TOS octet of the header: DSCP times 4 (RFC 2474 3). Default 0. */
  readonly typeOfService?: number;
  /** Source address; by route unless given. */
  readonly source?: Ipv4Address;
  /** Replies are waited for this long after the last request; default 10 s. */
  readonly timeoutNs?: number;
}

/** An echo reply. */
export interface PingReply {
  readonly sequence: number;
  readonly rttNs: number;
  readonly ttl: number;
  readonly from: Ipv4Address;
}

/** What came of a ping. Its jitter is that of round trips. */
export interface PingReport extends JitterReport {
  readonly sent: number;
  readonly received: number;
  /** Requests without a reply, of which nothing is in flight any more, or that are not waited for. */
  readonly lost: number;
  /** Requests that are in flight themselves, or what answers them is. */
  readonly inFlight: number;
  /** Requests of its `count` that were not sent. */
  readonly unsent: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Round-trip times in nanoseconds. */
  readonly rtt: DurationStatistics | null;
  readonly replies: readonly PingReply[];
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

const SECOND_NS = 1_000_000_000;
const DEFAULT_COUNT = 4;

/** The program `ping`. */
export class PingApp implements App<PingReport> {
  readonly kind = 'ping';
  readonly name: string;
  readonly spec: PingSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #host: Host;
  readonly #socket: PingSocket;
  readonly #departures = new Departures();
  readonly #answered = new SequenceSet();
  readonly #outstanding = new Outstanding((sequence) => this.#isOutstanding(sequence));
  readonly #rtt = new DurationSamples();
  readonly #jitter = new JitterMeter();
  readonly #replies: PingReply[] = [];
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;
  #timer = NO_TIMER;
  #stopListening: (() => void) | null = null;

  constructor(simulation: AppContext, spec: PingSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#socket = this.#host.icmp.createPingSocket({
      ttl: spec.ttl ?? 0,
      typeOfService: spec.typeOfService ?? 0,
    });
  }

  start(): void {
    const { source, count } = this.spec;
    if (count === 0) {
      this.#finish();
      return;
    }
    const error = this.#socket.bind(source === undefined ? {} : { address: source });
    if (error !== null) {
      this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
      this.#simulation.appFailed(this.name, this.spec.from, error);
      this.#finish();
      return;
    }
    this.#socket.onReceive = (reply) => this.#replied(reply);
    this.#stopListening = this.#simulation.listenToIcmp(this.#host, (message) =>
      this.#heard(message),
    );
    this.#sendNext();
  }

  get report(): PingReport {
    const { count: sent } = this.#departures;
    const received = this.#answered.size;
    // Once it is done it hears no reply.
    const inFlight = this.done || sent === received ? 0 : this.#outstanding.count(sent);
    return {
      sent,
      received,
      lost: sent - received - inFlight,
      inFlight,
      unsent: Math.max(0, (this.spec.count ?? DEFAULT_COUNT) - sent),
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      rtt: this.#rtt.statistics(),
      ...this.#jitter.report,
      replies: this.#replies,
      errors: this.#errors,
      failures: this.#failures,
    };
  }

  get distributions(): Distributions {
    return { rtt: this.#rtt, jitter: this.#jitter.differences };
  }

  #sendNext(): void {
    const {
      to,
      count = DEFAULT_COUNT,
      intervalNs = SECOND_NS,
      sizeBytes = 56,
      timeoutNs = 10 * SECOND_NS,
    } = this.spec;
    const { nowNs } = this.#simulation;
    const { pool } = this.#host;
    const sequence = this.#departures.add(pool.nextIdentity, nowNs);
    const message = echoRequest(sequence, sizeBytes);
    const dontFragment = this.spec.dontFragment ?? false;
    this.#simulation.bus.sender = this.name;
    const error = this.#socket.send({ message, to, dontFragment });
    this.#simulation.bus.sender = null;
    this.#departures.sent(pool.nextIdentity);
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
    const isLast = sequence + 1 >= count;
    this.#timer = this.#simulation.clock.schedule(isLast ? timeoutNs : intervalNs, {
      fire: () => (isLast ? this.#finish() : this.#sendNext()),
    });
    if (isLast) this.#finishIfComplete();
  }

  #replied(reply: ReceivedDatagram): void {
    const { payload } = reply;
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const sequence = this.#sequenceOf(view.getUint16(ICMP_OFFSET.sequenceNumber));
    if (sequence < 0) return;
    if (!this.#answered.add(sequence)) {
      this.#duplicated++;
      return;
    }
    if (sequence < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, sequence);
    const rttNs = this.#simulation.nowNs - this.#departures.timeNs(sequence);
    this.#rtt.add(rttNs);
    this.#jitter.add(rttNs);
    this.#replies.push({ sequence, rttNs, ttl: reply.ttl, from: reply.source });
    this.#finishIfComplete();
  }

  /** An ICMP error that quotes a request of ours. */
  #heard(message: IcmpMessage): void {
    const quotation = quotationOf(message);
    if (quotation?.protocol !== PROTOCOL_ICMP || quotation.transport.getUint8(0) !== ICMP_ECHO)
      return;
    if (quotation.transport.getUint16(ICMP_OFFSET.identifier) !== this.#socket.identifier) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    const sequence = this.#sequenceOf(quotation.transport.getUint16(ICMP_OFFSET.sequenceNumber));
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
    this.#finishIfComplete();
  }

  #isOutstanding(sequence: number): boolean {
    if (this.#answered.has(sequence)) return false;
    const identity = this.#departures.identity(sequence);
    const { pool } = this.#host;
    return pool.isInFlight(identity) || pool.isReplyInFlight(identity);
  }

  /** The request that a 16-bit sequence number stands for: the latest one sent that has it. */
  #sequenceOf(field: number): number {
    const last = this.#departures.count - 1;
    return last - ((last - field) & 0xffff);
  }

  /** Every request was answered, by a reply or an error, or could not be sent: nothing is to come. */
  #finishIfComplete(): void {
    const { count = DEFAULT_COUNT } = this.spec;
    if (this.done || this.#departures.count < count) return;
    const failed = new Set<number>();
    for (const { sequence } of [...this.#errors, ...this.#failures]) {
      if (!this.#answered.has(sequence)) failed.add(sequence);
    }
    if (this.#answered.size + failed.size >= count) this.#finishSoon();
  }

  /** Duplicates that come at the same instant are still counted. */
  #finishSoon(): void {
    this.#simulation.clock.cancel(this.#timer);
    this.#timer = this.#simulation.clock.schedule(0, { fire: () => this.#finish() });
  }

  #finish(): void {
    if (this.done) return;
    this.done = true;
    this.#socket.close();
    this.#stopListening?.();
  }
}

function echoRequest(sequence: number, sizeBytes: number): Uint8Array {
  const message = new Uint8Array(ICMP_OFFSET.data + sizeBytes);
  const view = new DataView(message.buffer);
  view.setUint8(ICMP_OFFSET.type, ICMP_ECHO);
  view.setUint16(ICMP_OFFSET.sequenceNumber, sequence & 0xffff);
  for (let index = 0; index < sizeBytes; index++) message[ICMP_OFFSET.data + index] = index & 0xff;
  return message;
}
