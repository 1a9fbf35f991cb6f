import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Clock } from '../ports/clock.js';

/** What speaks the protocol on the wire for a {@link HostMembership}. */
export interface MembershipProtocol {
  /** Sends a report of a version for the group; false if it could not be sent, for want of a source address, say. */
  sendReport(group: Ipv4Address, version: 1 | 2): boolean;
  /** Sends a leave message for the group, if it can be. */
  sendLeave(group: Ipv4Address): void;
  /**
   * A delay for the group's timer, uniform in [0, `maxNs`), in whole nanoseconds; 0 if `maxNs` is 0.
   * Called once each time that a timer is started or restarted.
   */
  drawDelayNs(group: Ipv4Address, maxNs: number): number;
}

/**
 * The groups that a host joined on one NIC, and when it tells the routers on the link about them, free of the octets
 * of IGMP. Groups can be joined while the protocol does not run. The group of all systems is never told about.
 * Stacks differ in the versions of IGMP that they speak (RFC 1112, 2236, 3376), in how often they report, and in what
 * they make of queries.
 */
export interface HostMembership {
  /** Groups that are joined, that of all systems first, the others in order of joining. */
  readonly groups: readonly Ipv4Address[];
  /** Whether packets to the group are for this host. */
  isMember(group: Ipv4Address): boolean;
  /** Joins a group. Joins are counted. */
  join(group: Ipv4Address): 'bad-address' | null;
  /** Takes back one join; the group is left with the last one. */
  leave(group: Ipv4Address): 'bad-local-address' | null;
  /** Starts the protocol: every group is reported as if it had just been joined. */
  enable(): void;
  /** Stops the protocol: groups are left on the wire, but stay joined here. Forgets which routers it heard. */
  disable(): void;
  /** There may be a source address now: reports that could not be sent are tried again. */
  addressAvailable(): void;
  /** A query for `group`, or for all groups (0), that wants an answer within `maxResponseNs`. */
  query(group: Ipv4Address, maxResponseNs: number): void;
  /** A query of version 1, which names no response time (RFC 2236 4). */
  queryV1(group: Ipv4Address): void;
  /** Another host reported the group (RFC 2236 3). */
  reportReceived(group: Ipv4Address): void;
}

/** Makes the membership of one NIC. */
export type HostMembershipFactory = (clock: Clock, protocol: MembershipProtocol) => HostMembership;
