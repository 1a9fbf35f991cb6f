/** A stream of random numbers; the same stream always yields the same numbers. */
export interface RandomStream {
  /** A uniform integer in [0, bound), for an integer bound from 1 to 2^53. */
  below(bound: number): number;
}

/**
 * Where a stack draws its random numbers. Streams are named by purpose
 * (`'ipv4/identification'`, `'igmp/eth0/224.1.1.1'`, …), so that a new consumer never shifts
 * the draws of another one. Asking for a name again continues the same stream.
 */
export interface RandomSource {
  stream(purpose: string): RandomStream;
}
