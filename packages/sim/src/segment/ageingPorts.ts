import type { SegmentPort } from './segmentPort.js';

/** A group without reports for so long is left: the group membership interval (RFC 2236 8.4). */
export const GROUP_MEMBERSHIP_INTERVAL_NS = 260_000_000_000;

/** Ports with an instant until which each of them counts. */
export class AgeingPorts {
  readonly #untilNs = new Map<SegmentPort, number>();

  /** The port counts until then, whatever was said before. */
  set(port: SegmentPort, untilNs: number): void {
    this.#untilNs.set(port, untilNs);
  }

  /** Every port counts until then at most. */
  shorten(untilNs: number): void {
    for (const [port, until] of this.#untilNs) {
      if (until > untilNs) this.#untilNs.set(port, untilNs);
    }
  }

  /** Every port counts until then. */
  refresh(untilNs: number): void {
    for (const port of this.#untilNs.keys()) this.#untilNs.set(port, untilNs);
  }

  remove(port: SegmentPort): void {
    this.#untilNs.delete(port);
  }

  /** Forgets the ports that count no more. */
  expire(nowNs: number): void {
    for (const [port, untilNs] of this.#untilNs) {
      if (untilNs <= nowNs) this.#untilNs.delete(port);
    }
  }

  get size(): number {
    return this.#untilNs.size;
  }

  /** When the first port stops counting; `Infinity` without ports. */
  get firstEndNs(): number {
    return Math.min(...this.#untilNs.values());
  }

  keys(): IterableIterator<SegmentPort> {
    return this.#untilNs.keys();
  }
}

/** Ports in the order of their attachment, none twice. */
export function inOrder(...sources: Iterable<SegmentPort>[]): SegmentPort[] {
  const ports = new Set<SegmentPort>();
  for (const source of sources) for (const port of source) ports.add(port);
  return [...ports].sort((a, b) => a.index - b.index);
}
