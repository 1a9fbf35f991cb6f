import {
  type CaptureFile,
  type CaptureReadError,
  type CaptureRecord,
  captureReadError,
  isCaptureReadError,
} from './captureFile.js';
import {
  BLOCK_TYPE,
  BYTE_ORDER_MAGIC,
  MAJOR_VERSION,
  OPTION_CODE,
  padded,
} from './pcapngFormat.js';

/** Type and length in front of a block's body. */
const BLOCK_HEADER_LENGTH = 8;
/** With the length that stands behind the body again. */
const MIN_BLOCK_LENGTH = 12;
/** Octets of the fixed fields of each kind of body. */
const FIELDS_LENGTH = { section: 16, interface: 8, enhanced: 20, simple: 4 } as const;
const MICROSECONDS = 6;
const NS_PER_SECOND = 1_000_000_000n;
/** `if_tsresol`: set if the exponent is one of 2, not of 10. */
const BASE_TWO = 0x80;
const NO_LIMIT = 0;

/** What an interface says about the packets that are captured on it. */
interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Stamps count so many units a second. */
  readonly unitsPerSecond: bigint;
  /** Added to stamps. */
  readonly offsetSeconds: bigint;
}

/** A block that has been found whole. */
interface Block {
  readonly type: number;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Ends of its body in the file. */
  readonly from: number;
  readonly to: number;
}

/** Whether a file begins as pcapng does. */
export function isPcapng(view: DataView): boolean {
  // Read alike in both byte orders.
  return view.byteLength >= 4 && view.getUint32(0) === BLOCK_TYPE.sectionHeader;
}

/**
 * Reads a pcapng file (draft-ietf-opsawg-pcapng): sections of either byte order, interface descriptions,
 * enhanced, simple and obsolete packet blocks; other blocks are passed over.
 */
export function readPcapng(octets: Uint8Array): CaptureFile | CaptureReadError {
  return new PcapngReader(octets).read();
}

class PcapngReader {
  readonly #octets: Uint8Array;
  readonly #view: DataView;
  readonly #packets: CaptureRecord[] = [];
  /** Of the present section. */
  #interfaces: Interface[] = [];
  #littleEndian = true;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  }

  read(): CaptureFile | CaptureReadError {
    let at = 0;
    while (at < this.#octets.length) {
      const block = this.#blockAt(at);
      const error = isCaptureReadError(block) ? block : this.#take(block);
      if (error !== null) return error;
      at = (block as Block).to + 4;
    }
    return { format: 'pcapng', packets: this.#packets };
  }

  #blockAt(at: number): Block | CaptureReadError {
    const left = this.#octets.length - at;
    if (left < MIN_BLOCK_LENGTH) return captureReadError(at, `${left} octets are no block`);
    if (this.#view.getUint32(at) === BLOCK_TYPE.sectionHeader) {
      const error = this.#byteOrderAt(at + BLOCK_HEADER_LENGTH);
      if (error !== null) return error;
    }
    const length = this.#word(at + 4);
    if (length < MIN_BLOCK_LENGTH || length % 4 !== 0) {
      return captureReadError(at + 4, `${length} octets are no length of a block`);
    }
    if (length > left) {
      return captureReadError(at + 4, `a block of ${length} octets where ${left} are left`);
    }
    const to = at + length - 4;
    if (this.#word(to) !== length) {
      return captureReadError(to, `a block of ${length} octets ends as one of ${this.#word(to)}`);
    }
    return { type: this.#word(at), offset: at, from: at + BLOCK_HEADER_LENGTH, to };
  }

  /** A section may have another byte order than the one before. */
  #byteOrderAt(at: number): CaptureReadError | null {
    for (const littleEndian of [true, false]) {
      if (this.#view.getUint32(at, littleEndian) !== BYTE_ORDER_MAGIC) continue;
      this.#littleEndian = littleEndian;
      return null;
    }
    return captureReadError(at, 'a section without a byte order');
  }

  #take(block: Block): CaptureReadError | null {
    switch (block.type) {
      case BLOCK_TYPE.sectionHeader:
        return this.#section(block);
      case BLOCK_TYPE.interfaceDescription:
        return this.#interface(block);
      case BLOCK_TYPE.enhancedPacket:
        return this.#stampedPacket(block, this.#word(block.from));
      case BLOCK_TYPE.packet:
        // As an enhanced one, but for a number of half a word and a count of drops behind it.
        return this.#stampedPacket(block, this.#half(block.from));
      case BLOCK_TYPE.simplePacket:
        return this.#simplePacket(block);
      default:
        return null;
    }
  }

  #section(block: Block): CaptureReadError | null {
    const short = tooShort(block, FIELDS_LENGTH.section);
    if (short !== null) return short;
    const version = this.#half(block.from + 4);
    if (version !== MAJOR_VERSION) {
      return captureReadError(block.from + 4, `version ${version} of pcapng, not ${MAJOR_VERSION}`);
    }
    this.#interfaces = [];
    return null;
  }

  #interface(block: Block): CaptureReadError | null {
    const short = tooShort(block, FIELDS_LENGTH.interface);
    if (short !== null) return short;
    let resolution = MICROSECONDS;
    let offsetSeconds = 0n;
    const error = this.#options(block, block.from + FIELDS_LENGTH.interface, (code, at, length) => {
      if (code === OPTION_CODE.interfaceTimestampResolution && length >= 1) {
        resolution = this.#view.getUint8(at);
      }
      if (code === OPTION_CODE.interfaceTimestampOffset && length >= 8) {
        offsetSeconds = this.#view.getBigInt64(at, this.#littleEndian);
      }
    });
    if (error !== null) return error;
    const exponent = BigInt(resolution & ~BASE_TWO);
    this.#interfaces.push({
      linkType: this.#half(block.from),
      snapLength: this.#word(block.from + 4),
      unitsPerSecond: (resolution & BASE_TWO) === 0 ? 10n ** exponent : 2n ** exponent,
      offsetSeconds,
    });
    return null;
  }

  #stampedPacket(block: Block, number: number): CaptureReadError | null {
    const short = tooShort(block, FIELDS_LENGTH.enhanced);
    if (short !== null) return short;
    const { from } = block;
    const owner = this.#interfaces[number];
    if (owner === undefined) return unknownInterface(from, number);
    const units = (BigInt(this.#word(from + 4)) << 32n) | BigInt(this.#word(from + 8));
    return this.#packet(block, owner, {
      start: from + FIELDS_LENGTH.enhanced,
      length: this.#word(from + 12),
      originalLength: this.#word(from + 16),
      stampNs: owner.offsetSeconds * NS_PER_SECOND + (units * NS_PER_SECOND) / owner.unitsPerSecond,
    });
  }

  /** Of the first interface, and without a stamp or a length of what was captured. */
  #simplePacket(block: Block): CaptureReadError | null {
    const short = tooShort(block, FIELDS_LENGTH.simple);
    if (short !== null) return short;
    const [owner] = this.#interfaces;
    if (owner === undefined) return unknownInterface(block.from, 0);
    const originalLength = this.#word(block.from);
    const limit = owner.snapLength === NO_LIMIT ? originalLength : owner.snapLength;
    return this.#packet(block, owner, {
      start: block.from + FIELDS_LENGTH.simple,
      length: Math.min(originalLength, limit),
      originalLength,
      stampNs: null,
    });
  }

  #packet(
    block: Block,
    { linkType }: Interface,
    packet: { start: number; length: number; originalLength: number; stampNs: bigint | null },
  ): CaptureReadError | null {
    const { start, length, originalLength, stampNs } = packet;
    const end = start + length;
    if (end > block.to) {
      const room = block.to - start;
      return captureReadError(start, `a packet of ${length} octets in a block with ${room}`);
    }
    const { offset } = block;
    const octets = this.#octets.subarray(start, end);
    this.#packets.push({ stampNs, linkType, octets, originalLength, offset });
    return null;
  }

  #options(
    { to }: Block,
    from: number,
    option: (code: number, at: number, length: number) => void,
  ): CaptureReadError | null {
    let at = from;
    while (at < to) {
      const code = this.#half(at);
      const length = this.#half(at + 2);
      if (code === OPTION_CODE.endOfOptions) return null;
      if (at + 4 + length > to) {
        return captureReadError(at + 2, `an option of ${length} octets goes beyond its block`);
      }
      option(code, at + 4, length);
      at += 4 + padded(length);
    }
    return null;
  }

  #word(at: number): number {
    return this.#view.getUint32(at, this.#littleEndian);
  }

  #half(at: number): number {
    return this.#view.getUint16(at, this.#littleEndian);
  }
}

function tooShort({ offset, from, to }: Block, fields: number): CaptureReadError | null {
  if (to - from >= fields) return null;
  return captureReadError(offset, `a block with ${to - from} octets, where ${fields} are fields`);
}

function unknownInterface(at: number, number: number): CaptureReadError {
  return captureReadError(at, `a packet of interface ${number}, which the section does not have`);
}
