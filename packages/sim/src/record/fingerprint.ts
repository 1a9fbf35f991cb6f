import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { CanonicalEncoder } from './canonicalEncoder.js';

/** A field of an event, as the fingerprint knows it. */
export type FingerprintField = string | number | boolean | null | Uint8Array;

/** In front of all events; changes whenever the encoding does. */
const FORMAT = 'packetloom/fingerprint/1';

/**
 * What happened in a run, in one number: SHA-256 over all events in their order. Each event is a list in
 * the encoding of {@link CanonicalEncoder}, the name of the format comes first. Equal runs have equal
 * fingerprints on every machine; one octet, one nanosecond or one event more gives another.
 */
export class Fingerprint {
  readonly #hash = sha256.create();
  readonly #encoder = new CanonicalEncoder(this.#hash);
  #events = 0;

  constructor() {
    this.#encoder.text(FORMAT);
  }

  /** Events so far. */
  get events(): number {
    return this.#events;
  }

  /** Adds an event; octets among the fields are borrowed for the call. */
  add(fields: readonly FingerprintField[]): void {
    const encoder = this.begin(fields.length);
    for (const field of fields) {
      if (typeof field === 'number') encoder.number(field);
      else if (typeof field === 'string') encoder.text(field);
      else if (typeof field === 'boolean') encoder.boolean(field);
      else if (field === null) encoder.null();
      else encoder.octets(field);
    }
  }

  /**
   * Begins an event of `length` fields, which the caller writes next: for many events, as no array is
   * made. A wrong number of fields makes another fingerprint, and nobody notices.
   */
  begin(length: number): CanonicalEncoder {
    this.#events++;
    this.#encoder.list(length);
    return this.#encoder;
  }

  /** The fingerprint of all events so far, as 64 hexadecimal digits. More events may follow. */
  digestHex(): string {
    this.#encoder.flush();
    return bytesToHex(this.#hash.clone().digest());
  }
}
