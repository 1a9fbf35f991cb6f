import type { Host, IcmpMessage, NetError, Nic, RawSocket } from '@packetloom/core';
import { FLAG_MORE_FRAGMENTS, FRAGMENT_OFFSET_MASK, IPV4_OFFSET } from '@packetloom/core/wire';
import type { EventSource } from '../bus/eventTap.js';
import type { PacketSummary } from '../bus/simulationEvent.js';
import type { IcmpErrorReport, SendFailure } from './app.js';
import type { AppContext } from './appContext.js';
import { AppSpecError } from './appSpecError.js';
import { type Distributions, type FlowCounts, FlowMeter } from './flowMeter.js';
import { isIcmpError } from './quotation.js';

/** Where whole packets leave, and where they are counted. */
export interface PacketPathSpec {
  readonly name: string;
  /** Name of the host. */
  readonly from: string;
  /** Name of a NIC of it: by which packets leave (by route unless given), or at which they appear. */
  readonly nic?: string;
  /**
   * `send` (default): as by a raw socket with IP_HDRINCL, so that the packet needs a sound IPv4 header.
   * `inject`: received by `nic` as if they had come from its link, whatever the octets are.
   */
  readonly mode?: 'send' | 'inject';
  /**
   * Name of the host at which arrivals are counted; null for none. A packet arrives when it is received
   * whole, reassembled if need be; one that was sent as a fragment, as it is. Costs: events are built.
   */
  readonly receiver: string | null;
}

/** What came of packets that were sent as octets. `receivedBytes` counts the header, too. */
export interface PacketFlowReport extends FlowCounts {
  /** Packets that it was to send, and did not. */
  readonly unsent: number;
  /** ICMP errors about them that came to the host. */
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
}

/** IPPROTO_RAW: a socket that only sends. */
const PROTOCOL_RAW = 255;
const FRAGMENT_BITS = FLAG_MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK;
/** How a packet was sent: as a fragment, or not. */
const TAG = { whole: 0, fragment: 1 } as const;

/** Sends whole packets and tells what came of them. */
export class PacketSender {
  readonly #simulation: AppContext;
  readonly #spec: PacketPathSpec;
  readonly #host: Host;
  readonly #nic: Nic | null;
  readonly #meter: FlowMeter;
  readonly #errors: IcmpErrorReport[] = [];
  readonly #failures: SendFailure[] = [];
  #socket: RawSocket | null = null;

  /** Throws an {@link AppSpecError} if the path is impossible. */
  constructor(simulation: AppContext, spec: PacketPathSpec) {
    if (spec.mode === 'inject' && spec.nic === undefined) {
      throw new AppSpecError('packets that are injected need a NIC');
    }
    if (spec.receiver !== null) simulation.host(spec.receiver);
    this.#simulation = simulation;
    this.#spec = spec;
    this.#host = simulation.host(spec.from);
    this.#meter = new FlowMeter(this.#host.pool);
    this.#nic = spec.nic === undefined ? null : simulation.nic(spec.from, spec.nic);
  }

  /** Begins to listen. To be called once, before `send`. */
  open(): void {
    const { mode = 'send', receiver } = this.#spec;
    if (mode === 'send') {
      const options = { protocol: PROTOCOL_RAW, sendOnly: true };
      this.#socket = this.#host.createRawSocket(options);
    }
    this.#simulation.listenToIcmp(this.#host, (message) => this.#heard(message));
    if (receiver === null) return;
    const types = ['received', 'reassembled'] as const;
    const about = (_type: string, _packet: object, { name }: EventSource) => name === receiver;
    this.#simulation.bus.eventsOf({ types, about }).subscribe((event) => {
      if (event.type !== 'received' && event.type !== 'reassembled') return;
      if (event.host === receiver) this.#seen(event.packet, event.type, event.timeNs);
    });
  }

  /** Sends a packet, now. */
  send(packet: Uint8Array): void {
    const { nowNs, bus } = this.#simulation;
    const sequence = this.#meter.sending(nowNs, isFragment(packet) ? TAG.fragment : TAG.whole);
    bus.sender = this.#spec.name;
    const error = this.#handOver(packet);
    bus.sender = null;
    this.#meter.sent();
    if (error !== null) this.#failures.push({ error, timeNs: nowNs, sequence });
  }

  /** `unsent`: packets that are still to be sent. */
  report(unsent: number): PacketFlowReport {
    return { ...this.#meter.counts, unsent, errors: this.#errors, failures: this.#failures };
  }

  get distributions(): Distributions {
    return this.#meter.distributions;
  }

  #handOver(packet: Uint8Array): NetError | null {
    if (this.#socket === null) {
      this.#nic?.inject(packet);
      return null;
    }
    const nic = this.#nic === null ? {} : { nic: this.#nic.id };
    return this.#socket.send({ packet, headerIncluded: true, ...nic });
  }

  #seen(packet: PacketSummary, how: 'received' | 'reassembled', timeNs: number): void {
    const { identity, length } = packet;
    const tag = this.#meter.tagOf(identity);
    if (tag < 0) return;
    const arrives =
      tag === TAG.fragment ? how === 'received' : how === 'reassembled' || isWhole(packet);
    if (arrives) this.#meter.arrived(identity, length, timeNs);
  }

  #heard(message: IcmpMessage): void {
    const sequence = this.#meter.sequenceOf(message.cause);
    if (sequence < 0 || !isIcmpError(message)) return;
    const { type, code, restOfHeader, source: from, timeNs } = message;
    this.#errors.push({ sequence, type, code, restOfHeader, from, timeNs });
  }
}

function isWhole({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & FRAGMENT_BITS) === 0;
}

function isFragment(packet: Uint8Array): boolean {
  const at = IPV4_OFFSET.flagsAndFragmentOffset;
  const field = ((packet[at] ?? 0) << 8) | (packet[at + 1] ?? 0);
  return (field & FRAGMENT_BITS) !== 0;
}
