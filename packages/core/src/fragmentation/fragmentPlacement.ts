import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { IncompleteDatagram } from './incompleteDatagram.js';

/** Why a fragment contradicts what was collected before. */
export type FragmentConflict =
  /** It covers some octets that are there and some that are not. */
  | 'overlap'
  /** It claims to be the last one, but its end is not where the datagram ends or may end. */
  | 'conflicting-end'
  /** It lies behind the end of the datagram. */
  | 'beyond-end';

/** What became of a fragment: it filled a gap, it brought nothing new, or it contradicts the others. */
export type PlacementResult = 'filled' | 'duplicate' | FragmentConflict;

/**
 * What a stack makes of the fragments of one datagram (RFC 791 3.2, RFC 815): which it takes, what overlaps mean,
 * and what the header of the whole has of them. Has no state of its own: many hosts share one. Hot path.
 */
export interface FragmentPlacement {
  /**
   * Whether a fragment may be placed at all; one that is longer than it may be can be shortened. If not, it alone
   * is malformed, and the rest of its datagram still waits.
   */
  admit(fragment: PacketBuffer, headerLength: number): boolean;
  /**
   * Chains the fragment into the datagram if it brings something new, and notes in `endKnown` whether the datagram
   * ends with what is there; otherwise it stays the caller's. A conflict drops all of the datagram.
   */
  place(datagram: IncompleteDatagram, fragment: PacketBuffer): PlacementResult;
  /**
   * All octets are there and copied behind the header of the first fragment: sets what else that header takes from
   * the fragments (ECN, RFC 3168 5.3). False if they cannot be one datagram.
   */
  merge(datagram: IncompleteDatagram, whole: PacketBuffer): boolean;
}
