import { IdentityTable } from '../sockets/identityTable.js';

/** When each datagram of an app was sent, and what its identity is: 16 octets each, for long flows. */
export class Departures {
  readonly #table = new IdentityTable();

  get count(): number {
    return this.#table.count;
  }

  /** Notes the next datagram, and returns its number. */
  add(identity: number, timeNs: number): number {
    return this.#table.add(identity, timeNs);
  }

  /** The call that should have sent the last one is over, and `nextIdentity` is that of the next packet. */
  sent(nextIdentity: number): void {
    this.#table.made(nextIdentity);
  }

  /** When a datagram was sent. */
  timeNs(sequence: number): number {
    return this.#table.value(sequence);
  }

  /** Identity of a datagram; of one that was refused before it was made, a fraction. */
  identity(sequence: number): number {
    return this.#table.identity(sequence);
  }

  /** Number of the datagram with an identity, from 0, or −1 if it is not from here. */
  sequenceOf(identity: number): number {
    return this.#table.indexOf(identity);
  }
}
