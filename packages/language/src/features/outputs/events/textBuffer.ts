// Hot path while events are written: several pieces and numbers for each event.
import type { ByteSink } from '@packetloom/sim';

const BUFFER_BYTES = 262_144;
/** Texts are copied in pieces of so many octets, as doubles. */
const DOUBLE = 8;
/** From here on octets are not copied as doubles, since some would be NaNs, whose bits are not kept. */
const DELETE = 0x7f;
/** Of an integer up to 2^53 − 1. */
const MAX_DIGITS = 16;
const TEN_THOUSAND = 10_000;
const HUNDRED_MILLION = 100_000_000;
const ZERO = 0x30;

/** The digits of 0 to 99, two each, as 16-bit numbers. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, number) => {
  return ((ZERO + Math.floor(number / 10)) << 8) | (ZERO + (number % 10));
});

const encoder = new TextEncoder();

/** A text that is written often, as UTF-8. */
export class TextPiece {
  readonly length: number;
  readonly octets: Uint8Array;
  /** The octets, filled up to whole doubles; null if they cannot be copied so. */
  readonly doubles: DataView | null;

  constructor(text: string) {
    const octets = encoder.encode(text);
    this.length = octets.length;
    this.octets = octets;
    const isPlain = octets.length <= BUFFER_BYTES / 2 && octets.every((octet) => octet < DELETE);
    this.doubles = isPlain ? inDoubles(octets) : null;
  }
}

/** Collects text and hands it to a sink in large chunks, as UTF-8. */
export class TextBuffer {
  readonly #sink: ByteSink;
  readonly #bytes = new Uint8Array(BUFFER_BYTES + DOUBLE);
  readonly #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #chunk = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Where in the chunk the next octet goes. */
  get at(): number {
    return this.#at;
  }

  /** Number of the chunk that is being collected, from 0. */
  get chunk(): number {
    return this.#chunk;
  }

  /** The next `length` octets go into one chunk. */
  reserve(length: number): void {
    if (this.#at + length > BUFFER_BYTES) this.flush();
  }

  piece({ octets, length, doubles }: TextPiece): void {
    if (doubles === null) {
      this.#octets(octets);
      return;
    }
    this.reserve(length);
    this.#copy(doubles, 0, length);
  }

  /** Writes once more what stands in this chunk, all of it in ASCII. */
  repeat(from: number, length: number): void {
    this.#copy(this.#view, from, length);
  }

  /** The digits of an integer from 0 to 2^53 − 1. */
  integer(value: number): void {
    this.reserve(MAX_DIGITS);
    if (value < TEN_THOUSAND) {
      this.#few(value);
    } else if (value < HUNDRED_MILLION) {
      const high = (value / TEN_THOUSAND) | 0;
      this.#few(high);
      this.#four(value - high * TEN_THOUSAND);
    } else {
      const high = Math.floor(value / HUNDRED_MILLION);
      const low = value - high * HUNDRED_MILLION;
      const middle = (low / TEN_THOUSAND) | 0;
      this.integer(high);
      this.#four(middle);
      this.#four(low - middle * TEN_THOUSAND);
    }
  }

  /** A text that is written once. */
  text(text: string): void {
    this.#octets(encoder.encode(text));
  }

  /** Hands over what is collected. */
  flush(): void {
    if (this.#at === 0) return;
    const chunk = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    this.#chunk++;
    this.#sink.write(chunk);
  }

  #copy(from: DataView, begin: number, length: number): void {
    const view = this.#view;
    const at = this.#at;
    for (let offset = 0; offset < length; offset += DOUBLE) {
      view.setFloat64(at + offset, from.getFloat64(begin + offset, true), true);
    }
    this.#at = at + length;
  }

  #octets(octets: Uint8Array): void {
    this.reserve(octets.length);
    if (octets.length > BUFFER_BYTES) {
      this.#chunk++;
      this.#sink.write(octets);
      return;
    }
    this.#bytes.set(octets, this.#at);
    this.#at += octets.length;
  }

  /** Up to four digits. */
  #few(value: number): void {
    const view = this.#view;
    let at = this.#at;
    const hundreds = (value / 100) | 0;
    if (hundreds >= 10) {
      view.setUint16(at, PAIRS[hundreds] as number);
      at += 2;
    } else if (hundreds > 0) {
      view.setUint8(at++, ZERO + hundreds);
    }
    if (value >= 10) {
      view.setUint16(at, PAIRS[value - hundreds * 100] as number);
      this.#at = at + 2;
    } else {
      view.setUint8(at, ZERO + value);
      this.#at = at + 1;
    }
  }

  /** Four digits, be they zeros. */
  #four(value: number): void {
    const hundreds = (value / 100) | 0;
    this.#view.setUint16(this.#at, PAIRS[hundreds] as number);
    this.#view.setUint16(this.#at + 2, PAIRS[value - hundreds * 100] as number);
    this.#at += 4;
  }
}

function inDoubles(octets: Uint8Array): DataView {
  const filled = new Uint8Array(Math.ceil(octets.length / DOUBLE) * DOUBLE);
  filled.set(octets);
  return new DataView(filled.buffer);
}
