import type {
  IgmpRouterSettings,
  Ipv4Address,
  Ipv4Behaviour,
  Ipv4Prefix,
  MacAddress,
  TcpBehaviour,
} from '@packetloom/core';
import type { FramingSpec, ImpairmentSpec, LossSpec, QueueSpec } from '@packetloom/sim';
import type { Endpoint } from './endpoint.js';
import type { IptablesLine } from './filterRules.js';
import type { RouteText } from './route.js';

/** Where addresses of links come from that have none given. */
export interface AddressPool {
  readonly pool: Ipv4Prefix;
  /** Prefix length of each subnet. */
  readonly prefixLength: number;
  /** Where routers get loopback addresses from that have none given; null: they get none. */
  readonly loopbacks: Ipv4Prefix | null;
}

/** Where the routes of nodes come from that list none. */
export type Routing =
  | { readonly kind: 'shortest-path'; readonly by: 'delay' | 'hops' | 'weight' }
  | { readonly kind: 'static' };

/** A host or a router. */
export interface ScenarioNode {
  readonly name: string;
  readonly kind: 'host' | 'router';
  readonly behaviour: Ipv4Behaviour;
  /** `standard`, `netstack`, or `standard*` where choices differ from the base: for reports. */
  readonly profile: string;
  /** null: the stack's own default. */
  readonly ttl: number | null;
  /** Addresses given to NICs; the first of a NIC is its main one. */
  readonly addresses: readonly NicAddresses[];
  /** null: the node lists no routes, so that `routing` decides. */
  readonly routes: readonly RouteText[] | null;
  readonly groups: readonly NicGroups[];
  /** How its TCP behaves; null: it speaks none. */
  readonly tcp: TcpBehaviour | null;
  /** Rules of the packet filter, in the order in which they are set. */
  readonly iptables: readonly IptablesLine[];
  /** Timers of multicast routing, where they differ from the defaults; null: it routes none. */
  readonly multicast: IgmpRouterSettings | null;
}

/** Addresses of a NIC, with their prefix lengths. */
export interface NicAddresses {
  readonly nic: string;
  readonly addresses: readonly Ipv4Prefix[];
}

/** Multicast groups that a NIC is a member of from the start. */
export interface NicGroups {
  readonly nic: string;
  readonly groups: readonly Ipv4Address[];
}

/** One direction of a link, with what it does to packets beside carrying them (off where null). */
export interface LinkDirection extends Omit<ImpairmentSpec, 'loss'> {
  readonly loss?: WrittenLoss | null;
  /** null: sending takes no time. */
  readonly rateBitsPerSecond: number | null;
  /** What packets take of the rate beside their own octets. */
  readonly framing?: FramingSpec | null;
  readonly delayNs: number;
  readonly mtu: number;
  /** Limit of the queue of packets that is there where `queue` is null. */
  readonly queueLimitPackets: number;
  /** A queue discipline of its own kind. */
  readonly queue?: QueueSpec | null;
}

/** Loss as scenarios can say it: by no function. */
type WrittenLoss = Exclude<LossSpec, { kind: 'predicate' }>;

/** A point-to-point link. `forward` leads from the first end to the second. */
export interface ScenarioLink {
  readonly name: string;
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly forward: LinkDirection;
  readonly reverse: LinkDirection;
  /** What each direction counts for in the choice of routes by weight; not there: 1. */
  readonly weight?: { readonly forward: number; readonly reverse: number };
}

/** A broadcast domain: a hub or a switch. */
export interface ScenarioSegment {
  readonly name: string;
  readonly kind: 'hub' | 'switch';
  /** In the order of attachment. */
  readonly ports: readonly ScenarioPort[];
  /** Where NICs get addresses from that have none given; null: see `planAddresses`. */
  readonly subnet: Ipv4Prefix | null;
  /** null: the default of switches. */
  readonly macAgeingNs: number | null;
  /** null: no IGMP snooping. */
  readonly igmpSnooping: { readonly fastLeave: boolean } | null;
  /** Whether NICs announce their addresses at the start. */
  readonly announce: boolean;
  /** Whether several NICs may have the same address. */
  readonly allowConflicts: boolean;
}

/** A NIC on a segment. `forward` leads to the segment, `reverse` to the NIC. */
export interface ScenarioPort {
  readonly end: Endpoint;
  /** null: made of the names. */
  readonly linkAddress: MacAddress | null;
  readonly forward: LinkDirection;
  readonly reverse: LinkDirection;
}
