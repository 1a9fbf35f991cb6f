import {
  type CaptureFile,
  type CaptureReadError,
  type CaptureRecord,
  captureReadError,
} from './captureFile.js';

/** First field of a file, by the unit of its stamps (draft-ietf-opsawg-pcap section 4). */
const MAGIC = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d } as const;
const FILE_HEADER_LENGTH = 24;
const LINK_TYPE_AT = 20;
/** The upper bits of the link type tell of a frame check sequence. */
const LINK_TYPE_MASK = 0xffff;
const RECORD_HEADER_LENGTH = 16;
const NS_PER_SECOND = 1_000_000_000n;

/** How the numbers of a file are read. */
interface Notation {
  readonly littleEndian: boolean;
  /** Nanoseconds in a unit of the second half of a stamp. */
  readonly unitNs: bigint;
}

/** How a classic pcap file is written, by its first field; null if it is none. */
export function pcapNotation(view: DataView): Notation | null {
  if (view.byteLength < 4) return null;
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian);
    if (magic === MAGIC.microseconds) return { littleEndian, unitNs: 1000n };
    if (magic === MAGIC.nanoseconds) return { littleEndian, unitNs: 1n };
  }
  return null;
}

/** Reads a classic pcap file (draft-ietf-opsawg-pcap): either byte order, micro- or nanoseconds. */
export function readPcap(
  octets: Uint8Array,
  { littleEndian, unitNs }: Notation,
): CaptureFile | CaptureReadError {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  if (octets.length < FILE_HEADER_LENGTH) {
    const message = `a file header has ${FILE_HEADER_LENGTH} octets, the file ${octets.length}`;
    return captureReadError(octets.length, message);
  }
  const linkType = view.getUint32(LINK_TYPE_AT, littleEndian) & LINK_TYPE_MASK;
  const packets: CaptureRecord[] = [];
  let at = FILE_HEADER_LENGTH;
  while (at < octets.length) {
    const start = at + RECORD_HEADER_LENGTH;
    if (start > octets.length) return captureReadError(at, 'the file ends within a record header');
    const field = (word: number) => view.getUint32(at + 4 * word, littleEndian);
    const end = start + field(2);
    if (end > octets.length) {
      const left = octets.length - start;
      return captureReadError(at + 8, `a packet of ${field(2)} octets where ${left} are left`);
    }
    packets.push({
      stampNs: BigInt(field(0)) * NS_PER_SECOND + BigInt(field(1)) * unitNs,
      linkType,
      octets: octets.subarray(start, end),
      originalLength: field(3),
      offset: at,
    });
    at = end;
  }
  return { format: 'pcap', packets };
}
