import type { Definitions } from '../../features/define/jsonSchema.js';

/** Profiles: how stacks behave. */
export const PROFILE_DEFINITIONS: Definitions = {
  profile: {
    description:
      "How the IPv4 stack behaves where stacks differ: standard (the RFCs' rules for hosts and routers), netstack (gVisor's netstack of May 2021, to the byte), linux (Linux 6.18 as it comes, with IGMP version 2), or one of these with choices of one's own. Default standard.",
    anyOf: [
      { type: 'string', enum: ['standard', 'netstack', 'linux'] },
      {
        type: 'object',
        additionalProperties: false,
        required: ['base'],
        properties: {
          base: {
            description: 'Profile to start from.',
            type: 'string',
            enum: ['standard', 'netstack', 'linux'],
            examples: ['standard'],
          },
          ttlExpiry: {
            description:
              'Received TTL at which a router does not forward: only zero, or zero and one (RFC 1812 5.3.1).',
            type: 'string',
            enum: ['zero', 'one'],
            examples: ['one'],
          },
          dontFragment: {
            description:
              'A datagram with DF that does not fit the next link: fragment it all the same, or report it with ICMP 3/4 (RFC 1191).',
            type: 'string',
            enum: ['fragment', 'report'],
            examples: ['report'],
          },
          refragmentation: {
            description:
              "Offsets when a fragment is fragmented again: restart from 0, or add the fragment's own (RFC 791 3.2).",
            type: 'string',
            enum: ['restart', 'add'],
            examples: ['add'],
          },
          routeChoice: {
            description: 'Which of several routes that match is used (RFC 1812 5.2.4.3).',
            type: 'string',
            enum: ['first-match', 'longest-prefix'],
            examples: ['longest-prefix'],
          },
          forwardChain: {
            description: 'Whether the FORWARD chain of the packet filter is asked.',
            type: 'boolean',
            examples: [true],
          },
          unresolvedNextHop: {
            description: 'What the sender learns of a next hop that does not answer.',
            type: 'string',
            enum: ['silent', 'host-unreachable'],
            examples: ['host-unreachable'],
          },
          fragmentOptions: {
            description:
              'IP options in fragments after the first: all, or those with the copied bit (RFC 791 3.1).',
            type: 'string',
            enum: ['all', 'copied-only'],
            examples: ['copied-only'],
          },
          echoToBroadcast: {
            description: 'Echo requests to broadcast and multicast addresses (RFC 1122 3.2.2.6).',
            type: 'string',
            enum: ['answer', 'ignore'],
            examples: ['ignore'],
          },
          sourceRoute: {
            description: 'Datagrams with a source route option.',
            type: 'string',
            enum: ['pass', 'drop'],
            examples: ['drop'],
          },
          forwardingErrorSource: {
            description:
              'Source address of ICMP errors about forwarded datagrams (RFC 1812 4.3.2.4).',
            type: 'string',
            enum: ['receiving', 'outgoing'],
            examples: ['outgoing'],
          },
          unspecifiedSource: {
            description: 'Datagrams from 0.0.0.0.',
            type: 'string',
            enum: ['accept', 'discard'],
            examples: ['discard'],
          },
          ownSource: {
            description:
              "Which of a host's own addresses are impossible as sources of what arrives (RFC 1122 3.2.1.3).",
            type: 'string',
            enum: ['receiving-nic', 'any-nic'],
            examples: ['any-nic'],
          },
          multicastForwarding: {
            description:
              'Multicast that a router receives where multicast routing is off (multicast: false): routed as unicast is, or not at all.',
            type: 'string',
            enum: ['unicast-routes', 'multicast-routes'],
            examples: ['multicast-routes'],
          },
          nat: {
            description:
              'Address translation by rules of the table nat. stateless: UDP only and one way, packet by packet. tracked: connections are remembered, and translated both ways with all checksums and the ICMP errors about them.',
            type: 'string',
            enum: ['stateless', 'tracked'],
            examples: ['tracked'],
          },
          laterFragmentErrors: {
            description:
              'ICMP errors about fragments other than the first: sent as about any datagram, or never (RFC 1122 3.2.2).',
            type: 'string',
            enum: ['send', 'none'],
            examples: ['none'],
          },
          rateLimitedIcmp: {
            description:
              'ICMP messages that the rate limit of a node counts: errors and echo replies, or errors alone (RFC 1812 4.3.2.8).',
            type: 'string',
            enum: ['errors-and-replies', 'errors'],
            examples: ['errors'],
          },
          zeroUdpChecksum: {
            description:
              'A UDP checksum that comes out as 0: sent as it is, or as all ones (RFC 768).',
            type: 'string',
            enum: ['zero', 'ones'],
            examples: ['ones'],
          },
          reservedAddresses: {
            description:
              'Datagrams from or, at a router, to addresses of 0/8 and 240/4, which no host has (RFC 1812 5.3.7).',
            type: 'string',
            enum: ['accept', 'discard'],
            examples: ['discard'],
          },
          oversizedDatagrams: {
            description:
              'Datagrams that fragments would make larger than 65,535 octets with their header (RFC 791 3.1).',
            type: 'string',
            enum: ['wrap', 'drop'],
            examples: ['drop'],
          },
          changedHeaders: {
            description:
              'Checksum of headers that change on delivery (reassembled from fragments, or with options filled in), as raw sockets and the quotations of ICMP errors show them.',
            type: 'string',
            enum: ['stale-checksum', 'new-checksum'],
            examples: ['new-checksum'],
          },
          igmpVersion1: {
            description:
              'Queries and reports of IGMP version 1: taken only with the router alert of version 2, or as they are in RFC 1112.',
            type: 'string',
            enum: ['as-version-2', 'rfc-1112'],
            examples: ['rfc-1112'],
          },
          arpMerge: {
            description:
              'ARP packets that change the link address of a known neighbour: requests for an own address, or every one (RFC 826).',
            type: 'string',
            enum: ['requests-to-us', 'every-packet'],
            examples: ['every-packet'],
          },
          recordedAddress: {
            description:
              'Address that record route and timestamp options get at a router: that of the NIC by which a datagram came, or by which it goes on (RFC 1812 4.2.2.2).',
            type: 'string',
            enum: ['receiving', 'outgoing'],
            examples: ['outgoing'],
          },
          prespecifiedTimestamp: {
            description:
              'Timestamp options with prespecified addresses: filled in where the next address is the one that would be recorded, or any own one (RFC 1812 5.3.13.6).',
            type: 'string',
            enum: ['recorded-address', 'any-own-address'],
            examples: ['any-own-address'],
          },
          tightQuote: {
            description:
              'An ICMP error whose path back has an MTU that is too small for a whole quotation.',
            type: 'string',
            enum: ['silent', 'quote-what-fits'],
            examples: ['quote-what-fits'],
          },
        },
      },
    ],
    examples: ['standard', { base: 'standard', ttlExpiry: 'zero' }],
  },
};
