import {
  type AddressOptions,
  AddressTable,
  type AddressTableOwner,
  NO_ADDRESS,
} from '../address/addressTable.js';
import {
  ALL_ROUTERS,
  ALL_SYSTEMS,
  type Ipv4Address,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { NetError } from '../error/netError.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_FORWARDED } from '../packet/packetFlags.js';
import { type CounterValues, count, NicCounter, type NicCounterName } from '../ports/counters.js';
import type { NetworkInterface, NetworkLayer } from '../ports/networkInterface.js';
import { ICMP_CODE_HOST_UNREACHABLE, ICMP_DESTINATION_UNREACHABLE } from '../wire/icmpv4.js';
import { IPV4_MIN_HEADER_LENGTH, IPV4_MIN_MTU } from '../wire/ipv4.js';
import type { FastForwarding } from './fastForwarding.js';
import { sendIcmpError } from './icmpErrors.js';
import { Igmp } from './igmp.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { receiveLooped, receivePacket, routeIn } from './receive.js';

const MAX_LINK_MTU = 65_535;

/** IPv4 on one NIC: its addresses, its groups, and whether it is enabled (RFC 1122 3.3.4.1). */
export class Ipv4Endpoint implements AddressTableOwner, NetworkLayer {
  readonly nic: NetworkInterface;
  readonly host: Ipv4Stack;
  readonly addresses: AddressTable;
  readonly igmp: Igmp;
  readonly counters: CounterValues<NicCounterName>;
  #enabled = false;

  constructor(nic: NetworkInterface, host: Ipv4Stack) {
    this.nic = nic;
    this.host = host;
    this.counters = nic.counterValues;
    this.addresses = new AddressTable(this);
    this.igmp = new Igmp(this);
  }

  /** Both NIC and endpoint are enabled. */
  isEnabled(): boolean {
    return this.#enabled && this.nic.enabled;
  }

  get isLoopback(): boolean {
    return this.nic.isLoopback;
  }

  get fastPath(): FastForwarding {
    return this.host.forwardingRoutes;
  }

  get groups(): readonly Ipv4Address[] {
    return this.igmp.groups;
  }

  /** Called by the table of addresses. */
  addressesChanged(): void {
    this.host.configurationChanged();
  }

  /** Octets of payload that a transport may send in one packet; 0 where the link is too narrow. */
  get mtu(): number {
    const { mtu } = this.nic.link;
    return mtu < IPV4_MIN_MTU ? 0 : Math.min(mtu, MAX_LINK_MTU) - IPV4_MIN_HEADER_LENGTH;
  }

  /** Starts IPv4: limited broadcast is assigned, groups are reported, 224.0.0.1 is joined. */
  enable(): NetError | null {
    if (!this.nic.enabled) return 'not-permitted';
    if (this.#enabled) return null;
    this.#enabled = true;
    this.nic.updateFastPath();
    this.host.configurationChanged();
    const error = this.addresses.add(LIMITED_BROADCAST, 32, { primary: 'never' });
    if (error !== null) return error;
    this.igmp.start();
    return this.igmp.join(ALL_SYSTEMS);
  }

  /** Stops IPv4: groups are left for IGMP but stay joined here; limited broadcast goes. */
  disable(): void {
    if (!this.isEnabled()) return;
    this.igmp.leave(ALL_SYSTEMS);
    this.igmp.stop();
    this.addresses.remove(LIMITED_BROADCAST);
    this.#enabled = false;
    this.nic.updateFastPath();
    this.host.configurationChanged();
  }

  /** Addresses of the NIC translate no more. */
  disabled(): void {
    this.host.filter?.rules.forgetMasqueraded(this.nic.name);
  }

  /** Stops IPv4 and drops all addresses. */
  close(): void {
    this.disable();
    this.addresses.removeAll();
  }

  /** Adds a permanent address, and sends the reports that waited for one. */
  addAddress(prefix: Ipv4Prefix, options?: AddressOptions): NetError | null {
    const error = this.addresses.add(prefix.address, prefix.length, options);
    if (error === null) this.igmp.addressAdded();
    return error;
  }

  /** Removes a permanent address. */
  removeAddress(address: Ipv4Address): NetError | null {
    const error = this.addresses.remove(address);
    if (error === null) this.host.filter?.rules.forgetMasqueraded(this.nic.name, address);
    return error;
  }

  joinGroup(group: Ipv4Address): NetError | null {
    return this.igmp.join(group);
  }

  leaveGroup(group: Ipv4Address): NetError | null {
    return this.igmp.leave(group);
  }

  /** RFC 1812 4.3.3.1: a router tells the source that no neighbour answered for the next hop. */
  nextHopUnreachable(packet: PacketBuffer): void {
    const isReported = this.host.behaviour.unresolvedNextHop === 'host-unreachable';
    if (!isReported || (packet.flags & PACKET_FORWARDED) === 0) return;
    count(this.counters, NicCounter['ip.forwarding.hostUnreachable']);
    count(this.counters, NicCounter['ip.forwarding.errors']);
    sendIcmpError(this, packet, {
      type: ICMP_DESTINATION_UNREACHABLE,
      code: ICMP_CODE_HOST_UNREACHABLE,
      forwarding: true,
    });
  }

  /** Joins or leaves 224.0.0.2 as forwarding is turned on or off. */
  setForwarding(forwarding: boolean): void {
    if (this.host.behaviour.allRouters === 'none') return;
    if (forwarding) this.igmp.join(ALL_ROUTERS);
    else this.igmp.leave(ALL_ROUTERS);
  }

  /**
   * Address that options note for this host: `destination` if the behaviour wants it and it is ours, the
   * main address, else `destination`, else none where that is no address of one host.
   */
  optionAddress(destination: Ipv4Address, destinationIsGroup: boolean): Ipv4Address {
    const isDelivered =
      !destinationIsGroup &&
      this.host.behaviour.recordedAddress === 'outgoing' &&
      this.addresses.findLocal(destination, false)?.address === destination;
    if (isDelivered) return destination;
    const main = this.addresses.main();
    if (main !== null) return main.address;
    return destinationIsGroup ? NO_ADDRESS : destination;
  }

  /** Receives a packet from the link. */
  receive(packet: PacketBuffer): void {
    receivePacket(this, packet);
  }

  /** Receives a packet that this host sent to itself. */
  receiveLooped(packet: PacketBuffer): void {
    receiveLooped(this, packet);
  }

  /** Receives a packet that came by another NIC, for an address of this one. */
  receiveForOwner(packet: PacketBuffer): void {
    routeIn(this, packet);
  }
}
