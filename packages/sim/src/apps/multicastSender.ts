import type { Host, Ipv4Address, Nic, UdpSocket } from '@packetloom/core';
import type { App, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import { RecentDepartures } from './recentDepartures.js';

/** UDP datagrams from one host to a group, at a constant interval. */
export interface MulticastSenderSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  /** Name of the NIC by which they leave; by default the first that is no loopback. */
  readonly nic?: string;
  readonly group: Ipv4Address;
  readonly port: number;
  /** 0 (default): a free one. */
  readonly sourcePort?: number;
  /** Payload of each datagram. */
  readonly payload: Uint8Array;
  /** Datagrams; default 1. */
  readonly count?: number;
  /** Time between them; default 1 s. */
  readonly intervalNs?: number;
  /** TTL; default 16, as the 1 of RFC 1112 6.1 never leaves the link. */
  readonly ttl?: number;
  /** TOS octet of the header: DSCP times 4 (RFC 2474 3). Default 0. */
  readonly typeOfService?: number;
  /** IP_MULTICAST_LOOP: members on the sender's own host get them, too. Default false. */
  readonly loop?: boolean;
}

/** What a sender sent. What became of it the receivers know. */
export interface MulticastSenderReport {
  readonly sent: number;
  /** Datagrams of its `count` that were not sent. */
  readonly unsent: number;
  readonly sentBytes: number;
  readonly failures: readonly SendFailure[];
}

const SECOND_NS = 1_000_000_000;
const DEFAULT_TTL = 16;

/** A sender of multicast. Datagrams are told apart by their identity. */
export class MulticastSenderApp implements App<MulticastSenderReport> {
  readonly kind = 'multicast-sender';
  readonly name: string;
  readonly spec: MulticastSenderSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #host: Host;
  readonly #nic: Nic;
  readonly #departures: RecentDepartures;
  readonly #failures: SendFailure[] = [];

  constructor(simulation: AppContext, spec: MulticastSenderSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#nic = multicastNic(simulation, spec.from, spec.nic);
    this.#departures = new RecentDepartures(this.#host.pool);
  }

  start(): void {
    const { sourcePort = 0, ttl = DEFAULT_TTL, loop = false, count = 1 } = this.spec;
    const { typeOfService = 0 } = this.spec;
    const socket = this.#host.udp.createSocket({
      multicastLoop: loop,
      multicastTtl: ttl,
      typeOfService,
      multicastNic: this.#nic.id,
    });
    const error = socket.bind({ port: sourcePort });
    if (error !== null) {
      this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
      this.#simulation.appFailed(this.name, this.spec.from, error);
      this.done = true;
      return;
    }
    if (count === 0) this.done = true;
    else this.#sendNext(socket);
  }

  get report(): MulticastSenderReport {
    const sent = this.#departures.count;
    return {
      sent,
      unsent: (this.spec.count ?? 1) - sent,
      sentBytes: sent * this.spec.payload.length,
      failures: this.#failures,
    };
  }

  /** Number of the datagram with an identity, from 0, or undefined if it is not from here, or not in flight. */
  sequenceOf(identity: number): number | undefined {
    const sequence = this.#departures.sequenceOf(identity);
    return sequence < 0 ? undefined : sequence;
  }

  /** Datagrams sent so far. */
  get sent(): number {
    return this.#departures.count;
  }

  /** Whether a packet of a datagram is in flight, to whomever. */
  isInFlight(sequence: number): boolean {
    const identity = this.#departures.identity(sequence);
    return identity !== undefined && this.#host.pool.isInFlight(identity);
  }

  /** No datagram with a smaller number is in flight, or will be. */
  get firstInFlight(): number {
    return this.#departures.first;
  }

  /** When a datagram that is in flight was sent. */
  sentNs(sequence: number): number {
    const timeNs = this.#departures.timeNs(sequence);
    if (timeNs === undefined) throw new Error(`datagram ${sequence} of ${this.name} is over`);
    return timeNs;
  }

  #sendNext(socket: UdpSocket): void {
    const { group, port, payload, count = 1, intervalNs = SECOND_NS } = this.spec;
    const { clock, nowNs } = this.#simulation;
    const { pool } = this.#host;
    // Known before it is sent: on the sender's own host it arrives at once.
    const sequence = this.#departures.add(pool.nextIdentity, nowNs);
    this.#simulation.bus.sender = this.name;
    const error = socket.send({ payload, to: group, port });
    this.#simulation.bus.sender = null;
    this.#departures.sent(pool.nextIdentity);
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
    if (sequence + 1 < count) clock.schedule(intervalNs, { fire: () => this.#sendNext(socket) });
    else this.done = true;
  }
}

/** A NIC by name, or the first one that is no loopback. */
export function multicastNic(simulation: AppContext, host: string, nic?: string): Nic {
  if (nic !== undefined) return simulation.nic(host, nic);
  const first = simulation.host(host).nics.find(({ isLoopback }) => !isLoopback);
  // Asked for by a name that none has, the error says what is missing.
  return first ?? simulation.nic(host, 'eth0');
}
