import { plus } from '../protocol/sequence.js';
import type { Incoming } from './incoming.js';
import type { ReceiveBuffers } from './receiveBuffers.js';
import { memoryOfPacket, tailroom } from './receiveMemory.js';

/** Octets below which a segment has a buffer of its size. */
const SMALL = 512;

/** Received data that waits to be read, or for what is missing before it. */
export class InSegment {
  seq: number;
  /** Behind its last octet; FIN counts one. */
  endSeq: number;
  /** Whether the peer's FIN is at its end. */
  fin: boolean;
  /** Octets; behind them room for more, once some were absorbed. */
  buffer: Uint8Array;
  /** How many octets `buffer` may hold. */
  readonly capacity: number;
  /** How many octets of `buffer` hold data. */
  length: number;
  /** What it counts against the receive buffer. */
  readonly memory: number;
  next: InSegment | null = null;
  previous: InSegment | null = null;

  constructor(
    range: { seq: number; endSeq: number; fin: boolean },
    buffer: Uint8Array,
    length: number,
    memory: number,
    capacity: number = buffer.length,
  ) {
    this.seq = range.seq;
    this.endSeq = range.endSeq;
    this.fin = range.fin;
    this.buffer = buffer;
    this.capacity = capacity;
    this.length = length;
    this.memory = memory;
  }

  /** Takes what follows at once into the room behind its data; returns whether it fits. */
  absorb(following: InSegment): boolean {
    if (following.seq !== this.endSeq || this.fin) return false;
    if (following.length > this.capacity - this.length) return false;
    if (this.buffer.length < this.capacity) {
      const grown = new Uint8Array(this.capacity);
      grown.set(this.buffer.subarray(0, this.length));
      this.buffer = grown;
    }
    this.buffer.set(following.buffer.subarray(0, following.length), this.length);
    this.length += following.length;
    this.endSeq = following.endSeq;
    this.fin = following.fin;
    return true;
  }
}

/**
 * A segment as it came: copied, with the room behind it that the packet's own buffer would have. Its SYN, if any,
 * is no part of the stream.
 */
export function segmentFromPacket(segment: Incoming, buffers: ReceiveBuffers): InSegment {
  const { octets, dataStart, length, packetOctets, isSyn, isFin: fin } = segment;
  const seq = isSyn ? plus(segment.seq, 1) : segment.seq;
  const data = octets.subarray(dataStart, dataStart + length);
  // A small one would waste a large buffer.
  const buffer = length < SMALL ? data.slice() : buffers.take(length);
  if (length >= SMALL) buffer.set(data);
  const memory = memoryOfPacket(packetOctets);
  const range = { seq, endSeq: segment.endSeq, fin };
  return new InSegment(range, buffer, length, memory, length + tailroom(packetOctets));
}

/** Received segments, each linked to its neighbours, by sequence number. */
export class InSegmentList {
  head: InSegment | null = null;
  tail: InSegment | null = null;

  get isEmpty(): boolean {
    return this.head === null;
  }

  append(segment: InSegment): void {
    this.insertAfter(segment, this.tail);
  }

  /** Puts it behind `position`, or first where that is null. */
  insertAfter(segment: InSegment, position: InSegment | null): void {
    const next = position === null ? this.head : position.next;
    segment.previous = position;
    segment.next = next;
    if (position === null) this.head = segment;
    else position.next = segment;
    if (next === null) this.tail = segment;
    else next.previous = segment;
  }

  remove(segment: InSegment): void {
    const { previous, next } = segment;
    if (previous === null) this.head = next;
    else previous.next = next;
    if (next === null) this.tail = previous;
    else next.previous = previous;
    segment.next = null;
    segment.previous = null;
  }
}
