/** How routes are chosen. */
export interface RouteBehaviour {
  /**
   * Choice among matching routes. `first-match`: table order, preferring an entry whose NIC owns a
   * usable source. `longest-prefix`: longest prefix, then lowest metric, then order (RFC 1812 5.2.4.3).
   */
  readonly routeChoice: 'first-match' | 'longest-prefix';
}
