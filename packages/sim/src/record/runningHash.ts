// Hot while a run is recorded: three calls a hop. The state is four whole numbers of 32 bits, which are cheap to
// multiply and to turn everywhere; they are spelt out, so that they stay in registers.

import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8, utf8Length } from './utf8.js';

/** What of an event can be recorded beside octets. */
export type RecordedValue = string | number | boolean | null;

/** In front of each {@link RecordedValue}: what it is. */
const TAG = { null: 0, false: 1, true: 2, number: 3, text: 4 } as const;

/** Odd, so that to multiply by them loses nothing: the ones of MurmurHash3 x86 128 (Appleby 2011). */
const M1 = 0x239b961b;
const M2 = 0xab0e9789;
const M3 = 0x38b34ae5;
const M4 = 0xa1e38b93;

const WORD = 4;
const BLOCK = 4 * WORD;

/**
 * A hash of blocks of four words of 32 bits. Each word is put into a quarter of a state of 128 bits, which is
 * multiplied, turned, and added to the quarter before it:
 *
 *     h1 = rotl((h1 ^ a) * M1, 15) + h2        h3 = rotl((h3 ^ c) * M3, 17) + h4
 *     h2 = rotl((h2 ^ b) * M2, 16) + h3        h4 = rotl((h4 ^ d) * M4, 18) + h1
 *
 * Given the words that follow, different states stay different for ever, so that a difference is lost only if
 * later words make up for it in all 128 bits. The digest is SHA-256 over a name, the state and the number of blocks.
 * It withstands accidents, not whoever looks for two inputs with one digest: he could find them.
 */
export class RunningHash {
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;
  #blocks = 0;
  readonly #double = new DataView(new ArrayBuffer(2 * WORD));

  /** A block of four words; of other numbers the lowest 32 bits count. */
  block(a: number, b: number, c: number, d: number): void {
    let h1 = Math.imul(this.#h1 ^ a, M1);
    let h2 = Math.imul(this.#h2 ^ b, M2);
    let h3 = Math.imul(this.#h3 ^ c, M3);
    let h4 = Math.imul(this.#h4 ^ d, M4);
    h1 = (((h1 << 15) | (h1 >>> 17)) + this.#h2) | 0;
    h2 = (((h2 << 16) | (h2 >>> 16)) + this.#h3) | 0;
    h3 = (((h3 << 17) | (h3 >>> 15)) + this.#h4) | 0;
    h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
    this.#blocks++;
  }

  /** Octets, as words in little-endian order, filled up with zeros to whole blocks. */
  octets(octets: DataView, start: number, count: number): void {
    let h1 = this.#h1;
    let h2 = this.#h2;
    let h3 = this.#h3;
    let h4 = this.#h4;
    const rest = count & (BLOCK - 1);
    const end = start + count - rest;
    for (let at = start; at < end; at += BLOCK) {
      const before = h2;
      h1 = Math.imul(h1 ^ octets.getInt32(at, true), M1);
      h1 = (((h1 << 15) | (h1 >>> 17)) + before) | 0;
      h2 = Math.imul(h2 ^ octets.getInt32(at + WORD, true), M2);
      h2 = (((h2 << 16) | (h2 >>> 16)) + h3) | 0;
      h3 = Math.imul(h3 ^ octets.getInt32(at + 2 * WORD, true), M3);
      h3 = (((h3 << 17) | (h3 >>> 15)) + h4) | 0;
      h4 = Math.imul(h4 ^ octets.getInt32(at + 3 * WORD, true), M4);
      h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;
    }
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
    this.#blocks += (count - rest) / BLOCK;
    if (rest > 0) {
      this.block(
        wordOf(octets, end, rest),
        wordOf(octets, end + WORD, rest - WORD),
        wordOf(octets, end + 2 * WORD, rest - 2 * WORD),
        wordOf(octets, end + 3 * WORD, rest - 3 * WORD),
      );
    }
  }

  /** A block, then 40 octets as `octets` takes them: what comes with every hop, with the state in registers. */
  blockAndHeaders(a: number, b: number, c: number, d: number, octets: DataView, at: number): void {
    let h1 = Math.imul(this.#h1 ^ a, M1);
    let h2 = Math.imul(this.#h2 ^ b, M2);
    let h3 = Math.imul(this.#h3 ^ c, M3);
    let h4 = Math.imul(this.#h4 ^ d, M4);
    h1 = (((h1 << 15) | (h1 >>> 17)) + this.#h2) | 0;
    h2 = (((h2 << 16) | (h2 >>> 16)) + this.#h3) | 0;
    h3 = (((h3 << 17) | (h3 >>> 15)) + this.#h4) | 0;
    h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;

    h1 = Math.imul(h1 ^ octets.getInt32(at, true), M1);
    h1 = (((h1 << 15) | (h1 >>> 17)) + h2) | 0;
    h2 = Math.imul(h2 ^ octets.getInt32(at + WORD, true), M2);
    h2 = (((h2 << 16) | (h2 >>> 16)) + h3) | 0;
    h3 = Math.imul(h3 ^ octets.getInt32(at + 2 * WORD, true), M3);
    h3 = (((h3 << 17) | (h3 >>> 15)) + h4) | 0;
    h4 = Math.imul(h4 ^ octets.getInt32(at + 3 * WORD, true), M4);
    h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;

    h1 = Math.imul(h1 ^ octets.getInt32(at + 4 * WORD, true), M1);
    h1 = (((h1 << 15) | (h1 >>> 17)) + h2) | 0;
    h2 = Math.imul(h2 ^ octets.getInt32(at + 5 * WORD, true), M2);
    h2 = (((h2 << 16) | (h2 >>> 16)) + h3) | 0;
    h3 = Math.imul(h3 ^ octets.getInt32(at + 6 * WORD, true), M3);
    h3 = (((h3 << 17) | (h3 >>> 15)) + h4) | 0;
    h4 = Math.imul(h4 ^ octets.getInt32(at + 7 * WORD, true), M4);
    h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;

    h1 = Math.imul(h1 ^ octets.getInt32(at + 8 * WORD, true), M1);
    h1 = (((h1 << 15) | (h1 >>> 17)) + h2) | 0;
    h2 = Math.imul(h2 ^ octets.getInt32(at + 9 * WORD, true), M2);
    h2 = (((h2 << 16) | (h2 >>> 16)) + h3) | 0;
    h3 = Math.imul(h3, M3);
    h3 = (((h3 << 17) | (h3 >>> 15)) + h4) | 0;
    h4 = Math.imul(h4, M4);
    h4 = (((h4 << 18) | (h4 >>> 14)) + h1) | 0;
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
    this.#blocks += 4;
  }

  /** A number as a double: one pattern for all NaNs, 0 for −0. */
  number(value: number): void {
    const double = this.#double;
    if (Number.isNaN(value)) {
      this.block(TAG.number, 0, 0x7ff80000, 0);
    } else {
      double.setFloat64(0, value + 0, true);
      this.block(TAG.number, double.getInt32(0, true), double.getInt32(WORD, true), 0);
    }
  }

  /** A value of any kind, so that different ones never look alike; a text is its length, then its UTF-8. */
  value(value: RecordedValue): void {
    if (typeof value === 'number') {
      this.number(value);
    } else if (typeof value === 'string') {
      const count = utf8Length(value);
      this.block(TAG.text, count, 0, 0);
      this.octets(new DataView(encodeUtf8(value).buffer), 0, count);
    } else {
      this.block(value === null ? TAG.null : value ? TAG.true : TAG.false, 0, 0, 0);
    }
  }

  /** The four quarters of the state. */
  get state(): readonly [number, number, number, number] {
    return [this.#h1, this.#h2, this.#h3, this.#h4];
  }

  /** The digest of all blocks so far, in 32 octets. More may follow. */
  digest(name: string): Uint8Array {
    const octets = new Uint8Array(BLOCK + 2 * WORD);
    const view = new DataView(octets.buffer);
    for (const [index, word] of this.state.entries()) view.setInt32(WORD * index, word, true);
    view.setFloat64(BLOCK, this.#blocks, true);
    return sha256.create().update(encodeUtf8(name)).update(octets).digest();
  }
}

/** Up to four of `count` octets as a word. */
function wordOf(octets: DataView, from: number, count: number): number {
  if (count >= WORD) return octets.getInt32(from, true);
  let word = 0;
  for (let octet = 0; octet < count; octet++) word |= octets.getUint8(from + octet) << (8 * octet);
  return word;
}
