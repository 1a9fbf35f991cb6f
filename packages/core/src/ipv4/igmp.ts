// IGMP of one NIC (RFC 2236, RFC 1112 Appendix I): messages in and out; the states are GroupMembership's.
import {
  ALL_ROUTERS,
  ALL_SYSTEMS,
  formatIpv4Address,
  isMulticast,
} from '../address/ipv4Address.js';
import * as igmp from '../header/igmp.js';
import { fillIpv4Checksum, IPV4_OFFSET, ipv4Source, ipv4Ttl } from '../header/ipv4.js';
import { OPTION_ROUTER_ALERT } from '../header/options.js';
import { PROTOCOL_IGMP } from '../header/protocolNumber.js';
import { GroupMembership } from '../multicast/groupMembership.js';
import { Fate } from '../packet/fate.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, NicCounter } from '../stack/counters.js';
import type { NetError } from '../stack/netError.js';
import type { Ipv4Endpoint } from './endpoint.js';

/** IPv4 header with a router alert option (RFC 2113). */
const HEADER_LENGTH = 24;
const MESSAGE_LENGTH = igmp.IGMP_HEADER_LENGTH;
const ROUTER_ALERT = ((OPTION_ROUTER_ALERT << 24) | (4 << 16)) >>> 0;
const TTL = 1;
/** Max Resp Time counts tenths of a second (RFC 2236 2.2). */
const TENTH_NS = 100_000_000;

const RECEIVED: ReadonlyMap<number, number> = new Map([
  [igmp.IGMP_MEMBERSHIP_QUERY, NicCounter['igmp.packetsReceived.membershipQuery']],
  [igmp.IGMP_V1_MEMBERSHIP_REPORT, NicCounter['igmp.packetsReceived.v1MembershipReport']],
  [igmp.IGMP_V2_MEMBERSHIP_REPORT, NicCounter['igmp.packetsReceived.v2MembershipReport']],
  [igmp.IGMP_LEAVE_GROUP, NicCounter['igmp.packetsReceived.leaveGroup']],
]);

const SENT: ReadonlyMap<number, number> = new Map([
  [igmp.IGMP_V1_MEMBERSHIP_REPORT, NicCounter['igmp.packetsSent.v1MembershipReport']],
  [igmp.IGMP_V2_MEMBERSHIP_REPORT, NicCounter['igmp.packetsSent.v2MembershipReport']],
  [igmp.IGMP_LEAVE_GROUP, NicCounter['igmp.packetsSent.leaveGroup']],
]);

/** Groups of one NIC, and the messages about them. */
export class Igmp {
  readonly #endpoint: Ipv4Endpoint;
  #membership: GroupMembership | null = null;

  constructor(endpoint: Ipv4Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Groups that are joined, in order of joining. */
  get groups(): readonly number[] {
    return this.#membership?.groups ?? [];
  }

  isMember(group: number): boolean {
    return this.#membership?.isMember(group) ?? false;
  }

  /** Joins a group; joins are counted. */
  join(group: number): NetError | null {
    if (!isMulticast(group)) return 'bad-address';
    const known = this.isMember(group);
    const error = this.#groups().join(group);
    if (error === null && !known) this.#tell(group, 'joined');
    return error;
  }

  /** Takes one join back. */
  leave(group: number): NetError | null {
    const error = this.#membership?.leave(group) ?? (this.#membership ? null : 'bad-local-address');
    if (error === null && !this.isMember(group)) this.#tell(group, 'left');
    return error;
  }

  /** The endpoint was enabled: groups that were joined before are reported. */
  start(): void {
    if (this.#isActive) this.#groups().enable();
  }

  /** The endpoint is about to be disabled: groups are left on the wire, and stay joined here. */
  stop(): void {
    this.#membership?.disable();
  }

  /** The NIC has an address now: reports that waited for one go out. */
  addressAdded(): void {
    this.#membership?.addressAvailable();
  }

  /** An IGMP message for this host. Takes the packet over. */
  receive(packet: PacketBuffer, headerLength: number, routerAlert: boolean): void {
    const { host, nic } = this.#endpoint;
    const valid = this.#judge(packet, headerLength, routerAlert);
    if (valid) this.#act(packet.view, packet.start + headerLength);
    host.end(packet, valid ? Fate.igmp : Fate['igmp-invalid'], nic);
  }

  get #isActive(): boolean {
    const { host, nic } = this.#endpoint;
    return host.igmpEnabled && !nic.isLoopback;
  }

  #groups(): GroupMembership {
    const { host } = this.#endpoint;
    this.#membership ??= new GroupMembership(host.clock, {
      sendReport: (group) => this.#report(group),
      sendLeave: (group) => this.#send(igmp.IGMP_LEAVE_GROUP, ALL_ROUTERS, group),
      drawDelayNs: (group, maxNs) => this.#drawDelayNs(group, maxNs),
    });
    return this.#membership;
  }

  /** Timers are drawn in whole milliseconds, each group from a stream of its own. */
  #drawDelayNs(group: number, maxNs: number): number {
    const { host, nic } = this.#endpoint;
    const stream = host.random.stream(`igmp/${nic.id}/${formatIpv4Address(group)}`);
    return stream.below(Math.max(1, maxNs));
  }

  /** RFC 2236 2, 9: length, checksum, TTL 1, router alert, and reporters that are on the link. */
  #judge(packet: PacketBuffer, headerLength: number, routerAlert: boolean): boolean {
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
    const onLink =
      type === igmp.IGMP_MEMBERSHIP_QUERY || addresses.isOnLink(ipv4Source(view, start));
    if (onLink && routerAlert && ipv4Ttl(view, start) === TTL) return true;
    count(counters, NicCounter['igmp.packetsReceived.invalid']);
    return false;
  }

  #act(view: DataView, message: number): void {
    const group = igmp.igmpGroup(view, message);
    const groups = this.#membership;
    if (groups === null) return;
    switch (igmp.igmpType(view, message)) {
      case igmp.IGMP_MEMBERSHIP_QUERY: {
        const tenths = igmp.igmpMaxRespCode(view, message);
        if (tenths === 0) groups.queryV1(group);
        else groups.query(group, tenths * TENTH_NS);
        break;
      }
      case igmp.IGMP_V1_MEMBERSHIP_REPORT:
      case igmp.IGMP_V2_MEMBERSHIP_REPORT:
        groups.reportHeard(group);
        break;
    }
  }

  #report(group: number): boolean {
    const v1 = this.#membership?.isV1RouterPresent ?? false;
    const type = v1 ? igmp.IGMP_V1_MEMBERSHIP_REPORT : igmp.IGMP_V2_MEMBERSHIP_REPORT;
    return this.#send(type, group, group);
  }

  /** Sends a message straight to the NIC: no routing, no filter, no loop. False if it was not sent. */
  #send(type: number, destination: number, group: number): boolean {
    const { host, nic, addresses, counters } = this.#endpoint;
    const source = addresses.outgoing(false);
    if (source === null) return false;
    const packet = host.pool.allocate(HEADER_LENGTH + MESSAGE_LENGTH);
    const { view, start } = packet;
    const identification = host.identification.next(source.address, destination, PROTOCOL_IGMP);
    view.setUint32(start, 0x46000000 + HEADER_LENGTH + MESSAGE_LENGTH);
    view.setUint32(start + IPV4_OFFSET.identification, identification * 0x10000);
    view.setUint8(start + IPV4_OFFSET.ttl, TTL);
    view.setUint8(start + IPV4_OFFSET.protocol, PROTOCOL_IGMP);
    view.setUint32(start + IPV4_OFFSET.source, source.address);
    view.setUint32(start + IPV4_OFFSET.destination, destination);
    view.setUint32(start + IPV4_OFFSET.options, ROUTER_ALERT);
    fillIpv4Checksum(view, start, HEADER_LENGTH);
    const message = start + HEADER_LENGTH;
    igmp.setIgmpType(view, message, type);
    igmp.setIgmpMaxRespCode(view, message, 0);
    igmp.setIgmpGroup(view, message, group);
    igmp.fillIgmpChecksum(view, message, MESSAGE_LENGTH);
    if (host.observer !== null) {
      host.tell({ type: 'originated', nic: nic.name, packet, cause: 'igmp' });
    }
    if (nic.transmit(packet, destination, source.address) !== null) {
      count(counters, NicCounter['igmp.packetsSent.dropped']);
      host.end(packet, Fate['send-error'], nic);
      return false;
    }
    count(counters, SENT.get(type) as number);
    return true;
  }

  #tell(group: number, state: 'joined' | 'left'): void {
    const { host, nic } = this.#endpoint;
    if (group === ALL_SYSTEMS || host.observer === null) return;
    host.tell({ type: 'membership', nic: nic.name, group, state });
  }
}
