/** What a router does with datagrams for others. */
export interface ForwardBehaviour {
  /**
   * TTL at which a router refuses to forward. `zero`: only a TTL of 0 as received, so a TTL of 1 goes
   * on as 0. `one`: 0 and 1 are answered with time exceeded (RFC 1812 5.3.1).
   */
  readonly ttlExpiry: 'zero' | 'one';
  /**
   * A datagram with DF that does not fit the next link. `fragment`: fragmented all the same.
   * `report`: dropped, with ICMP 3/4 that names the next-hop MTU (RFC 1191 4).
   */
  readonly dontFragment: 'fragment' | 'report';
  /** A next hop that cannot be resolved while forwarding: silence, or ICMP host unreachable. */
  readonly unresolvedNextHop: 'silent' | 'host-unreachable';
  /** Multicast at a router: routed like unicast, or only by multicast routes. */
  readonly multicastForwarding: 'unicast-routes' | 'multicast-routes';
  /** Link-local addresses, 169.254/16: never forwarded (RFC 3927 7), or like any other. */
  readonly linkLocalForwarding: 'never' | 'like-any';
  /** Identification 0 of what is forwarded: filled in unless it is atomic (RFC 6864 4.1), or left alone. */
  readonly zeroIdentification: 'fill-in' | 'keep';
}
