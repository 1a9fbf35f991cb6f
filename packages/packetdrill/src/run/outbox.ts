// What the host sent and the script did not look at yet.
import { TcpFlag } from '@packetloom/core/wire';
import type { SentSegment } from '../host/tunDevice.js';

/** Of several segments that count as one, PSH says nothing: it depends on how the device cuts them. */
export interface TakenSegment extends SentSegment {
  readonly isJoined: boolean;
}

/** Flags that end what a device may have joined. */
const ALONE = TcpFlag.SYN | TcpFlag.RST | TcpFlag.URG;

/** Takes segments off the queue of what was sent. */
export class Outbox {
  readonly #queue: SentSegment[];
  #previous: SentSegment | null = null;

  constructor(queue: SentSegment[]) {
    this.#queue = queue;
  }

  /**
   * Takes the first segment; null if there is none. A host with segmentation offload hands many segments to its
   * device as one; so segments that went out at once and in order are joined, up to as much data as is expected.
   */
  take(expectedLength: number, joins: boolean): TakenSegment | null {
    const first = this.#queue.shift();
    if (first === undefined) return null;
    let joined: TakenSegment = { ...first, isJoined: this.#endsBurst(first) };
    this.#previous = first;
    while (joins && joined.length > 0 && joined.length < expectedLength) {
      const next = this.#queue[0];
      if (next === undefined || !isContinuation(joined, next)) break;
      if (joined.length + next.length > expectedLength) break;
      this.#queue.shift();
      this.#previous = next;
      const flags = (joined.flags & ~TcpFlag.PSH) | next.flags;
      joined = { ...joined, flags, length: joined.length + next.length, isJoined: true };
    }
    return joined;
  }

  /** A full segment behind another: the kernel may have cut both of one, and then the last one bears PSH. */
  #endsBurst(segment: SentSegment): boolean {
    const previous = this.#previous;
    if (previous === null || previous.length !== segment.length) return false;
    return isContinuation(previous, segment);
  }
}

function isContinuation(first: SentSegment, next: SentSegment): boolean {
  return (
    next.length > 0 &&
    next.atUs === first.atUs &&
    next.seq === (first.seq + first.length) >>> 0 &&
    next.ack === first.ack &&
    next.destination === first.destination &&
    next.sourcePort === first.sourcePort &&
    next.destinationPort === first.destinationPort &&
    (first.flags & TcpFlag.FIN) === 0 &&
    ((first.flags | next.flags) & ALONE) === 0
  );
}
