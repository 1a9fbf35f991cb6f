import type { AddressEntry, AddressOptions } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { NetError } from '../error/netError.js';
import type { NeighbourBehaviour } from '../neighbour/neighbourBehaviour.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  type CounterReader,
  CounterValues,
  counterReader,
  type NicCounterName,
  nicCounterNames,
} from '../ports/counters.js';
import type { LinkEndpoint, LinkReceiver } from '../ports/link.js';
import type {
  FastPath,
  NetworkInterface,
  NetworkLayer,
  PacketTap,
} from '../ports/networkInterface.js';
import type { StackContext } from '../ports/stackContext.js';
import { EthernetLayer } from './ethernetLayer.js';

/** How a NIC is set up. */
export interface NicOptions {
  /** Number of the NIC, unique on its host and positive; the next free one by default. */
  readonly id?: number;
  /** Name, unique on its host: `eth0`. */
  readonly name: string;
  readonly link: LinkEndpoint;
  /** Default true. */
  readonly enabled?: boolean;
  /** Takes datagrams for every destination as its own. Default false. */
  readonly promiscuous?: boolean;
  /** Sends from every source address. Default false. */
  readonly spoofing?: boolean;
}

/** What a NIC is a part of. */
export interface NicOwner extends StackContext {
  /** A NIC was enabled or disabled, or its carrier changed. */
  interfaceChanged(nic: NetworkInterface): void;
  readonly behaviour: NeighbourBehaviour;
}

/** A network interface: a link below, a network layer above, ARP between them where links need it. */
export class Nic<Owner extends NicOwner = NicOwner, Network extends NetworkLayer = NetworkLayer>
  extends CounterValues<NicCounterName>
  implements LinkReceiver, NetworkInterface<Network>
{
  // What every packet needs comes first, so that it shares cache lines.
  /** Used while this NIC leaves packets as they are; null while each needs a closer look. */
  #fastPath: FastPath | null = null;
  /** Shown every packet that passes, while it is set: captures. */
  tap: PacketTap | null = null;
  readonly host: Owner;
  readonly ipv4: Network;
  readonly link: LinkEndpoint;
  /** ARP and frames, on Ethernet; null elsewhere. */
  readonly ethernet: EthernetLayer | null;
  readonly isLoopback: boolean;
  readonly id: number;
  readonly name: string;
  #enabled = false;
  #promiscuous: boolean;
  #spoofing: boolean;

  /** Made by `Host.addNic`. */
  constructor(
    host: Owner,
    id: number,
    options: NicOptions,
    makeNetwork: (nic: Nic<Owner, Network>) => Network,
  ) {
    super(nicCounterNames);
    this.host = host;
    this.id = id;
    this.name = options.name;
    this.link = options.link;
    this.isLoopback = options.link.kind === 'loopback';
    this.#promiscuous = options.promiscuous ?? false;
    this.#spoofing = options.spoofing ?? false;
    this.ipv4 = makeNetwork(this);
    this.ethernet = options.link.kind === 'ethernet' ? new EthernetLayer(this) : null;
    options.link.attach(this);
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  get hasCarrier(): boolean {
    return this.link.up ?? true;
  }

  /** Called by the link. */
  carrierChanged(): void {
    this.host.interfaceChanged(this);
  }

  /** Takes datagrams for every destination as its own. */
  get promiscuous(): boolean {
    return this.#promiscuous;
  }

  set promiscuous(value: boolean) {
    this.#promiscuous = value;
    this.updateFastPath();
    this.host.configurationChanged();
  }

  /** Sends from every source address. */
  get spoofing(): boolean {
    return this.#spoofing;
  }

  set spoofing(value: boolean) {
    this.#spoofing = value;
    this.host.configurationChanged();
  }

  /** Whether next hops need link addresses, and packets frames: on Ethernet. */
  get isFraming(): boolean {
    return this.ethernet !== null;
  }

  /** Counters of this NIC, indexed by `NicCounter`: the NIC is their set itself, which is one cache line less. */
  get counterValues(): CounterValues<NicCounterName> {
    return this;
  }

  get counterNames(): readonly string[] {
    return nicCounterNames;
  }

  /** Counters of this NIC by name. */
  get counters(): CounterReader {
    return counterReader(() => [this]);
  }

  /** Addresses that are assigned or still in use, in order of addition. */
  get addresses(): readonly AddressEntry[] {
    return this.ipv4.addresses.entries;
  }

  /** Groups that were joined here, in order of joining. */
  get groups(): readonly Ipv4Address[] {
    return this.ipv4.groups;
  }

  /** Enables the NIC and its IPv4 endpoint. Enabling twice does nothing. */
  enable(): NetError | null {
    if (this.#enabled) return null;
    this.#enabled = true;
    this.host.configurationChanged();
    const error = this.ipv4.enable();
    this.host.interfaceChanged(this);
    return error;
  }

  /** Disables the NIC: nothing is received or sent, IGMP leaves its groups, neighbours are forgotten. */
  disable(): void {
    if (!this.#enabled) return;
    this.ipv4.disable();
    this.#enabled = false;
    this.updateFastPath();
    this.ethernet?.disabled();
    this.ipv4.disabled();
    this.host.configurationChanged();
    this.host.interfaceChanged(this);
  }

  /** Adds a permanent address, given with its subnet. */
  addAddress(prefix: Ipv4Prefix, options?: AddressOptions): NetError | null {
    return this.ipv4.addAddress(prefix, options);
  }

  /** Removes a permanent address. */
  removeAddress(address: Ipv4Address): NetError | null {
    return this.ipv4.removeAddress(address);
  }

  /** Joins a group; joins are counted. `bad-address` if it is not multicast. */
  joinGroup(group: Ipv4Address): NetError | null {
    return this.ipv4.joinGroup(group);
  }

  /** Takes one join back. `bad-local-address` if there is none. */
  leaveGroup(group: Ipv4Address): NetError | null {
    return this.ipv4.leaveGroup(group);
  }

  /** Receives these octets, an IPv4 packet, as if they had just come from the link. */
  inject(octets: Uint8Array): void {
    const packet = this.host.pool.from(octets);
    this.ethernet?.frameInjected(packet);
    if (this.tap !== null) this.tap.packet(this, packet, 'inbound');
    packet.linkHeaderLength = 0;
    this.receiveIpv4(packet);
  }

  /** What the link calls for each packet or frame that arrives. */
  receiveFromLink(packet: PacketBuffer): void {
    const fastPath = this.#fastPath;
    if (fastPath?.isPlain && fastPath.forward(this, packet)) return;
    if (this.tap !== null) this.tap.packet(this, packet, 'inbound');
    if (this.ethernet !== null) this.ethernet.receiveFrame(packet);
    else this.receiveIpv4(packet);
  }

  /** Something changed that decides whether packets need a closer look. */
  updateFastPath(): void {
    const isPlain =
      this.ethernet === null && !this.isLoopback && !this.#promiscuous && this.ipv4.isEnabled();
    this.#fastPath = isPlain ? this.ipv4.fastPath : null;
  }

  /** An IPv4 packet arrived. */
  receiveIpv4(packet: PacketBuffer): void {
    packet.flags = 0;
    const { host } = this;
    if (host.observer !== null) host.observer.passed('received', this, packet);
    if (!this.#enabled) {
      host.end(packet, host.up ? Disposition['nic-disabled'] : Disposition['host-down'], this);
      return;
    }
    this.ipv4.receive(packet);
  }

  /**
   * Hands a packet to the link, after resolving `nextHop` where the link needs it. On an error the
   * packet still belongs to the caller.
   */
  transmit(packet: PacketBuffer, nextHop: Ipv4Address, localAddress: Ipv4Address): NetError | null {
    if (this.ethernet !== null) return this.ethernet.transmit(packet, nextHop, localAddress);
    return this.sendToLink(packet);
  }

  /** Hands a packet, link header in place, to the link. */
  sendToLink(packet: PacketBuffer): NetError | null {
    const { host } = this;
    if (this.tap !== null) this.tap.packet(this, packet, 'outbound');
    if (host.observer !== null) host.observer.passed('transmitted', this, packet);
    return this.link.send(packet) === null ? null : 'aborted';
  }
}
