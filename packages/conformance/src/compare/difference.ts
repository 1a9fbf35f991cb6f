import type { RecordedPacket } from '../testbed/recording.js';
import type { SentPacket } from '../vector/vector.js';

/** Something in which a run differs from what its vector expects. */
export interface Difference {
  /** Milliseconds of simulated time; null for what has no instant of its own. */
  readonly atMs: number | null;
  /** What is concerned: `packet 2 sent on NIC 1`, `counter ip.packetsSent`. */
  readonly subject: string;
  /** The field, by its name in the RFC, where it is one. */
  readonly field: string | null;
  readonly expected: string;
  readonly got: string;
  /** RFC and section. */
  readonly reference: string;
  /** More to know: other fields that differ. */
  readonly detail?: string;
}

/** An expected packet and the one that was sent, matched or not; either may be missing. */
export interface PacketPair {
  readonly expected: SentPacket | null;
  readonly got: RecordedPacket | null;
  readonly matches: boolean;
}

const NS_PER_MS = 1e6;

/** An instant in milliseconds. */
export function millisecondsOf(timeNs: number): number {
  return timeNs / NS_PER_MS;
}
