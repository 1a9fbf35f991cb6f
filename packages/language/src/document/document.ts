import type {
  IgmpRouterSettings,
  Ipv4Address,
  Ipv4Behaviour,
  Ipv4Prefix,
  MacAddress,
} from '@packetloom/core';
import type { FramingSpec, ImpairmentSpec, QueueSpec, SimulationEventType } from '@packetloom/sim';
import type { TrafficEvent } from './appEvents.js';
import type { Endpoint, SocketEndpoint } from './endpoint.js';
import type { IptablesEvent, IptablesLine } from './filterRules.js';
import type { MulticastEvent } from './multicastEvent.js';
import type { RouteText } from './route.js';
import type { ScriptSource } from './scriptSource.js';
import type { SeriesColumn } from './seriesColumn.js';

/**
 * A scenario as it is run, however it was written down: short forms expanded, defaults filled in,
 * imported nodes and links included, quantities as integers of the unit that their name ends with.
 * Names that it mentions exist.
 */
export interface ScenarioDocument {
  readonly name: string;
  /** Empty if the file has none. */
  readonly description: string;
  readonly seed: number;
  /** null: when nothing is left to happen. */
  readonly stopNs: number | null;
  /** What clocks show at scenario time 0, in milliseconds since 1970. */
  readonly epochMs: number;
  readonly addressing: AddressPool;
  readonly routing: Routing;
  /** Imported ones first, then in the order of the file; names are unique. */
  readonly nodes: readonly ScenarioNode[];
  /** Imported ones first, then in the order of the file; names are unique. */
  readonly links: readonly ScenarioLink[];
  /** In the order of the file; names are unique, those of links included. */
  readonly segments: readonly ScenarioSegment[];
  /** In the order of the file; of the same time, the first happens first. */
  readonly events: readonly ScenarioEvent[];
  readonly expectations: readonly ScenarioExpectation[];
  readonly outputs: ScenarioOutputs;
}

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
export interface LinkDirection extends ImpairmentSpec {
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

interface EventBase {
  readonly atNs: number;
}

/** Something that happens at a time. Those with a name are apps, which expectations can ask. */
export type ScenarioEvent =
  | PingEvent
  | TracerouteEvent
  | UdpEvent
  | TrafficEvent
  | MulticastEvent
  | InjectEvent
  | LinkEvent
  | SegmentEvent
  | NodeStateEvent
  | MembershipEvent
  | IptablesEvent
  | ScriptEvent;

/** Events that expectations see as `app.NAME`. */
export type AppEvent = PingEvent | TracerouteEvent | UdpEvent | TrafficEvent | MulticastEvent;

/** Echo requests, from every source to every target but itself. */
export interface PingEvent extends EventBase {
  readonly kind: 'ping';
  readonly name: string;
  readonly from: readonly string[];
  /** Nodes by name (their main address), or addresses. */
  readonly to: readonly (string | Ipv4Address)[];
  readonly count: number;
  readonly intervalNs: number;
  readonly sizeBytes: number;
  readonly df: boolean;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
  readonly timeoutNs: number;
  /** Time between the starts of two pairs. */
  readonly staggerNs: number;
}

/** A search for the routers on the way. */
export interface TracerouteEvent extends EventBase {
  readonly kind: 'traceroute';
  readonly name: string;
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly probe: 'udp' | 'icmp';
  readonly maxHops: number;
  readonly probesPerHop: number;
  readonly timeoutNs: number;
}

/** UDP datagrams to a port. */
export interface UdpEvent extends EventBase {
  readonly kind: 'udp';
  readonly name: string;
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly port: number;
  /** Whether a receiver is opened at the destination, or at the receiver. */
  readonly receive: boolean;
  /** Where arrivals count; null: anywhere. */
  readonly receiver: SocketEndpoint | null;
  /** null: a free one. */
  readonly sourcePort: number | null;
  readonly count: number;
  readonly intervalNs: number;
  readonly payload: Uint8Array;
  readonly df: boolean;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}

/** A packet that appears at a NIC as if it came from its link. */
export interface InjectEvent extends EventBase {
  readonly kind: 'inject';
  readonly node: string;
  readonly nic: string;
  readonly octets: Uint8Array;
}

/** A change of a link. What is not named stays. */
export interface LinkEvent extends EventBase {
  readonly kind: 'link';
  readonly link: string;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A change of a segment: of one port, or of all. What is not named stays. */
export interface SegmentEvent extends EventBase {
  readonly kind: 'segment';
  readonly segment: string;
  /** null: every port. */
  readonly port: Endpoint | null;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A node, or one of its NICs, that goes down or comes up. */
export interface NodeStateEvent extends EventBase {
  readonly kind: 'node-state';
  readonly node: string;
  /** null: the node as a whole. */
  readonly nic: string | null;
  readonly up: boolean;
}

/** A NIC that joins or leaves a multicast group. */
export interface MembershipEvent extends EventBase {
  readonly kind: 'join' | 'leave';
  readonly node: string;
  readonly nic: string;
  readonly group: Ipv4Address;
}

/** A function of a script that is called. */
export interface ScriptEvent extends EventBase {
  readonly kind: 'script';
  /** As the scenario names it. */
  readonly file: string;
  /** Name of the function that the script exports. */
  readonly export: string;
  readonly source: ScriptSource;
}

/** Something that must be true of the run, or must not. */
export interface ScenarioExpectation {
  /**
   * `that`: true at a time. `never`: not true at any time. `eventually`: true at some time until then.
   */
  readonly kind: 'that' | 'never' | 'eventually';
  /** In CEL; it was checked, so it has no mistake that can be seen before time starts. */
  readonly expression: string;
  readonly because: string | null;
  /** The time of `that`, or until which `eventually` waits. null: the end of the run. */
  readonly atNs: number | null;
}

/** What a run writes. */
export interface ScenarioOutputs {
  /** NICs to capture at. */
  readonly pcapng: readonly Endpoint[];
  /** Whether captures tell which datagram each packet is, and why packets are dropped. */
  readonly comments: boolean;
  /** null: no file of events. */
  readonly events: EventsOutput | null;
  /** null: no time series. */
  readonly series: SeriesOutput | null;
}

/** A file of events. */
export interface EventsOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  /** null: events of all types. */
  readonly kinds: readonly SimulationEventType[] | null;
  /** null: events of all nodes and links. */
  readonly nodes: readonly string[] | null;
}

/** A file of values over time. */
export interface SeriesOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  readonly everyNs: number;
  readonly columns: readonly SeriesColumn[];
}

/** Whether an event is an app. */
export function isApp(event: ScenarioEvent): event is AppEvent {
  return 'name' in event;
}
