/**
 * The choices that IPv4 stacks make differently. Each is an option of its own; a profile is a named
 * set of them. `netstack` is the reference (gVisor, May 2021) to the byte, `standard` the reference
 * with the rules of the RFCs, above all RFC 1122 and RFC 1812.
 */
export interface Ipv4Behaviour {
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
  /**
   * Fragmenting what is a fragment already. `restart`: offsets count from 0 again, which spoils the
   * datagram. `add`: the fragment's own offset is added and its MF kept (RFC 791 3.2).
   */
  readonly refragmentation: 'restart' | 'add';
  /**
   * Choice among matching routes. `first-match`: table order, preferring an entry whose NIC owns a
   * usable source. `longest-prefix`: longest prefix, then lowest metric, then order (RFC 1812 5.2.4.3).
   */
  readonly routeChoice: 'first-match' | 'longest-prefix';
  /** Whether the FORWARD chain of the filter table is consulted. */
  readonly forwardChain: boolean;
  /** A next hop that cannot be resolved while forwarding: silence, or ICMP host unreachable. */
  readonly unresolvedNextHop: 'silent' | 'host-unreachable';
  /**
   * Options in fragments after the first. `all`: every one is copied. `copied-only`: those with the
   * copied bit (RFC 791 3.1).
   */
  readonly fragmentOptions: 'all' | 'copied-only';
  /** Echo requests to broadcast or multicast addresses (RFC 1122 3.2.2.6 allows both). */
  readonly echoToBroadcast: 'answer' | 'ignore';
  /** Loose and strict source route options: passed on untouched, or the datagram is dropped. */
  readonly sourceRoute: 'pass' | 'drop';
  /** Versions of IGMP spoken: v2, and v1 towards v1 routers (RFC 2236). */
  readonly igmp: 'v2';
  /**
   * Source address of ICMP errors about forwarded datagrams. `receiving`: the main address of the NIC
   * that received it. `outgoing`: of the NIC that routes back to the sender (RFC 1812 4.3.2.4).
   */
  readonly forwardingErrorSource: 'receiving' | 'outgoing';
  /**
   * Source 0.0.0.0. `accept`: like any other. `discard`: dropped, unless the destination is limited
   * broadcast or multicast (RFC 1812 5.3.7, RFC 1122 3.2.1.3).
   */
  readonly unspecifiedSource: 'accept' | 'discard';
  /**
   * Which of the host's own addresses are impossible sources of what arrives: those of the receiving
   * NIC, or all (RFC 1122 3.2.1.3). Only with `handleLocal`.
   */
  readonly ownSource: 'receiving-nic' | 'any-nic';
  /** Multicast at a router: routed like unicast, or only by multicast routes. */
  readonly multicastForwarding: 'unicast-routes' | 'multicast-routes';
  /**
   * An ICMP error for which the way back has too small an MTU for header and 8 octets: nothing is sent,
   * or what fits is quoted.
   */
  readonly tightQuote: 'silent' | 'quote-what-fits';
  /**
   * ICMP errors about a fragment other than the first. `send`: as about any datagram. `none`: never (RFC
   * 1122 3.2.2, RFC 1812 4.3.2.7).
   */
  readonly laterFragmentErrors: 'send' | 'none';
  /**
   * ICMP messages that the rate limit counts. `errors-and-replies`: echo replies, and errors even if they
   * turn out to be none that may be sent. `errors`: those that are sent (RFC 1812 4.3.2.8).
   */
  readonly rateLimitedIcmp: 'errors-and-replies' | 'errors';
  /**
   * A UDP checksum that comes out as 0. `zero`: sent as it is, which says that there is none. `ones`: sent
   * as 0xffff (RFC 768).
   */
  readonly zeroUdpChecksum: 'zero' | 'ones';
  /**
   * Addresses in 0/8, but for 0.0.0.0, and in 240/4. `accept`: like any other. `discard`: what comes from
   * one is dropped without an answer, what goes to one is not forwarded (RFC 1122 3.2.1.3, 3.2.2, RFC 1812
   * 5.3.7).
   */
  readonly reservedAddresses: 'accept' | 'discard';
  /**
   * Datagrams of more than 65,535 octets with their header. `wrap`: fragments may make one, and its total
   * length is told modulo 65,536. `drop`: they are dropped (RFC 791 3.1).
   */
  readonly oversizedDatagrams: 'wrap' | 'drop';
  /**
   * Headers that change on the way to a socket: of a datagram that was put together, or whose options were
   * filled in. `stale-checksum`: the checksum stays, and ICMP errors quote it; what is also sent has the
   * new options under it. `new-checksum`: it is renewed, and what is sent keeps its own options (RFC 791
   * 3.1, RFC 1122 3.2.2).
   */
  readonly changedHeaders: 'stale-checksum' | 'new-checksum';
  /**
   * Messages of IGMP version 1: reports of type 0x12, queries without a response time. `as-version-2`:
   * invalid without router alert. `rfc-1112`: valid without it, as version 1 has none, and the group of a
   * query does not matter (RFC 1112 Appendix I, RFC 2236 4, 5).
   */
  readonly igmpVersion1: 'as-version-2' | 'rfc-1112';
  /**
   * ARP packets that change the link address of a known neighbour. `requests-to-us`: requests for an own
   * address. `every-packet`: also requests for others, announcements and replies; what is for us adds a
   * neighbour, and none is believed that names 0.0.0.0, an own address or a group (RFC 826, RFC 1812
   * 3.3.2).
   */
  readonly arpMerge: 'requests-to-us' | 'every-packet';
  /**
   * Address in record route and timestamp options. `receiving`: the main one of the NIC by which a datagram
   * came. `outgoing`: of the NIC by which a router sends it on; at its destination, the address that it was
   * sent to (RFC 791 3.1, RFC 1812 4.2.2.2).
   */
  readonly recordedAddress: 'receiving' | 'outgoing';
  /**
   * Timestamp options with prespecified addresses: filled in where the next one is the address that would
   * be recorded, or any address of this host (RFC 1812 5.3.13.6).
   */
  readonly prespecifiedTimestamp: 'recorded-address' | 'any-own-address';
  /** NAT: stateless as in the reference, or with connection tracking and DNAT. */
  readonly nat: 'stateless' | 'tracked';
}

/** The reference: gVisor's netstack of May 2021. */
export const NETSTACK: Ipv4Behaviour = Object.freeze({
  ttlExpiry: 'zero',
  dontFragment: 'fragment',
  refragmentation: 'restart',
  routeChoice: 'first-match',
  forwardChain: false,
  unresolvedNextHop: 'silent',
  fragmentOptions: 'all',
  echoToBroadcast: 'answer',
  sourceRoute: 'pass',
  igmp: 'v2',
  forwardingErrorSource: 'receiving',
  unspecifiedSource: 'accept',
  ownSource: 'receiving-nic',
  multicastForwarding: 'unicast-routes',
  tightQuote: 'silent',
  laterFragmentErrors: 'send',
  rateLimitedIcmp: 'errors-and-replies',
  zeroUdpChecksum: 'zero',
  reservedAddresses: 'accept',
  oversizedDatagrams: 'wrap',
  changedHeaders: 'stale-checksum',
  igmpVersion1: 'as-version-2',
  arpMerge: 'requests-to-us',
  recordedAddress: 'receiving',
  prespecifiedTimestamp: 'recorded-address',
  nat: 'stateless',
});

/** The reference with the rules of the RFCs: what scenario files get by default. */
export const STANDARD: Ipv4Behaviour = Object.freeze({
  ...NETSTACK,
  ttlExpiry: 'one',
  dontFragment: 'report',
  refragmentation: 'add',
  routeChoice: 'longest-prefix',
  forwardChain: true,
  unresolvedNextHop: 'host-unreachable',
  fragmentOptions: 'copied-only',
  forwardingErrorSource: 'outgoing',
  unspecifiedSource: 'discard',
  ownSource: 'any-nic',
  multicastForwarding: 'multicast-routes',
  tightQuote: 'quote-what-fits',
  laterFragmentErrors: 'none',
  rateLimitedIcmp: 'errors',
  zeroUdpChecksum: 'ones',
  reservedAddresses: 'discard',
  oversizedDatagrams: 'drop',
  changedHeaders: 'new-checksum',
  igmpVersion1: 'rfc-1112',
  arpMerge: 'every-packet',
  recordedAddress: 'outgoing',
  prespecifiedTimestamp: 'any-own-address',
  nat: 'tracked',
});

/** Name of a built-in set of choices. */
export type ProfileName = 'netstack' | 'standard';

/** The built-in profiles by name. */
export const PROFILES: Readonly<Record<ProfileName, Ipv4Behaviour>> = Object.freeze({
  netstack: NETSTACK,
  standard: STANDARD,
});

/** What stands for a UDP checksum that comes out as 0. */
export function zeroUdpChecksum({ zeroUdpChecksum: choice }: Ipv4Behaviour): number {
  return choice === 'ones' ? 0xffff : 0;
}
