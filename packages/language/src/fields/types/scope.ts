import type { Ipv4Address, MacAddress } from '@packetloom/core';
import type { PacketSummary, SegmentStats } from '@packetloom/sim';

/** The run as a whole. */
export interface RunScope {
  readonly nowNs: number;
  readonly seed: number;
  /** Which run of this seed. */
  readonly run: number;
  /** Events that fired so far. */
  readonly events: number;
  /** Packets without a disposition. */
  readonly unaccounted: number;
}

/** A packet that passed a NIC. */
export interface CapturedPacketScope {
  readonly timeNs: number;
  readonly direction: 'inbound' | 'outbound';
  readonly packet: PacketSummary;
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
  readonly markedPackets?: number;
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

/** What a record has by a name, which may be that of a property of every object. */
export function ownOf<Item>(
  record: Readonly<Record<string, Item>>,
  name: string,
): Item | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
