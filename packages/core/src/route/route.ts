import type { AddressEntry } from '../address/addressTable.js';
import { NO_ADDRESS } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { NetworkInterface } from '../ports/networkInterface.js';

/** The way of datagrams from a local to a remote address. */
export class Route {
  /** NIC by which datagrams leave. */
  readonly nic: NetworkInterface;
  /** NIC that owns the local address. */
  readonly localNic: NetworkInterface;
  /** The address entry behind `local`. */
  readonly localEntry: AddressEntry;
  readonly local: Ipv4Address;
  readonly remote: Ipv4Address;
  /** Gateway, or `NO_ADDRESS` where the remote address is on the link. */
  readonly gateway: Ipv4Address;
  /** Datagrams are delivered to this host. */
  readonly loop: boolean;
  /** Datagrams go out by `nic`. */
  readonly out: boolean;

  constructor(
    nic: NetworkInterface,
    localNic: NetworkInterface,
    localEntry: AddressEntry,
    local: Ipv4Address,
    remote: Ipv4Address,
    gateway: Ipv4Address,
    loop: boolean,
    out: boolean,
  ) {
    this.nic = nic;
    this.localNic = localNic;
    this.localEntry = localEntry;
    this.local = local;
    this.remote = remote;
    this.gateway = gateway;
    this.loop = loop;
    this.out = out;
  }

  /** Address of the neighbour to which datagrams are handed. */
  get nextHop(): Ipv4Address {
    return this.gateway === NO_ADDRESS ? this.remote : this.gateway;
  }

  /** The remote address is limited broadcast, or the directed broadcast of the local subnet. */
  get isOutboundBroadcast(): boolean {
    return this.remote === 0xffffffff || this.remote === this.localEntry.broadcast;
  }
}
