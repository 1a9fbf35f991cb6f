import type { Host, IcmpMessage, NetError, ReceivedDatagram, UdpSocket } from '@packetloom/core';
import { PROTOCOL_UDP, UDP_OFFSET } from '@packetloom/core/header';
import type { Simulation } from '../network/simulation.js';
import type { App, IcmpErrorReport, SendFailure } from './app.js';
import { quotationOf } from './quotation.js';
import { DurationSamples, type DurationStatistics } from './statistics.js';

/** UDP datagrams from one host to a port. */
export interface UdpFlowSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  readonly to: number;
  readonly port: number;
  /** 0 (default): a free one. */
  readonly sourcePort?: number;
  /** Payload of each datagram. */
  readonly payload: Uint8Array;
  /** Datagrams; default 1. */
  readonly count?: number;
  /** Time between them; default 1 s. */
  readonly intervalNs?: number;
  /** Sets DF. Default false. */
  readonly dontFragment?: boolean;
  /** TTL; the host's default unless given. */
  readonly ttl?: number;
  /** Name of the host on which a socket is opened to receive them; null for none. */
  readonly receiver: string | null;
}

/** What came of a UDP flow. */
export interface UdpFlowReport {
  readonly sent: number;
  /** Different datagrams that arrived. */
  readonly received: number;
  readonly lost: number;
  readonly duplicated: number;
  /** Datagrams that came after one sent later (RFC 4737). */
  readonly reordered: number;
  /** One-way delays in nanoseconds. */
  readonly delay: DurationStatistics | null;
  /** Octets of payload that arrived. */
  readonly receivedBytes: number;
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

const SECOND_NS = 1_000_000_000;

/** A sender of UDP datagrams, with its receiver. Datagrams are told apart by their identity. */
export class UdpFlowApp implements App<UdpFlowReport> {
  readonly kind = 'udp';
  readonly name: string;
  readonly spec: UdpFlowSpec;
  done = false;
  readonly #simulation: Simulation;
  readonly #host: Host;
  #sender: UdpSocket | null = null;
  readonly #sentNs: number[] = [];
  readonly #sequences = new Map<number, number>();
  readonly #arrived = new Set<number>();
  readonly #delay = new DurationSamples();
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #highest = -1;
  #duplicated = 0;
  #reordered = 0;
  #receivedBytes = 0;

  constructor(simulation: Simulation, spec: UdpFlowSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
  }

  start(): void {
    const { sourcePort = 0, port, receiver: receiverName, count } = this.spec;
    const { udpPorts } = this.#simulation;
    const sender = udpPorts.open(this.#host, sourcePort);
    if (typeof sender === 'string') {
      this.#fail(sender);
      return;
    }
    if (receiverName !== null) {
      const receiver = udpPorts.open(this.#simulation.host(receiverName), port);
      if (typeof receiver === 'string') {
        this.#fail(receiver);
        return;
      }
      receiver.listen((datagram) => this.#received(datagram));
    }
    this.#sender = sender.socket;
    this.#simulation.listenToIcmp(this.#host, (message) => this.#heard(message));
    if (count === 0) this.done = true;
    else this.#sendNext(sender.socket);
  }

  get report(): UdpFlowReport {
    const sent = this.#sentNs.length;
    const received = this.#arrived.size;
    return {
      sent,
      received,
      lost: sent - received,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      delay: this.#delay.statistics(),
      receivedBytes: this.#receivedBytes,
      errors: this.#errors,
      failures: this.#failures,
    };
  }

  #fail(error: NetError): void {
    this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
    this.done = true;
  }

  #sendNext(sender: UdpSocket): void {
    const {
      to,
      port,
      payload,
      count = 1,
      intervalNs = SECOND_NS,
      dontFragment = false,
      ttl,
    } = this.spec;
    const sequence = this.#sentNs.length;
    const { nowNs } = this.#simulation;
    this.#sentNs.push(nowNs);
    // Known before it is sent: on the sender's own host it arrives at once.
    this.#sequences.set(this.#host.pool.nextIdentity, sequence);
    this.#simulation.bus.sender = this.name;
    const error = sender.send({ payload, to, port, dontFragment, ttl });
    this.#simulation.bus.sender = null;
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
    if (sequence + 1 < count) {
      this.#simulation.clock.schedule(intervalNs, { fire: () => this.#sendNext(sender) });
    } else {
      this.done = true;
    }
  }

  #received(datagram: ReceivedDatagram): void {
    const sequence = this.#sequences.get(datagram.identity);
    if (sequence === undefined) return;
    if (this.#arrived.has(sequence)) {
      this.#duplicated++;
      return;
    }
    if (sequence < this.#highest) this.#reordered++;
    this.#highest = Math.max(this.#highest, sequence);
    this.#arrived.add(sequence);
    this.#receivedBytes += datagram.payload.length;
    this.#delay.add(this.#simulation.nowNs - (this.#sentNs[sequence] as number));
  }

  #heard(message: IcmpMessage): void {
    const quotation = quotationOf(message);
    if (quotation?.protocol !== PROTOCOL_UDP || quotation.destination !== this.spec.to) return;
    const { transport } = quotation;
    const isOurs =
      transport.getUint16(UDP_OFFSET.sourcePort) === this.#sender?.localPort &&
      transport.getUint16(UDP_OFFSET.destinationPort) === this.spec.port;
    if (!isOurs) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    const sequence = this.#sequences.get(message.cause) ?? 0;
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
  }
}
