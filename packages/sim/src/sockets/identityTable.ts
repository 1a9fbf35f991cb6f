const FIRST_CAPACITY = 64;

/** A number for each of some datagrams, by identity: 16 octets each. Identities are added in ascending order. */
export class IdentityTable {
  #identities = new Float64Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #count = 0;
  /** The index that was found last: copies of one datagram arrive close to each other. */
  #found = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds the next datagram, and returns its index. */
  add(identity: number, value: number): number {
    const index = this.#count++;
    if (index === this.#identities.length) {
      this.#identities = doubled(this.#identities);
      this.#values = doubled(this.#values);
    }
    this.#identities[index] = identity;
    this.#values[index] = value;
    return index;
  }

  /** The call that should have made the last one is over, and `nextIdentity` is that of the next packet. */
  made(nextIdentity: number): void {
    const last = this.#count - 1;
    // Refused before it was made, its identity is somebody else's: half of one is nobody's, and still ascends.
    if (this.#identities[last] === nextIdentity) this.#identities[last] = nextIdentity - 0.5;
  }

  identity(index: number): number {
    return this.#identities[index] as number;
  }

  value(index: number): number {
    return this.#values[index] as number;
  }

  /** The index of a datagram, or −1 if it is not here. */
  indexOf(identity: number): number {
    if (this.#found < this.#count && this.#identities[this.#found] === identity) return this.#found;
    const index = this.#firstFrom(identity);
    if (index >= this.#count || this.#identities[index] !== identity) return -1;
    this.#found = index;
    return index;
  }

  #firstFrom(identity: number): number {
    let from = 0;
    let to = this.#count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#identities[middle] as number) < identity) from = middle + 1;
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
