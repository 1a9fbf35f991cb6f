import { OutSegment } from './outSegment.js';

/** Segments that are kept at most. */
const KEPT = 1024;

/**
 * Segments to be sent, used again once they were acknowledged: a full send buffer has thousands of them, which live
 * long enough to make the garbage collector's work hard.
 */
export class OutSegmentPool {
  readonly #free: OutSegment[] = [];

  take(seq: number, endSeq: number, flags: number): OutSegment {
    const segment = this.#free.pop();
    if (segment === undefined) return new OutSegment(seq, endSeq, flags);
    segment.begin(seq, endSeq, flags);
    return segment;
  }

  /** It stands in no queue any more, and nothing points to it. */
  giveBack(segment: OutSegment): void {
    if (this.#free.length < KEPT) this.#free.push(segment);
  }
}
