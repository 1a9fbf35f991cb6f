import type { Ipv4Address } from '@packetloom/core';
import type {
  DurationSpec,
  LeftOut,
  ReplayDatagram,
  ReplaySpeed,
  TrafficPatternSpec,
} from '@packetloom/sim';
import type { SocketEndpoint } from './endpoint.js';

interface NamedEvent {
  readonly atNs: number;
  readonly name: string;
}

/** How often something is sent. */
interface Extent {
  /** null: no limit. */
  readonly count: number | null;
  /** Nothing is sent at this time or later; null: no limit. */
  readonly untilNs: number | null;
}

/** Where UDP datagrams go, and how. */
interface UdpPath {
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

/** UDP datagrams by a traffic pattern. */
export interface FlowEvent extends NamedEvent, UdpPath, Extent {
  readonly kind: 'flow';
  /** Whether a receiver is opened at the destination, or at the receiver. */
  readonly receive: boolean;
  /** Where arrivals count; null: anywhere. */
  readonly receiver: SocketEndpoint | null;
  readonly pattern: TrafficPatternSpec;
  readonly payload: Uint8Array;
}

/** Requests one after another, and a server that answers them. */
export interface RequestResponseEvent extends NamedEvent, UdpPath, Extent {
  readonly kind: 'request-response';
  /** Whether a server is opened at the destination, or at the server. */
  readonly serve: boolean;
  /** null: the destination. */
  readonly server: SocketEndpoint | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly thinkTime: DurationSpec;
  readonly serviceTime: DurationSpec;
  readonly timeoutNs: number;
  readonly retries: number;
}

/** Where whole packets leave, and where they are counted. */
interface PacketPath {
  readonly from: string;
  /** null: by route. */
  readonly nic: string | null;
  readonly mode: 'send' | 'inject';
  /** null: the node with the destination address of the first packet. */
  readonly receiver: string | null;
}

/** Packets of a capture, sent again. */
export interface ReplayEvent extends NamedEvent, PacketPath {
  readonly kind: 'replay';
  /** As the scenario calls it. */
  readonly file: string;
  readonly datagrams: readonly ReplayDatagram[];
  readonly leftOut: LeftOut;
  /** Link types that are left out. */
  readonly unknownLinkTypes: readonly number[];
  readonly speed: ReplaySpeed;
}

/** A packet given as octets. */
export interface RawEvent extends NamedEvent, PacketPath, Extent {
  readonly kind: 'raw';
  readonly octets: Uint8Array;
  readonly intervalNs: number;
}

/** Events of apps that send by themselves, and are asked as `app.NAME`. */
export type TrafficEvent = FlowEvent | RequestResponseEvent | ReplayEvent | RawEvent;
