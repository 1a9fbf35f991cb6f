import type { PacketPool } from '@packetloom/core';

const FIRST_CAPACITY = 8;
/** A table of so many rows or more looks for rows that it can forget before it grows. */
const FORGETTING_ROWS = 1024;
/** Looks at what is over are taken after so many rows. */
const LOOKING_ROWS = 256;

/**
 * A row of numbers for each of some datagrams, by identity. Identities are added in ascending order. With a pool, rows
 * of datagrams that are over are forgotten as others are added, so that a table stays as large as what is in flight.
 * A row's index holds until the next one is added.
 */
export class IdentityTable {
  readonly #columns: number;
  readonly #pool: PacketPool | null;
  /** Row by row: the identity, then the columns. */
  #values: Float64Array;
  #rows = 0;
  #capacity = FIRST_CAPACITY;
  /** The row that was found last: copies of one datagram arrive close to each other. */
  #found = 0;

  /** `columns`: numbers in a row beside the identity. Without a pool nothing is forgotten. */
  constructor(columns: number, pool: PacketPool | null) {
    this.#columns = columns;
    this.#pool = pool;
    this.#values = new Float64Array(FIRST_CAPACITY * (columns + 1));
  }

  /** Rows that are not forgotten. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds the next datagram, all its columns 0, at a time; its row is the last one. */
  add(identity: number, nowNs: number): number {
    // What is known at a look is used from the next one on: well before there is no room.
    if (this.#rows % LOOKING_ROWS === LOOKING_ROWS - 1) this.#pool?.settle(nowNs);
    if (this.#rows === this.#capacity) this.#makeRoom(nowNs);
    const row = this.#rows++;
    const width = this.#columns + 1;
    this.#values[row * width] = identity;
    for (let column = 1; column < width; column++) this.#values[row * width + column] = 0;
    return row;
  }

  /** The call that should have made the last one is over, and `nextIdentity` is that of the next packet. */
  made(nextIdentity: number): void {
    const last = (this.#rows - 1) * (this.#columns + 1);
    // Refused before it was made, its identity is somebody else's: half of one is nobody's, and still ascends.
    if (this.#values[last] === nextIdentity) this.#values[last] = nextIdentity - 0.5;
  }

  identity(row: number): number {
    return this.#values[row * (this.#columns + 1)] as number;
  }

  /** A number of a row; columns count from 0. */
  value(row: number, column: number): number {
    return this.#values[row * (this.#columns + 1) + 1 + column] as number;
  }

  set(row: number, column: number, value: number): void {
    this.#values[row * (this.#columns + 1) + 1 + column] = value;
  }

  /** The row of a datagram, or −1 if it is not here. */
  rowOf(identity: number): number {
    const found = this.#found;
    if (found < this.#rows && this.identity(found) === identity) return found;
    // Most arrive in the order in which they were sent.
    const next = found + 1;
    const isNext = next < this.#rows && this.identity(next) === identity;
    const row = isNext ? next : this.#firstFrom(identity);
    if (row >= this.#rows || this.identity(row) !== identity) return -1;
    this.#found = row;
    return row;
  }

  #firstFrom(identity: number): number {
    let from = 0;
    let to = this.#rows;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.identity(middle) < identity) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #makeRoom(nowNs: number): void {
    if (this.#pool !== null && this.#capacity >= FORGETTING_ROWS) this.#forget(this.#pool, nowNs);
    if (this.#rows <= this.#capacity / 2) return;
    this.#capacity *= 2;
    const larger = new Float64Array(this.#capacity * (this.#columns + 1));
    larger.set(this.#values);
    this.#values = larger;
  }

  #forget(pool: PacketPool, nowNs: number): void {
    pool.settle(nowNs);
    const width = this.#columns + 1;
    const values = this.#values;
    let kept = 0;
    for (let row = 0; row < this.#rows; row++) {
      if (pool.isSettled(this.identity(row))) continue;
      if (kept < row) values.copyWithin(kept * width, row * width, (row + 1) * width);
      kept++;
    }
    this.#rows = kept;
    this.#found = 0;
  }
}
