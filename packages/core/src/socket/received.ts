import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { ArrivalInterface } from '../ports/transportProtocol.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  IPV4_OFFSET,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Source,
  ipv4Ttl,
} from '../wire/ipv4.js';

const NO_OPTIONS = new Uint8Array(0);

/** A datagram as a socket receives it. */
export interface ReceivedDatagram {
  /**
   * UDP: payload. Ping: ICMP header and data. Raw: the whole IPv4 packet. In `onReceive` valid during
   * the call only (`slice()` keeps it); from `receive()` a copy.
   */
  readonly payload: Uint8Array;
  /** IP_RECVOPTS: the options of its header as they were handled; mostly none. A copy. */
  readonly options: Uint8Array;
  readonly source: Ipv4Address;
  /** Port of the sender; 0 for ping and raw sockets. */
  readonly sourcePort: number;
  readonly destination: Ipv4Address;
  /** Id of the NIC by which it came. */
  readonly nic: number;
  readonly typeOfService: number;
  readonly ttl: number;
  readonly timeNs: number;
  /** Identity of the datagram. */
  readonly identity: number;
  /** Identity of the datagram that caused it (an echo request, for its reply), or 0. */
  readonly cause: number;
}

/** What a socket receives of `packet`, which came by `nic`. `payload` is a part of it. */
export function receivedDatagram(
  packet: PacketBuffer,
  payload: Uint8Array,
  sourcePort: number,
  nic: ArrivalInterface,
  timeNs: number,
): ReceivedDatagram {
  const { view, start } = packet;
  const optionsLength = ipv4HeaderLength(view, start) - IPV4_MIN_HEADER_LENGTH;
  return {
    payload,
    options: optionsLength > 0 ? optionsOf(packet, optionsLength) : NO_OPTIONS,
    source: ipv4Source(view, start),
    sourcePort,
    destination: ipv4Destination(view, start),
    nic: nic.id,
    typeOfService: view.getUint8(start + IPV4_OFFSET.typeOfService),
    ttl: ipv4Ttl(view, start),
    timeNs,
    identity: packet.identity,
    cause: packet.cause,
  };
}

function optionsOf({ bytes, start }: PacketBuffer, length: number): Uint8Array {
  const at = start + IPV4_MIN_HEADER_LENGTH;
  return bytes.slice(at, at + length);
}

/** Called with each datagram as it arrives. */
export type ReceiveListener = (datagram: ReceivedDatagram) => void;

/** Octets of payload that a socket holds unless told otherwise. */
export const DEFAULT_RECEIVE_BUFFER_BYTES = 217_088;

/** Datagrams that wait until a program takes them; only payload octets count. */
export class ReceiveQueue {
  /** Called instead of queueing, while it is set. */
  listener: ReceiveListener | null = null;
  /** No more is accepted once `held` reaches this. */
  limitBytes: number;
  #queue: ReceivedDatagram[] = [];
  #head = 0;
  #heldBytes = 0;
  #shut = false;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** Whether another datagram would be taken. */
  get isOpen(): boolean {
    return !this.#shut && this.#heldBytes < this.limitBytes;
  }

  /** Hands a datagram to the listener, or keeps a copy. To be called only while it `isOpen`. */
  push(datagram: ReceivedDatagram): void {
    if (this.listener !== null) {
      this.listener(datagram);
      return;
    }
    this.#queue.push({ ...datagram, payload: datagram.payload.slice() });
    this.#heldBytes += datagram.payload.length;
  }

  /** The oldest datagram that waits, or null. */
  shift(): ReceivedDatagram | null {
    const datagram = this.#queue[this.#head];
    if (datagram === undefined) return null;
    this.#head++;
    this.#heldBytes -= datagram.payload.length;
    if (this.#head === this.#queue.length) {
      this.#queue = [];
      this.#head = 0;
    }
    return datagram;
  }

  /** Accepts nothing any more; what waits can still be taken. */
  shutDown(): void {
    this.#shut = true;
  }
}
