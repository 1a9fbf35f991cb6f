// Hot path: the fields of a UDP header (RFC 768) in place. `start` is where the header begins.
// Nothing is checked; the same header as a checked value: udpCodec.ts.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { foldChecksum, pseudoHeaderSum, sumWords } from './checksum.js';
import { PROTOCOL_UDP } from './protocolNumber.js';

/** Where each field of the header begins, in octets. */
export const UDP_OFFSET = {
  sourcePort: 0,
  destinationPort: 2,
  length: 4,
  checksum: 6,
  payload: 8,
} as const;

/** Octets of the header. */
export const UDP_HEADER_LENGTH = 8;

export function udpSourcePort(view: DataView, start: number): number {
  return view.getUint16(start);
}

export function setUdpSourcePort(view: DataView, start: number, port: number): void {
  view.setUint16(start, port);
}

export function udpDestinationPort(view: DataView, start: number): number {
  return view.getUint16(start + UDP_OFFSET.destinationPort);
}

export function setUdpDestinationPort(view: DataView, start: number, port: number): void {
  view.setUint16(start + UDP_OFFSET.destinationPort, port);
}

/** Octets of header and data, as the header says. */
export function udpLength(view: DataView, start: number): number {
  return view.getUint16(start + UDP_OFFSET.length);
}

export function setUdpLength(view: DataView, start: number, length: number): void {
  view.setUint16(start + UDP_OFFSET.length, length);
}

/** The checksum; 0 means that the sender computed none. */
export function udpChecksum(view: DataView, start: number): number {
  return view.getUint16(start + UDP_OFFSET.checksum);
}

export function setUdpChecksum(view: DataView, start: number, checksum: number): void {
  view.setUint16(start + UDP_OFFSET.checksum, checksum);
}

/**
 * The checksum of `length` octets of header and data under the pseudo header of these addresses;
 * what the checksum field holds does not count. The result may be 0, which RFC 768 sends as 0xffff.
 */
export function computeUdpChecksum(
  view: DataView,
  start: number,
  length: number,
  source: Ipv4Address,
  destination: Ipv4Address,
): number {
  const pseudo = pseudoHeaderSum(source, destination, PROTOCOL_UDP, length);
  return foldChecksum(sumWords(view, start, length, pseudo - udpChecksum(view, start)));
}

/**
 * Whether the checksum over `length` octets is right. The pseudo header takes the header's own
 * length field. A checksum of 0 (none computed) is for the caller to accept.
 */
export function verifyUdpChecksum(
  view: DataView,
  start: number,
  length: number,
  source: Ipv4Address,
  destination: Ipv4Address,
): boolean {
  const pseudo = pseudoHeaderSum(source, destination, PROTOCOL_UDP, udpLength(view, start));
  return foldChecksum(sumWords(view, start, length, pseudo)) === 0;
}
