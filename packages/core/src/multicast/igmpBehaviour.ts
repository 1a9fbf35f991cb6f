/** How IGMP is spoken. */
export interface IgmpBehaviour {
  /** Versions of IGMP spoken: v2, and v1 towards v1 routers (RFC 2236). */
  readonly igmp: 'v2';
  /**
   * Messages of IGMP version 1: reports of type 0x12, queries without a response time. `as-version-2`:
   * invalid without router alert. `rfc-1112`: valid without it, as version 1 has none, and the group of a
   * query does not matter (RFC 1112 Appendix I, RFC 2236 4, 5).
   */
  readonly igmpVersion1: 'as-version-2' | 'rfc-1112';
  /** The group of all routers, 224.0.0.2, on a host that forwards: joined (RFC 1812 2.2.6), or not. */
  readonly allRouters: 'join' | 'none';
  /**
   * Header of what is sent. `routine`: precedence 0 and an identification. `internetwork-control`: precedence 6,
   * DF, identification 0; without an address it comes from 0.0.0.0.
   */
  readonly igmpHeader: 'routine' | 'internetwork-control';
  /** What is taken: with TTL 1 and router alert, of reporters on the link (RFC 2236 2, 10), or all. */
  readonly igmpChecks: 'rfc-2236' | 'none';
}
