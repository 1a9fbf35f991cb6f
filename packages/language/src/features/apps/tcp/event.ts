import type { Ipv4Address } from '@packetloom/core';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { FlowTcp } from '../common/tcpChanges.js';

/** Octets over a TCP connection, as fast as it carries them. */
export interface TcpEvent extends AppEventBase<'tcp'> {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly port: number;
  /** null: a free one. */
  readonly sourcePort: number | null;
  /** null: as many as it can until `untilNs`. */
  readonly octets: number | null;
  /** The sender closes then; null: when all was sent. */
  readonly untilNs: number | null;
  /** Whether the other end listens and reads. */
  readonly receive: boolean;
  /** Where; null: at the destination. */
  readonly receiver: SocketEndpoint | null;
  /** null: that of the sending node. */
  readonly congestion: string | null;
  /** null: as the nodes. */
  readonly settings: FlowTcp | null;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}
