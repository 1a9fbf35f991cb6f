// Raw sockets: whole IPv4 packets of one protocol, in and out (Linux raw(7)).

import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import { sendFromTransport, sendWithHeader, TRANSPORT_HEADROOM } from '../ipv4/send.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, HostCounter } from '../ports/counters.js';
import type { ArrivalInterface } from '../ports/transportProtocol.js';
import type { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import { DatagramSocket } from '../socket/datagramSocket.js';
import { receivedDatagram } from '../socket/received.js';
import { sendFailed } from '../socket/sendFailed.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  IPV4_OFFSET,
  ipv4HeaderLength,
  ipv4Source,
  ipv4TotalLength,
  ipv4Version,
} from '../wire/ipv4.js';

/** How a raw socket is made. */
export interface RawSocketOptions {
  /** IP protocol that it receives and, without a header of its own, sends. */
  readonly protocol: number;
  /** Receives nothing (IPPROTO_RAW). Default false. */
  readonly sendOnly?: boolean;
  /** SO_RCVBUF in octets. */
  readonly receiveBufferBytes?: number;
}

/** One packet to send. */
export interface RawSendOptions {
  /** A whole IPv4 packet if `headerIncluded`, else what follows the header. */
  readonly packet: Uint8Array;
  /** IP_HDRINCL. */
  readonly headerIncluded: boolean;
  /** Destination; without it that of the header, then that of `connect`. */
  readonly to?: Ipv4Address | undefined;
  /** Id of the outgoing NIC. */
  readonly nic?: number | undefined;
}

/** A raw socket. Made by `host.createRawSocket()`. */
export class RawSocket extends DatagramSocket {
  readonly protocol: number;
  readonly #host: Ipv4Stack;
  readonly #closed: () => void;
  #boundAddress = NO_ADDRESS;
  #boundNic = 0;

  constructor(host: Ipv4Stack, options: RawSocketOptions, closed: () => void) {
    super(options.receiveBufferBytes);
    this.#host = host;
    this.#closed = closed;
    this.protocol = options.protocol;
  }

  /** Ties the socket to an own address and its NIC. */
  bind(options: { address: Ipv4Address; nic?: number }): NetError | null {
    const nic = this.#host.nics.find(
      (candidate) =>
        (options.nic === undefined || candidate.id === options.nic) &&
        candidate.ipv4.addresses.findLocal(options.address, candidate.spoofing) !== null,
    );
    if (nic === undefined) return 'bad-local-address';
    this.#boundAddress = options.address;
    this.#boundNic = nic.id;
    return null;
  }

  /** Fixes the peer. */
  connect(peer: { address: Ipv4Address; nic?: number }): NetError | null {
    const route = this.#route(peer.nic ?? this.#boundNic, peer.address);
    if (typeof route === 'string') return route;
    this.setConnected(route);
    return null;
  }

  /** Sends a packet. `invalid-option-value` if an included header is none. */
  send(options: RawSendOptions): NetError | null {
    const to = destinationOf(options);
    const error = this.#send(options, to);
    if (error === null) return null;
    return sendFailed(this.#host, 'raw', to ?? this.connected?.remote ?? null, error);
  }

  #send(options: RawSendOptions, to: Ipv4Address | undefined): NetError | null {
    const { packet } = options;
    if (options.headerIncluded && !isWholeHeader(packet)) return 'invalid-option-value';
    if (packet.length > 65_535) return 'message-too-long';
    if (to === undefined && this.connected === null) return 'destination-required';
    const given = options.nic ?? 0;
    if (
      options.to !== undefined &&
      given !== 0 &&
      this.#boundNic !== 0 &&
      given !== this.#boundNic
    ) {
      return 'no-route';
    }
    const route =
      to === undefined ? (this.connected as Route) : this.#route(given || this.#boundNic, to);
    if (typeof route === 'string') return route;
    return options.headerIncluded
      ? this.#sendWhole(route, packet)
      : this.#sendPayload(route, packet);
  }

  /** Receives nothing any more. */
  close(): void {
    this.queue.shutDown();
    this.disconnect();
    this.#closed();
  }

  /** A packet of its protocol arrived. Borrows it. */
  receivePacket(packet: PacketBuffer, nic: ArrivalInterface): void {
    const host = this.#host;
    const { view, start, bytes } = packet;
    const source = ipv4Source(view, start);
    if (!this.queue.isOpen) {
      count(host.counterValues, HostCounter.droppedPackets);
      return;
    }
    if (this.connected !== null && source !== this.connected.remote) return;
    if (this.#boundNic !== 0 && this.#boundNic !== nic.id) return;
    if (this.#boundAddress !== NO_ADDRESS && source !== this.#boundAddress) return;
    this.queue.push(
      receivedDatagram(
        packet,
        bytes.subarray(start, start + packet.length),
        0,
        nic,
        host.clock.nowNs,
      ),
    );
  }

  #sendWhole(route: Route, octets: Uint8Array): NetError | null {
    const packet = this.#host.pool.from(octets);
    this.lastIdentity = packet.identity;
    return sendWithHeader(this.#host, route, packet, 'raw');
  }

  #sendPayload(route: Route, payload: Uint8Array): NetError | null {
    const host = this.#host;
    const packet = host.pool.allocate(TRANSPORT_HEADROOM + payload.length);
    packet.bytes.set(payload, packet.start + TRANSPORT_HEADROOM);
    this.lastIdentity = packet.identity;
    return sendFromTransport(host, route, packet, {
      protocol: this.protocol,
      ttl: host.defaultTtl,
      typeOfService: 0,
      dontFragment: false,
      cause: 'raw',
    });
  }

  #route(nicId: number, to: Ipv4Address): Route | NetError {
    const nic = nicId === 0 ? null : this.#host.nic(nicId);
    if (nic === undefined) return 'no-route';
    const local = this.#boundAddress;
    return findRoute(this.#host, { nic, local, remote: to, multicastLoop: false });
  }
}

/** The destination that is given, or that of an included header; undefined without either. */
function destinationOf({ to, packet, headerIncluded }: RawSendOptions): Ipv4Address | undefined {
  if (to !== undefined || !headerIncluded || packet.length < IPV4_MIN_HEADER_LENGTH) return to;
  const inHeader = ipv4Address(viewOf(packet).getUint32(IPV4_OFFSET.destination));
  return inHeader === 0 ? undefined : inHeader;
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

/** Version and lengths of an IPv4 header hold; its checksum does not matter, it is renewed. */
function isWholeHeader(octets: Uint8Array): boolean {
  if (octets.length < IPV4_MIN_HEADER_LENGTH) return false;
  const view = viewOf(octets);
  const headerLength = ipv4HeaderLength(view, 0);
  const totalLength = ipv4TotalLength(view, 0);
  return (
    ipv4Version(view, 0) === 4 &&
    headerLength >= IPV4_MIN_HEADER_LENGTH &&
    headerLength <= totalLength &&
    totalLength <= octets.length
  );
}
