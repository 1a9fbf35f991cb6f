import type { IcmpMessage, Ipv4Address } from '@packetloom/core';
import {
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_PARAMETER_PROBLEM,
  ICMP_SOURCE_QUENCH,
  ICMP_TIME_EXCEEDED,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
  PROTOCOL_UDP,
  UDP_OFFSET,
} from '@packetloom/core/wire';

/** The datagram that an ICMP error quotes, as far as programs need it. */
export interface Quotation {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly protocol: number;
  /** The first 8 octets of its transport header (RFC 792). */
  readonly transport: DataView;
}

const QUOTED_TRANSPORT = 8;
const ERRORS: ReadonlySet<number> = new Set([
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_SOURCE_QUENCH,
  ICMP_TIME_EXCEEDED,
  ICMP_PARAMETER_PROBLEM,
]);

/** Whether a message is an error about a datagram (RFC 1122 3.2.2). */
export function isIcmpError({ type }: IcmpMessage): boolean {
  return ERRORS.has(type);
}

/** What an ICMP error quotes; null if the message is no error, or quotes too little. */
export function quotationOf(message: IcmpMessage): Quotation | null {
  const { data } = message;
  if (!isIcmpError(message) || data.length < IPV4_MIN_HEADER_LENGTH) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const headerLength = ipv4HeaderLength(view, 0);
  if (data.length < headerLength + QUOTED_TRANSPORT) return null;
  return {
    source: ipv4Source(view, 0),
    destination: ipv4Destination(view, 0),
    protocol: ipv4Protocol(view, 0),
    transport: new DataView(data.buffer, data.byteOffset + headerLength, QUOTED_TRANSPORT),
  };
}

/** Where UDP datagrams go. */
export interface UdpPath {
  readonly to: Ipv4Address;
  readonly port: number;
  readonly sourcePort: number;
}

/** Whether a message is an ICMP error about a UDP datagram sent that way. */
export function quotesUdp(message: IcmpMessage, { to, port, sourcePort }: UdpPath): boolean {
  const quotation = quotationOf(message);
  if (quotation?.protocol !== PROTOCOL_UDP || quotation.destination !== to) return false;
  const { transport } = quotation;
  return (
    transport.getUint16(UDP_OFFSET.sourcePort) === sourcePort &&
    transport.getUint16(UDP_OFFSET.destinationPort) === port
  );
}
