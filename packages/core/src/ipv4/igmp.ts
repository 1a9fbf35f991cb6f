// IGMP of one NIC (RFC 2236, RFC 1112 Appendix I): messages in and out; the states are those of
// `HostMembership` for a host, and of IgmpRouter for a multicast router.
import {
  ALL_ROUTERS,
  ALL_SYSTEMS,
  ANY,
  formatIpv4Address,
  type Ipv4Address,
  isMulticast,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import { ALL_GROUPS, V1_MAX_RESPONSE_NS } from '../multicast/groupMembership.js';
import type { HostMembership, MembershipProtocol } from '../multicast/hostMembership.js';
import { IgmpRouter } from '../multicast/igmpRouter.js';
import { RESPONSE_UNIT_NS } from '../multicast/igmpRouterSettings.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, NicCounter, type NicCounterIndex } from '../ports/counters.js';
import * as igmp from '../wire/igmp.js';
import { ipv4Source, ipv4Ttl } from '../wire/ipv4.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { IGMP_TTL, igmpPacket } from './igmpPacket.js';

const MESSAGE_LENGTH = igmp.IGMP_HEADER_LENGTH;

const RECEIVED: ReadonlyMap<number, NicCounterIndex> = new Map([
  [igmp.IGMP_MEMBERSHIP_QUERY, NicCounter['igmp.packetsReceived.membershipQuery']],
  [igmp.IGMP_V1_MEMBERSHIP_REPORT, NicCounter['igmp.packetsReceived.v1MembershipReport']],
  [igmp.IGMP_V2_MEMBERSHIP_REPORT, NicCounter['igmp.packetsReceived.v2MembershipReport']],
  [igmp.IGMP_LEAVE_GROUP, NicCounter['igmp.packetsReceived.leaveGroup']],
]);

const SENT: ReadonlyMap<number, NicCounterIndex> = new Map([
  [igmp.IGMP_MEMBERSHIP_QUERY, NicCounter['igmp.packetsSent.membershipQuery']],
  [igmp.IGMP_V1_MEMBERSHIP_REPORT, NicCounter['igmp.packetsSent.v1MembershipReport']],
  [igmp.IGMP_V2_MEMBERSHIP_REPORT, NicCounter['igmp.packetsSent.v2MembershipReport']],
  [igmp.IGMP_LEAVE_GROUP, NicCounter['igmp.packetsSent.leaveGroup']],
]);

/** Groups of one NIC, and the messages about them. */
export class Igmp implements MembershipProtocol {
  readonly #endpoint: Ipv4Endpoint;
  #membership: HostMembership | null = null;
  #router: IgmpRouter | null = null;

  constructor(endpoint: Ipv4Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Groups that are joined, in order of joining. */
  get groups(): readonly Ipv4Address[] {
    return this.#membership?.groups ?? [];
  }

  /** What this host knows as a multicast router of the link; null while it is none. */
  get router(): IgmpRouter | null {
    return this.#router;
  }

  isMember(group: Ipv4Address): boolean {
    return this.#membership?.isMember(group) ?? false;
  }

  /** Joins a group; joins are counted. */
  join(group: Ipv4Address): NetError | null {
    if (!isMulticast(group)) return 'bad-address';
    const known = this.isMember(group);
    const error = this.#groups().join(group);
    if (error === null && !known) this.#emitMembership(group, 'joined');
    return error;
  }

  /** Takes one join back. */
  leave(group: Ipv4Address): NetError | null {
    const error = this.#membership?.leave(group) ?? (this.#membership ? null : 'bad-local-address');
    if (error === null && !this.isMember(group)) this.#emitMembership(group, 'left');
    return error;
  }

  /** The endpoint was enabled: groups that were joined before are reported. */
  start(): void {
    if (this.#isActive) this.#groups().enable();
    this.startRouter();
  }

  /** The endpoint is about to be disabled: groups are left on the wire, and stay joined here. */
  stop(): void {
    this.stopRouter();
    this.#membership?.disable();
  }

  /** Multicast routing was turned on, or the endpoint enabled: members are asked for. */
  startRouter(): void {
    const { host } = this.#endpoint;
    if (host.multicastRouter === null || !this.#isActive || !this.#endpoint.isEnabled()) return;
    if (this.#router !== null) return;
    this.#router = new IgmpRouter(host.clock, host.multicastRouter.times, {
      sendQuery: (group, maxResponseNs) => this.#query(group, maxResponseNs),
      membersChanged: (group, present) => this.#notifyMembers(group, present),
      querierChanged: (isQuerier) => this.#notifyQuerier(isQuerier),
    });
    // Where leaves are sent to; its reports show switches that a router is here, querier or not.
    this.join(ALL_ROUTERS);
    this.#router.start();
  }

  /** Multicast routing was turned off, or the endpoint disabled: members are forgotten. */
  stopRouter(): void {
    if (this.#router === null) return;
    this.#router.stop();
    this.#router = null;
    this.leave(ALL_ROUTERS);
  }

  /** The NIC has an address now: reports that waited for one go out. */
  addressAdded(): void {
    this.#membership?.addressAvailable();
    this.#router?.addressAvailable();
  }

  /** An IGMP message for this host. Takes the packet over. */
  receive(packet: PacketBuffer, headerLength: number, routerAlert: boolean): void {
    const { host, nic } = this.#endpoint;
    const valid = this.#validate(packet, headerLength, routerAlert);
    if (valid) {
      if (this.#router !== null) this.#actAsRouter(this.#router, packet, headerLength);
      this.#act(packet.view, packet.start + headerLength);
    }
    host.end(packet, valid ? Disposition.igmp : Disposition['igmp-invalid'], nic);
  }

  get #isActive(): boolean {
    const { host, nic } = this.#endpoint;
    return host.igmpEnabled && !nic.isLoopback;
  }

  #groups(): HostMembership {
    const { host } = this.#endpoint;
    this.#membership ??= host.strategies.membership(host.clock, this);
    return this.#membership;
  }

  // What the membership asks for ------------------------------------------------------------------

  sendReport(group: Ipv4Address, version: 1 | 2): boolean {
    const type = version === 1 ? igmp.IGMP_V1_MEMBERSHIP_REPORT : igmp.IGMP_V2_MEMBERSHIP_REPORT;
    return this.#send(type, group, group);
  }

  sendLeave(group: Ipv4Address): void {
    // A host that is down says no goodbye.
    if (this.#endpoint.host.up) this.#send(igmp.IGMP_LEAVE_GROUP, ALL_ROUTERS, group);
  }

  /** Timers are drawn in whole milliseconds, each group from a stream of its own. */
  drawDelayNs(group: Ipv4Address, maxNs: number): number {
    const { host, nic } = this.#endpoint;
    const stream = host.random.stream(`igmp/${nic.id}/${formatIpv4Address(group)}`);
    return stream.below(Math.max(1, maxNs));
  }

  /** RFC 2236 2, 9: length, checksum, TTL 1, router alert but in version 1, and reporters that are on the link. */
  #validate(packet: PacketBuffer, headerLength: number, routerAlert: boolean): boolean {
    const { counters, addresses } = this.#endpoint;
    const { view, start } = packet;
    const message = start + headerLength;
    const length = packet.length - headerLength;
    if (length < MESSAGE_LENGTH) {
      count(counters, NicCounter['igmp.packetsReceived.invalid']);
      return false;
    }
    if (!igmp.verifyIgmpChecksum(view, message, length)) {
      count(counters, NicCounter['igmp.packetsReceived.checksumErrors']);
      return false;
    }
    const type = igmp.igmpType(view, message);
    const counter = RECEIVED.get(type);
    if (counter === undefined) {
      count(counters, NicCounter['igmp.packetsReceived.unrecognized']);
      return false;
    }
    count(counters, counter);
    if (this.#endpoint.host.behaviour.igmpChecks === 'none') return true;
    const onLink =
      type === igmp.IGMP_MEMBERSHIP_QUERY || addresses.isOnLink(ipv4Source(view, start));
    const isMarked = routerAlert || this.#isVersion1(view, message, length);
    if (onLink && isMarked && ipv4Ttl(view, start) === IGMP_TTL) return true;
    count(counters, NicCounter['igmp.packetsReceived.invalid']);
    return false;
  }

  /** Version 1 knows no router alert (RFC 1112 Appendix I); longer queries are of version 3 (RFC 3376 7.1). */
  #isVersion1(view: DataView, message: number, length: number): boolean {
    if (this.#endpoint.host.behaviour.igmpVersion1 === 'as-version-2') return false;
    if (igmp.igmpType(view, message) === igmp.IGMP_V1_MEMBERSHIP_REPORT) return true;
    return isVersion1Query(view, message) && length === MESSAGE_LENGTH;
  }

  /** The group that a query asks about; version 1 always asks about all (RFC 1112 Appendix I). */
  #groupOf(view: DataView, message: number): Ipv4Address {
    const asksAll =
      this.#endpoint.host.behaviour.igmpVersion1 === 'rfc-1112' && isVersion1Query(view, message);
    return asksAll ? ALL_GROUPS : igmp.igmpGroup(view, message);
  }

  #act(view: DataView, message: number): void {
    const group = this.#groupOf(view, message);
    const groups = this.#membership;
    if (groups === null) return;
    switch (igmp.igmpType(view, message)) {
      case igmp.IGMP_MEMBERSHIP_QUERY: {
        const tenths = igmp.igmpMaxRespCode(view, message);
        if (tenths === 0) groups.queryV1(group);
        else groups.query(group, tenths * RESPONSE_UNIT_NS);
        break;
      }
      case igmp.IGMP_V1_MEMBERSHIP_REPORT:
      case igmp.IGMP_V2_MEMBERSHIP_REPORT:
        groups.reportReceived(group);
        break;
    }
  }

  /** What a multicast router learns from a message (RFC 2236 7). */
  #actAsRouter(router: IgmpRouter, packet: PacketBuffer, headerLength: number): void {
    const { view, start } = packet;
    const message = start + headerLength;
    const group = this.#groupOf(view, message);
    switch (igmp.igmpType(view, message)) {
      case igmp.IGMP_MEMBERSHIP_QUERY: {
        const own = this.#endpoint.addresses.selectSource(false)?.address ?? LIMITED_BROADCAST;
        const responseNs = igmp.igmpMaxRespCode(view, message) * RESPONSE_UNIT_NS;
        const source = ipv4Source(view, start);
        // RFC 4541 2.1.1: 0.0.0.0 is a switch, which takes no part in the election.
        const isLower = source !== 0 && source < own;
        router.queryReceived(isLower, group, responseNs || V1_MAX_RESPONSE_NS);
        break;
      }
      case igmp.IGMP_V1_MEMBERSHIP_REPORT:
        router.reportReceived(group, 1);
        break;
      case igmp.IGMP_V2_MEMBERSHIP_REPORT:
        router.reportReceived(group, 2);
        break;
      case igmp.IGMP_LEAVE_GROUP:
        router.leaveReceived(group);
        break;
    }
  }

  /** RFC 2236 3: general queries go to all systems, others to the group asked about. */
  #query(group: Ipv4Address, maxResponseNs: number): boolean {
    const destination = group === ALL_GROUPS ? ALL_SYSTEMS : group;
    const tenths = Math.round(maxResponseNs / RESPONSE_UNIT_NS);
    if (!this.#send(igmp.IGMP_MEMBERSHIP_QUERY, destination, group, tenths)) return false;
    // The link does not bring a router its own queries, but it may be a member of groups itself.
    this.#membership?.query(group, maxResponseNs);
    return true;
  }

  /** Sends a message straight to the NIC: no routing, no filter, no loop. False if it was not sent. */
  #send(type: number, destination: Ipv4Address, group: Ipv4Address, maxRespCode = 0): boolean {
    const { host, nic, addresses, counters } = this.#endpoint;
    const isAlways = host.behaviour.igmpHeader === 'internetwork-control';
    const source = addresses.selectSource(false)?.address ?? (isAlways ? ANY : null);
    if (source === null) return false;
    const packet = igmpPacket(host, source, destination, { type, group, maxRespCode });
    if (host.observer !== null) host.observer.originated(nic, packet, 'igmp');
    if (nic.transmit(packet, destination, source) !== null) {
      count(counters, NicCounter['igmp.packetsSent.dropped']);
      host.end(packet, Disposition['send-error'], nic);
      return false;
    }
    count(counters, SENT.get(type) as NicCounterIndex);
    return true;
  }

  #notifyMembers(group: Ipv4Address, present: boolean): void {
    const { host, nic } = this.#endpoint;
    host.multicastRouter?.routes.membersChanged(host.name, group);
    if (host.observer === null) return;
    const state = present ? 'present' : 'absent';
    host.emit({ type: 'group-members', host: host.name, nic: nic.name, group, state });
  }

  #notifyQuerier(isQuerier: boolean): void {
    const { host, nic } = this.#endpoint;
    if (host.observer === null) return;
    host.emit({
      type: 'querier',
      host: host.name,
      nic: nic.name,
      state: isQuerier ? 'querier' : 'non-querier',
    });
  }

  #emitMembership(group: Ipv4Address, state: 'joined' | 'left'): void {
    const { host, nic } = this.#endpoint;
    if (group === ALL_SYSTEMS || host.observer === null) return;
    host.emit({ type: 'membership', host: host.name, nic: nic.name, group, state });
  }
}

function isVersion1Query(view: DataView, message: number): boolean {
  const isQuery = igmp.igmpType(view, message) === igmp.IGMP_MEMBERSHIP_QUERY;
  return isQuery && igmp.igmpMaxRespCode(view, message) === 0;
}
