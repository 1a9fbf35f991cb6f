/** What is learnt about neighbours. */
export interface NeighbourBehaviour {
  /**
   * ARP packets that change the link address of a known neighbour. `requests-to-us`: requests for an own
   * address. `every-packet`: also requests for others, announcements and replies; what is for us adds a
   * neighbour, and none is believed that names 0.0.0.0, an own address or a group (RFC 826, RFC 1812
   * 3.3.2).
   */
  readonly arpMerge: 'requests-to-us' | 'every-packet';
}
