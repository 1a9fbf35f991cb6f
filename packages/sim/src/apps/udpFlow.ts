import type { Host, IcmpMessage, Ipv4Address, NetError, UdpSocket } from '@packetloom/core';
import type { TrackedDatagrams, UdpDelivery } from '../sockets/udpDeliveries.js';
import type { App, IcmpErrorReport, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import { type Distributions, type FlowCounts, FlowMeter } from './flowMeter.js';
import { quotesUdp } from './quotation.js';
import { Pacer, type PaceSpec } from './traffic/pacer.js';

/** UDP datagrams from one host to a port. */
export interface UdpFlowSpec extends PaceSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  readonly to: Ipv4Address;
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
  /** Port of that socket, where NAT makes it another one; default `port`. */
  readonly receiverPort?: number;
  /** Name of the only host at which arrivals count; any host by default, as NAT may lead to another. */
  readonly countAt?: string;
}

/** What came of a UDP flow. */
export interface UdpFlowReport extends FlowCounts {
  /** Datagrams of its `count` that were not sent. */
  readonly unsent: number;
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

/** A sender of UDP datagrams, with its receiver. Datagrams are told apart by their identity. */
export class UdpFlowApp implements App<UdpFlowReport> {
  readonly kind = 'udp';
  readonly name: string;
  readonly spec: UdpFlowSpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #host: Host;
  readonly #pacer: Pacer;
  readonly #meter: FlowMeter;
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #sender: UdpSocket | null = null;
  #tracked: TrackedDatagrams | null = null;

  constructor(simulation: AppContext, spec: UdpFlowSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#host = simulation.host(spec.from);
    this.#meter = new FlowMeter(this.#host.pool);
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
    const { sourcePort = 0, port, receiver, receiverPort = port } = this.spec;
    const { udpPorts, udpDeliveries } = this.#simulation;
    const sender = udpPorts.open(this.#host, sourcePort);
    if (typeof sender === 'string') {
      this.#fail(sender);
      return;
    }
    // Programs read their sockets: else the receive buffer would be full some day.
    sender.listen(() => {});
    if (receiver !== null) {
      const opened = udpPorts.open(this.#simulation.host(receiver), receiverPort);
      if (typeof opened === 'string') {
        this.#fail(opened);
        return;
      }
      opened.listen(() => {});
    }
    this.#tracked = udpDeliveries.track(this.#host, (delivery) => this.#delivered(delivery));
    this.#sender = sender.socket;
    this.#simulation.listenToIcmp(this.#host, (message) => this.#heard(message));
    this.#pacer.start();
  }

  get report(): UdpFlowReport {
    const unsent = this.#pacer.unsent;
    return { ...this.#meter.counts, unsent, errors: this.#errors, failures: this.#failures };
  }

  get distributions(): Distributions {
    return this.#meter.distributions;
  }

  #fail(error: NetError): void {
    this.#failures.push({ error, timeNs: this.#simulation.nowNs, sequence: 0 });
    this.#simulation.appFailed(this.name, this.spec.from, error);
    this.done = true;
  }

  #send(): void {
    const { to, port, payload, dontFragment = false, ttl, typeOfService } = this.spec;
    const { nowNs } = this.#simulation;
    const sequence = this.#meter.sending(nowNs);
    this.#tracked?.sending(nowNs);
    this.#simulation.bus.sender = this.name;
    const options = { payload, to, port, dontFragment, ttl, typeOfService };
    const error = this.#sender?.send(options) ?? null;
    this.#simulation.bus.sender = null;
    this.#meter.sent();
    this.#tracked?.sent();
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
  }

  #delivered({ identity, octets, host, socket }: UdpDelivery): void {
    const { countAt = host } = this.spec;
    if (host === countAt) this.#meter.arrived(identity, octets, this.#simulation.nowNs, socket);
  }

  #heard(message: IcmpMessage): void {
    const { to, port } = this.spec;
    if (!quotesUdp(message, { to, port, sourcePort: this.#sender?.localPort ?? 0 })) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    const sequence = Math.max(0, this.#meter.sequenceOf(message.cause));
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
  }
}
