// Hot path: the fields of an IGMP message (RFC 1112 Appendix I, RFC 2236 2, RFC 3376 4) in place.
// `start` is where the message begins. Nothing is checked; as a checked value: igmpCodec.ts.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { checksum } from './checksum.js';

/** Where each field begins, in octets. */
export const IGMP_OFFSET = {
  type: 0,
  /** Version 1: unused. Version 2: tenths of a second. Version 3: a code (RFC 3376 4.1.1). */
  maxRespCode: 1,
  checksum: 2,
  group: 4,
  /** Version 3 query: the S flag and the querier's robustness variable. */
  flagsAndRobustness: 8,
  /** Version 3 query: the querier's query interval code. */
  queryIntervalCode: 9,
  /** Version 3 query. */
  sourceCount: 10,
  sources: 12,
  /** Version 3 report. */
  recordCount: 6,
  records: 8,
} as const;

/** Octets of a version 1 or 2 message, and of the shortest message of all. */
export const IGMP_HEADER_LENGTH = 8;
/** Octets of a version 3 query without sources; queries of 8 octets are older (RFC 3376 7.1). */
export const IGMP_V3_QUERY_LENGTH = 12;
/** Octets of a version 3 group record without sources and auxiliary data. */
export const IGMP_RECORD_LENGTH = 8;

// Types (RFC 2236 2.1, RFC 3376 4).
export const IGMP_MEMBERSHIP_QUERY = 0x11;
export const IGMP_V1_MEMBERSHIP_REPORT = 0x12;
export const IGMP_V2_MEMBERSHIP_REPORT = 0x16;
export const IGMP_LEAVE_GROUP = 0x17;
export const IGMP_V3_MEMBERSHIP_REPORT = 0x22;

// Types of group records in a version 3 report (RFC 3376 4.2.12).
export const IGMP_MODE_IS_INCLUDE = 1;
export const IGMP_MODE_IS_EXCLUDE = 2;
export const IGMP_CHANGE_TO_INCLUDE_MODE = 3;
export const IGMP_CHANGE_TO_EXCLUDE_MODE = 4;
export const IGMP_ALLOW_NEW_SOURCES = 5;
export const IGMP_BLOCK_OLD_SOURCES = 6;

/** The bit of {@link IGMP_OFFSET.flagsAndRobustness} that suppresses router-side processing. */
export const IGMP_SUPPRESS_FLAG = 0x08;
/** The bits of {@link IGMP_OFFSET.flagsAndRobustness} that hold the robustness variable. */
export const IGMP_ROBUSTNESS_MASK = 0x07;

export function igmpType(view: DataView, start: number): number {
  return view.getUint8(start);
}

export function setIgmpType(view: DataView, start: number, type: number): void {
  view.setUint8(start, type);
}

/** The second octet: tenths of a second in a version 2 query, 0 in a version 1 query. */
export function igmpMaxRespCode(view: DataView, start: number): number {
  return view.getUint8(start + IGMP_OFFSET.maxRespCode);
}

export function setIgmpMaxRespCode(view: DataView, start: number, code: number): void {
  view.setUint8(start + IGMP_OFFSET.maxRespCode, code);
}

export function igmpChecksum(view: DataView, start: number): number {
  return view.getUint16(start + IGMP_OFFSET.checksum);
}

export function setIgmpChecksum(view: DataView, start: number, value: number): void {
  view.setUint16(start + IGMP_OFFSET.checksum, value);
}

/** Computes the checksum of a message of `length` octets and writes it. */
export function fillIgmpChecksum(view: DataView, start: number, length: number): void {
  view.setUint16(start + IGMP_OFFSET.checksum, 0);
  view.setUint16(start + IGMP_OFFSET.checksum, checksum(view, start, length));
}

/** Whether the checksum over the whole IP payload of `length` octets is right (RFC 2236 2.3). */
export function verifyIgmpChecksum(view: DataView, start: number, length: number): boolean {
  return checksum(view, start, length) === 0;
}

/** Group address: of every message but a version 3 report; 0.0.0.0 in a general query. */
export function igmpGroup(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + IGMP_OFFSET.group) as Ipv4Address;
}

export function setIgmpGroup(view: DataView, start: number, group: Ipv4Address): void {
  view.setUint32(start + IGMP_OFFSET.group, group);
}

/**
 * The number that a version 3 Max Resp Code or QQIC stands for: itself below 128, else a
 * floating-point value (RFC 3376 4.1.1, 4.1.7). 0 to 31,744.
 */
export function igmpCodeValue(code: number): number {
  if (code < 128) return code;
  const exponent = (code >>> 4) & 0x07;
  const mantissa = code & 0x0f;
  return (mantissa | 0x10) << (exponent + 3);
}

/** The largest code whose value is at most `value` (RFC 3376 4.1.1); 255 beyond 31,744. */
export function igmpCodeOf(value: number): number {
  if (value < 128) return value;
  if (value >= 31_744) return 255;
  const exponent = 31 - Math.clz32(value) - 7;
  return 0x80 | (exponent << 4) | ((value >>> (exponent + 3)) & 0x0f);
}
