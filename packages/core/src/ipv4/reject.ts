// What REJECT answers (iptables-extensions(8)): an ICMP error, or the RST of who was meant.

import { NO_ADDRESS } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { RejectWith } from '../filter/rule.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import { ICMP_DESTINATION_UNREACHABLE } from '../wire/icmpv4.js';
import {
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import { PROTOCOL_TCP } from '../wire/protocolNumber.js';
import {
  computeTcpChecksum,
  setTcpChecksum,
  setTcpOffsetAndFlags,
  TCP_HEADER_LENGTH,
  TCP_OFFSET,
  TcpFlag,
  tcpAcknowledgment,
  tcpFlags,
  tcpHeaderLength,
  tcpSequence,
  verifyTcpChecksum,
} from '../wire/tcp.js';
import { sendIcmpError } from './icmpErrors.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { sendFromTransport, TRANSPORT_HEADROOM } from './send.js';

/** Codes of destination unreachable (RFC 792, RFC 1122 3.2.2.1, RFC 1812 5.2.7.1). */
const CODES: Readonly<Record<Exclude<RejectWith, 'tcp-reset'>, number>> = {
  'icmp-net-unreachable': 0,
  'icmp-host-unreachable': 1,
  'icmp-proto-unreachable': 2,
  'icmp-port-unreachable': 3,
  'icmp-net-prohibited': 9,
  'icmp-host-prohibited': 10,
  'icmp-admin-prohibited': 13,
};

/** Answers a packet that a rule rejects. Borrows the packet. `isOwn`: it is for an address of this host. */
export function answerRejected(
  host: Ipv4Stack,
  nic: NetworkInterface,
  packet: PacketBuffer,
  answer: RejectWith,
  isOwn: boolean,
): void {
  if (answer === 'tcp-reset') sendReset(host, packet);
  else {
    const error = { type: ICMP_DESTINATION_UNREACHABLE, code: CODES[answer] };
    const endpoint = host.nic(nic.id)?.ipv4;
    if (endpoint === undefined) return;
    sendIcmpError(endpoint, packet, { ...error, forwarding: !isOwn });
  }
}

/** RFC 9293 3.10.7.1, as if it came from the destination of the packet. */
function sendReset(host: Ipv4Stack, packet: PacketBuffer): void {
  const { view, start } = packet;
  if (ipv4Protocol(view, start) !== PROTOCOL_TCP) return;
  if (ipv4FragmentOffsetBytes(view, start) !== 0) return;
  const headerLength = ipv4HeaderLength(view, start);
  const tcp = start + headerLength;
  const length = packet.length - headerLength;
  if (length < TCP_HEADER_LENGTH) return;
  const flags = tcpFlags(view, tcp);
  const source = ipv4Source(view, start);
  const destination = ipv4Destination(view, start);
  if ((flags & TcpFlag.RST) !== 0) return;
  if (!verifyTcpChecksum(view, tcp, length, source, destination)) return;
  const query = { nic: null, local: NO_ADDRESS, remote: source, multicastLoop: false };
  const found = findRoute(host, query);
  if (typeof found === 'string') return;
  const route = from(found, destination);
  const reset = host.pool.allocate(TRANSPORT_HEADROOM + TCP_HEADER_LENGTH, packet.identity);
  writeReset(reset, packet, tcp, length);
  const checksum = computeTcpChecksum(
    reset.view,
    reset.start + TRANSPORT_HEADROOM,
    TCP_HEADER_LENGTH,
    destination,
    source,
  );
  setTcpChecksum(reset.view, reset.start + TRANSPORT_HEADROOM, checksum);
  sendFromTransport(host, route, reset, {
    protocol: PROTOCOL_TCP,
    ttl: host.defaultTtl,
    typeOfService: 0,
    dontFragment: true,
    cause: 'reject',
  });
}

/** The same way, from an address that need not be this host's. */
function from(
  { nic, localNic, localEntry, remote, gateway, loop, out }: Route,
  local: Ipv4Address,
) {
  return new Route(nic, localNic, localEntry, local, remote, gateway, loop, out);
}

function writeReset(reset: PacketBuffer, packet: PacketBuffer, tcp: number, length: number): void {
  const { view } = packet;
  const at = reset.start + TRANSPORT_HEADROOM;
  const flags = tcpFlags(view, tcp);
  const hasAck = (flags & TcpFlag.ACK) !== 0;
  const data = Math.max(0, length - tcpHeaderLength(view, tcp));
  const syn = (flags & TcpFlag.SYN) === 0 ? 0 : 1;
  const fin = (flags & TcpFlag.FIN) === 0 ? 0 : 1;
  const acknowledgment = hasAck ? 0 : (tcpSequence(view, tcp) + syn + fin + data) >>> 0;
  const out = reset.view;
  out.setUint16(at + TCP_OFFSET.sourcePort, view.getUint16(tcp + TCP_OFFSET.destinationPort));
  out.setUint16(at + TCP_OFFSET.destinationPort, view.getUint16(tcp + TCP_OFFSET.sourcePort));
  out.setUint32(at + TCP_OFFSET.sequence, hasAck ? tcpAcknowledgment(view, tcp) : 0);
  out.setUint32(at + TCP_OFFSET.acknowledgment, acknowledgment);
  const answer = hasAck ? TcpFlag.RST : TcpFlag.RST | TcpFlag.ACK;
  setTcpOffsetAndFlags(out, at, TCP_HEADER_LENGTH, answer);
  out.setUint16(at + TCP_OFFSET.window, 0);
  out.setUint16(at + TCP_OFFSET.checksum, 0);
  out.setUint16(at + TCP_OFFSET.urgentPointer, 0);
}
