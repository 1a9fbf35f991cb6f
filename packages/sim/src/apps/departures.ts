import { IdentityTable } from '../sockets/identityTable.js';

/** When each datagram of an app was sent, and what its identity is: 16 octets each, kept to the end. */
export class Departures {
  readonly #table = new IdentityTable(1, null);

  get count(): number {
    return this.#table.rows;
  }

  /** Notes the next datagram, and returns its number. */
  add(identity: number, timeNs: number): number {
    const sequence = this.#table.add(identity, timeNs);
    this.#table.set(sequence, 0, timeNs);
    return sequence;
  }

  /** The call that should have sent the last one is over, and `nextIdentity` is that of the next packet. */
  sent(nextIdentity: number): void {
    this.#table.made(nextIdentity);
  }

  /** When a datagram was sent. */
  timeNs(sequence: number): number {
    return this.#table.value(sequence, 0);
  }

  /** Identity of a datagram; of one that was refused before it was made, a fraction. */
  identity(sequence: number): number {
    return this.#table.identity(sequence);
  }

  /** Number of the datagram with an identity, from 0, or −1 if it is not from here. */
  sequenceOf(identity: number): number {
    return this.#table.rowOf(identity);
  }
}
