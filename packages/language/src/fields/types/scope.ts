import type { Ipv4Address, MacAddress } from '@packetloom/core';
import type { LeftOut, SegmentStats } from '@packetloom/sim';

/** What an expectation looks at: a network and its apps, at an instant of a run. */
export interface ExpectationScope {
  readonly run: RunScope;
  readonly nodes: Readonly<Record<string, NodeScope>>;
  readonly links: Readonly<Record<string, LinkScope>>;
  readonly segments: Readonly<Record<string, SegmentScope>>;
  /** Apps that have not begun may be left out: they read as zeros. */
  readonly apps: Readonly<Record<string, AppScope>>;
}

/** The run as a whole. */
export interface RunScope {
  readonly nowNs: number;
  readonly seed: number;
  /** Which run of this seed. */
  readonly run: number;
  /** Events that fired so far. */
  readonly events: number;
  /** Packets without a fate. */
  readonly unaccounted: number;
}

/** A host or a router. */
export interface NodeScope {
  /** By name, such as `ip.packetsReceived`; those that are zero may be left out. */
  readonly counters: Readonly<Record<string, number>>;
  /** Packets that it dropped, by reason; those that are zero may be left out. */
  readonly drops?: Readonly<Record<string, number>>;
  /** Multicast groups that its NICs are members of. */
  readonly groups?: readonly Ipv4Address[];
  /** Whether it is up. Default true. */
  readonly up?: boolean;
  /** Stations on its segments that it knows or asks for. */
  readonly neighbours?: readonly NeighbourScope[];
  /** Other stations that ARP showed with an address of this node (RFC 5227 2.4). */
  readonly addressConflicts?: readonly AddressConflictScope[];
}

/** A neighbour of a NIC. */
export interface NeighbourScope {
  readonly nic: string;
  readonly address: Ipv4Address;
  /** null while it is not known. */
  readonly linkAddress: MacAddress | null;
  /** As RFC 4861 7.3 calls it: incomplete, reachable, stale, delay, probe; or unreachable, static. */
  readonly state: string;
}

/** A station with an address of a node's NIC. */
export interface AddressConflictScope {
  readonly nic: string;
  readonly address: Ipv4Address;
  /** MAC address of the other station. */
  readonly linkAddress: MacAddress;
}

/** A segment. */
export interface SegmentScope {
  readonly stats: SegmentStats;
  readonly ports: readonly PortScope[];
  /** Where MAC addresses are, as a switch has learnt. */
  readonly macTable: readonly { linkAddress: MacAddress; port: string; ageNs: number }[];
  /** Ports behind which groups have members, as IGMP snooping has learnt. */
  readonly groups: readonly { group: Ipv4Address; ports: readonly string[] }[];
  /** Addresses that several of its NICs have now. */
  readonly duplicateAddresses: readonly Ipv4Address[];
}

/** A port of a segment: forward leads to it. */
export interface PortScope extends LinkScope {
  /** NODE:NIC. */
  readonly name: string;
}

/** A link: both directions. */
export interface LinkScope {
  readonly forward: LinkDirectionScope;
  readonly reverse: LinkDirectionScope;
}

/** One direction of a link. */
export interface LinkDirectionScope {
  readonly sentPackets: number;
  readonly sentBytes: number;
  readonly deliveredPackets: number;
  readonly deliveredBytes: number;
  /** Packets that it dropped, by reason; those that are zero may be left out. */
  readonly drops: Readonly<Record<string, number>>;
  readonly queuePackets: number;
  readonly queueBytes?: number;
  /** The most packets that waited at a time. */
  readonly largestQueuePackets?: number;
  readonly duplicatedPackets?: number;
  readonly corruptedPackets?: number;
  /** Packets that arrived after one that was sent later (RFC 4737). */
  readonly reorderedPackets?: number;
}

/** Times, in nanoseconds. */
export interface TimesScope {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** In ascending order; empty buckets are left out. */
  readonly histogram?: readonly BucketScope[];
}

/** Times from `fromNs` up to, not including, `toNs`. */
export interface BucketScope {
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
}

/** How much successive times differ. */
export interface JitterScope {
  /** By how much each differs from the one before (|D| of RFC 3550 6.4.1); null before the second. */
  readonly jitter?: TimesScope | null;
  /** The interarrival jitter J of RFC 3550 6.4.1. */
  readonly interarrivalJitterNs?: number | null;
}

/** An ICMP error about a packet of an app. */
export interface IcmpErrorScope {
  readonly type: number;
  readonly code: number;
  readonly from: Ipv4Address;
  /** The low half of octets 4 to 7: the next-hop MTU of a 3/4 (RFC 1191 4). */
  readonly restOfHeader: number;
}

/** How far an app is. */
export interface AppState {
  /** Whether it has begun. */
  readonly begun: boolean;
  /** Whether nothing more will come of it. */
  readonly finished: boolean;
}

/** What an app sent, and what came of it: `sent = received + lost + inFlight` at every moment. */
export interface MessageScope extends AppState {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
  /** Of the count asked for, what was not sent. */
  readonly unsent: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Names of errors of its sockets, one for each call that failed. */
  readonly failures: readonly string[];
}

interface FlowScope extends MessageScope, JitterScope {
  readonly errors: readonly IcmpErrorScope[];
}

/** A ping; with several pairs, all of them together. */
export interface PingScope extends FlowScope {
  readonly kind: 'ping';
  /** null: no reply came yet. */
  readonly rtt: TimesScope | null;
}

/** Datagrams one way. */
export interface OneWayScope extends FlowScope {
  readonly receivedBytes: number;
  /** null: nothing came yet. */
  readonly delay: TimesScope | null;
}

/** Datagrams one way, by an app of a kind that has nothing else. */
export interface UdpScope extends OneWayScope {
  readonly kind: 'udp' | 'flow' | 'raw';
}

/** Packets of a capture, sent again. */
export interface ReplayScope extends OneWayScope {
  readonly kind: 'replay';
  /** Packets of the capture that are not sent, by reason. */
  readonly leftOut: LeftOut;
}

/** Requests and their responses. */
export interface RequestResponseScope extends FlowScope {
  readonly kind: 'request-response';
  /** Datagrams with requests. */
  readonly transmissions: number;
  readonly receivedBytes: number;
  /** From the first transmission of a request to its response. */
  readonly responseTime: TimesScope | null;
  /** Of requests, one way; so is the jitter. */
  readonly delay: TimesScope | null;
}

/** A traceroute. */
export interface TracerouteScope extends MessageScope {
  readonly kind: 'traceroute';
  /** Of all probes; null: nobody answered yet. */
  readonly rtt: TimesScope | null;
  readonly reached: boolean;
  readonly hops: readonly HopScope[];
}

/** What answered to one TTL of a traceroute. */
export interface HopScope {
  readonly ttl: number;
  /** null: nobody answered. */
  readonly address: Ipv4Address | null;
  /** Of each probe; null where no answer came. */
  readonly rttNs: readonly (number | null)[];
}

/** What a receiver of multicast counted: `expected = received + lost + inFlight` at every moment. */
export interface MemberScope {
  readonly received: number;
  /** What came, is under way, or is lost. */
  readonly expected: number;
  readonly lost: number;
  readonly inFlight: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly receivedBytes: number;
  readonly failures: readonly string[];
}

/** A multicast stream: what it sent, and what its receivers counted, added up. */
export interface MulticastScope extends MemberScope, AppState {
  readonly kind: 'multicast';
  readonly sent: number;
  readonly unsent: number;
  readonly receivers: readonly MulticastReceiverScope[];
}

/** One receiver of multicast. */
export interface MulticastReceiverScope extends MemberScope, JitterScope {
  readonly node: string;
  /** null: nothing came yet. */
  readonly delay: TimesScope | null;
  /** From joining to the first datagram; null: none came yet. */
  readonly joinLatencyNs: number | null;
  /** When it joined and left; null: it did not. */
  readonly joinedNs: number | null;
  readonly leftNs: number | null;
}

/** What is seen of an app of each kind. */
export interface AppScopes {
  readonly ping: PingScope;
  readonly traceroute: TracerouteScope;
  readonly udp: UdpScope;
  readonly flow: UdpScope;
  readonly 'request-response': RequestResponseScope;
  readonly replay: ReplayScope;
  readonly raw: UdpScope;
  readonly multicast: MulticastScope;
}

/** What an app is. */
export type AppKind = keyof AppScopes;

/** An app at an instant. */
export type AppScope = AppScopes[AppKind];

/** What a record has by a name, which may be that of a property of every object. */
export function ownOf<Item>(
  record: Readonly<Record<string, Item>>,
  name: string,
): Item | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
