// What a switch learns from IGMP (RFC 4541 2.1). Group members and router ports are known by what they say
// on the wire alone.
import {
  ALL_ROUTERS,
  type Ipv4Address,
  isLinkLocalMulticast,
  type PacketBuffer,
} from '@packetloom/core';
import {
  IGMP_HEADER_LENGTH,
  IGMP_LEAVE_GROUP,
  IGMP_MEMBERSHIP_QUERY,
  IGMP_V1_MEMBERSHIP_REPORT,
  IGMP_V2_MEMBERSHIP_REPORT,
  igmpGroup,
  igmpMaxRespCode,
  igmpType,
  ipv4HeaderLength,
  ipv4Source,
  verifyIgmpChecksum,
} from '@packetloom/core/wire';
import { AgeingPorts, GROUP_MEMBERSHIP_INTERVAL_NS, inOrder } from './ageingPorts.js';
import type { SegmentPort } from './segmentPort.js';

/** A querier that is silent for so long is gone: other querier present interval (RFC 2236 8.5). */
const QUERIER_PRESENT_NS = 255_000_000_000;
const LAST_MEMBER_QUERY_COUNT = 2;
const TENTH_NS = 100_000_000;
/** Response time of queries of version 1, which name none. */
const V1_RESPONSE_TENTHS = 100;

/** Where an IGMP message goes: everywhere, or to these ports. */
type IgmpTargets = 'all' | readonly SegmentPort[];

/** The ports of a group, worked out until one of them stops counting. */
interface GroupPorts {
  readonly members: AgeingPorts;
  targets: SegmentPort[];
  /** `targets` holds before this instant, and while `revision` is the router ports'. */
  validUntilNs: number;
  revision: number;
}

/**
 * Who needs which group on a switch:
 * - members: ports with a report, until 260 s later; after a group-specific query, until its answer
 *   is due twice over; with `fastLeave`, until a leave. Without a querier nobody would report again, so
 *   members do not age then, and a leave is final.
 * - router ports: ports with a query, until 255 s later, and with a report for 224.0.0.2, until 260 s
 *   later: routers that are no querier join that group.
 */
export class IgmpSnooping {
  readonly #fastLeave: boolean;
  readonly #groups = new Map<Ipv4Address, GroupPorts>();
  readonly #routers = new AgeingPorts();
  readonly #queriers = new AgeingPorts();
  #querierUntilNs = 0;
  #revision = 0;

  constructor(fastLeave: boolean) {
    this.#fastLeave = fastLeave;
  }

  /** Ports with routers now. */
  routerPorts(nowNs: number): SegmentPort[] {
    this.#routers.expire(nowNs);
    return inOrder(this.#routers.keys());
  }

  /** Groups with members now, and their ports. */
  memberPorts(nowNs: number): ReadonlyMap<Ipv4Address, readonly SegmentPort[]> {
    const known = new Map<Ipv4Address, readonly SegmentPort[]>();
    for (const [group, { members }] of this.#groups) {
      this.#expireMembers(members, nowNs);
      if (members.size > 0) known.set(group, inOrder(members.keys()));
    }
    return known;
  }

  /** Ports that need what is sent to a group: its members and all routers (RFC 4541 2.1.2). */
  portsFor(group: Ipv4Address, nowNs: number): readonly SegmentPort[] {
    const ports = this.#portsOf(group);
    if (nowNs >= ports.validUntilNs || ports.revision !== this.#revision) {
      this.#workOut(ports, nowNs);
    }
    return ports.targets;
  }

  /** An IGMP message came in by a port: learns from it, and tells where it goes (RFC 4541 2.1.1). */
  message(packet: PacketBuffer, from: SegmentPort, nowNs: number): IgmpTargets {
    const { view, start } = packet;
    const headerLength = ipv4HeaderLength(view, start);
    const length = packet.length - headerLength;
    const message = start + headerLength;
    if (length < IGMP_HEADER_LENGTH || !verifyIgmpChecksum(view, message, length)) return 'all';
    const group = igmpGroup(view, message);
    switch (igmpType(view, message)) {
      case IGMP_MEMBERSHIP_QUERY: {
        // RFC 4541 2.1.1 (1) b: a source of 0.0.0.0 is another switch's, not a router's.
        if (ipv4Source(view, start) !== 0) this.#queryReceived(from, nowNs);
        const tenths = igmpMaxRespCode(view, message) || V1_RESPONSE_TENTHS;
        if (group !== 0) this.#groupQueried(group, tenths * TENTH_NS, nowNs);
        return 'all';
      }
      case IGMP_V1_MEMBERSHIP_REPORT:
      case IGMP_V2_MEMBERSHIP_REPORT:
        return this.#reportReceived(group, from, nowNs);
      case IGMP_LEAVE_GROUP:
        this.#leaveReceived(group, from, nowNs);
        return this.routerPorts(nowNs);
      default:
        return 'all';
    }
  }

  /** Forgets what was learnt of a port. */
  forgetPort(port: SegmentPort): void {
    this.#revision++;
    this.#routers.remove(port);
    this.#queriers.remove(port);
    for (const { members } of this.#groups.values()) members.remove(port);
  }

  #queryReceived(from: SegmentPort, nowNs: number): void {
    // Members that did not age for want of a querier begin to.
    if (nowNs >= this.#querierUntilNs) {
      for (const { members } of this.#groups.values()) {
        members.refresh(nowNs + GROUP_MEMBERSHIP_INTERVAL_NS);
      }
    }
    this.#querierUntilNs = nowNs + QUERIER_PRESENT_NS;
    this.#queriers.set(from, this.#querierUntilNs);
    this.#routers.set(from, this.#querierUntilNs);
    this.#revision++;
  }

  #groupQueried(group: Ipv4Address, responseNs: number, nowNs: number): void {
    const ports = this.#groups.get(group);
    if (ports === undefined) return;
    ports.members.shorten(nowNs + LAST_MEMBER_QUERY_COUNT * responseNs);
    ports.validUntilNs = nowNs;
  }

  /** RFC 4541 2.1.1 (1): to routers only, so that members do not keep each other from reporting. */
  #reportReceived(group: Ipv4Address, from: SegmentPort, nowNs: number): IgmpTargets {
    const untilNs = nowNs + GROUP_MEMBERSHIP_INTERVAL_NS;
    if (group === ALL_ROUTERS) {
      this.#routers.set(from, untilNs);
      this.#revision++;
    }
    if (isLinkLocalMulticast(group)) {
      this.#queriers.expire(nowNs);
      return inOrder(this.#queriers.keys());
    }
    const ports = this.#portsOf(group);
    ports.members.set(from, untilNs);
    ports.validUntilNs = nowNs;
    return this.routerPorts(nowNs);
  }

  #leaveReceived(group: Ipv4Address, from: SegmentPort, nowNs: number): void {
    const ports = this.#groups.get(group);
    if (ports === undefined) return;
    if (!this.#fastLeave && this.#isQuerierPresent(nowNs)) return;
    ports.members.remove(from);
    ports.validUntilNs = nowNs;
  }

  #portsOf(group: Ipv4Address): GroupPorts {
    let ports = this.#groups.get(group);
    if (ports === undefined) {
      ports = { members: new AgeingPorts(), targets: [], validUntilNs: 0, revision: -1 };
      this.#groups.set(group, ports);
    }
    return ports;
  }

  #workOut(ports: GroupPorts, nowNs: number): void {
    this.#expireMembers(ports.members, nowNs);
    this.#routers.expire(nowNs);
    ports.targets = inOrder(ports.members.keys(), this.#routers.keys());
    // Without a querier members do not end; one that comes changes the revision.
    const membersEndNs = this.#isQuerierPresent(nowNs)
      ? ports.members.firstEndNs
      : Number.POSITIVE_INFINITY;
    ports.validUntilNs = Math.min(membersEndNs, this.#routers.firstEndNs);
    ports.revision = this.#revision;
  }

  #isQuerierPresent(nowNs: number): boolean {
    return nowNs < this.#querierUntilNs;
  }

  #expireMembers(members: AgeingPorts, nowNs: number): void {
    if (this.#isQuerierPresent(nowNs)) members.expire(nowNs);
  }
}
