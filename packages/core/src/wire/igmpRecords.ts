// Group records of a version 3 membership report (RFC 3376 4.2).
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { CodecError } from './codecError.js';
import * as field from './igmp.js';
import {
  assertFits,
  readAddresses,
  readIpv4Address,
  tooShort,
  viewOf,
  writeAddresses,
} from './octets.js';

/** What a host says about its membership in one group. */
export interface IgmpGroupRecord {
  /** 8 bits: `IGMP_MODE_IS_INCLUDE` to `IGMP_BLOCK_OLD_SOURCES`, or one to be ignored. */
  readonly type: number;
  readonly group: Ipv4Address;
  readonly sources: readonly Ipv4Address[];
  /** Whole 32-bit words; none in IGMPv3 as it stands (RFC 3376 4.2.10). A view, not a copy. */
  readonly auxiliaryData: Uint8Array;
}

/** Where the fields of a record begin, counted from its type. */
const RECORD_OFFSET = {
  type: 0,
  auxiliaryWords: 1,
  sourceCount: 2,
  group: 4,
  sources: 8,
} as const;

const MAX_AUXILIARY_LENGTH = 255 * 4;

/** The records of a whole report of at least eight octets, or why they do not fit into it. */
export function decodeGroupRecords(octets: Uint8Array): readonly IgmpGroupRecord[] | CodecError {
  const view = viewOf(octets);
  const records: IgmpGroupRecord[] = [];
  let at: number = field.IGMP_OFFSET.records;
  for (let left = view.getUint16(field.IGMP_OFFSET.recordCount); left > 0; left--) {
    if (at + field.IGMP_RECORD_LENGTH > octets.length) {
      return tooShort('IGMP group record', octets.length, at + field.IGMP_RECORD_LENGTH);
    }
    const sourceCount = view.getUint16(at + RECORD_OFFSET.sourceCount);
    const sourcesEnd = at + RECORD_OFFSET.sources + 4 * sourceCount;
    const end = sourcesEnd + 4 * view.getUint8(at + RECORD_OFFSET.auxiliaryWords);
    if (end > octets.length) return tooShort('IGMP group record', octets.length, end);
    records.push({
      type: view.getUint8(at),
      group: readIpv4Address(view, at + RECORD_OFFSET.group),
      sources: readAddresses(view, at + RECORD_OFFSET.sources, sourceCount),
      auxiliaryData: octets.subarray(sourcesEnd, end),
    });
    at = end;
  }
  return records;
}

/** A version 3 report of these records, its checksum still 0. */
export function encodeGroupRecords(records: readonly IgmpGroupRecord[]): Uint8Array {
  assertFits('IGMP record count', records.length, 16);
  const size = records.reduce(
    (sum, record) => sum + recordLength(record),
    field.IGMP_OFFSET.records as number,
  );
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  field.setIgmpType(view, 0, field.IGMP_V3_MEMBERSHIP_REPORT);
  view.setUint16(field.IGMP_OFFSET.recordCount, records.length);
  let at: number = field.IGMP_OFFSET.records;
  for (const record of records) {
    writeRecord(bytes.subarray(at, at + recordLength(record)), record);
    at += recordLength(record);
  }
  return bytes;
}

function recordLength({ sources, auxiliaryData }: IgmpGroupRecord): number {
  return RECORD_OFFSET.sources + 4 * sources.length + auxiliaryData.length;
}

function writeRecord(bytes: Uint8Array, record: IgmpGroupRecord): void {
  const { type, group, sources, auxiliaryData } = record;
  assertFits('IGMP record type', type, 8);
  assertFits('IGMP group', group, 32);
  assertFits('IGMP source count', sources.length, 16);
  if (auxiliaryData.length % 4 !== 0 || auxiliaryData.length > MAX_AUXILIARY_LENGTH) {
    throw new RangeError(
      `IGMP auxiliary data: at most 255 whole words, found ${auxiliaryData.length} octets`,
    );
  }
  const view = viewOf(bytes);
  view.setUint8(RECORD_OFFSET.type, type);
  view.setUint8(RECORD_OFFSET.auxiliaryWords, auxiliaryData.length / 4);
  view.setUint16(RECORD_OFFSET.sourceCount, sources.length);
  view.setUint32(RECORD_OFFSET.group, group);
  writeAddresses(view, RECORD_OFFSET.sources, sources);
  bytes.set(auxiliaryData, RECORD_OFFSET.sources + 4 * sources.length);
}
