// Frames and ARP between a NIC and an Ethernet link (RFC 894, RFC 826).
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { BROADCAST_MAC, type MacAddress, multicastMac, ZERO_MAC } from '../address/macAddress.js';
import type { NetError } from '../error/netError.js';
import { buildArpReply, buildArpRequest, classifyArp } from '../neighbour/arp.js';
import { type Neighbour, NeighbourCache, WAITING } from '../neighbour/neighbourCache.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, NicCounter } from '../ports/counters.js';
import { arpSenderIpv4, arpSenderMac, arpTargetIpv4 } from '../wire/arp.js';
import {
  ETHER_TYPE_ARP,
  ETHER_TYPE_IPV4,
  ETHERNET_HEADER_LENGTH,
  ethernetDestination,
  ethernetEtherType,
  setEthernetDestination,
  setEthernetEtherType,
  setEthernetSource,
} from '../wire/ethernet.js';
import type { Nic } from './nic.js';

/** First bit on the wire of a MAC address: set for broadcast and multicast (IEEE 802). */
const GROUP_BIT = 2 ** 40;

/** An address of a NIC that another station on its link uses, too. */
export interface AddressConflict {
  readonly address: Ipv4Address;
  /** MAC address of the other station. */
  readonly linkAddress: MacAddress;
  /** When it was seen first. */
  readonly timeNs: number;
}

/** What a NIC does on an Ethernet link: frames around packets, link addresses for next hops. */
export class EthernetLayer {
  readonly #nic: Nic;
  readonly #neighbours: NeighbourCache;
  #conflicts: AddressConflict[] | null = null;

  constructor(nic: Nic) {
    const { host } = nic;
    this.#nic = nic;
    this.#neighbours = new NeighbourCache({
      clock: host.clock,
      random: host.random.stream(`neighbour/${nic.name}`),
      sendRequest: (target, destination, local) => this.#request(target, destination, local),
      transmit: (packet, mac) => this.#transmitWaiting(packet, mac),
      fail: (packet) => this.#unresolved(packet),
      overflow: (packet) => this.#lost(packet, Disposition['neighbour-queue-full']),
      onChange: (address, state) => {
        if (host.observer === null) return;
        host.emit({ type: 'neighbour', host: host.name, nic: nic.name, address, state });
      },
    });
  }

  /** Packets that wait for a link address. */
  get heldPackets(): number {
    return this.#neighbours.heldPackets;
  }

  /** Every neighbour that is known or asked for. */
  get neighbours(): readonly Neighbour[] {
    return this.#neighbours.entries();
  }

  /** Addresses of this NIC that ARP showed at other stations, in the order of being seen (RFC 5227 2.4). */
  get addressConflicts(): readonly AddressConflict[] {
    return this.#conflicts ?? [];
  }

  /** Sends an ARP announcement for each address (RFC 5227 2.3): who else has it takes notice. */
  announceAddresses(): void {
    for (const { address, kind } of this.#nic.addresses) {
      if (kind !== 'permanent' || address === LIMITED_BROADCAST) continue;
      this.#request(address, BROADCAST_MAC, address);
    }
  }

  /** Sets the link address of a neighbour for good, as `ip neighbour add`. */
  addStaticNeighbour(address: Ipv4Address, mac: MacAddress): void {
    this.#neighbours.addStatic(address, mac);
  }

  /** The NIC was disabled: neighbours are forgotten. */
  disabled(): void {
    this.#neighbours.clear();
  }

  /** A frame arrived; its header stands in front of `packet.start`. */
  receiveFrame(packet: PacketBuffer): void {
    const { host } = this.#nic;
    const frame = packet.start - ETHERNET_HEADER_LENGTH;
    const destination = ethernetDestination(packet.view, frame);
    if (!this.#isForUs(destination)) {
      host.end(packet, Disposition['not-for-this-link-address'], this.#nic);
      return;
    }
    packet.linkHeaderLength = 0;
    switch (ethernetEtherType(packet.view, frame)) {
      case ETHER_TYPE_IPV4:
        this.#nic.receiveIpv4(packet);
        return;
      case ETHER_TYPE_ARP:
        this.#receiveArp(packet);
        return;
      default:
        host.end(packet, Disposition['unknown-link-protocol'], this.#nic);
    }
  }

  /** Puts the header of a frame for this NIC, from nobody, in front of a packet that came by no link. */
  frameInjected(packet: PacketBuffer): void {
    const frame = packet.start - ETHERNET_HEADER_LENGTH;
    setEthernetDestination(packet.view, frame, this.#nic.link.linkAddress);
    setEthernetSource(packet.view, frame, ZERO_MAC);
    setEthernetEtherType(packet.view, frame, ETHER_TYPE_IPV4);
    packet.linkHeaderLength = ETHERNET_HEADER_LENGTH;
  }

  /** Sends a packet to a next hop, now or when its link address is known. */
  transmit(packet: PacketBuffer, nextHop: Ipv4Address, localAddress: Ipv4Address): NetError | null {
    const known = this.#knownAddress(nextHop, localAddress);
    const mac = known ?? this.#neighbours.resolve(nextHop, packet, localAddress);
    return mac === WAITING ? null : this.#sendFrame(packet, mac, ETHER_TYPE_IPV4);
  }

  #isForUs(destination: MacAddress): boolean {
    const { link, promiscuous } = this.#nic;
    if (destination === link.linkAddress || promiscuous) return true;
    return isGroupMac(destination);
  }

  /** Link addresses that follow from the next hop (RFC 1112 6.4), or null if it must be asked for. */
  #knownAddress(nextHop: Ipv4Address, localAddress: Ipv4Address): MacAddress | null {
    if (nextHop === LIMITED_BROADCAST) return BROADCAST_MAC;
    if (isMulticast(nextHop)) return multicastMac(nextHop);
    if (nextHop === localAddress) return this.#nic.link.linkAddress;
    const isBroadcast = this.#nic.addresses.some(({ broadcast }) => broadcast === nextHop);
    return isBroadcast ? BROADCAST_MAC : null;
  }

  #sendFrame(packet: PacketBuffer, mac: MacAddress, etherType: number): NetError | null {
    const { view } = packet;
    const frame = packet.start - ETHERNET_HEADER_LENGTH;
    setEthernetDestination(view, frame, mac);
    setEthernetSource(view, frame, this.#nic.link.linkAddress);
    setEthernetEtherType(view, frame, etherType);
    packet.linkHeaderLength = ETHERNET_HEADER_LENGTH;
    return this.#nic.sendToLink(packet);
  }

  // Waiting packets ---------------------------------------------------------------------------------

  /** It is counted as sent already, so a link error now is not counted. */
  #transmitWaiting(packet: PacketBuffer, mac: MacAddress): void {
    if (this.#sendFrame(packet, mac, ETHER_TYPE_IPV4) !== null) {
      this.#nic.host.end(packet, Disposition['send-error'], this.#nic);
    }
  }

  /** Nobody answered for the next hop. */
  #unresolved(packet: PacketBuffer): void {
    const { host, ipv4 } = this.#nic;
    if (!host.up) {
      this.#lost(packet, Disposition['host-down']);
      return;
    }
    ipv4.nextHopUnreachable(packet);
    this.#lost(packet, Disposition['neighbour-unreachable']);
  }

  #lost(packet: PacketBuffer, disposition: Disposition): void {
    count(this.#nic.counterValues, NicCounter['ip.outgoingPacketErrors']);
    this.#nic.host.end(packet, disposition, this.#nic);
  }

  // ARP ---------------------------------------------------------------------------------------------

  #receiveArp(packet: PacketBuffer): void {
    const { host, counterValues, enabled } = this.#nic;
    count(counterValues, NicCounter['arp.packetsReceived']);
    if (!enabled) {
      count(counterValues, NicCounter['arp.disabledPacketsReceived']);
      host.end(packet, host.up ? Disposition['nic-disabled'] : Disposition['host-down'], this.#nic);
      return;
    }
    const kind = classifyArp(packet);
    if (kind === 'malformed') count(counterValues, NicCounter['arp.malformedPacketsReceived']);
    if (kind === 'request' || kind === 'reply') this.#lookForConflict(packet);
    if (kind === 'request') this.#answer(packet);
    if (kind === 'reply') this.#receiveReply(packet);
    const handled = kind === 'request' || kind === 'reply';
    host.end(packet, handled ? Disposition.arp : Disposition['arp-invalid'], this.#nic);
  }

  /** RFC 5227 2.4: a sender with an address of ours that is not us. */
  #lookForConflict(packet: PacketBuffer): void {
    const { host, ipv4, name, link } = this.#nic;
    const address = arpSenderIpv4(packet.view, packet.start);
    const linkAddress = arpSenderMac(packet.view, packet.start);
    const owned = ipv4.addresses.findLocal(address, false)?.address === address;
    if (!owned || linkAddress === link.linkAddress) return;
    this.#conflicts ??= [];
    const isKnown = this.#conflicts.some(
      (conflict) => conflict.address === address && conflict.linkAddress === linkAddress,
    );
    if (isKnown) return;
    this.#conflicts.push({ address, linkAddress, timeNs: host.clock.nowNs });
    if (host.observer !== null) {
      host.emit({ type: 'address-conflict', host: host.name, nic: name, address, linkAddress });
    }
  }

  #receiveReply(reply: PacketBuffer): void {
    const { host, counterValues } = this.#nic;
    const { view, start } = reply;
    count(counterValues, NicCounter['arp.repliesReceived']);
    const mergesAll = host.behaviour.arpMerge === 'every-packet';
    if (mergesAll && !this.#isCredible(reply)) return;
    this.#neighbours.replyReceived(arpSenderIpv4(view, start), arpSenderMac(view, start));
    if (mergesAll) this.#merge(reply);
  }

  /** RFC 826: the sender is brought up to date where it is known, and noted where the packet is for us. */
  #merge(packet: PacketBuffer): void {
    if (!this.#isCredible(packet)) return;
    const { view, start } = packet;
    const { ipv4, spoofing } = this.#nic;
    const sender = arpSenderIpv4(view, start);
    const isForUs = ipv4.addresses.findLocal(arpTargetIpv4(view, start), spoofing) !== null;
    if (isForUs || this.#neighbours.knows(sender)) {
      this.#neighbours.requestReceivedFrom(sender, arpSenderMac(view, start));
    }
  }

  /** Not a probe (RFC 5227 1.1), not of a group (RFC 1812 3.3.2), and not about an address of ours. */
  #isCredible(packet: PacketBuffer): boolean {
    const { view, start } = packet;
    const sender = arpSenderIpv4(view, start);
    if (sender === 0 || isGroupMac(arpSenderMac(view, start))) return false;
    return this.#nic.ipv4.addresses.findLocal(sender, false) === null;
  }

  /** A request for an address of this NIC: the asker is noted, and answered by unicast. */
  #answer(request: PacketBuffer): void {
    const { host, ipv4, counterValues, link, spoofing } = this.#nic;
    const { view, start } = request;
    count(counterValues, NicCounter['arp.requestsReceived']);
    const mergesAll = host.behaviour.arpMerge === 'every-packet';
    if (mergesAll) this.#merge(request);
    if (ipv4.addresses.findLocal(arpTargetIpv4(view, start), spoofing) === null) {
      count(counterValues, NicCounter['arp.requestsReceivedUnknownTargetAddress']);
      return;
    }
    const asker = arpSenderMac(view, start);
    if (!mergesAll) this.#neighbours.requestReceivedFrom(arpSenderIpv4(view, start), asker);
    const reply = buildArpReply(host.pool, request, link.linkAddress);
    this.#sendArp(reply, asker, 'arp.outgoingRepliesSent', 'arp.outgoingRepliesDropped');
  }

  /** Asks for a link address; false if there is no address to ask from, or the link fails. */
  #request(target: Ipv4Address, destination: MacAddress, localAddress: Ipv4Address): boolean {
    const { host, ipv4, counterValues, link } = this.#nic;
    const own = localAddress !== 0 && ipv4.addresses.findLocal(localAddress, false) !== null;
    const source = own ? localAddress : ipv4.addresses.main()?.address;
    if (source === undefined) {
      count(counterValues, NicCounter['arp.outgoingRequestsDropped']);
      return false;
    }
    const request = buildArpRequest(host.pool, link.linkAddress, source, target);
    return this.#sendArp(
      request,
      destination,
      'arp.outgoingRequestsSent',
      'arp.outgoingRequestsDropped',
    );
  }

  #sendArp(
    packet: PacketBuffer,
    destination: MacAddress,
    sent: keyof typeof NicCounter,
    dropped: keyof typeof NicCounter,
  ): boolean {
    const failed = this.#sendFrame(packet, destination, ETHER_TYPE_ARP) !== null;
    count(this.#nic.counterValues, NicCounter[failed ? dropped : sent]);
    if (failed) this.#nic.host.end(packet, Disposition['send-error'], this.#nic);
    return !failed;
  }
}

function isGroupMac(address: MacAddress): boolean {
  return Math.floor(address / GROUP_BIT) % 2 === 1;
}
