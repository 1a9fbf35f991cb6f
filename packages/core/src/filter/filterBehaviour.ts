/** What the packet filter does. */
export interface FilterBehaviour {
  /** NAT: stateless as in the reference, or with connection tracking and DNAT. */
  readonly nat: 'stateless' | 'tracked';
  /** Whether the FORWARD chain of the filter table is consulted. */
  readonly forwardChain: boolean;
}
