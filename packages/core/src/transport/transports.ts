import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { Ping } from '../ping/ping.js';
import { count, HostCounter } from '../ports/counters.js';
import type {
  ArrivalInterface,
  ControlMessage,
  TransportDisposition,
  TransportLayer,
  TransportProtocol,
} from '../ports/transportProtocol.js';
import { RawSocket, type RawSocketOptions } from '../raw/rawSocket.js';
import { PROTOCOL_ICMP } from '../wire/protocolNumber.js';
import { BUILT_IN_TRANSPORTS, type TransportFactory } from './protocols.js';

/** The transports of a host, and the way to them (RFC 1122 3.2.1.3, 3.2.2.1). */
export class Transports implements TransportLayer {
  readonly ping: Ping;
  /** Few, so that a list is faster than a map. */
  readonly protocols: readonly TransportProtocol[];
  readonly #host: Ipv4Stack;
  /** The transport that was found last. */
  #recent: TransportProtocol | null = null;
  #recentNumber = -1;
  /** Raw sockets by protocol, made with the first one. */
  #raw: Map<number, RawSocket[]> | null = null;

  /** `added`: transports beside the built-in ones; one with a number that is taken replaces the other. */
  constructor(host: Ipv4Stack, added: readonly TransportFactory[]) {
    this.#host = host;
    this.ping = new Ping(host);
    const protocols: TransportProtocol[] = [];
    for (const make of added) protocols.push(make(host));
    for (const make of BUILT_IN_TRANSPORTS) {
      const protocol = make(host);
      const isReplaced = protocols.some(
        (other) => other.protocolNumber === protocol.protocolNumber,
      );
      if (!isReplaced) protocols.push(protocol);
    }
    this.protocols = protocols;
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

  /** The transport that is an instance of `type`; there must be one. */
  get<Protocol extends TransportProtocol>(
    type: abstract new (...args: never[]) => Protocol,
  ): Protocol {
    const found = this.protocols.find((protocol) => protocol instanceof type);
    if (found instanceof type) return found;
    throw new Error(`host ${this.#host.name} has no transport ${type.name}`);
  }

  hasWholeHeader(protocol: number, view: DataView, transport: number, length: number): boolean {
    return this.#find(protocol)?.hasWholeHeader(view, transport, length) ?? false;
  }

  deliver(
    packet: PacketBuffer,
    headerLength: number,
    protocol: number,
    nic: ArrivalInterface,
  ): TransportDisposition {
    const host = this.#host;
    const isTakenRaw = this.deliverRaw(packet, protocol, nic);
    const transport = this.#find(protocol);
    if (transport === null) {
      if (isTakenRaw) {
        host.end(packet, Disposition.delivered, nic);
        return 'handled';
      }
      count(host.counterValues, HostCounter.unknownProtocolRcvdPackets);
      return 'protocol-unreachable';
    }
    const { view, start } = packet;
    const length = packet.length - headerLength;
    if (!transport.hasWholeHeader(view, start + headerLength, length)) {
      count(host.counterValues, HostCounter.malformedRcvdPackets);
      host.end(packet, Disposition['malformed-transport'], nic);
      return 'handled';
    }
    return transport.deliver(packet, headerLength, nic);
  }

  deliverIcmp(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): void {
    this.deliverRaw(packet, PROTOCOL_ICMP, nic);
    this.ping.receive(packet, headerLength, nic);
  }

  deliverRaw(packet: PacketBuffer, protocol: number, nic: ArrivalInterface): boolean {
    const sockets = this.#raw?.get(protocol);
    if (sockets === undefined) return false;
    for (const socket of sockets) socket.receivePacket(packet, nic);
    return true;
  }

  control(message: ControlMessage): void {
    this.#find(message.protocol)?.control(message);
  }

  /** Mostly that of the datagram before: then no list is walked, and V8 knows whose methods are called. */
  #find(protocol: number): TransportProtocol | null {
    return protocol === this.#recentNumber ? this.#recent : this.#findInList(protocol);
  }

  #findInList(protocol: number): TransportProtocol | null {
    const { protocols } = this;
    for (let index = 0; index < protocols.length; index++) {
      const transport = protocols[index] as TransportProtocol;
      if (transport.protocolNumber !== protocol) continue;
      if (transport.isInUse === false) return null;
      this.#recent = transport;
      this.#recentNumber = protocol;
      return transport;
    }
    return null;
  }

  #forget(socket: RawSocket): void {
    const sockets = this.#raw?.get(socket.protocol) ?? [];
    const index = sockets.indexOf(socket);
    if (index >= 0) sockets.splice(index, 1);
    if (sockets.length === 0) this.#raw?.delete(socket.protocol);
  }
}
