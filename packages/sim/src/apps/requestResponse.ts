import {
  type Host,
  type IcmpMessage,
  type Ipv4Address,
  type NetError,
  NO_TIMER,
  type ReceivedDatagram,
  type TimerId,
  type UdpSocket,
} from '@packetloom/core';
import type { App, IcmpErrorReport, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import { assertInteger } from './appSpecError.js';
import { type Distributions, FlowMeter } from './flowMeter.js';
import type { JitterReport } from './jitter.js';
import { Outstanding } from './outstanding.js';
import { quotesUdp } from './quotation.js';
import { type RequestRecord, RequestRecords } from './requestRecords.js';
import { ResponseServer } from './responseServer.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';
import { type DurationSource, type DurationSpec, durationSource } from './traffic/duration.js';

/** A client that sends requests one after another, and a server that answers each. */
export interface RequestResponseSpec {
  readonly name: string;
  /** Name of the client's host. */
  readonly from: string;
  readonly to: Ipv4Address;
  readonly port: number;
  /** 0 (default): a free one. */
  readonly sourcePort?: number;
  /** Name of the host on which the server is opened; null for none. */
  readonly server: string | null;
  /** Port of the server, where NAT makes it another one; default `port`. */
  readonly serverPort?: number;
  /** Payload of a request; default 100. */
  readonly requestBytes?: number;
  /** Payload of a response; default 1,000. */
  readonly responseBytes?: number;
  /** Requests, transmissions again not counted; default 1, or without limit if `untilNs` is given. */
  readonly count?: number;
  /** No new request begins at this time of the run or later. */
  readonly untilNs?: number;
  /** From the end of a request to the next one. Default none. */
  readonly thinkTime?: DurationSpec;
  /** From a request's arrival to its response; requests do not wait for each other. Default none. */
  readonly serviceTime?: DurationSpec;
  /** How long a response to one transmission is waited for; default 1 s. */
  readonly timeoutNs?: number;
  /** Transmissions of a request after the first one; default 3. */
  readonly retries?: number;
  /** Sets DF of requests. Default false. */
  readonly dontFragment?: boolean;
  /** TTL of requests; the host's default unless given. */
  readonly ttl?: number;
  /** TOS octet of requests and responses: DSCP times 4 (RFC 2474 3). Default 0. */
  readonly typeOfService?: number;
}

/** What came of requests. */
export interface RequestResponseReport extends JitterReport {
  /** Requests begun. */
  readonly sent: number;
  /** Datagrams with requests, repeated ones included. */
  readonly transmissions: number;
  /** Requests answered, also after they were given up. */
  readonly received: number;
  /** Requests given up, of which nothing is in flight any more. */
  readonly lost: number;
  /** Requests that are waited for, being served, or in flight, be it as a late response. */
  readonly inFlight: number;
  /** Requests of its `count` that were not begun. */
  readonly unsent: number;
  /** Responses to a request answered before. */
  readonly duplicated: number;
  /** First responses that came after one to a later request. */
  readonly reordered: number;
  /** From the first transmission to the response, in nanoseconds. */
  readonly responseTime: DurationStatistics | null;
  /** One-way delays of requests in nanoseconds; so is the jitter theirs. */
  readonly delay: DurationStatistics | null;
  /** Octets of payload in first responses. */
  readonly receivedBytes: number;
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

const SECOND_NS = 1_000_000_000;
const NO_TIME: DurationSpec = { kind: 'fixed', durationNs: 0 };

/** Requests and responses over UDP, one request at a time. */
export class RequestResponseApp implements App<RequestResponseReport> {
  readonly kind = 'request-response';
  readonly name: string;
  readonly spec: RequestResponseSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #host: Host;
  readonly #thinkNs: DurationSource;
  readonly #server: ResponseServer | null;
  readonly #count: number;
  readonly #request: Uint8Array;
  /** Of transmissions, on their way to the server. */
  readonly #meter: FlowMeter;
  readonly #records: RequestRecords;
  readonly #outstanding = new Outstanding((request) => this.#isOutstanding(request));
  readonly #responseTime = new DurationSamples();
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #socket: UdpSocket | null = null;
  /** The request that is waited for, counted from 0. */
  #current = -1;
  #received = 0;
  #attempts = 0;
  #timer: TimerId = NO_TIMER;
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  /** Throws an `AppSpecError` if the specification is impossible. */
  constructor(simulation: AppContext, spec: RequestResponseSpec) {
    const { name, untilNs, requestBytes = 100, responseBytes = 1000, thinkTime = NO_TIME } = spec;
    this.name = name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#meter = new FlowMeter(this.#host.pool);
    this.#records = new RequestRecords(this.#host.pool, spec.server !== null);
    this.#count = spec.count ?? (untilNs === undefined ? 1 : Number.POSITIVE_INFINITY);
    if (spec.count !== undefined) assertInteger('a count of requests', spec.count, 0);
    assertInteger('a request in octets', requestBytes, 0);
    assertInteger('a response in octets', responseBytes, 0);
    assertInteger('a timeout in nanoseconds', spec.timeoutNs ?? SECOND_NS, 1);
    assertInteger('a number of retries', spec.retries ?? 0, 0);
    const random = simulation.random.forOwner(`app/${name}`);
    this.#thinkNs = durationSource('a think time', thinkTime, () => random.stream('think'));
    const { serviceTime = NO_TIME } = spec;
    const serviceNs = durationSource('a service time', serviceTime, () => random.stream('service'));
    this.#request = new Uint8Array(requestBytes);
    this.#server =
      spec.server === null
        ? null
        : new ResponseServer(simulation, {
            name,
            host: simulation.host(spec.server),
            port: spec.serverPort ?? spec.port,
            responseBytes,
            typeOfService: spec.typeOfService ?? 0,
            serviceNs,
            arrived: (request) => this.#requestArrived(request),
            failed: (error, sequence) => this.#fail(error, sequence),
          });
  }

  start(): void {
    const opened = this.#simulation.udpPorts.open(this.#host, this.spec.sourcePort ?? 0);
    const error = typeof opened === 'string' ? opened : (this.#server?.open() ?? null);
    if (error !== null || typeof opened === 'string') {
      this.#fail(error ?? 'closed', 0);
      this.#simulation.appFailed(this.name, this.spec.from, error ?? 'closed');
      this.done = true;
      return;
    }
    this.#socket = opened.socket;
    opened.listen((datagram) => this.#responded(datagram));
    this.#simulation.listenToIcmp(this.#host, (message) => this.#heard(message));
    this.#beginNext();
  }

  get report(): RequestResponseReport {
    const sent = this.#current + 1;
    const received = this.#received;
    const inFlight = sent === received ? 0 : this.#outstanding.count(sent);
    const { delay, jitter, interarrivalJitterNs, sent: transmissions } = this.#meter.counts;
    return {
      sent,
      transmissions,
      received,
      lost: sent - received - inFlight,
      inFlight,
      unsent: this.#unsent,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      responseTime: this.#responseTime.statistics(),
      delay,
      jitter,
      interarrivalJitterNs,
      receivedBytes: this.#receivedBytes,
      errors: this.#errors,
      failures: this.#failures,
    };
  }

  get distributions(): Distributions {
    return { ...this.#meter.distributions, responseTime: this.#responseTime };
  }

  #isOutstanding(request: number): boolean {
    const record = this.#records.get(request);
    if (record === undefined || record.isAnswered) return false;
    if (request === this.#current && this.#timer !== NO_TIMER) return true;
    return record.serving > 0 || this.#records.isInFlight(record);
  }

  /** Those that `untilNs` leaves out never are to be. */
  get #unsent(): number {
    const isOver = this.done && this.#socket !== null;
    if (isOver || this.#count === Number.POSITIVE_INFINITY) return 0;
    return this.#count - (this.#current + 1);
  }

  #beginNext(): void {
    const { nowNs } = this.#simulation;
    const { untilNs = Number.POSITIVE_INFINITY } = this.spec;
    if (this.#current + 1 >= this.#count || nowNs >= untilNs) {
      this.done = true;
      return;
    }
    this.#current++;
    this.#attempts = 0;
    this.#transmit(this.#records.begin(this.#current, nowNs));
  }

  #transmit(record: RequestRecord): void {
    const { to, port, ttl, typeOfService, dontFragment = false } = this.spec;
    const { timeoutNs = SECOND_NS } = this.spec;
    const { nowNs, clock } = this.#simulation;
    this.#attempts++;
    this.#timer = clock.schedule(timeoutNs, { fire: () => this.#timedOut(record) });
    this.#meter.sending(nowNs);
    const payload = this.#request;
    const { pool } = this.#host;
    const identity = pool.nextIdentity;
    // Known before it is sent: on the client's own host it arrives at once.
    this.#records.transmitting(record, identity);
    this.#simulation.bus.sender = this.name;
    const options = { payload, to, port, ttl, typeOfService, dontFragment };
    const error = this.#socket?.send(options) ?? null;
    this.#simulation.bus.sender = null;
    this.#meter.sent();
    if (pool.nextIdentity === identity) this.#records.refused(record);
    if (error !== null) this.#fail(error, record.number);
  }

  #timedOut(record: RequestRecord): void {
    if (this.#attempts <= (this.spec.retries ?? 3)) this.#transmit(record);
    else this.#think();
  }

  /** The request is over. */
  #think(): void {
    this.#timer = NO_TIMER;
    const thinkNs = this.#thinkNs();
    const { clock, nowNs } = this.#simulation;
    const { untilNs = Number.POSITIVE_INFINITY } = this.spec;
    if (this.#current + 1 >= this.#count || nowNs + thinkNs >= untilNs) this.done = true;
    else clock.schedule(thinkNs, { fire: () => this.#beginNext() });
  }

  /** The request of this app that a datagram is which came to the server, or null. */
  #requestArrived({ identity, payload }: ReceivedDatagram): RequestRecord | null {
    this.#meter.arrived(identity, payload.length, this.#simulation.nowNs);
    return this.#records.ofDatagram(identity) ?? null;
  }

  /** A response names the request that caused it. */
  #responded({ cause, payload }: ReceivedDatagram): void {
    const record = this.#records.ofDatagram(cause);
    if (record === undefined) return;
    if (record.isAnswered) {
      this.#duplicated++;
      return;
    }
    record.isAnswered = true;
    this.#received++;
    if (record.number < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, record.number);
    this.#receivedBytes += payload.length;
    this.#responseTime.add(this.#simulation.nowNs - record.begunNs);
    if (record.number !== this.#current || this.#timer === NO_TIMER) return;
    this.#simulation.clock.cancel(this.#timer);
    this.#think();
  }

  #heard(message: IcmpMessage): void {
    const { to, port } = this.spec;
    if (!quotesUdp(message, { to, port, sourcePort: this.#socket?.localPort ?? 0 })) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    const sequence = this.#records.ofDatagram(message.cause)?.number ?? 0;
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
  }

  #fail(error: NetError, sequence = 0): void {
    this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence });
  }
}
