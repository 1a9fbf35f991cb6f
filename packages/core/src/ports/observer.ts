import type { Ipv4Address } from '../address/ipv4Address.js';
import type { MacAddress } from '../address/macAddress.js';
import type { NetError } from '../error/netError.js';
import type { Disposition, DispositionName } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';

interface PacketEventFields {
  /** Name of the host on which it happened. */
  readonly host: string;
  /** Name of the NIC concerned, or null where none is. */
  readonly nic: string | null;
  /** The packet as it is at that moment; borrowed, valid during the call only. */
  readonly packet: PacketBuffer;
}

/** Something about a TCP connection: addresses and ports of this end and of the other. */
interface ConnectionEventFields {
  readonly host: string;
  readonly local: Ipv4Address;
  readonly localPort: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
}

/**
 * What happened on a host, as an object.
 *
 * - `originated`: a datagram was made here, by `cause`.
 * - `received`, `transmitted`: it came from, or was handed to, the link of `nic`.
 * - `forwarded`: it goes on, by `nic`. `fragmented`: it goes on in `count` fragments.
 * - `fragment-held`: a fragment waits for the others. `reassembled`: they became `packet`.
 * - `delivered`: a socket of `protocol` (bound to `port`, or 0) took the data.
 * - `consumed`, `dropped`: it ended here, for `reason`.
 * - `icmp-error`: `packet` is an ICMP error about the datagram with the identity `about`.
 * - `send-failed`: a socket could not send to `destination` (null: it had none), which its program was told
 *   by `error`. Comes after what ended the packet, if one was made.
 * - `membership`: the NIC joined or left a group, or its IGMP state changed.
 * - `neighbour`: an entry of the neighbour cache changed its state.
 * - `group-members`: a multicast router learnt by IGMP that a group has members on the link of `nic`,
 *   or has no more.
 * - `querier`: a multicast router became the querier of the link of `nic`, or gave way to another.
 * - `address-conflict`: ARP shows an address of `nic` at another MAC address, `linkAddress` (RFC 5227 2.4).
 * - `tcp-state`: a connection is in another state (RFC 9293 3.3.2). `tcp-retransmit`: a segment is sent again.
 */
export type StackEvent =
  | (PacketEventFields & {
      readonly type: 'originated';
      /** `udp`, `ping`, `raw`, `icmp`, `igmp` or another transport. */
      readonly cause: string;
    })
  | (PacketEventFields & { readonly type: 'received' | 'transmitted' | 'forwarded' })
  | (PacketEventFields & { readonly type: 'fragment-held' | 'reassembled' })
  | (PacketEventFields & { readonly type: 'fragmented'; readonly count: number })
  | (PacketEventFields & {
      readonly type: 'delivered';
      readonly protocol: number;
      readonly port: number;
    })
  | (PacketEventFields & {
      readonly type: 'consumed' | 'dropped';
      readonly reason: DispositionName;
    })
  | (PacketEventFields & {
      readonly type: 'icmp-error';
      readonly icmpType: number;
      readonly icmpCode: number;
      readonly about: number;
    })
  | {
      readonly type: 'send-failed';
      readonly host: string;
      /** `icmp`: an answer of the stack itself. */
      readonly cause: 'udp' | 'ping' | 'raw' | 'icmp';
      readonly destination: Ipv4Address | null;
      readonly error: NetError;
    }
  | {
      readonly type: 'membership';
      readonly host: string;
      readonly nic: string;
      readonly group: Ipv4Address;
      readonly state: 'joined' | 'left';
    }
  | {
      readonly type: 'neighbour';
      readonly host: string;
      readonly nic: string;
      readonly address: Ipv4Address;
      readonly state: string;
    }
  | {
      readonly type: 'group-members';
      readonly host: string;
      readonly nic: string;
      readonly group: Ipv4Address;
      readonly state: 'present' | 'absent';
    }
  | {
      readonly type: 'querier';
      readonly host: string;
      readonly nic: string;
      readonly state: 'querier' | 'non-querier';
    }
  | {
      readonly type: 'address-conflict';
      readonly host: string;
      readonly nic: string;
      readonly address: Ipv4Address;
      /** MAC address of the other station. */
      readonly linkAddress: MacAddress;
    }
  | (ConnectionEventFields & {
      readonly type: 'tcp-state';
      /** State before, by Linux's name; `CLOSE` of one that begins. */
      readonly from: string;
      readonly state: string;
      /** Why it failed, by the name of the errno; null unless it did. */
      readonly error: string | null;
    })
  | (ConnectionEventFields & {
      readonly type: 'tcp-retransmit';
      /** Number of the first octet, counted from the SYN, which is 0. */
      readonly sequence: number;
      /** Octets of data. */
      readonly octets: number;
      readonly reason: 'time-out' | 'fast-retransmit' | 'loss-probe';
    });

/** What happens to a packet on its way, with nothing more to tell. */
export type PassingType =
  | 'received'
  | 'transmitted'
  | 'forwarded'
  | 'fragment-held'
  | 'reassembled';

/** A NIC as an observer knows it. */
export interface ObservedNic {
  /** Unique on its host. */
  readonly id: number;
  readonly name: string;
}

/**
 * Told of everything that happens on a host, each event once and by one of its methods: what happens to every
 * packet comes without an object of its own. Packets are borrowed for the call. Must not call back into the
 * host. One who wants objects is an `EventObserver`.
 */
export interface StackObserver {
  passed(type: PassingType, nic: ObservedNic, packet: PacketBuffer): void;
  originated(nic: ObservedNic, packet: PacketBuffer, cause: string): void;
  delivered(nic: ObservedNic, packet: PacketBuffer, protocol: number, port: number): void;
  /** `consumed` or `dropped`, as the kind of `disposition` is; never `delivered`. */
  ended(nic: ObservedNic | null, packet: PacketBuffer, disposition: Disposition): void;
  /** All that is rarer. */
  observe(event: OtherStackEvent): void;
}

/** Events that come as objects. */
export type OtherStackEvent = Exclude<
  StackEvent,
  { readonly type: PassingType | 'originated' | 'delivered' | 'consumed' | 'dropped' }
>;
