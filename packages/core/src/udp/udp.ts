// UDP (RFC 768, RFC 1122 4.1): what arrives, and to whom it goes.
import { isMulticast } from '../address/ipv4Address.js';
import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_CHECKSUM_TRUSTED, PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { CounterValues, count, HostCounter } from '../ports/counters.js';
import type {
  ArrivalInterface,
  ControlMessage,
  TransportDisposition,
  TransportProtocol,
} from '../ports/transportProtocol.js';
import { PortTable } from '../socket/portTable.js';
import { receivedDatagram } from '../socket/received.js';
import { ICMP_CODE_PORT_UNREACHABLE, ICMP_DESTINATION_UNREACHABLE } from '../wire/icmpv4.js';
import { ipv4Destination, ipv4Source } from '../wire/ipv4.js';
import { PROTOCOL_UDP } from '../wire/protocolNumber.js';
import {
  UDP_HEADER_LENGTH,
  udpChecksum,
  udpDestinationPort,
  udpLength,
  udpSourcePort,
  verifyUdpChecksum,
} from '../wire/udp.js';
import { UdpCounter, udpCounterNames } from './udpCounters.js';
import { UdpSocket, type UdpSocketOptions } from './udpSocket.js';

/** UDP of a host, as programs see it. */
export interface UdpOfHost {
  /** A new socket, not bound. */
  createSocket(options?: UdpSocketOptions): UdpSocket;
  /** Called with each datagram that a socket takes: its identity, and the octets of its payload. */
  onDelivery: ((socket: UdpSocket, identity: number, octets: number) => void) | null;
}

/** UDP of one host. */
export class Udp implements TransportProtocol {
  readonly protocolNumber = PROTOCOL_UDP;
  readonly counterNames = udpCounterNames;
  readonly counterValues = new CounterValues(udpCounterNames);
  readonly host: Ipv4Stack;
  readonly ports = new PortTable<UdpSocket>();
  /** Called with each datagram that a socket takes: its identity, and the octets of its payload. */
  onDelivery: ((socket: UdpSocket, identity: number, octets: number) => void) | null = null;

  constructor(host: Ipv4Stack) {
    this.host = host;
  }

  /** A new socket, not bound. */
  createSocket(options: UdpSocketOptions = {}): UdpSocket {
    return new UdpSocket(this, options);
  }

  hasWholeHeader(_view: DataView, _transport: number, length: number): boolean {
    return length >= UDP_HEADER_LENGTH;
  }

  /** A datagram for this host arrived: to its sockets, or port unreachable. */
  deliver(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): TransportDisposition {
    const { view, start } = packet;
    const udp = start + headerLength;
    const key = {
      local: ipv4Destination(view, start),
      localPort: udpDestinationPort(view, udp),
      remote: ipv4Source(view, start),
      remotePort: udpSourcePort(view, udp),
    };
    if ((packet.flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(key.local)) {
      const sockets = this.ports.findAll(key, nic.id);
      if (sockets.length === 0) return this.#unknownPort(packet, headerLength, nic, true);
      this.#deliverToAll(packet, headerLength, nic, sockets);
      return 'handled';
    }
    const socket = this.ports.find(key, nic.id);
    if (socket === null || socket === 'other-device') {
      return this.#unknownPort(packet, headerLength, nic, socket === null);
    }
    this.host.end(packet, this.#deliverTo(socket, packet, headerLength, nic), nic);
    return 'handled';
  }

  /** An ICMP error quotes a datagram of ours: only port unreachable acts, on a connected socket. */
  control(message: ControlMessage): void {
    if (message.type !== ICMP_DESTINATION_UNREACHABLE) return;
    if (message.code !== ICMP_CODE_PORT_UNREACHABLE) return;
    const { view, transport, local, remote } = message;
    const localPort = udpSourcePort(view, transport);
    const remotePort = udpDestinationPort(view, transport);
    const socket = this.ports.find({ local, localPort, remote, remotePort }, 0);
    if (socket instanceof UdpSocket) socket.refused();
  }

  #deliverToAll(
    packet: PacketBuffer,
    headerLength: number,
    nic: ArrivalInterface,
    sockets: readonly UdpSocket[],
  ): void {
    let disposition: Disposition = Disposition.delivered;
    let delivered = false;
    for (const socket of sockets) {
      disposition = this.#deliverTo(socket, packet, headerLength, nic);
      delivered ||= disposition === Disposition.delivered;
    }
    this.host.end(packet, delivered ? Disposition.delivered : disposition, nic);
  }

  /** Hands the datagram to one socket; returns what became of it. Borrows it. */
  #deliverTo(
    socket: UdpSocket,
    packet: PacketBuffer,
    headerLength: number,
    nic: ArrivalInterface,
  ): Disposition {
    const { host, counterValues } = this;
    const { view, start, bytes } = packet;
    const udp = start + headerLength;
    if (!this.#lengthHolds(packet, headerLength)) {
      count(counterValues, UdpCounter['udp.malformedPacketsReceived']);
      return Disposition['malformed-transport'];
    }
    if (!checksumHolds(packet, headerLength, nic)) {
      count(counterValues, UdpCounter['udp.checksumErrors']);
      return Disposition['udp-checksum'];
    }
    count(counterValues, UdpCounter['udp.packetsReceived']);
    if (!socket.queue.isOpen) {
      count(counterValues, UdpCounter['udp.receiveBufferErrors']);
      return Disposition['receive-buffer-full'];
    }
    if (host.observer !== null) {
      const port = udpDestinationPort(view, udp);
      host.observer.delivered(nic, packet, PROTOCOL_UDP, port);
    }
    if (this.onDelivery !== null) {
      const length = packet.length - headerLength - UDP_HEADER_LENGTH;
      this.onDelivery(socket, packet.identity, length);
    }
    socket.queue.push(
      receivedDatagram(
        packet,
        bytes.subarray(udp + UDP_HEADER_LENGTH, start + packet.length),
        udpSourcePort(view, udp),
        nic,
        host.clock.nowNs,
      ),
    );
    return Disposition.delivered;
  }

  /** RFC 1122 4.1.3.1: port unreachable, for a datagram that is whole. */
  #unknownPort(
    packet: PacketBuffer,
    headerLength: number,
    nic: ArrivalInterface,
    counted: boolean,
  ): TransportDisposition {
    const { host, counterValues } = this;
    if (counted) count(counterValues, UdpCounter['udp.unknownPortErrors']);
    const isWhole = this.#lengthHolds(packet, headerLength);
    if (isWhole && checksumHolds(packet, headerLength, nic)) return 'port-unreachable';
    const counter = isWhole ? 'udp.checksumErrors' : 'udp.malformedPacketsReceived';
    count(counterValues, UdpCounter[counter]);
    count(host.counterValues, HostCounter.malformedRcvdPackets);
    host.end(packet, Disposition[isWhole ? 'udp-checksum' : 'malformed-transport'], nic);
    return 'handled';
  }

  /** The UDP length is no more than came; what is behind it may be cut off here. */
  #lengthHolds(packet: PacketBuffer, headerLength: number): boolean {
    const length = udpLength(packet.view, packet.start + headerLength);
    if (length > packet.length - headerLength) return false;
    if (this.host.behaviour.shortUdpLength === 'ignore') return true;
    if (length < UDP_HEADER_LENGTH) return false;
    packet.length = headerLength + length;
    return true;
  }
}

/** RFC 768: 0 is no checksum. What this host made itself, or a loopback NIC brought, needs none. */
function checksumHolds(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): boolean {
  const { view, start } = packet;
  const udp = start + headerLength;
  if (udpChecksum(view, udp) === 0 || nic.isLoopback) return true;
  if ((packet.flags & PACKET_CHECKSUM_TRUSTED) !== 0) return true;
  const source = ipv4Source(view, start);
  const destination = ipv4Destination(view, start);
  return verifyUdpChecksum(view, udp, packet.length - headerLength, source, destination);
}
