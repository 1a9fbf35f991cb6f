// Hot path: the fields of an ICMPv4 message (RFC 792) in place. `start` is where the message begins.
// Nothing is checked; the same message as a checked value: icmpv4Codec.ts.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { checksum } from './checksum.js';

/** Where each field begins, in octets. What stands from 4 to 8 depends on the type. */
export const ICMP_OFFSET = {
  type: 0,
  code: 1,
  checksum: 2,
  restOfHeader: 4,
  /** Echo, timestamp, information. */
  identifier: 4,
  sequenceNumber: 6,
  /** Destination unreachable, fragmentation needed (RFC 1191 4). */
  nextHopMtu: 6,
  /** Parameter problem: an octet of the quoted header. */
  pointer: 4,
  /** Redirect. */
  gateway: 4,
  /** Timestamp: milliseconds since midnight UT. */
  originateTimestamp: 8,
  receiveTimestamp: 12,
  transmitTimestamp: 16,
  /** Data of an echo, or the datagram that an error quotes. */
  data: 8,
} as const;

/** Octets of the header that every message has. */
export const ICMP_HEADER_LENGTH = 8;
/** Octets of a timestamp message. */
export const ICMP_TIMESTAMP_LENGTH = 20;

// Types (RFC 792; 9 and 10 RFC 1256, 17 and 18 RFC 950).
export const ICMP_ECHO_REPLY = 0;
export const ICMP_DESTINATION_UNREACHABLE = 3;
export const ICMP_SOURCE_QUENCH = 4;
export const ICMP_REDIRECT = 5;
export const ICMP_ECHO = 8;
export const ICMP_ROUTER_ADVERTISEMENT = 9;
export const ICMP_ROUTER_SOLICITATION = 10;
export const ICMP_TIME_EXCEEDED = 11;
export const ICMP_PARAMETER_PROBLEM = 12;
export const ICMP_TIMESTAMP = 13;
export const ICMP_TIMESTAMP_REPLY = 14;
export const ICMP_INFORMATION_REQUEST = 15;
export const ICMP_INFORMATION_REPLY = 16;
export const ICMP_ADDRESS_MASK_REQUEST = 17;
export const ICMP_ADDRESS_MASK_REPLY = 18;

// Codes of destination unreachable (RFC 792; 6 to 12 RFC 1122 3.2.2.1; 13 to 15 RFC 1812 5.2.7.1).
export const ICMP_CODE_NET_UNREACHABLE = 0;
export const ICMP_CODE_HOST_UNREACHABLE = 1;
export const ICMP_CODE_PROTOCOL_UNREACHABLE = 2;
export const ICMP_CODE_PORT_UNREACHABLE = 3;
export const ICMP_CODE_FRAGMENTATION_NEEDED = 4;
export const ICMP_CODE_SOURCE_ROUTE_FAILED = 5;
export const ICMP_CODE_DESTINATION_NETWORK_UNKNOWN = 6;
export const ICMP_CODE_DESTINATION_HOST_UNKNOWN = 7;
export const ICMP_CODE_SOURCE_HOST_ISOLATED = 8;
export const ICMP_CODE_NETWORK_PROHIBITED = 9;
export const ICMP_CODE_HOST_PROHIBITED = 10;
export const ICMP_CODE_NETWORK_UNREACHABLE_FOR_TOS = 11;
export const ICMP_CODE_HOST_UNREACHABLE_FOR_TOS = 12;
export const ICMP_CODE_COMMUNICATION_PROHIBITED = 13;
export const ICMP_CODE_HOST_PRECEDENCE_VIOLATION = 14;
export const ICMP_CODE_PRECEDENCE_CUTOFF = 15;

// Codes of time exceeded (RFC 792).
export const ICMP_CODE_TTL_EXCEEDED = 0;
export const ICMP_CODE_REASSEMBLY_TIME_EXCEEDED = 1;

// Codes of parameter problem (RFC 792; 1 RFC 1122 3.2.2.5; 2 RFC 1122, IANA).
export const ICMP_CODE_POINTER_INDICATES_ERROR = 0;
export const ICMP_CODE_REQUIRED_OPTION_MISSING = 1;
export const ICMP_CODE_BAD_LENGTH = 2;

// Codes of redirect (RFC 792).
export const ICMP_CODE_REDIRECT_NETWORK = 0;
export const ICMP_CODE_REDIRECT_HOST = 1;
export const ICMP_CODE_REDIRECT_TOS_AND_NETWORK = 2;
export const ICMP_CODE_REDIRECT_TOS_AND_HOST = 3;

export function icmpType(view: DataView, start: number): number {
  return view.getUint8(start);
}

export function setIcmpType(view: DataView, start: number, type: number): void {
  view.setUint8(start, type);
}

export function icmpCode(view: DataView, start: number): number {
  return view.getUint8(start + ICMP_OFFSET.code);
}

export function setIcmpCode(view: DataView, start: number, code: number): void {
  view.setUint8(start + ICMP_OFFSET.code, code);
}

export function icmpChecksum(view: DataView, start: number): number {
  return view.getUint16(start + ICMP_OFFSET.checksum);
}

export function setIcmpChecksum(view: DataView, start: number, value: number): void {
  view.setUint16(start + ICMP_OFFSET.checksum, value);
}

/** Computes the checksum of a message of `length` octets and writes it. */
export function fillIcmpChecksum(view: DataView, start: number, length: number): void {
  view.setUint16(start + ICMP_OFFSET.checksum, 0);
  view.setUint16(start + ICMP_OFFSET.checksum, checksum(view, start, length));
}

/** Whether the checksum over the whole message of `length` octets is right. */
export function verifyIcmpChecksum(view: DataView, start: number, length: number): boolean {
  return checksum(view, start, length) === 0;
}

/** The four octets that depend on the type, as one number. */
export function icmpRestOfHeader(view: DataView, start: number): number {
  return view.getUint32(start + ICMP_OFFSET.restOfHeader);
}

export function setIcmpRestOfHeader(view: DataView, start: number, value: number): void {
  view.setUint32(start + ICMP_OFFSET.restOfHeader, value);
}

/** Identifier of an echo, timestamp or information message. */
export function icmpIdentifier(view: DataView, start: number): number {
  return view.getUint16(start + ICMP_OFFSET.identifier);
}

export function setIcmpIdentifier(view: DataView, start: number, identifier: number): void {
  view.setUint16(start + ICMP_OFFSET.identifier, identifier);
}

/** Sequence number of an echo, timestamp or information message. */
export function icmpSequenceNumber(view: DataView, start: number): number {
  return view.getUint16(start + ICMP_OFFSET.sequenceNumber);
}

export function setIcmpSequenceNumber(view: DataView, start: number, sequence: number): void {
  view.setUint16(start + ICMP_OFFSET.sequenceNumber, sequence);
}

/** Next-hop MTU of "fragmentation needed"; 0 from routers older than RFC 1191. */
export function icmpNextHopMtu(view: DataView, start: number): number {
  return view.getUint16(start + ICMP_OFFSET.nextHopMtu);
}

export function setIcmpNextHopMtu(view: DataView, start: number, mtu: number): void {
  view.setUint16(start + ICMP_OFFSET.nextHopMtu, mtu);
}

/** Pointer of a parameter problem: an octet of the quoted header, from 0. */
export function icmpPointer(view: DataView, start: number): number {
  return view.getUint8(start + ICMP_OFFSET.pointer);
}

export function setIcmpPointer(view: DataView, start: number, pointer: number): void {
  view.setUint8(start + ICMP_OFFSET.pointer, pointer);
}

/** Gateway of a redirect. */
export function icmpGateway(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + ICMP_OFFSET.gateway) as Ipv4Address;
}

export function setIcmpGateway(view: DataView, start: number, gateway: Ipv4Address): void {
  view.setUint32(start + ICMP_OFFSET.gateway, gateway);
}

/**
 * Whether a type reports an error and quotes a datagram; no error is ever sent about such a message
 * (RFC 1122 3.2.2).
 */
export function isIcmpErrorType(type: number): boolean {
  return (
    type === ICMP_DESTINATION_UNREACHABLE ||
    type === ICMP_SOURCE_QUENCH ||
    type === ICMP_REDIRECT ||
    type === ICMP_TIME_EXCEEDED ||
    type === ICMP_PARAMETER_PROBLEM
  );
}
