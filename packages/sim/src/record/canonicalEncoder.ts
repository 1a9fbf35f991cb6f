// Hot while a run is recorded: everything is written into one buffer, nothing is made for a field.
import { encodeUtf8, utf8Length, writeUtf8 } from './utf8.js';

/** Takes encoded octets; a hash is one. They are borrowed for the call. */
export interface OctetConsumer {
  update(octets: Uint8Array): unknown;
}

/** Major types of CBOR, shifted to their place in an item's first octet (RFC 8949 3.1). */
const MAJOR = {
  unsigned: 0 << 5,
  negative: 1 << 5,
  octets: 2 << 5,
  text: 3 << 5,
  list: 4 << 5,
} as const;

/** What the low five bits of the first octet say: the argument itself, or how long it is. */
const LARGEST_DIRECT = 23;
const ONE_OCTET = 24;
const TWO_OCTETS = 25;
const FOUR_OCTETS = 26;
const EIGHT_OCTETS = 27;

const FALSE = 0xf4;
const TRUE = 0xf5;
const NULL = 0xf6;
const DOUBLE = 0xfb;
/** The one encoding of "not a number", whichever bits a machine has for it. */
const NAN_WORDS = [0x7ff80000, 0] as const;

const WORD = 2 ** 32;
const LONGEST_HEAD = 9;
const DEFAULT_BUFFER_BYTES = 8_192;

/**
 * Writes values as a CBOR sequence (RFC 8742), each value in exactly one way, so that equal values give
 * equal octets and different ones different octets:
 *
 * - an integer from −2^53 to 2^53 as an integer with the shortest argument; −0 is 0;
 * - any other number as a 64-bit float, big-endian, with one bit pattern for all NaNs;
 * - a text as UTF-8, lone surrogates replaced by U+FFFD; octets as they are; both with their length;
 * - true, false and null; a list as its length, then its items.
 *
 * This is the deterministic encoding of RFC 8949 4.2.1, but that floats are never shortened.
 */
export class CanonicalEncoder {
  readonly #consumer: OctetConsumer;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  /** A buffer has at least 16 octets; each `bufferBytes` or so, `consumer` gets what was written. */
  constructor(consumer: OctetConsumer, bufferBytes = DEFAULT_BUFFER_BYTES) {
    if (!(bufferBytes >= 16))
      throw new RangeError(`a buffer of ${bufferBytes} octets is too small`);
    this.#consumer = consumer;
    this.#bytes = new Uint8Array(bufferBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  number(value: number): void {
    if (!Number.isInteger(value) || value > 2 ** 53 || value < -(2 ** 53)) this.#double(value);
    else if (value >= 0) this.#head(MAJOR.unsigned, value);
    else this.#head(MAJOR.negative, -1 - value);
  }

  text(value: string): void {
    const length = utf8Length(value);
    this.#head(MAJOR.text, length);
    if (length > this.#bytes.length) {
      this.#pass(encodeUtf8(value));
    } else {
      this.#makeRoom(length);
      this.#at = writeUtf8(value, this.#bytes, this.#at);
    }
  }

  octets(value: Uint8Array): void {
    this.#head(MAJOR.octets, value.length);
    if (value.length > this.#bytes.length) {
      this.#pass(value);
    } else {
      this.#makeRoom(value.length);
      this.#bytes.set(value, this.#at);
      this.#at += value.length;
    }
  }

  boolean(value: boolean): void {
    this.#makeRoom(1);
    this.#bytes[this.#at++] = value ? TRUE : FALSE;
  }

  null(): void {
    this.#makeRoom(1);
    this.#bytes[this.#at++] = NULL;
  }

  /** Begins a list: the next `length` values are its items. */
  list(length: number): void {
    this.#head(MAJOR.list, length);
  }

  /** Hands over what is written. */
  flush(): void {
    if (this.#at === 0) return;
    this.#consumer.update(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  #double(value: number): void {
    this.#makeRoom(LONGEST_HEAD);
    this.#bytes[this.#at] = DOUBLE;
    if (Number.isNaN(value)) {
      this.#view.setUint32(this.#at + 1, NAN_WORDS[0]);
      this.#view.setUint32(this.#at + 5, NAN_WORDS[1]);
    } else {
      this.#view.setFloat64(this.#at + 1, value);
    }
    this.#at += LONGEST_HEAD;
  }

  /** The first octet of an item, and its argument (an integer up to 2^53). */
  #head(major: number, argument: number): void {
    this.#makeRoom(LONGEST_HEAD);
    const at = this.#at;
    const bytes = this.#bytes;
    if (argument <= LARGEST_DIRECT) {
      bytes[at] = major | argument;
      this.#at = at + 1;
    } else if (argument <= 0xff) {
      bytes[at] = major | ONE_OCTET;
      bytes[at + 1] = argument;
      this.#at = at + 2;
    } else if (argument <= 0xffff) {
      bytes[at] = major | TWO_OCTETS;
      this.#view.setUint16(at + 1, argument);
      this.#at = at + 3;
    } else if (argument < WORD) {
      bytes[at] = major | FOUR_OCTETS;
      this.#view.setUint32(at + 1, argument);
      this.#at = at + 5;
    } else {
      bytes[at] = major | EIGHT_OCTETS;
      const high = Math.floor(argument / WORD);
      this.#view.setUint32(at + 1, high);
      this.#view.setUint32(at + 5, argument - high * WORD);
      this.#at = at + LONGEST_HEAD;
    }
  }

  #makeRoom(length: number): void {
    if (this.#at + length > this.#bytes.length) this.flush();
  }

  /** Hands over octets that the buffer cannot hold. */
  #pass(octets: Uint8Array): void {
    this.flush();
    this.#consumer.update(octets);
  }
}
