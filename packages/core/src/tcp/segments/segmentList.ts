import type { OutSegment } from './outSegment.js';

/** Segments by sequence number, each linked to its neighbours. */
export class SegmentList {
  head: OutSegment | null = null;
  tail: OutSegment | null = null;

  append(segment: OutSegment): void {
    this.insertAfter(segment, this.tail);
  }

  /** Puts it behind `position`, or first where that is null. */
  insertAfter(segment: OutSegment, position: OutSegment | null): void {
    const next = position === null ? this.head : position.next;
    segment.previous = position;
    segment.next = next;
    if (position === null) this.head = segment;
    else position.next = segment;
    if (next === null) this.tail = segment;
    else next.previous = segment;
  }

  remove(segment: OutSegment): void {
    const { previous, next } = segment;
    if (previous === null) this.head = next;
    else previous.next = next;
    if (next === null) this.tail = previous;
    else next.previous = previous;
    segment.next = null;
    segment.previous = null;
  }
}

/** Segments by the time of their last transmission: what RACK walks. */
export class SentOrder {
  head: OutSegment | null = null;
  tail: OutSegment | null = null;

  /** Puts it last, wherever it stood. */
  append(segment: OutSegment): void {
    this.remove(segment);
    this.insertAfter(segment, this.tail);
  }

  /** Puts one that stands nowhere behind `position`, or first where that is null. */
  insertAfter(segment: OutSegment, position: OutSegment | null): void {
    const next = position === null ? this.head : position.sentNext;
    segment.sentPrevious = position;
    segment.sentNext = next;
    if (position === null) this.head = segment;
    else position.sentNext = segment;
    if (next === null) this.tail = segment;
    else next.sentPrevious = segment;
    segment.inOrderOfTime = true;
  }

  remove(segment: OutSegment): void {
    if (!segment.inOrderOfTime) return;
    const { sentPrevious, sentNext } = segment;
    if (sentPrevious === null) this.head = sentNext;
    else sentPrevious.sentNext = sentNext;
    if (sentNext === null) this.tail = sentPrevious;
    else sentNext.sentPrevious = sentPrevious;
    segment.sentNext = null;
    segment.sentPrevious = null;
    segment.inOrderOfTime = false;
  }
}
