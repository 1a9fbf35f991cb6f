import { ICMP_CODE_PROTOCOL_UNREACHABLE, ICMP_DESTINATION_UNREACHABLE } from '../header/icmpv4.js';
import { PROTOCOL_ICMP, PROTOCOL_UDP } from '../header/protocolNumber.js';
import { UDP_HEADER_LENGTH } from '../header/udp.js';
import type { Ipv4Endpoint } from '../ipv4/endpoint.js';
import { sendIcmpError } from '../ipv4/icmpErrors.js';
import { Fate } from '../packet/fate.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, HostCounter } from '../stack/counters.js';
import type { Host } from '../stack/host.js';
import { Ping } from './ping.js';
import { RawSocket, type RawSocketOptions } from './rawSocket.js';
import { Udp } from './udp.js';

/** What an ICMP destination unreachable says about a datagram that this host sent. */
export interface ControlMessage {
  readonly protocol: number;
  readonly code: number;
  /** Source of the quoted datagram: an address of this host. */
  readonly local: number;
  readonly remote: number;
  readonly view: DataView;
  /** Place of the quoted transport header; 8 octets of it are there. */
  readonly transport: number;
}

/** The transports of a host, and the way to them (RFC 1122 3.2.1.3, 3.2.2.1). */
export class Transports {
  readonly udp: Udp;
  readonly ping: Ping;
  readonly #host: Host;
  /** Raw sockets by protocol, made with the first one. */
  #raw: Map<number, RawSocket[]> | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.udp = new Udp(host);
    this.ping = new Ping(host);
  }

  /** A raw socket for one IP protocol; that of `sendOnly` receives nothing (IPPROTO_RAW). */
  createRawSocket(options: RawSocketOptions): RawSocket {
    const socket = new RawSocket(this.#host, options, () => this.#forget(socket));
    if (options.sendOnly) return socket;
    this.#raw ??= new Map();
    const sockets = this.#raw.get(options.protocol);
    if (sockets === undefined) this.#raw.set(options.protocol, [socket]);
    else sockets.push(socket);
    return socket;
  }

  /** A datagram for this host, of any protocol but ICMP and IGMP. Takes it over. */
  deliver(
    endpoint: Ipv4Endpoint,
    packet: PacketBuffer,
    headerLength: number,
    protocol: number,
  ): void {
    const { host, nic } = endpoint;
    if (protocol !== PROTOCOL_UDP) {
      count(host.counterValues, HostCounter.unknownProtocolRcvdPackets);
      sendIcmpError(endpoint, packet, {
        type: ICMP_DESTINATION_UNREACHABLE,
        code: ICMP_CODE_PROTOCOL_UNREACHABLE,
        forwarding: false,
      });
      host.end(packet, Fate['protocol-unreachable'], nic);
      return;
    }
    this.#deliverRaw(endpoint, packet, protocol);
    if (packet.length - headerLength < UDP_HEADER_LENGTH) {
      count(host.counterValues, HostCounter.malformedRcvdPackets);
      host.end(packet, Fate['malformed-transport'], nic);
      return;
    }
    this.udp.receive(endpoint, packet, headerLength);
  }

  /** An echo request or reply: raw sockets get copies, then a ping socket. Borrows the packet. */
  deliverIcmp(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): void {
    this.#deliverRaw(endpoint, packet, PROTOCOL_ICMP);
    this.ping.receive(endpoint, packet, headerLength);
  }

  /** Tells the transport of a quoted datagram what became of it. */
  control(message: ControlMessage): void {
    if (message.protocol === PROTOCOL_UDP) this.udp.control(message);
  }

  #deliverRaw(endpoint: Ipv4Endpoint, packet: PacketBuffer, protocol: number): void {
    if (this.#raw === null) return;
    for (const socket of this.#raw.get(protocol) ?? []) socket.receivePacket(endpoint, packet);
  }

  #forget(socket: RawSocket): void {
    const sockets = this.#raw?.get(socket.protocol) ?? [];
    const place = sockets.indexOf(socket);
    if (place >= 0) sockets.splice(place, 1);
    if (sockets.length === 0) this.#raw?.delete(socket.protocol);
  }
}
