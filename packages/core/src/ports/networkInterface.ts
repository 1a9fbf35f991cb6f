import type { AddressEntry, AddressOptions, AddressTable } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { NetError } from '../error/netError.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { CounterSet } from './counters.js';
import type { LinkEndpoint } from './link.js';

/** Shown the packets of a NIC as they pass; it borrows them and must not call back into the host. */
export interface PacketTap {
  /** On Ethernet the frame's header stands in front of `packet.start`. */
  packet(nic: NetworkInterface, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void;
}

/** A short cut for what most packets are. */
export interface FastPath {
  /** Whether the host forwards by what the fast path knows alone. */
  readonly isPlain: boolean;
  /** Forwards a packet that `nic` received; false, with nothing touched, where something about it is special. */
  forward(nic: NetworkInterface, packet: PacketBuffer): boolean;
}

/** What a NIC hands packets to: the network layer on it. */
export interface NetworkLayer {
  readonly addresses: AddressTable;
  /** Groups that were joined, in order of joining. */
  readonly groups: readonly Ipv4Address[];
  /** Used while the NIC is enabled and leaves packets as they are. */
  readonly fastPath: FastPath;
  /** Octets of payload that a transport may send in one packet; 0 where the link is too narrow. */
  readonly mtu: number;
  /** Both NIC and network layer are enabled. */
  isEnabled(): boolean;
  /** The NIC was enabled. */
  enable(): NetError | null;
  /** The NIC is about to be disabled. */
  disable(): void;
  /** The NIC was disabled. */
  disabled(): void;
  /** Receives a packet from the link. Takes it over. */
  receive(packet: PacketBuffer): void;
  /** Receives a packet that this host sent to itself. */
  receiveLooped(packet: PacketBuffer): void;
  /** Receives a packet that came by another NIC, for an address of this one. */
  receiveForOwner(packet: PacketBuffer): void;
  /** No neighbour answered for the next hop of a packet. Borrows it. */
  nextHopUnreachable(packet: PacketBuffer): void;
  addAddress(prefix: Ipv4Prefix, options?: AddressOptions): NetError | null;
  removeAddress(address: Ipv4Address): NetError | null;
  joinGroup(group: Ipv4Address): NetError | null;
  leaveGroup(group: Ipv4Address): NetError | null;
}

/** A NIC as the layers above it know it. */
export interface NetworkInterface<Network extends NetworkLayer = NetworkLayer> extends CounterSet {
  readonly id: number;
  readonly name: string;
  readonly link: LinkEndpoint;
  readonly isLoopback: boolean;
  /** Whether next hops need link addresses, and packets frames. */
  readonly isFraming: boolean;
  readonly enabled: boolean;
  /** Whether the link is up. What is sent without a carrier is lost on the link. */
  readonly hasCarrier: boolean;
  readonly promiscuous: boolean;
  readonly spoofing: boolean;
  readonly tap: PacketTap | null;
  /** The network layer above. */
  readonly ipv4: Network;
  readonly addresses: readonly AddressEntry[];
  /**
   * Hands a packet to the link, after resolving `nextHop` where the link needs it. On an error the
   * packet still belongs to the caller.
   */
  transmit(packet: PacketBuffer, nextHop: Ipv4Address, localAddress: Ipv4Address): NetError | null;
  /** Something changed that decides whether packets may take the fast path. */
  updateFastPath(): void;
}
