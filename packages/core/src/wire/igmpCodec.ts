// IGMP messages of versions 1, 2 and 3 as checked values (RFC 1112 Appendix I, RFC 2236, RFC 3376 4).
import type { Ipv4Address } from '../address/ipv4Address.js';
import { type CodecError, codecError, isCodecError } from './codecError.js';
import * as field from './igmp.js';
import { decodeGroupRecords, encodeGroupRecords, type IgmpGroupRecord } from './igmpRecords.js';
import {
  assertFits,
  type ChecksumOptions,
  type ChecksumOverride,
  checkChecksum,
  readAddresses,
  tooShort,
  viewOf,
  windowOf,
  writeAddresses,
} from './octets.js';

/** A query of version 1 or 2. Group 0.0.0.0: a general query. */
export interface IgmpQuery {
  readonly kind: 'membership-query';
  readonly version: 1 | 2;
  readonly group: Ipv4Address;
  /** Tenths of a second: 0 in version 1, 1 to 255 in version 2. */
  readonly maxRespCode: number;
}

/** A query of version 3 (RFC 3376 4.1). */
export interface IgmpV3Query {
  readonly kind: 'membership-query';
  readonly version: 3;
  readonly group: Ipv4Address;
  /** 8 bits; `igmpCodeValue` gives the tenths of a second it stands for. */
  readonly maxRespCode: number;
  /** The S flag: routers shall not act on it. */
  readonly suppressRouterProcessing: boolean;
  /** QRV, 3 bits. */
  readonly robustnessVariable: number;
  /** QQIC, 8 bits; `igmpCodeValue` gives the seconds it stands for. */
  readonly queryIntervalCode: number;
  readonly sources: readonly Ipv4Address[];
}

/** A report of version 1 or 2: of one group. */
export interface IgmpReport {
  readonly kind: 'membership-report';
  readonly version: 1 | 2;
  readonly group: Ipv4Address;
}

/** A report of version 3 (RFC 3376 4.2). */
export interface IgmpV3Report {
  readonly kind: 'membership-report';
  readonly version: 3;
  readonly records: readonly IgmpGroupRecord[];
}

export interface IgmpLeave {
  readonly kind: 'leave-group';
  readonly group: Ipv4Address;
}

/** A message of any other type, as it is. */
export interface IgmpUnknown {
  readonly kind: 'unknown';
  /** 8 bits. Decoded, none that has a kind of its own; encoded, any: for faulty messages. */
  readonly type: number;
  /** The second octet. */
  readonly maxRespCode: number;
  /** What follows the checksum, at least four octets; a view, not a copy. */
  readonly data: Uint8Array;
}

export type IgmpMessage =
  | IgmpQuery
  | IgmpV3Query
  | IgmpReport
  | IgmpV3Report
  | IgmpLeave
  | IgmpUnknown;

/**
 * The message that fills `length` octets from `offset`, or why there is none. Which version a query
 * has follows from its length and its second octet (RFC 3376 7.1); additional data behind a message
 * count for its checksum only.
 */
export function decodeIgmp(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
  options: ChecksumOptions = {},
): IgmpMessage | CodecError {
  const octets = windowOf(bytes, offset, length);
  const view = viewOf(octets);
  if (octets.length < field.IGMP_HEADER_LENGTH) {
    return tooShort('IGMP message', octets.length, field.IGMP_HEADER_LENGTH);
  }
  if (options.verifyChecksum !== false) {
    const fault = checkChecksum('IGMP message', view, field.IGMP_OFFSET.checksum);
    if (fault !== null) return fault;
  }
  return decodeByType(view, octets);
}

function decodeByType(view: DataView, octets: Uint8Array): IgmpMessage | CodecError {
  const type = field.igmpType(view, 0);
  const group = field.igmpGroup(view, 0);
  switch (type) {
    case field.IGMP_MEMBERSHIP_QUERY:
      return decodeQuery(view, group);
    case field.IGMP_V1_MEMBERSHIP_REPORT:
      return { kind: 'membership-report', version: 1, group };
    case field.IGMP_V2_MEMBERSHIP_REPORT:
      return { kind: 'membership-report', version: 2, group };
    case field.IGMP_LEAVE_GROUP:
      return { kind: 'leave-group', group };
    case field.IGMP_V3_MEMBERSHIP_REPORT: {
      const records = decodeGroupRecords(octets);
      if (isCodecError(records)) return records;
      return { kind: 'membership-report', version: 3, records };
    }
    default: {
      const maxRespCode = field.igmpMaxRespCode(view, 0);
      return { kind: 'unknown', type, maxRespCode, data: octets.subarray(field.IGMP_OFFSET.group) };
    }
  }
}

function decodeQuery(view: DataView, group: Ipv4Address): IgmpMessage | CodecError {
  const maxRespCode = field.igmpMaxRespCode(view, 0);
  if (view.byteLength === field.IGMP_HEADER_LENGTH) {
    return { kind: 'membership-query', version: maxRespCode === 0 ? 1 : 2, group, maxRespCode };
  }
  if (view.byteLength < field.IGMP_V3_QUERY_LENGTH) {
    // RFC 3376 7.1: such a query is of no version and must be ignored.
    const message = `IGMP query: 8 octets or at least 12, found ${view.byteLength}`;
    return codecError('bad-length', field.IGMP_HEADER_LENGTH, message);
  }
  const sourceCount = view.getUint16(field.IGMP_OFFSET.sourceCount);
  const needed = field.IGMP_V3_QUERY_LENGTH + 4 * sourceCount;
  if (needed > view.byteLength) return tooShort('IGMP query', view.byteLength, needed);
  const flags = view.getUint8(field.IGMP_OFFSET.flagsAndRobustness);
  return {
    kind: 'membership-query',
    version: 3,
    group,
    maxRespCode,
    suppressRouterProcessing: (flags & field.IGMP_SUPPRESS_FLAG) !== 0,
    robustnessVariable: flags & field.IGMP_ROBUSTNESS_MASK,
    queryIntervalCode: view.getUint8(field.IGMP_OFFSET.queryIntervalCode),
    sources: readAddresses(view, field.IGMP_OFFSET.sources, sourceCount),
  };
}

/**
 * The octets of a message; the checksum is computed unless `overrides` has one. A value that its
 * field cannot hold is a `RangeError`.
 */
export function encodeIgmp(message: IgmpMessage, overrides: ChecksumOverride = {}): Uint8Array {
  const bytes = encodeByKind(message);
  const view = viewOf(bytes);
  field.fillIgmpChecksum(view, 0, bytes.length);
  if (overrides.checksum !== undefined) {
    assertFits('IGMP checksum', overrides.checksum, 16);
    field.setIgmpChecksum(view, 0, overrides.checksum);
  }
  return bytes;
}

function encodeByKind(message: IgmpMessage): Uint8Array {
  switch (message.kind) {
    case 'membership-query':
      return message.version === 3 ? encodeV3Query(message) : encodeOldQuery(message);
    case 'membership-report':
      if (message.version === 3) return encodeGroupRecords(message.records);
      return encodeShort(
        message.version === 1 ? field.IGMP_V1_MEMBERSHIP_REPORT : field.IGMP_V2_MEMBERSHIP_REPORT,
        0,
        message.group,
      );
    case 'leave-group':
      return encodeShort(field.IGMP_LEAVE_GROUP, 0, message.group);
    case 'unknown':
      return encodeUnknown(message);
  }
}

/** A message of versions 1 and 2. */
function encodeShort(type: number, maxRespCode: number, group: Ipv4Address): Uint8Array {
  assertFits('IGMP max resp code', maxRespCode, 8);
  assertFits('IGMP group', group, 32);
  const bytes = new Uint8Array(field.IGMP_HEADER_LENGTH);
  const view = viewOf(bytes);
  field.setIgmpType(view, 0, type);
  field.setIgmpMaxRespCode(view, 0, maxRespCode);
  field.setIgmpGroup(view, 0, group);
  return bytes;
}

function encodeOldQuery({ version, maxRespCode, group }: IgmpQuery): Uint8Array {
  // RFC 2236 4: a 0 there is how version 1 is told from version 2.
  if ((version === 1) !== (maxRespCode === 0)) {
    throw new RangeError(`IGMP query of version ${version}: max resp code ${maxRespCode}`);
  }
  return encodeShort(field.IGMP_MEMBERSHIP_QUERY, maxRespCode, group);
}

function encodeV3Query(query: IgmpV3Query): Uint8Array {
  assertFits("IGMP querier's robustness variable", query.robustnessVariable, 3);
  assertFits('IGMP query interval code', query.queryIntervalCode, 8);
  assertFits('IGMP source count', query.sources.length, 16);
  const short = encodeShort(field.IGMP_MEMBERSHIP_QUERY, query.maxRespCode, query.group);
  const bytes = new Uint8Array(field.IGMP_V3_QUERY_LENGTH + 4 * query.sources.length);
  bytes.set(short);
  const view = viewOf(bytes);
  const suppress = query.suppressRouterProcessing ? field.IGMP_SUPPRESS_FLAG : 0;
  view.setUint8(field.IGMP_OFFSET.flagsAndRobustness, suppress | query.robustnessVariable);
  view.setUint8(field.IGMP_OFFSET.queryIntervalCode, query.queryIntervalCode);
  view.setUint16(field.IGMP_OFFSET.sourceCount, query.sources.length);
  writeAddresses(view, field.IGMP_OFFSET.sources, query.sources);
  return bytes;
}

function encodeUnknown({ type, maxRespCode, data }: IgmpUnknown): Uint8Array {
  assertFits('IGMP type', type, 8);
  assertFits('IGMP max resp code', maxRespCode, 8);
  if (data.length < 4)
    throw new RangeError(`IGMP message: at least 8 octets, found ${4 + data.length}`);
  const bytes = new Uint8Array(field.IGMP_OFFSET.group + data.length);
  const view = viewOf(bytes);
  field.setIgmpType(view, 0, type);
  field.setIgmpMaxRespCode(view, 0, maxRespCode);
  bytes.set(data, field.IGMP_OFFSET.group);
  return bytes;
}
