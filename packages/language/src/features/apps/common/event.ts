import type { Ipv4Address } from '@packetloom/core';

/** How often something is sent. */
export interface Extent {
  /** null: no limit. */
  readonly count: number | null;
  /** Nothing is sent at this time or later; null: no limit. */
  readonly untilNs: number | null;
}

/** Data of each datagram. */
export interface Payload {
  readonly bytes: number;
  /** Sent in UTF-8; null: octets that count from 0 to 255, again and again. */
  readonly text: string | null;
}

/** Where UDP datagrams go, and how. */
export interface UdpPath {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly port: number;
  /** null: a free one. */
  readonly sourcePort: number | null;
  readonly df: boolean;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}

/** Where whole packets leave, and where they are counted. */
export interface PacketPath {
  readonly from: string;
  /** null: by route. */
  readonly nic: string | null;
  readonly mode: 'send' | 'inject';
  /** null: the node with the destination address of the first packet. */
  readonly receiver: string | null;
}
