import { TcpFlag } from '@packetloom/core/wire';
import { distance, type ObservedSegment } from '../../observe/tcp/segment.js';
import { type WireEnd, wireEnds } from '../../observe/tcp/wireEnds.js';
import type { RunInvariant } from '../invariant.js';

/** RFC 9293 3.4, 3.8.6; RFC 2018 4, RFC 2883 4. */
export const acknowledgmentsAreTrue: RunInvariant = {
  name: 'acknowledgments-are-true',
  meaning:
    'A TCP segment acknowledges, and selectively acknowledges, only what arrived; acknowledgment numbers never go back, and the right edge of the window that is offered is not taken back, but where data is refused for want of memory.',
  check({ ipv4Events }) {
    for (const end of wireEnds(ipv4Events)) {
      const message = new Receiver(end).fault();
      if (message !== null) return { message: `${end.host} ${end.local}: ${message}` };
    }
    return null;
  },
};

/** What has come to one end, and what it says of it; numbers count from the SYN of the other end. */
class Receiver {
  readonly #end: WireEnd;
  /** What came, apart from each other, in order. */
  #ranges: (readonly [left: number, right: number])[] = [];
  #acknowledged = 0;
  #edge = 0;
  /** Behind the FIN, once that came. */
  #finEnd = Infinity;

  constructor(end: WireEnd) {
    this.#end = end;
  }

  fault(): string | null {
    const { irs, iss, agreed, segments } = this.#end;
    if (irs === null || iss === null || agreed === null) return null;
    for (const { direction, timeNs, segment } of segments) {
      const message =
        direction === 'in'
          ? this.#took(segment, irs)
          : this.#saidWrong(segment, irs, agreed.sentShift);
      if (message !== null) return `${message} at ${timeNs} ns`;
    }
    return null;
  }

  #took({ sequence, endSequence, flags }: ObservedSegment, irs: number): null {
    if ((flags & TcpFlag.RST) !== 0) return null;
    this.#add(distance(irs, sequence), distance(irs, endSequence));
    if ((flags & TcpFlag.FIN) !== 0) this.#finEnd = distance(irs, endSequence);
    return null;
  }

  #add(left: number, right: number): void {
    let [from, to] = [left, right];
    const apart = this.#ranges.filter(([start, end]) => {
      if (end < from || start > to) return true;
      from = Math.min(from, start);
      to = Math.max(to, end);
      return false;
    });
    this.#ranges = [...apart, [from, to] as const].sort(([a], [b]) => a - b);
  }

  #has(left: number, right: number): boolean {
    return this.#ranges.some(([start, end]) => start <= left && right <= end);
  }

  #saidWrong(segment: ObservedSegment, irs: number, shift: number): string | null {
    const { flags, options } = segment;
    if ((flags & TcpFlag.ACK) === 0 || (flags & TcpFlag.RST) !== 0) return null;
    const number = distance(irs, segment.acknowledgment);
    if (!this.#has(0, number)) return `acknowledged ${number}, which had not come,`;
    if (number < this.#acknowledged) return `acknowledged ${number} after ${this.#acknowledged}`;
    this.#acknowledged = number;
    for (const option of options) {
      if (option.kind !== 'sack') continue;
      for (const [left, right] of option.blocks.map((block) =>
        block.map((edge) => distance(irs, edge)),
      )) {
        if (left !== undefined && right !== undefined && left < right && this.#has(left, right))
          continue;
        return `had a SACK block ${left} to ${right}, which had not come,`;
      }
    }
    const window = segment.window * 2 ** ((flags & TcpFlag.SYN) === 0 ? shift : 0);
    // Behind the end of the stream, nothing needs a window.
    if (window > 0 && number + window < this.#edge && number < this.#finEnd) {
      return `took its window back from ${this.#edge} to ${number + window}`;
    }
    this.#edge = number + window;
    return null;
  }
}
