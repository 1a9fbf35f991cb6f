import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { CounterSet } from './counters.js';

/** The NIC by which a datagram came, as far as transports look at it. */
export interface ArrivalInterface {
  readonly id: number;
  readonly name: string;
  readonly isLoopback: boolean;
}

/**
 * What an ICMP error says about a datagram that this host sent (RFC 1122 3.2.2): destination
 * unreachable, source quench, time exceeded or parameter problem.
 */
export interface ControlMessage {
  /** Protocol number of the quoted datagram. */
  readonly protocol: number;
  /** ICMP type and code. */
  readonly type: number;
  readonly code: number;
  /** Next-hop MTU in octets of "fragmentation needed" (RFC 1191 4); 0 if the router names none. */
  readonly mtu: number;
  /** Source of the quoted datagram: an address of this host. */
  readonly local: Ipv4Address;
  readonly remote: Ipv4Address;
  readonly view: DataView;
  /** Offset of the quoted transport header in `view`, and how much of it is there: 8 octets or more. */
  readonly transport: number;
  readonly length: number;
}

/**
 * What became of a datagram that a transport was given. `handled`: it is the transport's, and has ended
 * or will. The others: nobody is there for it; it is still the caller's, who tells the sender by ICMP, unless
 * it went to an address that the transport has no use for (`invalid-destination`).
 */
export type TransportDisposition =
  | 'handled'
  | 'protocol-unreachable'
  | 'port-unreachable'
  | 'invalid-destination';

/**
 * A transport above IPv4 on one host. To add one: a class in a folder of its own, and a line in
 * `transport/protocols.ts`; or, for one host alone, `HostOptions.transports`.
 */
export interface TransportProtocol extends CounterSet {
  /** Number in the protocol field of IPv4 headers. */
  readonly protocolNumber: number;
  /** False while nothing on the host uses it: to others the host does not speak it then. Default true. */
  readonly isInUse?: boolean;
  /** Whether `length` octets from `transport` on begin with a whole header, so that rules may see ports. */
  hasWholeHeader(view: DataView, transport: number, length: number): boolean;
  /** A whole datagram for this host, with a whole transport header `headerLength` octets from its start. */
  deliver(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): TransportDisposition;
  /** An ICMP error quotes a datagram of this transport. */
  control(message: ControlMessage): void;
}

/** The transports of a host, as IPv4 knows them. */
export interface TransportLayer {
  /** Whether a transport knows `protocol` and sees a whole header in `length` octets. */
  hasWholeHeader(protocol: number, view: DataView, transport: number, length: number): boolean;
  /** A whole datagram for this host, of any protocol but ICMP and IGMP. */
  deliver(
    packet: PacketBuffer,
    headerLength: number,
    protocol: number,
    nic: ArrivalInterface,
  ): TransportDisposition;
  /** An echo request or reply. Borrows the packet. */
  deliverIcmp(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): void;
  /** Copies for raw sockets of `protocol`; true if there is one. Borrows the packet. */
  deliverRaw(packet: PacketBuffer, protocol: number, nic: ArrivalInterface): boolean;
  /** Tells the transport of a quoted datagram what became of it. */
  control(message: ControlMessage): void;
}
