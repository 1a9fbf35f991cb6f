/** Octets of a buffer that is used again; what is larger has one of its own. */
const SIZE = 2048;
/** Buffers that are kept at most. */
const KEPT = 256;

/** Buffers of received segments, used again once they were read: the memory of one host's TCP. */
export class ReceiveBuffers {
  readonly #free: Uint8Array[] = [];

  /** A buffer of at least so many octets; what it holds means nothing. */
  take(octets: number): Uint8Array {
    if (octets > SIZE) return new Uint8Array(octets);
    return this.#free.pop() ?? new Uint8Array(SIZE);
  }

  /** The buffer holds nothing that is needed any more, and nobody else has it. */
  giveBack(buffer: Uint8Array): void {
    if (buffer.length === SIZE && this.#free.length < KEPT) this.#free.push(buffer);
  }
}
