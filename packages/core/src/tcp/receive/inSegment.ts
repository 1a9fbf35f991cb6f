import { memoryOfPacket, tailroom } from './receiveMemory.js';

/** Received data that waits to be read, or for what is missing before it. */
export class InSegment {
  seq: number;
  /** Behind its last octet; FIN counts one. */
  endSeq: number;
  /** Whether the peer's FIN is at its end. */
  fin: boolean;
  /** Octets, and room for more behind them. */
  readonly buffer: Uint8Array;
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
  ) {
    this.seq = range.seq;
    this.endSeq = range.endSeq;
    this.fin = range.fin;
    this.buffer = buffer;
    this.length = length;
    this.memory = memory;
  }

  /** Takes what follows at once into the room behind its data; returns whether it fits. */
  absorb(following: InSegment): boolean {
    if (following.seq !== this.endSeq || this.fin) return false;
    if (following.length > this.buffer.length - this.length) return false;
    this.buffer.set(following.buffer.subarray(0, following.length), this.length);
    this.length += following.length;
    this.endSeq = following.endSeq;
    this.fin = following.fin;
    return true;
  }
}

/** A segment as it came: copied, in a buffer with the room that the packet's own would have. */
export function segmentFromPacket(
  range: { seq: number; endSeq: number; fin: boolean },
  data: Uint8Array,
  packetOctets: number,
): InSegment {
  const buffer = new Uint8Array(data.length + tailroom(packetOctets));
  buffer.set(data);
  return new InSegment(range, buffer, data.length, memoryOfPacket(packetOctets));
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
