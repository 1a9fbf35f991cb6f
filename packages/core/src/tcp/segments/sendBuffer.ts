const SMALLEST = 1024;
const NOTHING = new Uint8Array(0);

/**
 * The octets that wait to be sent or acknowledged, as a ring: the octet with sequence number `s` stands
 * at `s` modulo the size, which is a power of two.
 */
export class SendBuffer {
  #octets = NOTHING;

  /** Stores octets from `seq` on; what is kept already begins at `first`. */
  write(seq: number, first: number, octets: Uint8Array): void {
    if (octets.length === 0) return;
    const held = (seq - first) >>> 0;
    if (held + octets.length > this.#octets.length) this.#grow(first, held, held + octets.length);
    const mask = this.#octets.length - 1;
    const at = seq & mask;
    const whole = Math.min(octets.length, this.#octets.length - at);
    this.#octets.set(octets.subarray(0, whole), at);
    this.#octets.set(octets.subarray(whole), 0);
  }

  /** Copies `length` octets from sequence number `seq` on. */
  read(seq: number, length: number, target: Uint8Array, offset: number): void {
    if (length === 0) return;
    const at = seq & (this.#octets.length - 1);
    const whole = Math.min(length, this.#octets.length - at);
    target.set(this.#octets.subarray(at, at + whole), offset);
    if (whole < length) target.set(this.#octets.subarray(0, length - whole), offset + whole);
  }

  /** Gives the memory back; nothing is kept. */
  clear(): void {
    this.#octets = NOTHING;
  }

  #grow(first: number, held: number, needed: number): void {
    let size = Math.max(SMALLEST, this.#octets.length);
    while (size < needed) size *= 2;
    const grown = new Uint8Array(size);
    const kept = new Uint8Array(held);
    if (held > 0) this.read(first, held, kept, 0);
    this.#octets = grown;
    if (held > 0) this.write(first, first, kept);
  }
}
