// Octets stay where they were written until they are acknowledged: a ring would have to be as large as
// the send buffer may become, and whole copies of it would be made on the way.

import { plus } from '../protocol/sequence.js';

/** Octets of the first block, and most that are kept free for what is written next. */
const SMALLEST = 512;
const LARGEST = 65_536;

/** Octets in a row. */
interface Block {
  /** Sequence number of the first. */
  start: number;
  readonly octets: Uint8Array;
  /** Where in `octets` the first stands. */
  readonly from: number;
  length: number;
  /** The octets are the writer's own: nothing may be written behind them. */
  readonly isBorrowed: boolean;
}

/** The octets that wait to be sent or acknowledged, in blocks by sequence number. */
export class SendBuffer {
  /** Null while there is nothing. */
  #blocks: Block[] | null = null;
  /** The block that was read last: what is sent comes in order. */
  #cursor = 0;

  /**
   * Stores `length` octets from `from` on, as those from sequence number `seq` on, which follows what was written
   * before. `isBorrowed`: they never change, and need not be copied.
   */
  write(seq: number, octets: Uint8Array, from: number, length: number, isBorrowed: boolean): void {
    if (length === 0) return;
    this.#blocks ??= [];
    if (isBorrowed) this.#borrow(this.#blocks, seq, octets, from, length);
    else this.#copy(this.#blocks, seq, octets, from, length);
  }

  #borrow(blocks: Block[], seq: number, octets: Uint8Array, from: number, length: number): void {
    const last = blocks[blocks.length - 1];
    if (last?.octets === octets && last.from + last.length === from) last.length += length;
    else blocks.push({ start: seq, octets, from, length, isBorrowed: true });
  }

  #copy(blocks: Block[], seq: number, octets: Uint8Array, from: number, length: number): void {
    const last = blocks[blocks.length - 1];
    let taken = 0;
    if (last !== undefined && !last.isBorrowed) {
      taken = Math.min(length, last.octets.length - last.length);
      last.octets.set(octets.subarray(from, from + taken), last.length);
      last.length += taken;
    }
    if (taken === length) return;
    const left = length - taken;
    const held = (seq - (blocks[0]?.start ?? seq)) >>> 0;
    const block = new Uint8Array(Math.max(left, Math.min(Math.max(held, SMALLEST), LARGEST)));
    block.set(octets.subarray(from + taken, from + length));
    const start = plus(seq, taken);
    blocks.push({ start, octets: block, from: 0, length: left, isBorrowed: false });
  }

  /** Copies `length` octets from sequence number `seq` on; they must have been written, and not released. */
  read(seq: number, length: number, target: Uint8Array, offset: number): void {
    if (length === 0) return;
    const blocks = this.#blocks ?? [];
    let index = this.#find(blocks, seq);
    let copied = 0;
    for (; copied < length; index++) {
      const block = blocks[index];
      if (block === undefined) throw new RangeError(`octets from ${seq} on are not in the buffer`);
      const skipped = (seq + copied - block.start) >>> 0;
      const size = Math.min(length - copied, block.length - skipped);
      const begin = block.from + skipped;
      target.set(block.octets.subarray(begin, begin + size), offset + copied);
      copied += size;
    }
    this.#cursor = index - 1;
  }

  /** The block that holds `seq`. */
  #find(blocks: readonly Block[], seq: number): number {
    const { length } = blocks;
    let index = Math.min(this.#cursor, length - 1);
    for (let tries = 0; tries < length; tries++) {
      const block = blocks[index];
      if (block !== undefined && (seq - block.start) >>> 0 < block.length) return index;
      index = index + 1 < length ? index + 1 : 0;
    }
    return length;
  }

  /** What is before `seq` is not needed any more. */
  release(seq: number): void {
    const blocks = this.#blocks;
    if (blocks === null) return;
    let first = blocks[0];
    while (first !== undefined && ((first.start + first.length - seq) | 0) <= 0) {
      blocks.shift();
      if (this.#cursor > 0) this.#cursor--;
      first = blocks[0];
    }
    if (first === undefined) this.#blocks = null;
  }

  /** Gives the memory back; nothing is kept. */
  clear(): void {
    this.#blocks = null;
    this.#cursor = 0;
  }
}
