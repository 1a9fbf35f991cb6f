const FIRST_CAPACITY = 64;

/**
 * When each datagram of an app was sent, and what its identity is: 16 octets each, for long flows.
 * Identities ascend, as datagrams are numbered in the order in which they are made.
 */
export class Departures {
  #identities = new Float64Array(FIRST_CAPACITY);
  #timesNs = new Float64Array(FIRST_CAPACITY);
  #count = 0;
  /** The number that was found last: copies of one datagram arrive close to each other. */
  #found = 0;

  get count(): number {
    return this.#count;
  }

  /** Notes the next datagram, and returns its number. */
  add(identity: number, timeNs: number): number {
    const sequence = this.#count++;
    if (sequence === this.#identities.length) {
      this.#identities = doubled(this.#identities);
      this.#timesNs = doubled(this.#timesNs);
    }
    this.#identities[sequence] = identity;
    this.#timesNs[sequence] = timeNs;
    return sequence;
  }

  /** The call that should have sent the last one is over, and `nextIdentity` is that of the next packet. */
  sent(nextIdentity: number): void {
    const last = this.#count - 1;
    // Refused before it was made, its identity is somebody else's: half of one is nobody's, and still ascends.
    if (this.#identities[last] === nextIdentity) this.#identities[last] = nextIdentity - 0.5;
  }

  /** When a datagram was sent. */
  timeNs(sequence: number): number {
    return this.#timesNs[sequence] as number;
  }

  /** Number of the datagram with an identity, from 0, or −1 if it is not from here. */
  sequenceOf(identity: number): number {
    if (this.#found < this.#count && this.#identities[this.#found] === identity) return this.#found;
    let from = 0;
    let to = this.#count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#identities[middle] as number) < identity) from = middle + 1;
      else to = middle;
    }
    if (from >= this.#count || this.#identities[from] !== identity) return -1;
    this.#found = from;
    return from;
  }

  /** Number of the first datagram sent at `timeNs` or later: that of the next one if none was yet. */
  firstSince(timeNs: number): number {
    let from = 0;
    let to = this.#count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#timesNs[middle] as number) < timeNs) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
