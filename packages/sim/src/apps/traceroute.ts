import {
  type Host,
  type IcmpMessage,
  type Ipv4Address,
  NO_TIMER,
  type PingSocket,
  type TimerId,
  type UdpSocket,
} from '@packetloom/core';
import {
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_ECHO,
  ICMP_OFFSET,
  PROTOCOL_ICMP,
  PROTOCOL_UDP,
  UDP_OFFSET,
} from '@packetloom/core/wire';
import type { App, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import type { Distributions } from './flowMeter.js';
import { Outstanding } from './outstanding.js';
import { quotationOf } from './quotation.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** A traceroute from one host to an address. */
export interface TracerouteSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  readonly to: Ipv4Address;
  /** Probes: UDP to ports from 33,434 on, or ICMP echo requests. Default `udp`. */
  readonly probe?: 'udp' | 'icmp';
  /** Default 30. */
  readonly maxHops?: number;
  /** Probes for each TTL; default 3. */
  readonly probesPerHop?: number;
  /** How long answers for one TTL are waited for; default 3 s. */
  readonly timeoutNs?: number;
}

/** What answered to the probes with one TTL. */
export interface TracerouteHop {
  readonly ttl: number;
  /** Who answered first; null if nobody did. */
  readonly address: Ipv4Address | null;
  /** Round-trip time of each probe in nanoseconds; null where no answer came. */
  readonly rttNs: readonly (number | null)[];
}

/** What came of a traceroute. */
export interface TracerouteReport {
  readonly sent: number;
  readonly received: number;
  /** Probes without an answer, of which nothing is in flight any more, or that are not waited for. */
  readonly lost: number;
  /** Probes that are in flight themselves, or what answers them is. */
  readonly inFlight: number;
  /** Answers to a probe that was answered before. */
  readonly duplicated: number;
  /** First answers that came after one to a later probe. */
  readonly reordered: number;
  /** Round-trip times of all probes in nanoseconds. */
  readonly rtt: DurationStatistics | null;
  /** One for each TTL that was tried. */
  readonly hops: readonly TracerouteHop[];
  /** The destination itself answered. */
  readonly reached: boolean;
  readonly failures: readonly SendFailure[];
}

interface Probe {
  readonly ttl: number;
  readonly index: number;
  readonly sentNs: number;
  /** Identity of its datagram; 0 while it is made, and if it could not be. */
  identity: number;
}

/** Port of the first probe, as in Van Jacobson's traceroute. */
const FIRST_PORT = 33_434;
const PROBE_OCTETS = 32;
const SECOND_NS = 1_000_000_000;

/** The program `traceroute`. All probes of a TTL are sent at once. */
export class TracerouteApp implements App<TracerouteReport> {
  readonly kind = 'traceroute';
  readonly name: string;
  readonly spec: TracerouteSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #host: Host;
  readonly #udp: UdpSocket;
  readonly #ping: PingSocket;
  readonly #probes: Probe[] = [];
  readonly #hops: { ttl: number; address: Ipv4Address | null; rttNs: (number | null)[] }[] = [];
  readonly #failures: SendFailure[] = [];
  readonly #rtt = new DurationSamples();
  readonly #outstanding = new Outstanding((number) => this.#isOutstanding(number));
  #received = 0;
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;
  #awaited = 0;
  #reached = false;
  /** Somebody said that no probe gets farther. */
  #unreachable = false;
  #timer: TimerId = NO_TIMER;
  #stopListening: (() => void) | null = null;

  constructor(simulation: AppContext, spec: TracerouteSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#udp = this.#host.udp.createSocket();
    this.#ping = this.#host.icmp.createPingSocket();
  }

  start(): void {
    this.#ping.onReceive = ({ payload, source }) => {
      const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
      this.#answered(view.getUint16(ICMP_OFFSET.sequenceNumber), source, true);
    };
    this.#stopListening = this.#simulation.listenToIcmp(this.#host, (message) =>
      this.#heard(message),
    );
    this.#nextHop();
  }

  get report(): TracerouteReport {
    const sent = this.#probes.length;
    const isOver = this.done || sent === this.#received;
    const inFlight = isOver ? 0 : this.#outstanding.count(sent);
    return {
      sent,
      received: this.#received,
      lost: sent - this.#received - inFlight,
      inFlight,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      rtt: this.#rtt.statistics(),
      hops: this.#hops,
      reached: this.#reached,
      failures: this.#failures,
    };
  }

  get distributions(): Distributions {
    return { rtt: this.#rtt };
  }

  #isOutstanding(number: number): boolean {
    const probe = this.#probes[number];
    if (probe === undefined || this.#hops[probe.ttl - 1]?.rttNs[probe.index] !== null) return false;
    const { pool } = this.#host;
    return pool.isInFlight(probe.identity) || pool.isReplyInFlight(probe.identity);
  }

  #nextHop(): void {
    const { maxHops = 30, probesPerHop = 3, timeoutNs = 3 * SECOND_NS } = this.spec;
    const ttl = this.#hops.length + 1;
    if (this.#reached || this.#unreachable || ttl > maxHops) {
      this.#finish();
      return;
    }
    this.#hops.push({ ttl, address: null, rttNs: new Array(probesPerHop).fill(null) });
    this.#awaited = probesPerHop;
    this.#timer = this.#simulation.clock.schedule(timeoutNs, { fire: () => this.#nextHop() });
    const failuresBefore = this.#failures.length;
    for (let index = 0; index < probesPerHop; index++) this.#send(ttl, index);
    // What could not be sent is not waited for; a larger TTL would not help.
    if (this.#failures.length - failuresBefore === probesPerHop) {
      this.#simulation.clock.cancel(this.#timer);
      this.#finish();
    }
  }

  #send(ttl: number, index: number): void {
    const { to, probe = 'udp' } = this.spec;
    const number = this.#probes.length;
    const timeNs = this.#simulation.nowNs;
    const sent = { ttl, index, sentNs: timeNs, identity: this.#host.pool.nextIdentity };
    this.#probes.push(sent);
    this.#simulation.bus.sender = this.name;
    const error =
      probe === 'udp'
        ? this.#udp.send({
            payload: new Uint8Array(PROBE_OCTETS),
            to,
            port: FIRST_PORT + number,
            ttl,
          })
        : this.#ping.send({ message: echoRequest(number), to, ttl });
    this.#simulation.bus.sender = null;
    if (sent.identity === this.#host.pool.nextIdentity) sent.identity = 0;
    if (error !== null) this.#failures.push({ error, timeNs, sequence: number });
  }

  /** An ICMP error that quotes a probe. */
  #heard(message: IcmpMessage): void {
    const quotation = quotationOf(message);
    if (quotation === null || quotation.destination !== this.spec.to) return;
    const number = this.#numberOf(quotation.protocol, quotation.transport);
    if (number === null) return;
    const isUnreachable = message.type === ICMP_DESTINATION_UNREACHABLE;
    if (isUnreachable) this.#unreachable = true;
    this.#answered(number, message.source, isUnreachable && message.source === this.spec.to);
  }

  /** Number of the probe that a quotation shows, or null if it is none of ours. */
  #numberOf(protocol: number, transport: DataView): number | null {
    if (
      protocol === PROTOCOL_UDP &&
      transport.getUint16(UDP_OFFSET.sourcePort) === this.#udp.localPort
    ) {
      return transport.getUint16(UDP_OFFSET.destinationPort) - FIRST_PORT;
    }
    const isOurs =
      protocol === PROTOCOL_ICMP &&
      transport.getUint8(ICMP_OFFSET.type) === ICMP_ECHO &&
      transport.getUint16(ICMP_OFFSET.identifier) === this.#ping.identifier;
    return isOurs ? transport.getUint16(ICMP_OFFSET.sequenceNumber) : null;
  }

  #answered(number: number, from: Ipv4Address, isLast: boolean): void {
    const probe = this.#probes[number];
    const hop = probe === undefined ? undefined : this.#hops[probe.ttl - 1];
    if (probe === undefined || hop === undefined) return;
    if (hop.rttNs[probe.index] !== null) {
      this.#duplicated++;
      return;
    }
    if (number < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, number);
    const rttNs = this.#simulation.nowNs - probe.sentNs;
    hop.rttNs[probe.index] = rttNs;
    this.#rtt.add(rttNs);
    hop.address ??= from;
    this.#received++;
    if (isLast) this.#reached = true;
    if (probe.ttl !== this.#hops.length || this.done) return;
    this.#awaited--;
    if (this.#awaited > 0) return;
    this.#simulation.clock.cancel(this.#timer);
    this.#nextHop();
  }

  #finish(): void {
    this.done = true;
    this.#udp.close();
    this.#ping.close();
    this.#stopListening?.();
  }
}

function echoRequest(number: number): Uint8Array {
  const message = new Uint8Array(ICMP_OFFSET.data + PROBE_OCTETS);
  const view = new DataView(message.buffer);
  view.setUint8(ICMP_OFFSET.type, ICMP_ECHO);
  view.setUint16(ICMP_OFFSET.sequenceNumber, number & 0xffff);
  return message;
}
