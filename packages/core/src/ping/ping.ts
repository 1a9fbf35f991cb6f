// Ping sockets (Linux's ICMP datagram sockets): echo requests out, echo replies in.

import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, HostCounter } from '../ports/counters.js';
import type { ArrivalInterface } from '../ports/transportProtocol.js';
import { PortTable } from '../socket/portTable.js';
import { receivedDatagram } from '../socket/received.js';
import { ICMP_ECHO_REPLY, ICMP_HEADER_LENGTH, icmpIdentifier } from '../wire/icmpv4.js';
import { ipv4Destination, ipv4Source } from '../wire/ipv4.js';
import { PROTOCOL_ICMP } from '../wire/protocolNumber.js';
import { PingSocket, type PingSocketOptions } from './pingSocket.js';

/** The ping sockets of one host. */
export class Ping {
  readonly host: Ipv4Stack;
  readonly ports = new PortTable<PingSocket>();

  constructor(host: Ipv4Stack) {
    this.host = host;
  }

  /** A new socket, not bound. */
  createPingSocket(options: PingSocketOptions = {}): PingSocket {
    return new PingSocket(this, options);
  }

  /** An echo message arrived: its identifier names the socket. Borrows the packet. */
  receive(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): void {
    const { host } = this;
    const { view, start, bytes } = packet;
    const message = start + headerLength;
    if (packet.length - headerLength < ICMP_HEADER_LENGTH) return;
    const socket = this.ports.find(
      {
        local: ipv4Destination(view, start),
        localPort: icmpIdentifier(view, message),
        remote: ipv4Source(view, start),
        remotePort: 0,
      },
      nic.id,
    );
    if (socket === null || socket === 'other-device') return;
    if (view.getUint8(message) !== ICMP_ECHO_REPLY || !socket.queue.isOpen) {
      count(host.counterValues, HostCounter.droppedPackets);
      return;
    }
    if (host.observer !== null) {
      const port = icmpIdentifier(view, message);
      host.observer.delivered(nic, packet, PROTOCOL_ICMP, port);
    }
    socket.queue.push(
      receivedDatagram(
        packet,
        bytes.subarray(message, start + packet.length),
        0,
        nic,
        host.clock.nowNs,
      ),
    );
  }
}
