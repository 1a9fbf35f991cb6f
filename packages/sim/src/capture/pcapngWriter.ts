// Capture files in pcapng (draft-ietf-opsawg-pcapng): one section, little-endian on every machine, and
// without options that tell of the machine, so that equal runs give equal files.
import type { PacketBuffer } from '@packetloom/core';
import { BlockBuffer, textOptionLength } from './blockBuffer.js';
import type { ByteSink } from './byteSink.js';
import {
  BLOCK_TYPE,
  BYTE_ORDER_MAGIC,
  DIRECTION_FLAG,
  LINK_TYPE,
  MAJOR_VERSION,
  MINOR_VERSION,
  NANOSECONDS,
  OPTION_CODE,
  PACKET_FIELDS_LENGTH,
  padded,
} from './pcapngFormat.js';

/** `raw`: packets begin with their IPv4 header. `ethernet`: with the header of the frame. */
export type CaptureLinkType = 'ethernet' | 'raw' | 'ipv4';

/** An interface of a capture. */
export interface CaptureInterface {
  /** As Wireshark shows it. */
  readonly name: string;
  readonly linkType: CaptureLinkType;
}

/** A packet to be written. */
export interface CapturedPacket {
  /** Number of its interface, as `addInterface` gave it. */
  readonly interface: number;
  /** Nanoseconds since the start of the run. */
  readonly timeNs: number;
  /** As the interface sees it. */
  readonly direction: 'inbound' | 'outbound';
  /** The packet, link header included; borrowed for the call. */
  readonly octets: Uint8Array;
  /** A remark that Wireshark shows with the packet. */
  readonly comment?: string;
  /** The same wherever the same packet is seen (`epb_packetid`): an integer from 0 to 2^53 − 1. */
  readonly packetId?: number;
}

/** How a capture is written. */
export interface PcapngWriterOptions {
  /** What calendars show at time 0, in whole milliseconds since 1970-01-01T00:00:00Z: 0 to 1.84 × 10^13. */
  readonly epochMs: number;
  /** Octets that are collected before the sink gets them. Default 65,536. */
  readonly bufferBytes?: number;
}

const APPLICATION = 'Packetloom';
const DEFAULT_BUFFER_BYTES = 65_536;
const WORD = 2 ** 32;
const NS_PER_MS = 1_000_000n;
/** In the year 2553; 2^53 ns later, stamps still fit into 64 bits. */
const MAX_EPOCH_MS = 18_400_000_000_000;

const SECTION_FIELDS_LENGTH = 16;
const INTERFACE_FIELDS_LENGTH = 8;
const WORD_OPTION_LENGTH = 8;
const LONG_OPTION_LENGTH = 12;
const END_OF_OPTIONS_LENGTH = 4;

/** A section of unknown length says −1, in 64 bits. */
const LENGTH_NOT_SPECIFIED = 0xffffffff;
const NO_LIMIT = 0;

/** Writes packets to a sink as one pcapng section with nanosecond stamps. */
export class PcapngWriter {
  readonly #blocks: BlockBuffer;
  readonly #epochHigh: number;
  readonly #epochLow: number;
  #interfaces = 0;
  #ended = false;

  constructor(
    sink: ByteSink,
    { epochMs, bufferBytes = DEFAULT_BUFFER_BYTES }: PcapngWriterOptions,
  ) {
    if (!(Number.isInteger(epochMs) && epochMs >= 0 && epochMs <= MAX_EPOCH_MS)) {
      throw new RangeError(`an epoch is an integer from 0 to ${MAX_EPOCH_MS}, not ${epochMs}`);
    }
    const epochNs = BigInt(epochMs) * NS_PER_MS;
    this.#epochHigh = Number(epochNs >> 32n);
    this.#epochLow = Number(epochNs & 0xffffffffn);
    this.#blocks = new BlockBuffer(sink, bufferBytes);
    this.#section();
  }

  /** Adds an interface and returns its number. Interfaces may be added between packets. */
  addInterface({ name, linkType }: CaptureInterface): number {
    this.#assertOpen();
    const blocks = this.#blocks;
    const options = textOptionLength(name) + WORD_OPTION_LENGTH + END_OF_OPTIONS_LENGTH;
    blocks.begin(BLOCK_TYPE.interfaceDescription, INTERFACE_FIELDS_LENGTH + options);
    blocks.halves(LINK_TYPE[linkType], 0);
    blocks.word(NO_LIMIT);
    blocks.textOption(OPTION_CODE.interfaceName, name);
    blocks.octetOption(OPTION_CODE.interfaceTimestampResolution, NANOSECONDS);
    blocks.endOfOptions();
    blocks.end();
    return this.#interfaces++;
  }

  /** Writes a packet. An unknown interface, or one more packet after `end`, is a programming error. */
  packet(packet: CapturedPacket): void {
    const { interface: number, timeNs, direction, octets, comment, packetId } = packet;
    this.#assertOpen();
    if (!(number >= 0 && number < this.#interfaces)) {
      throw new RangeError(`a capture of ${this.#interfaces} interfaces has no number ${number}`);
    }
    const blocks = this.#blocks;
    const { length } = octets;
    const commentLength = comment === undefined ? 0 : textOptionLength(comment);
    const idLength = packetId === undefined ? 0 : LONG_OPTION_LENGTH;
    const options = commentLength + WORD_OPTION_LENGTH + idLength + END_OF_OPTIONS_LENGTH;
    blocks.begin(BLOCK_TYPE.enhancedPacket, PACKET_FIELDS_LENGTH + padded(length) + options);
    blocks.word(number);
    blocks.word(this.#highOf(timeNs));
    blocks.word(this.#lowOf(timeNs));
    blocks.word(length);
    blocks.word(length);
    blocks.octets(octets);
    if (comment !== undefined) blocks.textOption(OPTION_CODE.comment, comment);
    blocks.wordOption(OPTION_CODE.packetFlags, DIRECTION_FLAG[direction]);
    if (packetId !== undefined) blocks.longOption(OPTION_CODE.packetId, packetId);
    blocks.endOfOptions();
    blocks.end();
  }

  /**
   * Writes a packet of the stack, with its identity as packet id if `identified`: as `packet`, in half the time. It is
   * borrowed for the call. Returns where it stands, for {@link comment}.
   */
  stackPacket(
    number: number,
    timeNs: number,
    direction: 'inbound' | 'outbound',
    packet: PacketBuffer,
    identified: boolean,
  ): number {
    this.#assertOpen();
    const flags = direction === 'inbound' ? DIRECTION_FLAG.inbound : DIRECTION_FLAG.outbound;
    const high = this.#highOf(timeNs);
    const low = this.#lowOf(timeNs);
    const identity = identified ? packet.identity : -1;
    return this.#blocks.stackPacket(number, high, low, packet, flags, identity);
  }

  /** Keeps what is written from here on, until the next call, so that it can be given comments. */
  hold(): void {
    this.#blocks.hold();
  }

  /**
   * Gives a packet that is kept a comment, which it has none of yet. Packets after it stand so much farther on as the
   * result says, in octets.
   */
  comment(position: number, text: string): number {
    return this.#blocks.comment(position, text);
  }

  /** Hands to the sink what is collected. */
  flush(): void {
    this.#blocks.flush();
  }

  /** Ends the capture: flushes, and takes no more. A second end does nothing. */
  end(): void {
    this.#ended = true;
    this.#blocks.flush();
  }

  /** Time since 1970 in nanoseconds needs 61 bits: the sum is made in two words. This is the upper one. */
  #highOf(timeNs: number): number {
    const timeHigh = Math.floor(timeNs / WORD);
    const sum = this.#epochLow + (timeNs - timeHigh * WORD);
    return this.#epochHigh + timeHigh + (sum >= WORD ? 1 : 0);
  }

  #lowOf(timeNs: number): number {
    const sum = this.#epochLow + (timeNs - Math.floor(timeNs / WORD) * WORD);
    return sum >= WORD ? sum - WORD : sum;
  }

  #section(): void {
    const blocks = this.#blocks;
    const options = textOptionLength(APPLICATION) + END_OF_OPTIONS_LENGTH;
    blocks.begin(BLOCK_TYPE.sectionHeader, SECTION_FIELDS_LENGTH + options);
    blocks.word(BYTE_ORDER_MAGIC);
    blocks.halves(MAJOR_VERSION, MINOR_VERSION);
    blocks.word(LENGTH_NOT_SPECIFIED);
    blocks.word(LENGTH_NOT_SPECIFIED);
    blocks.textOption(OPTION_CODE.sectionUserApplication, APPLICATION);
    blocks.endOfOptions();
    blocks.end();
  }

  #assertOpen(): void {
    if (this.#ended) throw new Error('the capture has ended');
  }
}
