// UDP (RFC 768, RFC 1122 4.1): what arrives, and to whom it goes.
import { isMulticast } from '../address/ipv4Address.js';
import { ICMP_CODE_PORT_UNREACHABLE, ICMP_DESTINATION_UNREACHABLE } from '../header/icmpv4.js';
import { IPV4_OFFSET, ipv4Destination, ipv4Source, ipv4Ttl } from '../header/ipv4.js';
import { PROTOCOL_UDP } from '../header/protocolNumber.js';
import {
  UDP_HEADER_LENGTH,
  udpChecksum,
  udpDestinationPort,
  udpLength,
  udpSourcePort,
  verifyUdpChecksum,
} from '../header/udp.js';
import type { Ipv4Endpoint } from '../ipv4/endpoint.js';
import { sendIcmpError } from '../ipv4/icmpErrors.js';
import { PACKET_CHECKSUM_TRUSTED, PACKET_TO_BROADCAST } from '../ipv4/packetFlags.js';
import { Fate } from '../packet/fate.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, HostCounter } from '../stack/counters.js';
import type { Host } from '../stack/host.js';
import { PortTable } from './portTable.js';
import type { ControlMessage } from './transports.js';
import { UdpSocket, type UdpSocketOptions } from './udpSocket.js';

/** UDP of one host. */
export class Udp {
  readonly host: Host;
  readonly ports = new PortTable<UdpSocket>();

  constructor(host: Host) {
    this.host = host;
  }

  /** A new socket, not bound. */
  createSocket(options: UdpSocketOptions = {}): UdpSocket {
    return new UdpSocket(this, options);
  }

  /** A datagram for this host arrived: to its sockets, or port unreachable. Takes it over. */
  receive(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): void {
    const { host, nic } = endpoint;
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
      if (sockets.length === 0) this.#unknownPort(endpoint, packet, headerLength, true);
      else this.#deliverToAll(endpoint, packet, headerLength, sockets);
      return;
    }
    const socket = this.ports.find(key, nic.id);
    if (socket === null || socket === 'other-device') {
      this.#unknownPort(endpoint, packet, headerLength, socket === null);
      return;
    }
    host.end(packet, this.#deliver(endpoint, packet, headerLength, socket), nic);
  }

  /** An ICMP error quotes a datagram of ours: only port unreachable acts, on a connected socket. */
  control(message: ControlMessage): void {
    if (message.code !== ICMP_CODE_PORT_UNREACHABLE) return;
    const { view, transport, local, remote } = message;
    const localPort = udpSourcePort(view, transport);
    const remotePort = udpDestinationPort(view, transport);
    const socket = this.ports.find({ local, localPort, remote, remotePort }, 0);
    if (socket instanceof UdpSocket) socket.refused();
  }

  #deliverToAll(
    endpoint: Ipv4Endpoint,
    packet: PacketBuffer,
    headerLength: number,
    sockets: readonly UdpSocket[],
  ): void {
    let fate: Fate = Fate.delivered;
    let delivered = false;
    for (const socket of sockets) {
      fate = this.#deliver(endpoint, packet, headerLength, socket);
      delivered ||= fate === Fate.delivered;
    }
    endpoint.host.end(packet, delivered ? Fate.delivered : fate, endpoint.nic);
  }

  /** Hands the datagram to one socket; returns what became of it. Borrows it. */
  #deliver(
    endpoint: Ipv4Endpoint,
    packet: PacketBuffer,
    headerLength: number,
    socket: UdpSocket,
  ): Fate {
    const { host, nic } = endpoint;
    const { counterValues } = host;
    const { view, start, bytes } = packet;
    const udp = start + headerLength;
    const length = packet.length - headerLength;
    if (udpLength(view, udp) > length) {
      count(counterValues, HostCounter['udp.malformedPacketsReceived']);
      return Fate['malformed-transport'];
    }
    if (!checksumHolds(endpoint, packet, headerLength)) {
      count(counterValues, HostCounter['udp.checksumErrors']);
      return Fate['udp-checksum'];
    }
    count(counterValues, HostCounter['udp.packetsReceived']);
    if (!socket.queue.isOpen) {
      count(counterValues, HostCounter['udp.receiveBufferErrors']);
      return Fate['receive-buffer-full'];
    }
    if (host.observer !== null) {
      const port = udpDestinationPort(view, udp);
      host.tell({
        type: 'delivered',
        host: host.name,
        nic: nic.name,
        packet,
        protocol: PROTOCOL_UDP,
        port,
      });
    }
    socket.queue.push({
      payload: bytes.subarray(udp + UDP_HEADER_LENGTH, start + packet.length),
      source: ipv4Source(view, start),
      sourcePort: udpSourcePort(view, udp),
      destination: ipv4Destination(view, start),
      nic: nic.id,
      typeOfService: view.getUint8(start + IPV4_OFFSET.typeOfService),
      ttl: ipv4Ttl(view, start),
      timeNs: host.clock.nowNs,
      identity: packet.identity,
      cause: packet.cause,
    });
    return Fate.delivered;
  }

  /** RFC 1122 4.1.3.1: port unreachable, for a datagram that is whole. */
  #unknownPort(
    endpoint: Ipv4Endpoint,
    packet: PacketBuffer,
    headerLength: number,
    counted: boolean,
  ): void {
    const { host, nic } = endpoint;
    const { counterValues } = host;
    if (counted) count(counterValues, HostCounter['udp.unknownPortErrors']);
    const tooLong =
      udpLength(packet.view, packet.start + headerLength) > packet.length - headerLength;
    if (tooLong || !checksumHolds(endpoint, packet, headerLength)) {
      const counter = tooLong ? 'udp.malformedPacketsReceived' : 'udp.checksumErrors';
      count(counterValues, HostCounter[counter]);
      count(counterValues, HostCounter.malformedRcvdPackets);
      host.end(packet, tooLong ? Fate['malformed-transport'] : Fate['udp-checksum'], nic);
      return;
    }
    sendIcmpError(endpoint, packet, {
      type: ICMP_DESTINATION_UNREACHABLE,
      code: ICMP_CODE_PORT_UNREACHABLE,
      forwarding: false,
    });
    host.end(packet, Fate['port-unreachable'], nic);
  }
}

/** RFC 768: 0 is no checksum. What this host made itself, or a loopback NIC brought, needs none. */
function checksumHolds(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
): boolean {
  const { view, start } = packet;
  const udp = start + headerLength;
  if (udpChecksum(view, udp) === 0 || endpoint.nic.isLoopback) return true;
  if ((packet.flags & PACKET_CHECKSUM_TRUSTED) !== 0) return true;
  const source = ipv4Source(view, start);
  const destination = ipv4Destination(view, start);
  return verifyUdpChecksum(view, udp, packet.length - headerLength, source, destination);
}
