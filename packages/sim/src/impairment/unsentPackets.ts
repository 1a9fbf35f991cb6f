const SPARE = 64;

/**
 * Packets whose transmission is planned and has not ended, by its end and the `tag` of the packet planned
 * before: what must be known to take back what still waits.
 */
export class UnsentPackets {
  readonly #sentNs: number[] = [];
  readonly #tagsBefore: number[] = [];
  #first = 0;

  /** The last bit of a packet, behind all others, is sent at `sentNs`. */
  push(sentNs: number, tagBefore: number, nowNs: number): void {
    this.#forgetUntil(nowNs);
    this.#sentNs.push(sentNs);
    this.#tagsBefore.push(tagBefore);
  }

  /** Takes back the last packets, at most `most`: how many, and the `tag` of the last one before them. */
  takeBack(most: number, nowNs: number): { readonly count: number; readonly tagBefore: number } {
    this.#forgetUntil(nowNs);
    const count = Math.min(most, this.#sentNs.length - this.#first);
    const left = this.#sentNs.length - count;
    const tagBefore = this.#tagsBefore[left] ?? Number.POSITIVE_INFINITY;
    this.#sentNs.length = left;
    this.#tagsBefore.length = left;
    return { count, tagBefore };
  }

  clear(): void {
    this.takeBack(Number.POSITIVE_INFINITY, 0);
  }

  #forgetUntil(nowNs: number): void {
    while ((this.#sentNs[this.#first] ?? Number.POSITIVE_INFINITY) <= nowNs) this.#first++;
    if (this.#first < SPARE || this.#first * 2 < this.#sentNs.length) return;
    this.#sentNs.splice(0, this.#first);
    this.#tagsBefore.splice(0, this.#first);
    this.#first = 0;
  }
}
