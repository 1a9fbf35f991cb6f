/** What is done with the options of headers. */
export interface OptionBehaviour {
  /** Loose and strict source route options: passed on untouched, or the datagram is dropped. */
  readonly sourceRoute: 'pass' | 'drop';
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
  /**
   * Headers that change on the way to a socket: of a datagram that was reassembled, or whose options were
   * filled in. `stale-checksum`: the checksum stays, and ICMP errors quote it; what is also sent has the
   * new options under it. `new-checksum`: it is renewed, and what is sent keeps its own options (RFC 791
   * 3.1, RFC 1122 3.2.2).
   */
  readonly changedHeaders: 'stale-checksum' | 'new-checksum';
  /**
   * When options are judged and filled in. `on-use`: where a datagram is delivered or forwarded, by its fate.
   * `on-arrival`: once, before TTL, route and reassembly; what is unknown passes.
   */
  readonly optionProcessing: 'on-use' | 'on-arrival';
  /**
   * Options in answers. `of-echo-requests`: echo replies have those of the request (RFC 1122 3.2.2.6).
   * `route-and-time`: echo replies and ICMP errors have record route, then timestamp, filled in once more.
   */
  readonly answerOptions: 'of-echo-requests' | 'route-and-time';
}
