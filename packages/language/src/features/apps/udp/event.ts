import type { Ipv4Address } from '@packetloom/core';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { Payload } from '../common/event.js';

/** UDP datagrams to a port. */
export interface UdpEvent extends AppEventBase<'udp'> {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly port: number;
  /** Whether a receiver is opened at the destination, or at the receiver. */
  readonly receive: boolean;
  /** Where arrivals count; null: anywhere. */
  readonly receiver: SocketEndpoint | null;
  /** null: a free one. */
  readonly sourcePort: number | null;
  readonly count: number;
  readonly intervalNs: number;
  readonly payload: Payload;
  readonly df: boolean;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}
