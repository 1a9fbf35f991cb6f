// Made from the schema by tools/generate.mjs; not to be edited.

/**
 * How the IPv4 stack behaves where stacks differ: standard (the RFCs' rules for hosts and routers), netstack (gVisor's netstack of May 2021, to the byte), linux (Linux 6.18 as it comes, with IGMP version 2), or one of these with choices of one's own. Default standard.
 */
export type Profile =
  | ('standard' | 'netstack' | 'linux')
  | {
      /**
       * Profile to start from.
       */
      base: 'standard' | 'netstack' | 'linux';
      /**
       * Received TTL at which a router does not forward: only zero, or zero and one (RFC 1812 5.3.1).
       */
      ttlExpiry?: 'zero' | 'one';
      /**
       * A datagram with DF that does not fit the next link: fragment it all the same, or report it with ICMP 3/4 (RFC 1191).
       */
      dontFragment?: 'fragment' | 'report';
      /**
       * Offsets when a fragment is fragmented again: restart from 0, or add the fragment's own (RFC 791 3.2).
       */
      refragmentation?: 'restart' | 'add';
      /**
       * Which of several routes that match is used (RFC 1812 5.2.4.3).
       */
      routeChoice?: 'first-match' | 'longest-prefix';
      /**
       * Whether the FORWARD chain of the packet filter is asked.
       */
      forwardChain?: boolean;
      /**
       * What the sender learns of a next hop that does not answer.
       */
      unresolvedNextHop?: 'silent' | 'host-unreachable';
      /**
       * IP options in fragments after the first: all, or those with the copied bit (RFC 791 3.1).
       */
      fragmentOptions?: 'all' | 'copied-only';
      /**
       * Echo requests to broadcast and multicast addresses (RFC 1122 3.2.2.6).
       */
      echoToBroadcast?: 'answer' | 'ignore';
      /**
       * Datagrams with a source route option.
       */
      sourceRoute?: 'pass' | 'drop';
      /**
       * Source address of ICMP errors about forwarded datagrams (RFC 1812 4.3.2.4).
       */
      forwardingErrorSource?: 'receiving' | 'outgoing';
      /**
       * Datagrams from 0.0.0.0.
       */
      unspecifiedSource?: 'accept' | 'discard';
      /**
       * Which of a host's own addresses are impossible as sources of what arrives (RFC 1122 3.2.1.3).
       */
      ownSource?: 'receiving-nic' | 'any-nic';
      /**
       * Multicast that a router receives where multicast routing is off (multicast: false): routed as unicast is, or not at all.
       */
      multicastForwarding?: 'unicast-routes' | 'multicast-routes';
      /**
       * Address translation by rules of the table nat. stateless: UDP only and one way, packet by packet. tracked: connections are remembered, and translated both ways with all checksums and the ICMP errors about them.
       */
      nat?: 'stateless' | 'tracked';
      /**
       * ICMP errors about fragments other than the first: sent as about any datagram, or never (RFC 1122 3.2.2).
       */
      laterFragmentErrors?: 'send' | 'none';
      /**
       * ICMP messages that the rate limit of a node counts: errors and echo replies, or errors alone (RFC 1812 4.3.2.8).
       */
      rateLimitedIcmp?: 'errors-and-replies' | 'errors';
      /**
       * A UDP checksum that comes out as 0: sent as it is, or as all ones (RFC 768).
       */
      zeroUdpChecksum?: 'zero' | 'ones';
      /**
       * Datagrams from or, at a router, to addresses of 0/8 and 240/4, which no host has (RFC 1812 5.3.7).
       */
      reservedAddresses?: 'accept' | 'discard';
      /**
       * Datagrams that fragments would make larger than 65,535 octets with their header (RFC 791 3.1).
       */
      oversizedDatagrams?: 'wrap' | 'drop';
      /**
       * Checksum of headers that change on delivery (reassembled from fragments, or with options filled in), as raw sockets and the quotations of ICMP errors show them.
       */
      changedHeaders?: 'stale-checksum' | 'new-checksum';
      /**
       * Queries and reports of IGMP version 1: taken only with the router alert of version 2, or as they are in RFC 1112.
       */
      igmpVersion1?: 'as-version-2' | 'rfc-1112';
      /**
       * ARP packets that change the link address of a known neighbour: requests for an own address, or every one (RFC 826).
       */
      arpMerge?: 'requests-to-us' | 'every-packet';
      /**
       * Address that record route and timestamp options get at a router: that of the NIC by which a datagram came, or by which it goes on (RFC 1812 4.2.2.2).
       */
      recordedAddress?: 'receiving' | 'outgoing';
      /**
       * Timestamp options with prespecified addresses: filled in where the next address is the one that would be recorded, or any own one (RFC 1812 5.3.13.6).
       */
      prespecifiedTimestamp?: 'recorded-address' | 'any-own-address';
      /**
       * An ICMP error whose path back has an MTU that is too small for a whole quotation.
       */
      tightQuote?: 'silent' | 'quote-what-fits';
    };
/**
 * TTL of what a node sends. Default 64.
 */
export type Ttl = number;
/**
 * Congestion control of connections: reno (RFC 5681), cubic (RFC 9438), dctcp (RFC 8257) or bbr (version 1). Default cubic; of a flow, that of the sending node.
 */
export type CongestionControl = 'reno' | 'cubic' | 'dctcp' | 'bbr';
/**
 * Rules of the packet filter, as iptables(8) writes them: commands -A, -I, -D (by number or with the rule), -P, -N, -X and -F, in order. Tables filter (the default), nat and mangle; matches -p, -s, -d, -i, -o, --sport, --dport and --icmp-type, and with -m conntrack in front --ctstate (with -m state, --state) of NEW, ESTABLISHED, RELATED and INVALID, each with ! in front for the contrary; targets ACCEPT, DROP, RETURN, chains of one's own, and in the table nat SNAT, DNAT, MASQUERADE and REDIRECT. Of a node: rules from the start, instead of those of the defaults. As an event: changes at a time.
 *
 * @minItems 1
 */
export type Iptables = [string, ...string[]];
/**
 * Whether a router routes multicast: asks its links for members with IGMP (RFC 2236) and sends datagrams on to where they are, along shortest paths. A mapping sets timers. Default: true for routers of scenarios in which somebody joins a group (groups, join, or a multicast app). Hosts never do.
 */
export type MulticastRouting =
  | boolean
  | {
      /**
       * Losses in a row that links may have, and how many queries follow a leave (RFC 2236 8.1). Default 2.
       */
      robustness?: number;
      /**
       * Time between two general queries (RFC 2236 8.2). Default 125s.
       */
      'query-interval'?: string;
      /**
       * Time in which members answer a general query, in tenths of a second, at most 25.5s (RFC 2236 8.3). Default 10s.
       */
      'query-response-interval'?: string;
      /**
       * Time between two queries after a leave, in which they are answered, in tenths of a second, at most 25.5s (RFC 2236 8.8). Default 1s.
       */
      'last-member-query-interval'?: string;
    };
/**
 * Bits a second that a link carries in each direction (bit, kbit, mbit, gbit), or unlimited. Default 1gbit. The long form counts what packets take beside their own octets (netem's rate).
 */
export type Rate =
  | string
  | {
      /**
       * The rate, long form.
       */
      bits: string;
      /**
       * Octets for each packet; with a minus, octets that are not sent. Default 0b.
       */
      overhead?: string;
      /**
       * Packets go out in cells that carry so many octets; the last one is filled up. Default: no cells.
       */
      cell?: string;
      /**
       * Octets for each cell. Default 0b.
       */
      cellOverhead?: string;
    };
/**
 * Time from the end of sending to arrival, one way. Default 1ms. The long form varies it (netem's delay).
 */
export type Delay =
  | string
  | {
      /**
       * The delay, long form.
       */
      mean: string;
      /**
       * How far the delay varies around its mean: the half width of uniform jitter, the standard deviation of the others.
       */
      jitter?: string;
      /**
       * How jitter is distributed. Default uniform.
       */
      distribution?: 'uniform' | 'normal' | 'pareto' | 'paretonormal';
      /**
       * A file with the distribution, instead of a name: numbers as in the *.dist files of iproute2, each a deviation in 1/8192 of the jitter. Relative to the scenario file and inside its folder.
       */
      table?: string;
      /**
       * How much each variation depends on the one before. Default 0%.
       */
      correlation?: string;
      /**
       * Whether packets overtake each other when their delays differ. Default keep.
       */
      order?: 'keep' | 'reorder';
      /**
       * Packets that may wait for the rate or be on their way at once (netem's limit); more are dropped, as by a queue that is full. Default: no limit.
       */
      limit?: string;
    };
/**
 * Bytes of the largest IPv4 packet that a link carries, header included. Default 1500.
 */
export type Mtu = number;
/**
 * The queue in front of a link, in each direction. Default 100p: first in, first out.
 */
export type Queue =
  | string
  | {
      /**
       * Queue discipline: fifo (default), red (Floyd and Jacobson 1993), codel (RFC 8289), fq-codel (RFC 8290), or priority by DSCP. fq_codel is another name of fq-codel, prio is another name of priority.
       */
      kind?: 'fifo' | 'red' | 'codel' | 'fq-codel' | 'priority' | 'fq_codel' | 'prio';
      /**
       * Packets (100p) or bytes (64kb, fifo only) that may wait; the one being sent does not count.
       */
      limit?: string;
      /**
       * Packets whose transport understands ECN (RFC 3168) are marked. red, codel, fq-codel: true marks instead of early drops; default false, of fq-codel true. fifo: a mapping with the threshold from which what waits makes a packet that comes be marked, as DCTCP (RFC 8257 3.1) asks.
       */
      ecn?:
        | boolean
        | {
            /**
             * Packets (20p) or bytes (30kb) that wait.
             */
            threshold: string;
          };
      /**
       * red: average length from which packets are dropped early.
       */
      min?: string;
      /**
       * red: average length from which (nearly) all are.
       */
      max?: string;
      /**
       * red: share that is dropped at max. Default 10%.
       */
      probability?: string;
      /**
       * red: weight of the present length in the average. Default 0.2%.
       */
      weight?: string;
      /**
       * red: from max on, drops grow to all at twice max instead of at once. Default true.
       */
      gentle?: boolean;
      /**
       * codel, fq-codel: standing delay that is tolerated. Default 5ms.
       */
      target?: string;
      /**
       * codel, fq-codel: time in which the target must be met once. Default 100ms.
       */
      interval?: string;
      /**
       * codel, fq-codel: packets that waited longer are marked at once, whatever the interval. Default: none.
       */
      'ce-threshold'?: string;
      /**
       * fq-codel: queues that flows are spread over. Default 1024.
       */
      flows?: number;
      /**
       * fq-codel: bytes a flow may send in its turn. Default 1514b.
       */
      quantum?: string;
      /**
       * priority: DSCP values of each band, the most urgent band first; the last takes all others.
       *
       * @minItems 1
       */
      bands?: [number[], ...number[][]];
    };
/**
 * Packets that are lost on the link: each with a probability, or by one of the models of netem. 0% turns loss off.
 */
export type Loss =
  | string
  | {
      /**
       * Each packet with a probability.
       */
      random?:
        | string
        | {
            /**
             * How likely it is for each packet.
             */
            probability: string;
            /**
             * How much each decision depends on the one before. Default 0%.
             */
            correlation?: string;
          };
      /**
       * The model of Gilbert and Elliott: a good and a bad state (netem's loss gemodel).
       */
      gemodel?: {
        /**
         * Probability of the transition from the good state to the bad one, at each packet.
         */
        p: string;
        /**
         * Probability of the transition back. Default 100% less p.
         */
        r?: string;
        /**
         * Loss in the bad state. Default 100%.
         */
        '1-h'?: string;
        /**
         * Loss in the good state. Default 0%.
         */
        '1-k'?: string;
      };
      /**
       * netem's model of four states: received and lost, in bursts and gaps (loss state).
       */
      state?: {
        /**
         * The probability of a transition of the model; see tc-netem(8).
         */
        p13: string;
        /**
         * The probability of a transition of the model; see tc-netem(8).
         */
        p31?: string;
        /**
         * The probability of a transition of the model; see tc-netem(8).
         */
        p32?: string;
        /**
         * The probability of a transition of the model; see tc-netem(8).
         */
        p23?: string;
        /**
         * The probability of a transition of the model; see tc-netem(8).
         */
        p14?: string;
      };
      /**
       * Bursts of one length.
       */
      burst?: {
        /**
         * Probability that a burst begins, at each packet outside of one.
         */
        probability: string;
        /**
         * Packets of a burst, such as 5p.
         */
        length: string;
      };
      /**
       * The numbers of the packets that are lost, from 1 for the first.
       *
       * @minItems 1
       */
      packets?: [number, ...number[]];
    };
/**
 * Packets that arrive twice (netem's duplicate). 0% turns it off.
 */
export type Duplicate =
  | string
  | {
      /**
       * How likely it is for each packet.
       */
      probability: string;
      /**
       * How much each decision depends on the one before. Default 0%.
       */
      correlation?: string;
    };
/**
 * Packets of which one bit is inverted (netem's corrupt); checksums fail then as they should. 0% turns it off.
 */
export type Corrupt =
  | string
  | {
      /**
       * How likely it is for each packet.
       */
      probability: string;
      /**
       * How much each decision depends on the one before. Default 0%.
       */
      correlation?: string;
    };
/**
 * Packets that go without delay and so overtake others (netem's reorder). 0% turns it off.
 */
export type Reorder =
  | string
  | {
      /**
       * How likely it is for each packet.
       */
      probability: string;
      /**
       * How much each decision depends on the one before. Default 0%.
       */
      correlation?: string;
      /**
       * Only every packet of this number may go early. Default 1.
       */
      gap?: number;
    };
/**
 * Packets arrive in slots, several together (netem's slot): how long after a slot is over the next one opens. The long form draws that time, and limits what a slot lets through. 0ms turns slots off.
 */
export type Slot =
  | string
  | {
      /**
       * The least time until the next slot.
       */
      min?: string;
      /**
       * The most; drawn evenly from min on. Default min.
       */
      max?: string;
      /**
       * Instead of min and max: the mean time.
       */
      mean?: string;
      /**
       * How far it varies around its mean, as the jitter of delay. Default 0ms.
       */
      jitter?: string;
      /**
       * How it is distributed around its mean. Default uniform.
       */
      distribution?: 'uniform' | 'normal' | 'pareto' | 'paretonormal';
      /**
       * A file with the distribution, instead of a name: numbers as in the *.dist files of iproute2, each a deviation in 1/8192 of the jitter. Relative to the scenario file and inside its folder.
       */
      table?: string;
      /**
       * Packets that a slot lets through. Default: all.
       */
      packets?: string;
      /**
       * Octets after which a slot is over, link headers included. Default: no end.
       */
      bytes?: string;
    };
/**
 * Whether packets whose transport understands ECN (RFC 3168) are marked instead of being lost (netem's ecn). Default false.
 */
export type Ecn = boolean;
/**
 * The impairments of a link in the words of Linux's tc … netem: delay TIME [JITTER [CORRELATION]], distribution NAME or FILE, loss (random, state, gemodel), ecn, duplicate, corrupt, reorder, gap, limit, rate RATE [OVERHEAD [CELL [CELL-OVERHEAD]]], slot. Each word, what it does and where Linux differs: docs/netem.md. Impairments that it does not name, and no key beside it, are off; delay, rate and queue stay as they are. With a delay or slots, at most 1,000 packets are held, or limit. Jitter changes the order of packets unless a rate is named, as in Linux. Keys may stand beside it for what it does not name.
 */
export type Netem = string;
/**
 * Hosts at each router (of a star or tree, at its leaves): how many, or with settings. They are called after their router: r1-host1. Group: hosts.
 */
export type GeneratedHosts =
  | number
  | {
      /**
       * How many at each router.
       */
      count?: number;
      link?: GeneratedLinks;
      node?: GeneratedNodes;
    };
/**
 * Template of links, or several, below what is said here.
 */
export type TemplateNames = string | string[];
/**
 * What the link counts for with routing by weight: in both directions, or in each its own. Default 1.
 */
export type LinkWeight =
  | number
  | {
      /**
       * From the first end to the second. Default 1.
       */
      forward?: number;
      /**
       * From the second end to the first. Default 1.
       */
      reverse?: number;
    };
/**
 * Template of nodes, or several, below what is said here.
 */
export type TemplateNames1 = string | string[];
export type Prefix = string;
/**
 * A NIC on a segment. Parameters that stand here are those of its port: forward leads to the segment, reverse to the NIC.
 */
export type Attachment =
  | string
  | {
      /**
       * The node and its NIC.
       */
      endpoint: string;
      /**
       * MAC address of the NIC. Default: one made of the names, which begins with 02.
       */
      mac?: string;
      rate?: Rate;
      delay?: Delay;
      mtu?: Mtu;
      queue?: Queue;
      loss?: Loss;
      duplicate?: Duplicate;
      corrupt?: Corrupt;
      reorder?: Reorder;
      slot?: Slot;
      ecn?: Ecn;
      netem?: Netem;
      reverse?: ReverseDirection;
    };
/**
 * The node that pings; a list of nodes; or *, all that have a link. With several, each pings every destination but itself, and the numbers in expectations are those of all together.
 *
 * @minItems 1
 */
export type NodeSelection = string | [string, ...string[]];
/**
 * A node (its main address), an address, a list of these; or *, all nodes that have a link.
 *
 * @minItems 1
 */
export type HostSelection = string | [string, ...string[]];
/**
 * Differentiated services code point of the packets sent (RFC 2474), which priority queues look at. Default 0, best effort; 46 is EF (RFC 3246), 8 is CS1.
 */
export type Dscp = number;
/**
 * How long it is on each time.
 */
export type VaryingDuration =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
/**
 * How long it is off each time.
 */
export type VaryingDuration1 =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize1 =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize2 =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * Time from the end of a request to the next one. Default 0s.
 */
export type VaryingDuration2 =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
/**
 * Time from the arrival of a request to its response. Requests do not wait for each other. Default 0s.
 */
export type VaryingDuration3 =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize3 =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize4 =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.
 */
export type VaryingSize5 =
  | string
  | {
      /**
       * Exponentially distributed, with this mean.
       */
      exponential?: string;
      /**
       * Each size from the first to the second equally often.
       *
       * @minItems 2
       * @maxItems 2
       */
      uniform?: [string, string];
      /**
       * A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.
       */
      cdf?: string;
    };
/**
 * Time from the end of a page to the next one. Default 0s.
 */
export type VaryingDuration4 =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
/**
 * Time from when the server has read a request to its response. Default 0s.
 */
export type VaryingDuration5 =
  | string
  | {
      /**
       * The mean of the distribution.
       */
      exponential: string;
    };
export type MulticastReceiver =
  | string
  | {
      /**
       * Node that receives.
       */
      node: string;
      /**
       * NIC that joins the group. Default: its first.
       */
      nic?: string;
      /**
       * Scenario time at which it joins. Default: that of all receivers.
       */
      join?: string;
      /**
       * Scenario time at which it leaves. Default: never.
       */
      leave?: string;
    };
/**
 * Everything that happens, as a file of JSON Lines: an event on each line, in order, each with its time, its type and what it is about; packets with the number of their datagram (identity). true: all of them, in NAME.events.jsonl. Default false.
 */
export type EventStream =
  | boolean
  | {
      /**
       * Name of the file. Default: that of the scenario with the ending .events.jsonl.
       */
      file?: string;
      /**
       * Types of events that are written. Default all.
       */
      kinds?: (
        | 'originated'
        | 'received'
        | 'transmitted'
        | 'forwarded'
        | 'fragment-held'
        | 'reassembled'
        | 'fragmented'
        | 'delivered'
        | 'consumed'
        | 'dropped'
        | 'icmp-error'
        | 'send-failed'
        | 'app-failed'
        | 'membership'
        | 'neighbour'
        | 'group-members'
        | 'querier'
        | 'address-conflict'
        | 'link-dropped'
        | 'link-duplicated'
        | 'link-corrupted'
        | 'link-reordered'
        | 'link-changed'
        | 'rules-changed'
        | 'link-state'
        | 'host-state'
        | 'nic-state'
        | 'scripted'
        | 'tcp-state'
        | 'tcp-retransmit'
      )[];
      /**
       * Nodes whose events are written, with those of their links. Default all.
       */
      nodes?: Name[];
    };
export type Name = string;

/**
 * A scenario: a network, what happens in it and when, and what is expected of it.
 */
export interface WrittenScenario {
  /**
   * Version of the scenario language.
   */
  schema: 1;
  /**
   * Name of the scenario; files written by a run are called after it.
   */
  name: string;
  /**
   * What the scenario shows, in a sentence or a few.
   */
  description?: string;
  /**
   * Where all random numbers come from: same scenario and seed, same packets. The option --seed wins. Default 1.
   */
  seed?: number;
  /**
   * Scenario time at which the run ends. Default: when nothing is left to happen.
   */
  stop?: string;
  /**
   * What clocks show at scenario time 0, in UTC: time stamps of captures and of IP options count from here. Default 2026-01-01T00:00:00Z.
   */
  epoch?: string;
  /**
   * What holds for every node and every link that does not say otherwise.
   */
  defaults?: {
    /**
     * Defaults of nodes.
     */
    node?: {
      profile?: Profile;
      ttl?: Ttl;
      tcp?: TcpSettings;
      iptables?: Iptables;
      multicast?: MulticastRouting;
    };
    /**
     * Defaults of links. Without them: rate 1gbit, delay 1ms, mtu 1500, queue 100p.
     */
    link?: {
      rate?: Rate;
      delay?: Delay;
      mtu?: Mtu;
      queue?: Queue;
      loss?: Loss;
      duplicate?: Duplicate;
      corrupt?: Corrupt;
      reorder?: Reorder;
      slot?: Slot;
      ecn?: Ecn;
      netem?: Netem;
    };
  };
  /**
   * Where the addresses of links come from that have none given: each takes the next subnet of the pool that nothing else uses.
   */
  addressing?: {
    /**
     * Addresses to take subnets from. Default 10.0.0.0/8.
     */
    pool?: string;
    /**
     * Prefix length of each subnet. Default 30.
     */
    prefix?: number;
    /**
     * Where loopback addresses come from: each router takes the next one, for its NIC lo, unless its addresses give it one. The name of a router means this address, so that the way to it is the shortest to the router and not to one of its links. Default 172.16.0.0/12 (192.168.0.0/16 where the pool overlaps that); none where routing is static, or where a router, or a host without a default route, lists its own routes. With none, the name of a router means the first address of its first NIC, as that of a host does.
     */
    loopbacks?: string;
  };
  /**
   * Takes nodes and links from a topology file, in GML or GraphML. They come in front of the scenario's own. Nodes are called after their labels (New York is New_York; a second one is New_York_2; other scripts are written in Latin letters), links after their ends (New_York_Chicago), and each node's NICs are eth0, eth1 and so on in the order of the file's edges. Of an edge, LinkSpeedRaw (bits a second) is the rate, delay (with its unit, such as 25ms) the delay, and weight the weight. Edges of a node to itself are left out. Whatever of a file is left out, renamed or filled in is reported in a warning.
   */
  import?: {
    /**
     * GML or GraphML file, relative to the scenario file and inside its folder.
     */
    file: string;
    /**
     * Delay of the imported links: one for all, or geo, which computes each from the coordinates of its ends: the distance on a great circle (mean radius of the Earth, 6,371.0088 km) divided by two thirds of the speed of light, which is about 200 km a millisecond. Default: what the file says about a link (delay), else that of every link.
     */
    delay?: string;
    /**
     * With delay: geo, the delay of links with an end that has no coordinates. Default: that of every link.
     */
    missingDelay?: string;
    /**
     * Rate of all imported links. Default: what the file says about a link (LinkSpeedRaw), else that of every link.
     */
    rate?: string;
    /**
     * What the imported nodes are. Default router.
     */
    kind?: 'router' | 'host';
  };
  /**
   * Scenario files whose nodes, links, segments, events, expectations, templates, groups and parameters this one has too, in front of its own; relative to this file and inside the scenario's folder. Other keys, and values of parameters, count as far as this file does not say them itself. Each file is included once, also if several files name it. Files that are named in an included file are looked for from the scenario's folder.
   *
   * @minItems 1
   */
  include?: string | [string, ...string[]];
  /**
   * Values by name: ${name} puts one into any value of the file, and --set name=value of the command changes it. A parameter may be worked out of others: "${2 * rtt}".
   */
  parameters?: {
    [k: string]: unknown;
  };
  /**
   * What several entries have in common, by name: an entry that says `use: NAME` has all that it does not say itself.
   */
  templates?: {
    /**
     * Templates of nodes.
     */
    nodes?: {
      [k: string]: {
        [k: string]: unknown;
      };
    };
    /**
     * Templates of links.
     */
    links?: {
      [k: string]: {
        [k: string]: unknown;
      };
    };
    /**
     * Templates of events. Of an app, each key counts by itself: an entry adds from and to.
     */
    events?: {
      [k: string]: {
        [k: string]: unknown;
      };
    };
  };
  /**
   * Groups of nodes, by name: names, patterns (* stands for any letters) and groups that stand before. Generated networks have groups of their own.
   */
  groups?: {
    [k: string]: string | string[];
  };
  /**
   * Networks that are made from a few numbers, by their kinds; a list of such where a kind is there more than once. Their nodes and links come in front of the others. NICs of each node are eth0, eth1 and so on, in the order of links. What stands under nodes with the name of a generated node, of a group or with a pattern is added to these nodes.
   */
  generate?: GeneratedNetworks | [GeneratedNetworks, ...GeneratedNetworks[]];
  /**
   * The hosts and routers, by name.
   */
  nodes?: {
    [k: string]: ScenarioNode;
  };
  /**
   * The point-to-point links.
   */
  links?: ScenarioLink[];
  /**
   * Broadcast domains with ARP, by name: hubs and switches that join NICs. What has a link has a name of its own, so no segment is called as a link is.
   */
  segments?: {
    [k: string]: ScenarioSegment;
  };
  /**
   * Where routes come from. shortest-path: every node that lists no routes of its own gets the shortest path to every subnet, and a host with one link a default route; links that go down change no route. static: there are only the routes that nodes list, and those to their own subnets.
   */
  routing?:
    | ('shortest-path' | 'static')
    | {
        /**
         * shortest-path or static. Default shortest-path.
         */
        kind?: 'shortest-path' | 'static';
        /**
         * What makes a path short: the sum of the delays of its links, their number, or the sum of their weights. Default delay.
         */
        by?: 'delay' | 'hops' | 'weight';
      };
  /**
   * What happens, and when.
   */
  events?: ScenarioEvent[];
  /**
   * What must be true of the run for it to pass.
   */
  expect?: Expectation[];
  /**
   * What a run writes into the folder that --out names.
   */
  outputs?: {
    /**
     * NICs to capture at: NODE:NIC, NODE:* for all of a node, or * for all there are. Default all.
     */
    pcapng?: string[];
    /**
     * Whether captures carry the number of each packet's datagram (for --explain) as its packet id, and a comment on each packet that is dropped: where, why, and by which rule. Packets are dropped as well where nobody captures them, so one that is lost after it was sent is shown once more, when it ends. Default true.
     */
    comments?: boolean;
    events?: EventStream;
    series?: TimeSeries;
  };
}
/**
 * How the node's TCP behaves: what differs from the stack. Nodes speak TCP in scenarios with a tcp app or with these settings; elsewhere TCP meets an unknown protocol.
 */
export interface TcpSettings {
  /**
   * standard: the RFCs where Linux departs from them (RTO of at least 1 s, SYN time-outs that double, exact timers); linux: as Linux 6.18, its timers' granularity and lateness too. Default standard.
   */
  stack?: 'standard' | 'linux';
  congestion?: CongestionControl;
  /**
   * ECN (RFC 3168): true asks and answers, false does neither. Default: it answers. DCTCP asks in any case.
   */
  ecn?: boolean;
  /**
   * Selective acknowledgments (RFC 2018). Default true.
   */
  sack?: boolean;
  /**
   * Timestamps (RFC 7323 3). Default true.
   */
  timestamps?: boolean;
  /**
   * Windows of more than 64 KiB (RFC 7323 2). Default true.
   */
  'window-scaling'?: boolean;
  /**
   * Segments that are sent at first (RFC 6928). Default 10.
   */
  'initial-window'?: number;
  /**
   * Least retransmission time-out. Default 1s (RFC 6298 2.4); linux 200ms.
   */
  'min-rto'?: string;
  /**
   * Longest delay of an ACK, from 1ms to 500ms (RFC 1122 4.2.3.2). Default 200ms, after the gaps between segments.
   */
  'delayed-ack'?: string;
  /**
   * Memory of a connection's send buffer, bookkeeping included. Default: 16 KiB that grows to 4 MiB.
   */
  'send-buffer'?: string;
  /**
   * Memory of a connection's receive buffer, about half of it data at first. Default: 128 KiB that grows to 6 MiB.
   */
  'receive-buffer'?: string;
}
/**
 * Networks by their kinds, each with its settings.
 */
export interface GeneratedNetworks {
  line?: LineNetwork;
  ring?: RingNetwork;
  star?: StarNetwork;
  'full-mesh'?: FullMeshNetwork;
  grid?: GridNetwork;
  torus?: TorusNetwork;
  tree?: TreeNetwork;
  'leaf-spine'?: LeafSpineNetwork;
  'fat-tree'?: FatTreeNetwork;
  waxman?: WaxmanNetwork;
  'barabasi-albert'?: BarabasiAlbertNetwork;
  'erdos-renyi'?: ErdosRenyiNetwork;
}
/**
 * Routers r1, r2 and so on, each linked to the next one.
 */
export interface LineNetwork {
  /**
   * How many routers.
   */
  routers: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * What generated links have, as those of `links` have it.
 */
export interface GeneratedLinks {
  use?: TemplateNames;
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  reverse?: ReverseDirection;
  weight?: LinkWeight;
}
/**
 * The direction from the second end to the first, where it differs: what is not named is the same.
 */
export interface ReverseDirection {
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
}
/**
 * What generated nodes have, as those of `nodes` have it.
 */
export interface GeneratedNodes {
  use?: TemplateNames1;
  profile?: Profile;
  ttl?: Ttl;
  tcp?: TcpSettings;
  iptables?: Iptables;
  multicast?: MulticastRouting;
}
/**
 * Routers r1, r2 and so on, each linked to the next one, and the last one to the first.
 */
export interface RingNetwork {
  /**
   * How many routers.
   */
  routers: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * A router hub, and routers leaf1, leaf2 and so on that are linked to it. Group: leaves.
 */
export interface StarNetwork {
  /**
   * How many routers are linked to the hub.
   */
  leaves: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * Routers r1, r2 and so on, each linked to every other one.
 */
export interface FullMeshNetwork {
  /**
   * How many routers.
   */
  routers: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * Routers in rows and columns, each linked to its neighbours: r2-3 is the third of the second row.
 */
export interface GridNetwork {
  /**
   * How many rows.
   */
  rows: number;
  /**
   * How many columns.
   */
  columns: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * A grid whose last router of each row and of each column is linked to the first: r2-3 is the third of the second row.
 */
export interface TorusNetwork {
  /**
   * How many rows.
   */
  rows: number;
  /**
   * How many columns.
   */
  columns: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * A router level0-1 at the root, and below each router of a level as many of the next one: level1-1, level1-2 and so on. Groups: level0, level1 and so on, and leaves, the last level.
 */
export interface TreeNetwork {
  /**
   * Levels below the root.
   */
  depth: number;
  /**
   * Routers below each one.
   */
  fanout: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * Routers spine1, spine2 and so on, and routers leaf1, leaf2 and so on, each of which is linked to every spine (by an uplink). Hosts are at the leaves: leaf8-host4 is the fourth of the eighth. Groups: spines, leaves, hosts.
 */
export interface LeafSpineNetwork {
  /**
   * How many spines.
   */
  spines: number;
  /**
   * How many leaves.
   */
  leaves: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  uplink?: GeneratedLinks1;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * What generated links have, as those of `links` have it.
 */
export interface GeneratedLinks1 {
  use?: TemplateNames;
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  reverse?: ReverseDirection;
  weight?: LinkWeight;
}
/**
 * The fat tree of switches with k ports: k pods of k/2 aggregation and k/2 edge switches, (k/2)² core switches, and k/2 hosts at each edge. Aggregation switch a of each pod is linked to the cores from (a − 1)·k/2 + 1 on. Names: core1, pod1-agg1, pod1-edge1, pod1-edge1-host1. Groups: cores, aggregations, edges, hosts, and pod1, pod2 and so on, hosts included. Links between switches are uplinks.
 */
export interface FatTreeNetwork {
  /**
   * Ports of a switch: an even number.
   */
  k: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  uplink?: GeneratedLinks2;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * What generated links have, as those of `links` have it.
 */
export interface GeneratedLinks2 {
  use?: TemplateNames;
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  reverse?: ReverseDirection;
  weight?: LinkWeight;
}
/**
 * The random network of Waxman (1988): routers r1, r2 and so on at random places of a square, and between two of them, at the distance d, a link with the probability alpha · e^(−d / (beta · L)), where L is the diagonal of the square.
 */
export interface WaxmanNetwork {
  /**
   * How many routers.
   */
  routers: number;
  /**
   * How many links: the probability of one between routers at the same place.
   */
  alpha: number;
  /**
   * How long links are: the larger, the more of the long ones.
   */
  beta: number;
  /**
   * Delay of a link as long as the diagonal; others have their share of it. Default: all have the delay of `link`.
   */
  diagonal?: string;
  /**
   * Whether parts that nothing links are joined: each part to those before it, by a link between a router drawn from each. Such a network is not quite what its model says. Default false: a warning says how many parts there are.
   */
  connected?: boolean;
  /**
   * Where the random numbers of the network come from: for each seed the same network, whatever the seed of the run. Default 1.
   */
  seed?: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * The random network of Barabási and Albert (1999): routers r1, r2 and so on come one after the other, and each is linked to m of those before it, drawn by how many links these have. It begins with a star of m + 1.
 */
export interface BarabasiAlbertNetwork {
  /**
   * How many routers.
   */
  routers: number;
  /**
   * Links that each router comes with, fewer than there are routers.
   */
  m: number;
  /**
   * Where the random numbers of the network come from: for each seed the same network, whatever the seed of the run. Default 1.
   */
  seed?: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
/**
 * The random network of Erdős and Rényi (1959): between two of the routers r1, r2 and so on there is a link with the probability p, each by itself (G(n, p)); or there are as many links as `links` says, between pairs drawn at random (G(n, M)).
 */
export interface ErdosRenyiNetwork {
  /**
   * How many routers.
   */
  routers: number;
  /**
   * Probability of a link between two routers. Either this or links.
   */
  p?: string;
  /**
   * How many links. Either this or p.
   */
  links?: number;
  /**
   * Whether parts that nothing links are joined: each part to those before it, by a link between a router drawn from each. Such a network is not quite what its model says. Default false: a warning says how many parts there are.
   */
  connected?: boolean;
  /**
   * Where the random numbers of the network come from: for each seed the same network, whatever the seed of the run. Default 1.
   */
  seed?: number;
  hosts?: GeneratedHosts;
  link?: GeneratedLinks;
  node?: GeneratedNodes;
  /**
   * What stands in front of the names of its nodes and groups. Default: nothing.
   */
  prefix?: string;
}
export interface ScenarioNode {
  /**
   * A router forwards what is not for itself; a host does not.
   */
  kind: 'host' | 'router';
  profile?: Profile;
  ttl?: Ttl;
  tcp?: TcpSettings;
  iptables?: Iptables;
  multicast?: MulticastRouting;
  /**
   * Addresses of NICs, each with its prefix length; the first is the main one.
   */
  addresses?: {
    /**
     * @minItems 1
     */
    [k: string]: string | [Prefix, ...Prefix[]];
  };
  /**
   * Routes as `ip route` writes them: PREFIX via ADDRESS, dev NIC, metric N. A node that lists routes gets no computed ones.
   */
  routes?: string[];
  /**
   * Multicast groups that NICs are members of from the start.
   */
  groups?: {
    [k: string]: string[];
  };
}
export interface ScenarioLink {
  /**
   * Name in events and expectations. Default: the names of its nodes, such as h1_r1; a second one is h1_r1_2.
   */
  name?: string;
  /**
   * The two ends, each a node and its NIC. The direction from the first to the second is called forward.
   *
   * @minItems 2
   * @maxItems 2
   */
  endpoints: [string, string];
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  reverse?: ReverseDirection;
  weight?: LinkWeight;
}
/**
 * A hub or a switch. Of the parameters of links, those that stand here hold for both directions of every port; without them: rate 1gbit, delay 1us, mtu 1500, queue 100p. The defaults of links are not for segments.
 */
export interface ScenarioSegment {
  /**
   * hub: every frame goes to every other port. switch: a learning bridge (IEEE 802.1D), which sends a frame where its MAC address was seen, and everywhere while it was not.
   */
  kind: 'switch' | 'hub';
  /**
   * The NICs, each with a port of its own: NODE:NIC, or the long form with what differs at this port.
   *
   * @minItems 1
   */
  attach: [Attachment, ...Attachment[]];
  /**
   * Subnet from which the NICs get addresses that have none given under nodes, in the order of attach. Default: that of the first address given to one of the NICs, else the next of the pool, large enough for all.
   */
  subnet?: string;
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  /**
   * switch: how long it remembers where a MAC address was. Default 300s.
   */
  'mac-ageing'?: string;
  /**
   * switch: whether multicast goes only where IGMP shows members and routers (RFC 4541). With fast-leave a port is left at once on a leave message, not when the querier's question remains unanswered. Default true, without fast-leave.
   */
  'igmp-snooping'?:
    | boolean
    | {
        /**
         * Whether a port is left at once on a leave message. Default false.
         */
        'fast-leave'?: boolean;
      };
  /**
   * Whether every NIC announces its addresses by ARP at the start (RFC 5227 2.3), which shows conflicts. Default false.
   */
  announce?: boolean;
  /**
   * Whether NICs of this segment may have the same address: for a conflict that is wanted. Default false: an address that is there twice is a mistake.
   */
  'allow-conflicts'?: boolean;
}
export interface ScenarioEvent {
  /**
   * Scenario time at which it happens. Events of the same time happen in the order of the file.
   */
  at: string;
  /**
   * Name of the ping or other app in expectations. Default: ping1, ping2, traceroute1, udp1 and so on.
   */
  name?: string;
  /**
   * Node to which it happens (with inject, join, leave, iptables, and with set to take it down or up).
   */
  node?: string;
  /**
   * With node and set: the NIC that goes down or comes up. Default: the whole node.
   */
  nic?: string;
  /**
   * Link to which it happens (with set).
   */
  link?: string;
  /**
   * Segment to which it happens (with set).
   */
  segment?: string;
  /**
   * With segment: the port that is changed, by its node and NIC. Default: every port.
   */
  port?: string;
  ping?: Ping;
  traceroute?: Traceroute;
  udp?: Udp;
  flow?: Flow;
  tcp?: Tcp;
  flows?: Flows;
  'request-response'?: RequestResponse;
  web?: Web;
  replay?: Replay;
  raw?: Raw;
  multicast?: Multicast;
  iptables?: Iptables;
  inject?: Inject;
  set?: LinkChange;
  join?: Membership;
  leave?: Membership;
  /**
   * A TypeScript (or JavaScript) module inside the scenario file's folder, of which a function is called. Only with --allow-scripts. Its timers, Date, await and RxJS live in scenario time; Math.random draws from the seed.
   */
  script?: string;
  /**
   * Name of the function that the script exports. Default: its default export.
   */
  export?: string;
}
/**
 * Sends ICMP echo requests and waits for the replies.
 */
export interface Ping {
  from: NodeSelection;
  to: HostSelection;
  /**
   * Requests to each destination. Default 4.
   */
  count?: number;
  /**
   * Time between two requests to one destination. Default 1s.
   */
  interval?: string;
  /**
   * Bytes of data in each request, behind 20 of IPv4 and 8 of ICMP header. Default 56.
   */
  size?: number;
  /**
   * Whether requests carry the DF bit: do not fragment. Default false.
   */
  df?: boolean;
  /**
   * TTL of the requests. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
  /**
   * How long after the last request replies still count. Default 10s.
   */
  timeout?: string;
  /**
   * With several pairs, the time between the starts of two. Default 0s: all at once.
   */
  stagger?: string;
}
/**
 * Finds the routers on the path by the ICMP errors that datagrams of growing TTL cause.
 */
export interface Traceroute {
  /**
   * The node that asks.
   */
  from: string;
  /**
   * A node (its main address) or an address.
   */
  to: string;
  /**
   * What is sent: UDP datagrams to ports that nobody uses, or ICMP echo requests. Default udp.
   */
  probe?: 'udp' | 'icmp';
  /**
   * Largest TTL that is tried. Default 30.
   */
  maxHops?: number;
  /**
   * Probes for each TTL. Default 3.
   */
  probesPerHop?: number;
  /**
   * How long to wait for the answer to a probe. Default 3s.
   */
  timeout?: string;
}
/**
 * Sends UDP datagrams to a port, where a receiver counts them.
 */
export interface Udp {
  /**
   * The node that sends.
   */
  from: string;
  /**
   * Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.
   */
  to: string;
  /**
   * Whether a receiver is opened at the destination, or at the receiver. false: no port is opened; what a socket takes counts nevertheless. Default true.
   */
  receive?: boolean;
  /**
   * The node at which what arrives is counted, and at which the receiver is opened: NODE, or NODE:PORT where NAT changes the port. Default: it counts wherever a socket takes it, behind NAT too, and the receiver is opened at the node with the destination address.
   */
  receiver?: string;
  /**
   * Port to send from. Default: a free one.
   */
  sourcePort?: number;
  /**
   * Datagrams to send. Default 1.
   */
  count?: number;
  /**
   * Time between two datagrams. Default 1s.
   */
  interval?: string;
  /**
   * Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.
   */
  size?: string;
  /**
   * Data of each datagram, as text in UTF-8, instead of a size.
   */
  payload?: string;
  /**
   * Whether datagrams carry the DF bit: do not fragment. Default false.
   */
  df?: boolean;
  /**
   * TTL of the datagrams. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * Sends UDP datagrams by a traffic pattern to a port, where a receiver counts them.
 */
export interface Flow {
  /**
   * The node that sends.
   */
  from: string;
  /**
   * Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.
   */
  to: string;
  udp: FlowPattern;
  /**
   * Scenario time from which on nothing is sent. Default: with a count no end, without one the end of the scenario (stop).
   */
  until?: string;
  /**
   * Datagrams to send, at most. Default: no limit.
   */
  count?: number;
  /**
   * Whether a receiver is opened at the destination, or at the receiver. false: no port is opened; what a socket takes counts nevertheless. Default true.
   */
  receive?: boolean;
  /**
   * The node at which what arrives is counted, and at which the receiver is opened: NODE, or NODE:PORT where NAT changes the port. Default: it counts wherever a socket takes it, behind NAT too, and the receiver is opened at the node with the destination address.
   */
  receiver?: string;
  /**
   * Port to send from. Default: a free one.
   */
  sourcePort?: number;
  /**
   * Whether datagrams carry the DF bit: do not fragment. Default false.
   */
  df?: boolean;
  /**
   * TTL of the datagrams. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * When datagrams are sent, by exactly one of rate, interval, poisson, on-off and burst; and how large they are.
 */
export interface FlowPattern {
  /**
   * Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.
   */
  size?: string;
  /**
   * Data of each datagram, as text in UTF-8, instead of a size.
   */
  payload?: string;
  /**
   * A constant rate of data (bit, kbit, mbit, gbit; headers not counted): datagram n leaves n × size / rate after the first, to the nanosecond, without drift.
   */
  rate?: string;
  /**
   * A constant interval between two datagrams.
   */
  interval?: string;
  poisson?: PoissonPattern;
  'on-off'?: OnOffPattern;
  burst?: BurstPattern;
}
/**
 * A Poisson process: independent, exponentially distributed gaps, also before the first datagram.
 */
export interface PoissonPattern {
  /**
   * The mean gap between two datagrams.
   */
  gap?: string;
  /**
   * The mean rate of data, instead of a gap.
   */
  rate?: string;
}
/**
 * A constant rate of data while on, nothing while off. It begins on; the mean rate is rate × on / (on + off).
 */
export interface OnOffPattern {
  /**
   * Rate of data while on.
   */
  rate: string;
  on: VaryingDuration;
  off: VaryingDuration1;
}
/**
 * So many datagrams at one instant, again and again.
 */
export interface BurstPattern {
  /**
   * Datagrams in each burst.
   */
  datagrams: number;
  /**
   * Time from one burst to the next.
   */
  every: string;
}
/**
 * Opens a TCP connection (RFC 9293), sends as fast as it carries, and closes it; a receiver listens, accepts and reads all. How TCP behaves is set by `tcp` of the nodes.
 */
export interface Tcp {
  /**
   * The node that connects and sends.
   */
  from: string;
  /**
   * Where to: a node (its main address) or an address, and a port.
   */
  to: string;
  /**
   * Bytes of data to send (b, kb, mb; kib, mib), then the connection is closed. Default: as many as it carries.
   */
  octets?: string;
  /**
   * Scenario time at which the sender closes the connection; what it has written by then still arrives. Default: when all octets are written; without octets, the end of the scenario (stop).
   */
  until?: string;
  /**
   * Whether the port is opened at the destination, or at the receiver. false: the connection is refused, unless something else listens. Default true.
   */
  receive?: boolean;
  /**
   * The node that listens: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.
   */
  receiver?: string;
  /**
   * Port to connect from. Default: a free one.
   */
  sourcePort?: number;
  congestion?: CongestionControl;
  settings?: FlowSettings;
  /**
   * TTL of its packets. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * How TCP behaves in these connections, at both ends: what differs from the nodes. Other apps do not share their port, unless they want the same.
 */
export interface FlowSettings {
  /**
   * ECN (RFC 3168): true asks and answers, false does neither. Default: it answers. DCTCP asks in any case.
   */
  ecn?: boolean;
  /**
   * Selective acknowledgments (RFC 2018). Default true.
   */
  sack?: boolean;
  /**
   * Timestamps (RFC 7323 3). Default true.
   */
  timestamps?: boolean;
  /**
   * Windows of more than 64 KiB (RFC 7323 2). Default true.
   */
  'window-scaling'?: boolean;
  /**
   * Segments that are sent at first (RFC 6928). Default 10.
   */
  'initial-window'?: number;
  /**
   * Least retransmission time-out. Default 1s (RFC 6298 2.4); linux 200ms.
   */
  'min-rto'?: string;
  /**
   * Longest delay of an ACK, from 1ms to 500ms (RFC 1122 4.2.3.2). Default 200ms, after the gaps between segments.
   */
  'delayed-ack'?: string;
  /**
   * Memory of a connection's send buffer, bookkeeping included. Default: 16 KiB that grows to 4 MiB.
   */
  'send-buffer'?: string;
  /**
   * Memory of a connection's receive buffer, about half of it data at first. Default: 128 KiB that grows to 6 MiB.
   */
  'receive-buffer'?: string;
  /**
   * Whether small segments wait for ACKs (RFC 9293 3.7.4); false: TCP_NODELAY, of the end that connects. Default true.
   */
  nagle?: boolean;
}
/**
 * Generates TCP flows: they begin as a Poisson process, each a connection of its own from a node of one group to a node of another, both drawn at random, and carry a size that is drawn too. Completion times and slow-downs are reported by size.
 */
export interface Flows {
  /**
   * The nodes that send: names, and patterns in which * stands for any letters.
   *
   * @minItems 1
   */
  from: string | [string, ...string[]];
  /**
   * The nodes that receive. A flow is for another node than its own.
   *
   * @minItems 1
   */
  to: string | [string, ...string[]];
  /**
   * The port that receivers listen at. Default 80.
   */
  port?: number;
  sizes: VaryingSize;
  poisson: FlowArrivals;
  /**
   * Flows, at most. Default: no limit.
   */
  count?: number;
  /**
   * Scenario time from which on no flow begins; those that go on are carried on. Default: with a count no end, without one the end of the scenario (stop).
   */
  until?: string;
  /**
   * Classes of size in which flows are counted, the smallest first: each up to a size, the last without. Default: small to 100kb, medium to 10mb, and large.
   *
   * @minItems 1
   * @maxItems 20
   */
  classes?:
    | [FlowClass]
    | [FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass, FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass]
    | [FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass, FlowClass]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ]
    | [
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass,
        FlowClass
      ];
  congestion?: CongestionControl;
  settings?: FlowSettings;
  /**
   * TTL of the packets of senders. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * How often flows begin, all of them together: a Poisson process, by exactly one of load, rate, per-second and gap.
 */
export interface FlowArrivals {
  /**
   * Share of the rate of a link: the mean size of flows times their rate is so much of it. Headers, and what is sent again, come on top.
   */
  load?: string;
  /**
   * The link of the load.
   */
  link?: string;
  /**
   * Which of its directions. Default forward.
   */
  direction?: 'forward' | 'reverse';
  /**
   * The mean rate of data that flows bring, headers not counted.
   */
  rate?: string;
  /**
   * The mean number of flows that begin in a second.
   */
  'per-second'?: number;
  /**
   * The mean gap between two flows.
   */
  gap?: string;
}
/**
 * Flows of up to a size, and larger than those of the class before.
 */
export interface FlowClass {
  /**
   * Name in reports and expectations.
   */
  name: string;
  /**
   * The largest size that belongs to it. Default, of the last class: no limit.
   */
  to?: string;
}
/**
 * A client that sends requests over UDP or TCP, one after another, and a server that answers each. Over UDP, an unanswered request is sent again, and given up in the end; over TCP, it is lost with its connection.
 */
export interface RequestResponse {
  /**
   * The node of the client.
   */
  from: string;
  /**
   * The server: a node (its main address) or an address, and a port.
   */
  to: string;
  /**
   * udp, or tcp. Default udp.
   */
  protocol?: 'udp' | 'tcp';
  /**
   * Over TCP, whether all requests go over one connection; false: each has its own, and opening it counts. Default true.
   */
  'keep-alive'?: boolean;
  congestion?: CongestionControl;
  settings?: FlowSettings;
  /**
   * Whether a server is opened at the destination, or at the server. false: no port is opened. Default true.
   */
  serve?: boolean;
  /**
   * The node on which the server is opened: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.
   */
  server?: string;
  /**
   * Requests. Default: 1, or with until no limit.
   */
  count?: number;
  /**
   * Scenario time from which on no request begins.
   */
  until?: string;
  request?: VaryingSize1;
  response?: VaryingSize2;
  think?: VaryingDuration2;
  service?: VaryingDuration3;
  /**
   * Over UDP, how long a response is waited for before the request is sent again. Default 1s.
   */
  timeout?: string;
  /**
   * Over UDP, how often a request is sent again. Default 3.
   */
  retries?: number;
  /**
   * Over UDP, the port to send from. Default: a free one.
   */
  sourcePort?: number;
  /**
   * Over UDP, whether requests carry the DF bit: do not fragment. Default false.
   */
  df?: boolean;
  /**
   * TTL of the requests. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * A client that loads pages over TCP, one after another: first what a page begins with, then its objects, over several connections at a time, each with one request at a time (as HTTP/1.1).
 */
export interface Web {
  /**
   * The node of the client.
   */
  from: string;
  /**
   * The server: a node (its main address) or an address, and a port.
   */
  to: string;
  /**
   * Whether a server is opened at the destination, or at the server. false: no port is opened. Default true.
   */
  serve?: boolean;
  /**
   * The node on which the server is opened: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.
   */
  server?: string;
  /**
   * Pages. Default: 1, or with until no limit.
   */
  count?: number;
  /**
   * Scenario time from which on no page begins.
   */
  until?: string;
  page?: VaryingSize3;
  /**
   * How many objects a page has beside, asked for when what it begins with has come; or from how many to how many, each number equally often. Default 10.
   *
   * @minItems 2
   * @maxItems 2
   */
  objects?: number | [number, number];
  object?: VaryingSize4;
  request?: VaryingSize5;
  /**
   * Connections at a time, at most. Default 6.
   */
  connections?: number;
  /**
   * Whether connections stay open for the next page. Default true.
   */
  'keep-alive'?: boolean;
  think?: VaryingDuration4;
  service?: VaryingDuration5;
  congestion?: CongestionControl;
  settings?: FlowSettings;
  /**
   * TTL of the client's packets. Default: that of the node.
   */
  ttl?: number;
  dscp?: Dscp;
}
/**
 * Sends the IPv4 packets of a capture again, at the times they have there, counted from the first.
 */
export interface Replay {
  /**
   * The node that sends.
   */
  from: string;
  /**
   * The capture, pcap or pcapng, in the folder of the scenario file. Of link types Ethernet, raw IP, Linux cooked (SLL, SLL2) and BSD loopback (NULL, LOOP). Packets that are not IPv4 are left out; the report says how many, and why.
   */
  file: string;
  /**
   * The NIC by which packets leave, or at which they appear with mode inject. Default: by route.
   */
  nic?: string;
  /**
   * send: as by a raw socket, so that the packet needs a sound IPv4 header. inject: as if it had just come from the link of nic; nothing in it is checked first. Default send.
   */
  mode?: 'send' | 'inject';
  /**
   * The node at which arriving packets are counted. Default: the node with the destination address of the first packet; without one nothing counts as received.
   */
  receiver?: string;
  /**
   * How many times as fast as captured: 2 halves all times. Default 1.
   */
  speed?: number;
}
/**
 * Sends a packet that is written in hexadecimal or by its headers, and counts what arrives of it.
 */
export interface Raw {
  /**
   * The node that sends.
   */
  from: string;
  /**
   * The IPv4 packet: in hexadecimal, header included, where white space means nothing; or by its headers, ipv4 and one of tcp and udp. When sent, its header checksum and total length are filled in.
   */
  packet:
    | string
    | {
        ipv4?: Ipv4Header;
        tcp?: TcpHeader;
        udp?: UdpHeader;
      };
  /**
   * The NIC by which packets leave, or at which they appear with mode inject. Default: by route.
   */
  nic?: string;
  /**
   * send: as by a raw socket, so that the packet needs a sound IPv4 header. inject: as if it had just come from the link of nic; nothing in it is checked first. Default send.
   */
  mode?: 'send' | 'inject';
  /**
   * The node at which arriving packets are counted. Default: the node with the destination address; without one nothing counts as received.
   */
  receiver?: string;
  /**
   * How often it is sent. Default: 1, or with until no limit.
   */
  count?: number;
  /**
   * Time between two packets. Default 1s.
   */
  interval?: string;
  /**
   * Scenario time from which on nothing is sent.
   */
  until?: string;
}
/**
 * An IPv4 header; length, protocol and checksum follow from the rest.
 */
export interface Ipv4Header {
  /**
   * Source address: a node (its main address), or an address.
   */
  source: string;
  /**
   * Destination address: a node (its main address), or an address.
   */
  destination: string;
  /**
   * TTL. Default 64.
   */
  ttl?: number;
  dscp?: Dscp;
  /**
   * The DF bit: do not fragment. Default false.
   */
  df?: boolean;
  /**
   * Identification. Default 0.
   */
  identification?: number;
}
/**
 * A TCP header (RFC 9293 3.1), and the data behind it.
 */
export interface TcpHeader {
  /**
   * The port that it comes from.
   */
  sourcePort: number;
  /**
   * The port that it is for.
   */
  destinationPort: number;
  /**
   * Sequence number. Default 0.
   */
  seq?: number;
  /**
   * Acknowledgment number. Default 0.
   */
  ack?: number;
  /**
   * Control bits that are set. Default none.
   */
  flags?: ('fin' | 'syn' | 'rst' | 'psh' | 'ack' | 'urg' | 'ece' | 'cwr' | 'ae')[];
  /**
   * Window as it stands in the header, not scaled. Default 65535.
   */
  window?: number;
  /**
   * Urgent pointer. Default 0.
   */
  urgent?: number;
  options?: TcpOptions;
  /**
   * Data behind the header, as text in UTF-8. Default none.
   */
  payload?: string;
  /**
   * right; wrong: each bit of it the other way round; or what stands there, such as "0x1234". Default right.
   */
  checksum?: string;
}
/**
 * Options of a TCP header, in the order of this table, each with the padding that puts its numbers at whole words; 40 octets of them at most.
 */
export interface TcpOptions {
  /**
   * Maximum segment size (RFC 9293 3.7.1).
   */
  mss?: number;
  /**
   * SACK permitted (RFC 2018 2). Default false.
   */
  'sack-permitted'?: boolean;
  /**
   * Timestamp value and timestamp echo reply (RFC 7323 3.2).
   *
   * @minItems 2
   * @maxItems 2
   */
  timestamps?: [number, number];
  /**
   * Shift of the window scale (RFC 7323 2.2).
   */
  wscale?: number;
  /**
   * SACK blocks: left and right edge of each (RFC 2018 3).
   *
   * @minItems 1
   * @maxItems 4
   */
  sack?:
    | [[number, number]]
    | [[number, number], [number, number]]
    | [[number, number], [number, number], [number, number]]
    | [[number, number], [number, number], [number, number], [number, number]];
}
/**
 * A UDP header (RFC 768), and the data behind it.
 */
export interface UdpHeader {
  /**
   * The port that it comes from.
   */
  sourcePort: number;
  /**
   * The port that it is for.
   */
  destinationPort: number;
  /**
   * Data behind the header, as text in UTF-8. Default none.
   */
  payload?: string;
  /**
   * right; wrong: each bit of it the other way round; or what stands there, such as "0x1234". Default right.
   */
  checksum?: string;
}
/**
 * UDP datagrams to a multicast group, and receivers that are members of it.
 */
export interface Multicast {
  /**
   * Node that sends.
   */
  from: string;
  /**
   * NIC of the sender by which the datagrams leave. Default: its first.
   */
  nic?: string;
  /**
   * Multicast group.
   */
  group: string;
  /**
   * UDP port of the receivers.
   */
  port: number;
  /**
   * UDP port of the sender. Default: a free one.
   */
  sourcePort?: number;
  /**
   * Nodes that receive: each by its name, or with times of its own.
   *
   * @minItems 1
   */
  receivers: [MulticastReceiver, ...MulticastReceiver[]];
  /**
   * Scenario time at which receivers join that say nothing themselves: before the event, so that routers know of them. Default: the time of the event.
   */
  join?: string;
  /**
   * How many datagrams are sent. Default 1, or with until: as many as fit.
   */
  count?: number;
  /**
   * Time between two datagrams. Default 1s.
   */
  interval?: string;
  /**
   * Scenario time from which on nothing is sent.
   */
  until?: string;
  /**
   * Data of each datagram, without headers. Default 64b.
   */
  size?: string;
  /**
   * Text that each datagram holds, instead of size.
   */
  payload?: string;
  /**
   * TTL of what a node sends. Default 64.
   */
  ttl?: number;
  dscp?: Dscp;
  /**
   * Whether members on the sender's own node get them too. Default false.
   */
  loop?: boolean;
}
/**
 * Makes a packet appear at a NIC, as if it had just come from the link. Nothing in it is checked first.
 */
export interface Inject {
  /**
   * The NIC that receives it.
   */
  nic: string;
  /**
   * The IPv4 packet: in hexadecimal, where white space means nothing; or by its headers, ipv4 and one of tcp and udp.
   */
  packet:
    | string
    | {
        ipv4?: Ipv4Header;
        tcp?: TcpHeader;
        udp?: UdpHeader;
      };
}
/**
 * Changes a link, a segment or one of its ports: takes it down or up, or gives it other parameters. Of a node and of a NIC it changes up alone.
 */
export interface LinkChange {
  /**
   * Whether the link, segment or port carries packets: going down drops what is waiting and what is on its way. Of a NIC: whether it sends and receives. Of a node: whether it does anything at all; going down, it loses what it holds and what it has learnt (neighbours, fragments), and keeps how it is set up.
   */
  up?: boolean;
  rate?: Rate;
  delay?: Delay;
  mtu?: Mtu;
  queue?: Queue;
  loss?: Loss;
  duplicate?: Duplicate;
  corrupt?: Corrupt;
  reorder?: Reorder;
  slot?: Slot;
  ecn?: Ecn;
  netem?: Netem;
  reverse?: ReverseDirection;
}
/**
 * A NIC joins or leaves a multicast group.
 */
export interface Membership {
  /**
   * The NIC.
   */
  nic: string;
  /**
   * The group's address.
   */
  group: string;
}
export interface Expectation {
  /**
   * A CEL expression that must be true at the end of the run, or at the time that `at` names.
   */
  that?: string;
  /**
   * With `that`: the scenario time at which it is looked at, after all that happens at that time. Default: the end of the run.
   */
  at?: string;
  /**
   * A CEL expression that must not be true at any time of the run.
   */
  never?: string;
  /**
   * A CEL expression that must be true at some time of the run.
   */
  eventually?: string;
  /**
   * With `eventually`: the scenario time until which it must have been true. Default: the end of the run.
   */
  within?: string;
  /**
   * Why this is expected: shown beside the outcome.
   */
  because?: string;
}
/**
 * Values at equal distances of scenario time, and at the end of the run, as a file of comma-separated values: a row for each time, a column for each value, named with its unit.
 */
export interface TimeSeries {
  /**
   * Scenario time between two rows.
   */
  every: string;
  /**
   * What is sampled: any number or duration that expectations can name (link.tail.forward.queue, app.probe.rtt.p99, node.r1.ip.packetsSent), with * for every name; a group of values stands for each of them. Directions of links also have throughput (bits delivered a second; ports of segments too) and delay (mean and max, from the sender's NIC to the receiver's), both over the time since the row before.
   *
   * @minItems 1
   */
  of: [string, ...string[]];
  /**
   * Name of the file. Default: that of the scenario with the ending .series.csv.
   */
  file?: string;
}
