/** What is taken in. */
export interface ReceiveBehaviour {
  /**
   * Source 0.0.0.0. `accept`: like any other. `discard`: dropped, unless the destination is limited
   * broadcast or multicast, and never forwarded to (RFC 1812 5.3.7, RFC 1122 3.2.1.3).
   */
  readonly unspecifiedSource: 'accept' | 'discard';
  /**
   * Which of the host's own addresses are impossible sources of what arrives: those of the receiving
   * NIC, or all (RFC 1122 3.2.1.3). Only with `handleLocal`.
   */
  readonly ownSource: 'receiving-nic' | 'any-nic';
  /**
   * Addresses in 0/8, but for 0.0.0.0, and in 240/4. `accept`: like any other. `discard`: what comes from
   * one is dropped without an answer, what goes to one is not forwarded (RFC 1122 3.2.1.3, 3.2.2, RFC 1812
   * 5.3.7).
   */
  readonly reservedAddresses: 'accept' | 'discard';
  /** The broadcast address of an own subnet as source: dropped (RFC 1122 3.2.1.3), or like any other. */
  readonly broadcastSource: 'discard' | 'accept';
}
