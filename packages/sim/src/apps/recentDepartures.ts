import type { PacketPool } from '@packetloom/core';
import { IdentityTable } from '../sockets/identityTable.js';

const COLUMN = { sequence: 0, timeNs: 1 } as const;

/** When each datagram of an app was sent, and what its identity is, as long as something of it is in flight. */
export class RecentDepartures {
  readonly #table: IdentityTable;
  #count = 0;

  constructor(pool: PacketPool) {
    this.#table = new IdentityTable(Object.keys(COLUMN).length, pool);
  }

  /** Datagrams so far, forgotten ones included. */
  get count(): number {
    return this.#count;
  }

  /** Number of the first datagram that is not forgotten; of the next one if all are. */
  get first(): number {
    return this.#table.rows === 0 ? this.#count : this.#table.value(0, COLUMN.sequence);
  }

  /** Notes the next datagram, and returns its number. */
  add(identity: number, timeNs: number): number {
    const row = this.#table.add(identity, timeNs);
    this.#table.set(row, COLUMN.sequence, this.#count);
    this.#table.set(row, COLUMN.timeNs, timeNs);
    return this.#count++;
  }

  /** The call that should have sent the last one is over, and `nextIdentity` is that of the next packet. */
  sent(nextIdentity: number): void {
    this.#table.made(nextIdentity);
  }

  /** When a datagram was sent; undefined if it is forgotten. */
  timeNs(sequence: number): number | undefined {
    const row = this.#rowOf(sequence);
    return row < 0 ? undefined : this.#table.value(row, COLUMN.timeNs);
  }

  /** Identity of a datagram, of one that was refused before it was made, a fraction; undefined if it is forgotten. */
  identity(sequence: number): number | undefined {
    const row = this.#rowOf(sequence);
    return row < 0 ? undefined : this.#table.identity(row);
  }

  /** Number of the datagram with an identity, from 0, or −1 if it is not from here, or forgotten. */
  sequenceOf(identity: number): number {
    const row = this.#table.rowOf(identity);
    return row < 0 ? -1 : this.#table.value(row, COLUMN.sequence);
  }

  #rowOf(sequence: number): number {
    let from = 0;
    let to = this.#table.rows;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#table.value(middle, COLUMN.sequence) < sequence) from = middle + 1;
      else to = middle;
    }
    const isHere = from < this.#table.rows && this.#table.value(from, COLUMN.sequence) === sequence;
    return isHere ? from : -1;
  }
}
