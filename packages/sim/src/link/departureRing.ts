const INITIAL_PLACES = 16;

/**
 * When the packets that wait in a FIFO will leave it, and how large they are: what is computed needs no
 * queue of packets. Rings of both, made when a packet first waits.
 */
export class DepartureRing {
  /** Packets and octets that wait, and the most packets that ever did. */
  packets = 0;
  bytes = 0;
  largestPackets = 0;
  #timesNs = new Float64Array(INITIAL_PLACES);
  #lengths = new Uint32Array(INITIAL_PLACES);
  #first = 0;

  /** A packet waits until `timeNs`, no sooner than the one before it. */
  push(timeNs: number, length: number): void {
    if (this.packets === this.#timesNs.length) this.#grow();
    const index = (this.#first + this.packets) & (this.#timesNs.length - 1);
    this.#timesNs[index] = timeNs;
    this.#lengths[index] = length;
    this.bytes += length;
    if (++this.packets > this.largestPackets) this.largestPackets = this.packets;
  }

  /** Packets whose transmission has begun wait no longer. */
  forgetUntil(nowNs: number): void {
    const mask = this.#timesNs.length - 1;
    while (this.packets > 0 && (this.#timesNs[this.#first] as number) <= nowNs) {
      this.bytes -= this.#lengths[this.#first] as number;
      this.#first = (this.#first + 1) & mask;
      this.packets--;
    }
  }

  /** When the first packet that waits will leave; of no meaning if none does. */
  get firstNs(): number {
    return this.#timesNs[this.#first] as number;
  }

  clear(): void {
    this.packets = 0;
    this.bytes = 0;
  }

  #grow(): void {
    const capacity = this.#timesNs.length;
    const timesNs = new Float64Array(capacity * 2);
    const lengths = new Uint32Array(capacity * 2);
    for (let index = 0; index < capacity; index++) {
      const from = (this.#first + index) & (capacity - 1);
      timesNs[index] = this.#timesNs[from] as number;
      lengths[index] = this.#lengths[from] as number;
    }
    this.#timesNs = timesNs;
    this.#lengths = lengths;
    this.#first = 0;
  }
}
