// Hot path while events are written: what packets of one flow have in common is encoded once.
import type { PacketBuffer } from '@packetloom/core';
import {
  FRAGMENT_OFFSET_MASK,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4FlagsAndFragmentOffset,
  ipv4Identification,
  ipv4Protocol,
  ipv4Source,
  ipv4Ttl,
} from '@packetloom/core/wire';
import { isArp, summaryOf, transportOf } from '@packetloom/sim/internal';
import { packetRecord } from './eventRecord.js';
import { LastPacket } from './lastPacket.js';
import { type TextBuffer, TextPiece } from './textBuffer.js';

/** Flows that are known at a time, a power of two. One replaces another with the same hash. */
const FLOWS = 4096;
/** Of a flow: source, destination, protocol with whether it is a later fragment, ports or ICMP type. */
const KEYS = 4;
const LATER_FRAGMENT = 0x100;

/** More than a packet takes, all its numbers as long as they can be. */
const MAX_OCTETS = 512;

const SERIAL = new TextPiece(',"serial":');
const CAUSE = new TextPiece(',"cause":');
const LENGTH = new TextPiece(',"length":');
const IDENTIFICATION = new TextPiece(',"identification":');

const IDENTITY = '{"identity":';
const SOURCE = '"source"';
const TTL = '"ttl":';

/** Stands in front of what {@link PacketWriter.write} writes. */
export const PACKET_BEGIN = `"packet":${IDENTITY}`;

/** Writes packets as `packetRecord` has them, without making a record of each. */
export class PacketWriter {
  readonly #buffer: TextBuffer;
  readonly #keys = new Uint32Array(FLOWS * KEYS);
  /** From the source up to the TTL. */
  readonly #flows: (TextPiece | undefined)[] = new Array(FLOWS);
  /** Flags and fragment offset, by the field of the header. */
  readonly #ends = new Map<number, TextPiece>();
  /** What was written last: three lines of a hop tell of one packet. */
  readonly #last = new LastPacket();

  constructor(buffer: TextBuffer) {
    this.#buffer = buffer;
  }

  /** Writes a packet from behind {@link PACKET_BEGIN} on, its last brace included. It is borrowed for the call. */
  write(packet: PacketBuffer): void {
    const { view, start, length } = packet;
    const buffer = this.#buffer;
    const last = this.#last;
    if (length < IPV4_MIN_HEADER_LENGTH || isArp(packet)) {
      buffer.text(packetText(packet).slice(IDENTITY.length));
      return;
    }
    buffer.reserve(MAX_OCTETS);
    if (last.isSame(packet) && last.chunk === buffer.chunk) {
      buffer.repeat(last.beforeTtl, last.lengthBeforeTtl);
      buffer.integer(ipv4Ttl(view, start));
      buffer.repeat(last.afterTtl, last.lengthAfterTtl);
      return;
    }
    last.chunk = buffer.chunk;
    last.beforeTtl = buffer.at;
    this.#beforeTtl(packet);
    last.lengthBeforeTtl = buffer.at - last.beforeTtl;
    buffer.integer(ipv4Ttl(view, start));
    last.afterTtl = buffer.at;
    this.#afterTtl(packet);
    last.lengthAfterTtl = buffer.at - last.afterTtl;
  }

  #beforeTtl(packet: PacketBuffer): void {
    const { identity, serial, cause } = packet;
    const buffer = this.#buffer;
    buffer.integer(identity);
    buffer.piece(SERIAL);
    buffer.integer(serial);
    if (cause !== 0) {
      buffer.piece(CAUSE);
      buffer.integer(cause);
    }
    buffer.piece(this.#flowOf(packet));
  }

  #afterTtl(packet: PacketBuffer): void {
    const { view, start, length } = packet;
    const buffer = this.#buffer;
    buffer.piece(LENGTH);
    buffer.integer(length);
    buffer.piece(IDENTIFICATION);
    buffer.integer(ipv4Identification(view, start));
    const field = ipv4FlagsAndFragmentOffset(view, start);
    buffer.piece(this.#ends.get(field) ?? this.#newEnd(field, packet));
  }

  #flowOf(packet: PacketBuffer): TextPiece {
    const { view, start } = packet;
    const source = ipv4Source(view, start);
    const destination = ipv4Destination(view, start);
    const isLater = (ipv4FlagsAndFragmentOffset(view, start) & FRAGMENT_OFFSET_MASK) !== 0;
    const kind = ipv4Protocol(view, start) | (isLater ? LATER_FRAGMENT : 0);
    const transport = transportOf(packet);
    const hash = Math.imul(source ^ Math.imul(destination, 31) ^ transport ^ kind, 0x9e3779b1);
    const index = hash >>> 20;
    const keys = this.#keys;
    const at = index * KEYS;
    const known = this.#flows[index];
    if (
      known !== undefined &&
      keys[at] === source &&
      keys[at + 1] === destination &&
      keys[at + 2] === kind &&
      keys[at + 3] === transport
    ) {
      return known;
    }
    const flow = flowPiece(packet);
    keys[at] = source;
    keys[at + 1] = destination;
    keys[at + 2] = kind;
    keys[at + 3] = transport;
    this.#flows[index] = flow;
    return flow;
  }

  #newEnd(field: number, packet: PacketBuffer): TextPiece {
    const text = packetText(packet);
    const end = new TextPiece(text.slice(text.indexOf(',"df"')));
    this.#ends.set(field, end);
    return end;
  }
}

function flowPiece(packet: PacketBuffer): TextPiece {
  const text = packetText(packet);
  return new TextPiece(`,${text.slice(text.indexOf(SOURCE), text.indexOf(TTL) + TTL.length)}`);
}

function packetText(packet: PacketBuffer): string {
  return JSON.stringify(packetRecord(summaryOf(packet, false)));
}
