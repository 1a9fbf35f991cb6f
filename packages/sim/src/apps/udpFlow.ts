import type { Host, IcmpMessage, NetError, ReceivedDatagram, UdpSocket } from '@packetloom/core';
import type { Simulation } from '../network/simulation.js';
import type { App, IcmpErrorReport, SendFailure } from './app.js';
import { type Distributions, type FlowCounts, FlowMeter } from './flowMeter.js';
import { isAboutUdp } from './quotation.js';
import { Pacer, type PaceSpec } from './traffic/pacer.js';

/** UDP datagrams from one host to a port. */
export interface UdpFlowSpec extends PaceSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  readonly to: number;
  readonly port: number;
  /** 0 (default): a free one. */
  readonly sourcePort?: number;
  /** Payload of each datagram. */
  readonly payload: Uint8Array;
  /** Sets DF. Default false. */
  readonly dontFragment?: boolean;
  /** TTL; the host's default unless given. */
  readonly ttl?: number;
  /** TOS octet of the header: DSCP times 4 (RFC 2474 3). Default 0. */
  readonly typeOfService?: number;
  /** Name of the host on which a socket is opened to receive them; null for none. */
  readonly receiver: string | null;
}

/** What came of a UDP flow. */
export interface UdpFlowReport extends FlowCounts {
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

/** A sender of UDP datagrams, with its receiver. Datagrams are told apart by their identity. */
export class UdpFlowApp implements App<UdpFlowReport> {
  readonly kind = 'udp';
  readonly name: string;
  readonly spec: UdpFlowSpec;
  done = false;
  readonly #simulation: Simulation;
  readonly #host: Host;
  readonly #pacer: Pacer;
  readonly #meter = new FlowMeter();
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #sender: UdpSocket | null = null;

  constructor(simulation: Simulation, spec: UdpFlowSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#pacer = new Pacer(spec, {
      simulation,
      name: spec.name,
      payloadBytes: spec.payload.length,
      send: () => this.#send(),
      finished: () => {
        this.done = true;
      },
    });
  }

  start(): void {
    const { sourcePort = 0, port, receiver: receiverName } = this.spec;
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
    this.#pacer.start();
  }

  get report(): UdpFlowReport {
    return { ...this.#meter.counts, errors: this.#errors, failures: this.#failures };
  }

  get distributions(): Distributions {
    return this.#meter.distributions;
  }

  #fail(error: NetError): void {
    this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
    this.done = true;
  }

  #send(): void {
    const { to, port, payload, dontFragment = false, ttl, typeOfService } = this.spec;
    const { nowNs } = this.#simulation;
    const { pool } = this.#host;
    const sequence = this.#meter.sending(pool, nowNs);
    this.#simulation.bus.sender = this.name;
    const options = { payload, to, port, dontFragment, ttl, typeOfService };
    const error = this.#sender?.send(options) ?? null;
    this.#simulation.bus.sender = null;
    this.#meter.sent(pool);
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
  }

  #received({ identity, payload }: ReceivedDatagram): void {
    this.#meter.arrived(identity, payload.length, this.#simulation.nowNs);
  }

  #heard(message: IcmpMessage): void {
    const { to, port } = this.spec;
    if (!isAboutUdp(message, { to, port, sourcePort: this.#sender?.localPort ?? 0 })) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    const sequence = Math.max(0, this.#meter.departures.sequenceOf(message.cause));
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
  }
}
