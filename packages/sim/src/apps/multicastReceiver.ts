import type { Ipv4Address, NetError, Nic, ReceivedDatagram, UdpSocket } from '@packetloom/core';
import type { App, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import type { Distributions } from './flowMeter.js';
import { JitterMeter, type JitterReport } from './jitter.js';
import { type MulticastSenderApp, multicastNic } from './multicastSender.js';
import { Outstanding } from './outstanding.js';
import { SequenceSet } from './sequenceSet.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** A member of a group on one host. */
export interface MulticastReceiverSpec {
  readonly name: string;
  /** Name of the host. */
  readonly on: string;
  /** Name of the NIC on which it joins; by default the first that is no loopback. */
  readonly nic?: string;
  readonly group: Ipv4Address;
  readonly port: number;
  /** Whose datagrams are meant; null takes those of all, and can then not tell which are missing. */
  readonly sender: MulticastSenderApp | null;
  /** Leaves after so long; never by default. */
  readonly durationNs?: number;
}

/** What a member received. */
export interface MulticastReceiverReport extends JitterReport {
  /** Different datagrams that arrived. */
  readonly received: number;
  /**
   * Datagrams that it received, that are in flight to it, or that are lost: those sent while it was a
   * member, but for those in flight when it left, and those sent before it joined that it received.
   */
  readonly expected: number;
  /** Those of them that did not arrive, and are not in flight any more. */
  readonly lost: number;
  /** Those of them that are in flight, to whatever member. */
  readonly inFlight: number;
  readonly duplicated: number;
  /** Datagrams that came after one sent later (RFC 4737). */
  readonly reordered: number;
  /** Octets of payload that arrived. */
  readonly receivedBytes: number;
  /** One-way delays in nanoseconds. */
  readonly delay: DurationStatistics | null;
  /** From joining to the first datagram; null before. */
  readonly joinLatencyNs: number | null;
  /** When it joined, left, and received the last datagram; null before. */
  readonly joinedNs: number | null;
  readonly leftNs: number | null;
  readonly lastReceivedNs: number | null;
  readonly failures: readonly SendFailure[];
}

/** With so many numbers, those that are over are looked for. */
const FORGETTING_NUMBERS = 1024;

/** A receiver of multicast: joins when started, and leaves when told to or after its time. */
export class MulticastReceiverApp implements App<MulticastReceiverReport> {
  readonly kind = 'multicast-receiver';
  readonly name: string;
  readonly spec: MulticastReceiverSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #nic: Nic;
  /** Numbers of datagrams by the sender's count or, without a sender, by the order of first arrival. */
  readonly #arrived = new SequenceSet();
  /** Numbers of datagrams in flight by their identity; null with a sender, which knows them. */
  readonly #numbers: Map<number, number> | null;
  #maxNumbers = FORGETTING_NUMBERS;
  #nextNumber = 0;
  readonly #delay = new DurationSamples();
  readonly #jitter = new JitterMeter();
  readonly #failures: SendFailure[] = [];
  #socket: UdpSocket | null = null;
  #joinedNs: number | null = null;
  #leftNs: number | null = null;
  #firstNs: number | null = null;
  #lastNs: number | null = null;
  /** The sender's next number when it joined. */
  #firstExpected = 0;
  #beforeJoin = 0;
  #outstanding: Outstanding | null = null;
  #inFlightAtLeave = 0;
  /** The sender's next number when it left. */
  #sentAtLeave: number | null = null;
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  constructor(simulation: AppContext, spec: MulticastReceiverSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#nic = multicastNic(simulation, spec.on, spec.nic);
    this.#numbers = spec.sender === null ? new Map() : null;
  }

  start(): void {
    const { group, port, sender, durationNs } = this.spec;
    const { nowNs, clock } = this.#simulation;
    const socket = this.#nic.host.udp.createSocket({ reuseAddress: true });
    const error = socket.bind({ address: group, port }) ?? this.#nic.joinGroup(group);
    if (error !== null) {
      this.#fail(error);
      socket.close();
      return;
    }
    socket.onReceive = (datagram) => this.#received(datagram);
    this.#socket = socket;
    this.#joinedNs = nowNs;
    this.#firstExpected = sender?.sent ?? 0;
    if (durationNs !== undefined) clock.schedule(durationNs, { fire: () => this.leave() });
  }

  /** Leaves the group and closes the socket. */
  leave(): void {
    if (this.#socket === null) return;
    this.#inFlightAtLeave = this.#inFlight();
    this.#sentAtLeave = this.spec.sender?.sent ?? null;
    this.#socket.close();
    this.#socket = null;
    this.#leftNs = this.#simulation.nowNs;
    this.done = true;
    const error = this.#nic.leaveGroup(this.spec.group);
    if (error !== null) this.#fail(error);
  }

  get report(): MulticastReceiverReport {
    const received = this.#arrived.size;
    const missing = this.#missing();
    const inFlight = missing === 0 || this.#leftNs !== null ? 0 : this.#inFlight();
    return {
      received,
      expected: received + missing,
      lost: missing - inFlight,
      inFlight,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      receivedBytes: this.#receivedBytes,
      delay: this.#delay.statistics(),
      ...this.#jitter.report,
      joinLatencyNs: this.#firstNs === null ? null : this.#firstNs - (this.#joinedNs ?? 0),
      joinedNs: this.#joinedNs,
      leftNs: this.#leftNs,
      lastReceivedNs: this.#lastNs,
      failures: this.#failures,
    };
  }

  get distributions(): Distributions {
    return { delay: this.#delay, jitter: this.#jitter.differences };
  }

  /** Datagrams sent while it was a member that did not arrive, but for those in flight when it left. */
  #missing(): number {
    const { sender } = this.spec;
    if (sender === null || this.#joinedNs === null) return 0;
    const end = this.#sentAtLeave ?? sender.sent;
    const arrived = this.#arrived.size - this.#beforeJoin;
    return end - this.#firstExpected - arrived - this.#inFlightAtLeave;
  }

  #inFlight(): number {
    const { sender } = this.spec;
    if (sender === null) return 0;
    this.#outstanding ??= new Outstanding(
      (number) => sender.isInFlight(number) && !this.#arrived.has(number),
      this.#firstExpected,
    );
    return this.#outstanding.count(sender.sent);
  }

  #numberOf(identity: number): number | undefined {
    const { sender } = this.spec;
    const known = sender === null ? this.#numbers?.get(identity) : sender.sequenceOf(identity);
    if (known !== undefined || this.#numbers === null) return known;
    if (this.#numbers.size >= this.#maxNumbers) this.#forgetNumbers(this.#numbers);
    this.#numbers.set(identity, this.#nextNumber);
    return this.#nextNumber++;
  }

  /** Of datagrams that are over: no copy of them comes any more. */
  #forgetNumbers(numbers: Map<number, number>): void {
    const { pool } = this.#nic.host;
    pool.settle(this.#simulation.nowNs);
    for (const identity of numbers.keys()) if (pool.isSettled(identity)) numbers.delete(identity);
    this.#maxNumbers = Math.max(FORGETTING_NUMBERS, 2 * numbers.size);
  }

  #fail(error: NetError): void {
    this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
    this.#simulation.appFailed(this.name, this.spec.on, error);
    this.done = true;
  }

  #received(datagram: ReceivedDatagram): void {
    const { sender } = this.spec;
    const number = this.#numberOf(datagram.identity);
    if (number === undefined) return;
    if (!this.#arrived.add(number, sender?.firstInFlight)) {
      this.#duplicated++;
      return;
    }
    const { nowNs } = this.#simulation;
    if (number < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, number);
    this.#firstNs ??= nowNs;
    this.#lastNs = nowNs;
    this.#receivedBytes += datagram.payload.length;
    if (sender === null) return;
    if (number < this.#firstExpected) this.#beforeJoin++;
    const delayNs = nowNs - sender.sentNs(number);
    this.#delay.add(delayNs);
    this.#jitter.add(delayNs);
  }
}
