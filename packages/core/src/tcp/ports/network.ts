// What the engine needs from the network below it. It knows nothing else of hosts, NICs or IPv4.
import type { Ipv4Address } from '../../address/ipv4Address.js';

/** Room for a segment that is put together: from `start` on in `octets`, which `view` shows too. */
export interface SegmentSpace {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly start: number;
}

/** A segment on its way down: all that IPv4 must know to send it. Borrowed during the call. */
export interface OutgoingTcp {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** TOS octet, the ECN field in its low bits. */
  readonly tos: number;
  readonly ttl: number;
  readonly dontFragment: boolean;
  /** Identification: 0, or counted by connection. */
  readonly identification: number;
  /** How many octets of the space that was given hold it, header and data; the checksum is right. */
  readonly length: number;
  /** Those octets: an array made anew by each look. */
  readonly octets: Uint8Array;
}

/** What the host knows about the way to a destination. */
export interface TcpRoute {
  /** Address of this host that is used towards it. */
  readonly source: Ipv4Address;
}

/** The network layer below TCP. */
export interface TcpNetwork {
  /** The way to `destination`, or null where there is none. */
  route(destination: Ipv4Address): TcpRoute | null;
  /** Largest packet that reaches the destination unfragmented, as far as known, in octets. */
  pathMtu(destination: Ipv4Address): number;
  /**
   * Whether the path MTU is smaller than this host believes, so that routers must be let fragment: the error
   * named less than the least that is accepted.
   */
  isPathMtuLocked(destination: Ipv4Address): boolean;
  /** MTU of the link itself towards the destination. */
  linkMtu(destination: Ipv4Address): number;
  /** An ICMP error said that packets to `destination` must not exceed `mtu` octets. */
  reducePathMtu(destination: Ipv4Address, mtu: number): void;
  /** Room for a segment of at most `length` octets: that of the packet in which the next {@link send} sends it. */
  begin(source: Ipv4Address, destination: Ipv4Address, length: number): SegmentSpace;
  send(segment: OutgoingTcp): void;
}
