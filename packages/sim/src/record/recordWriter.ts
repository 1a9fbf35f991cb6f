// Hot while a run is recorded: everything is written into one buffer, nothing is made for a field.
import type { PacketBuffer } from '@packetloom/core';
import type { IncrementalHash } from './incrementalHash.js';
import { encodeUtf8, utf8Length, writeUtf8 } from './utf8.js';

/** A field of a rare event. */
export type RecordedValue = string | number | boolean | null;

/** In front of each {@link RecordedValue}: what it is. */
const TAG = { null: 0, false: 1, true: 2, number: 3, text: 4 } as const;

const BUFFER_BYTES = 65_536;
/** Numbers of a record take no more. */
const MAX_NUMBERS = 64;
/** Up to so many octets are copied one word at a time: for more, an array of its own is worth while. */
const FEW_OCTETS = 256;
const WORD = 4;

/**
 * Collects records and hands them to a hash in blocks. Numbers are little-endian on every machine: whole ones in
 * one, two or four octets, others as a double (one pattern for all NaNs, 0 for −0). A text is its length in four
 * octets, then UTF-8.
 */
export class RecordWriter {
  readonly #hash: IncrementalHash;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  #at = 0;

  constructor(hash: IncrementalHash) {
    this.#hash = hash;
  }

  /** To be called before the numbers of a record, for which there is room then. */
  begin(): void {
    if (this.#at + MAX_NUMBERS > BUFFER_BYTES) this.flush();
  }

  octet(value: number): void {
    this.#bytes[this.#at++] = value;
  }

  uint16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }

  uint32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  double(value: number): void {
    if (Number.isNaN(value)) {
      this.uint32(0);
      this.uint32(0x7ff80000);
    } else {
      this.#view.setFloat64(this.#at, value + 0, true);
      this.#at += 8;
    }
  }

  text(value: string): void {
    const length = utf8Length(value);
    this.begin();
    this.uint32(length);
    if (length > BUFFER_BYTES - MAX_NUMBERS) {
      this.#pass(encodeUtf8(value));
    } else {
      this.#makeRoom(length);
      this.#at = writeUtf8(value, this.#bytes, this.#at);
    }
  }

  /** A value of any kind, so that different ones never look alike. */
  value(value: RecordedValue): void {
    this.begin();
    if (value === null) {
      this.octet(TAG.null);
    } else if (typeof value === 'number') {
      this.octet(TAG.number);
      this.double(value);
    } else if (typeof value === 'boolean') {
      this.octet(value ? TAG.true : TAG.false);
    } else {
      this.octet(TAG.text);
      this.text(value);
    }
  }

  /** The first `count` octets of a packet. */
  octetsOf(packet: PacketBuffer, count: number): void {
    if (count > FEW_OCTETS) {
      this.#manyOctets(packet.bytes.subarray(packet.start, packet.start + count));
      return;
    }
    this.#makeRoom(count);
    const { view: from, start } = packet;
    const to = this.#view;
    const end = start + count;
    let source = start;
    let at = this.#at;
    for (; source + WORD <= end; source += WORD) {
      to.setUint32(at, from.getUint32(source));
      at += WORD;
    }
    for (; source < end; source++) to.setUint8(at++, from.getUint8(source));
    this.#at = at;
  }

  /** The hash of all records so far. More may follow. */
  digest(): Uint8Array {
    this.flush();
    return this.#hash.digest();
  }

  /** Hands over what is written. */
  flush(): void {
    if (this.#at === 0) return;
    this.#hash.update(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  #manyOctets(octets: Uint8Array): void {
    if (octets.length > BUFFER_BYTES) {
      this.#pass(octets);
    } else {
      this.#makeRoom(octets.length);
      this.#bytes.set(octets, this.#at);
      this.#at += octets.length;
    }
  }

  #makeRoom(length: number): void {
    if (this.#at + length > BUFFER_BYTES) this.flush();
  }

  /** Hands over octets that the buffer cannot hold. */
  #pass(octets: Uint8Array): void {
    this.flush();
    this.#hash.update(octets);
  }
}
