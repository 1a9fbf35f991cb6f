// Hot path: what changes with every packet of a direction. As fields of an object, times would be boxes of their
// own somewhere in the heap; here they are one row of 64 octets in a block that many directions share.
/** So many rows share a block. */
const ROWS = 2048;
const BUSY_UNTIL_NS = 0;
const ROUNDING_NS = 1;
const SENT_PACKETS = 2;
const SENT_BYTES = 3;
const DELIVERED_PACKETS = 4;
const DELIVERED_BYTES = 5;
/** Two places are left free: large blocks begin 16 octets after a cache line, so that no row lies in two. */
const COLUMNS = 8;

let block = new Float64Array(0);
let nextInBlock = 0;

/**
 * The numbers of one direction; all are 0 at first. A base class, since an object of their own would be one
 * cache line more.
 */
export class DirectionNumbers {
  readonly #block: Float64Array;
  readonly #row: number;

  constructor() {
    if (nextInBlock === block.length) {
      block = new Float64Array(ROWS * COLUMNS);
      nextInBlock = 0;
    }
    this.#block = block;
    this.#row = nextInBlock;
    nextInBlock += COLUMNS;
  }

  /** The rate stage is free again at this instant. */
  protected get busyUntilNs(): number {
    return this.#block[this.#row + BUSY_UNTIL_NS] as number;
  }

  protected set busyUntilNs(timeNs: number) {
    this.#block[this.#row + BUSY_UNTIL_NS] = timeNs;
  }

  /** What rounding took from (or gave to) the packets sent back to back so far; in nanoseconds. */
  protected get roundingNs(): number {
    return this.#block[this.#row + ROUNDING_NS] as number;
  }

  protected set roundingNs(durationNs: number) {
    this.#block[this.#row + ROUNDING_NS] = durationNs;
  }

  protected get sentPackets(): number {
    return this.#block[this.#row + SENT_PACKETS] as number;
  }

  protected get sentBytes(): number {
    return this.#block[this.#row + SENT_BYTES] as number;
  }

  protected countSent(bytes: number): void {
    const numbers = this.#block;
    const packets = this.#row + SENT_PACKETS;
    numbers[packets] = (numbers[packets] as number) + 1;
    const octets = this.#row + SENT_BYTES;
    numbers[octets] = (numbers[octets] as number) + bytes;
  }

  protected get deliveredPackets(): number {
    return this.#block[this.#row + DELIVERED_PACKETS] as number;
  }

  protected get deliveredBytes(): number {
    return this.#block[this.#row + DELIVERED_BYTES] as number;
  }

  protected countDelivered(bytes: number): void {
    const numbers = this.#block;
    const packets = this.#row + DELIVERED_PACKETS;
    numbers[packets] = (numbers[packets] as number) + 1;
    const octets = this.#row + DELIVERED_BYTES;
    numbers[octets] = (numbers[octets] as number) + bytes;
  }
}
