/** How routes are chosen. */
export interface RouteBehaviour {
  /**
   * Choice among matching routes. `first-match`: table order, preferring an entry whose NIC owns a
   * usable source. `longest-prefix`: longest prefix, then lowest metric, then order (RFC 1812 5.2.4.3).
   */
  readonly routeChoice: 'first-match' | 'longest-prefix';
  /**
   * RFC 1122 3.3.4.2. `strong`: a host that does not forward takes only what comes by the NIC that has the
   * address, and sends by it. `weak`: every NIC will do.
   */
  readonly hostModel: 'strong' | 'weak';
  /** What a program is told that has no route: EHOSTUNREACH, or ENETUNREACH. */
  readonly noRouteError: 'host-unreachable' | 'network-unreachable';
  /**
   * Source of datagrams that leave by a NIC with several addresses. `main`: the first. `on-link`: the first whose
   * subnet has the next hop, else the first.
   */
  readonly sourceChoice: 'main' | 'on-link';
}
