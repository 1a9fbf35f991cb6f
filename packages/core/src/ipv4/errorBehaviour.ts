/** Which ICMP messages are sent, and how. */
export interface ErrorBehaviour {
  /** Echo requests to broadcast or multicast addresses (RFC 1122 3.2.2.6 allows both). */
  readonly echoToBroadcast: 'answer' | 'ignore';
  /**
   * Source address of ICMP errors about forwarded datagrams. `receiving`: the main address of the NIC
   * that received it. `outgoing`: of the NIC that routes back to the sender (RFC 1812 4.3.2.4).
   */
  readonly forwardingErrorSource: 'receiving' | 'outgoing';
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
   * Type of service of ICMP errors. `routine`: 0. `internetwork-control`: precedence 6, with the rest of
   * the offender's but for its last bit (RFC 1812 4.3.2.5).
   */
  readonly errorPrecedence: 'routine' | 'internetwork-control';
  /**
   * Identification and flags of echo replies. `of-request`: those of the request. `new`: an identification of
   * its own, and no flags.
   */
  readonly echoReplyHeader: 'of-request' | 'new';
  /**
   * ICMP messages that errors are sent about (RFC 1122 3.2.2). `known-queries`: echo, timestamp, information.
   * `all-but-errors`: types up to 18 that are no errors.
   */
  readonly answerableIcmp: 'known-queries' | 'all-but-errors';
  /** ICMP timestamp requests (RFC 792; RFC 1122 3.2.2.8 allows both). */
  readonly timestampRequests: 'ignore' | 'answer';
}
