// Hot path: the fields of a TCP header (RFC 9293 3.1) in place. `start` is where the header begins.
// Nothing is checked; the same header as a checked value: tcpCodec.ts.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { foldChecksum, pseudoHeaderSum, sumWords } from './checksum.js';
import { PROTOCOL_TCP } from './protocolNumber.js';

/** Where each field of the header begins, in octets. */
export const TCP_OFFSET = {
  sourcePort: 0,
  destinationPort: 2,
  sequence: 4,
  acknowledgment: 8,
  dataOffset: 12,
  flags: 13,
  window: 14,
  checksum: 16,
  urgentPointer: 18,
  options: 20,
} as const;

/** Octets of a header without options. */
export const TCP_HEADER_LENGTH = 20;
/** Most octets of options that the data offset can count. */
export const TCP_MAX_OPTIONS = 40;

/** Control bits, as they stand in octet 13; `AE` (RFC 9768, the old NS) is bit 0 of octet 12. */
export const TcpFlag = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
  URG: 0x20,
  ECE: 0x40,
  CWR: 0x80,
  AE: 0x100,
} as const;

export function tcpSourcePort(view: DataView, start: number): number {
  return view.getUint16(start);
}

export function tcpDestinationPort(view: DataView, start: number): number {
  return view.getUint16(start + TCP_OFFSET.destinationPort);
}

export function tcpSequence(view: DataView, start: number): number {
  return view.getUint32(start + TCP_OFFSET.sequence);
}

export function tcpAcknowledgment(view: DataView, start: number): number {
  return view.getUint32(start + TCP_OFFSET.acknowledgment);
}

/** Octets of the header, as its data offset says; less than 20 is wrong. */
export function tcpHeaderLength(view: DataView, start: number): number {
  return (view.getUint8(start + TCP_OFFSET.dataOffset) >>> 4) * 4;
}

/** The nine control bits, as {@link TcpFlag}. */
export function tcpFlags(view: DataView, start: number): number {
  return view.getUint16(start + TCP_OFFSET.dataOffset) & 0x1ff;
}

/** The three bits between data offset and `AE`, which are 0. */
export function tcpReservedBits(view: DataView, start: number): number {
  return (view.getUint8(start + TCP_OFFSET.dataOffset) >>> 1) & 0x07;
}

export function setTcpOffsetAndFlags(
  view: DataView,
  start: number,
  headerLength: number,
  flags: number,
): void {
  view.setUint16(start + TCP_OFFSET.dataOffset, (headerLength << 10) | flags);
}

export function tcpWindow(view: DataView, start: number): number {
  return view.getUint16(start + TCP_OFFSET.window);
}

export function tcpChecksum(view: DataView, start: number): number {
  return view.getUint16(start + TCP_OFFSET.checksum);
}

export function setTcpChecksum(view: DataView, start: number, checksum: number): void {
  view.setUint16(start + TCP_OFFSET.checksum, checksum);
}

export function tcpUrgentPointer(view: DataView, start: number): number {
  return view.getUint16(start + TCP_OFFSET.urgentPointer);
}

/**
 * The checksum of `length` octets of header and data under the pseudo header of these addresses;
 * what the checksum field holds does not count.
 */
export function computeTcpChecksum(
  view: DataView,
  start: number,
  length: number,
  source: Ipv4Address,
  destination: Ipv4Address,
): number {
  const pseudo = pseudoHeaderSum(source, destination, PROTOCOL_TCP, length);
  return foldChecksum(sumWords(view, start, length, pseudo - tcpChecksum(view, start)));
}

/** Whether the checksum over `length` octets of header and data is right. */
export function verifyTcpChecksum(
  view: DataView,
  start: number,
  length: number,
  source: Ipv4Address,
  destination: Ipv4Address,
): boolean {
  const pseudo = pseudoHeaderSum(source, destination, PROTOCOL_TCP, length);
  return foldChecksum(sumWords(view, start, length, pseudo)) === 0;
}
