import type { Ipv4Address } from '@packetloom/core';
import type { DurationSpec, SizeSpec } from '@packetloom/sim';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { Extent } from '../common/event.js';
import type { FlowTcp } from '../common/tcpChanges.js';

/** Pages that a client loads over TCP, one after another. */
export interface WebEvent extends AppEventBase<'web'>, Extent {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly port: number;
  /** Whether a server is opened at the destination, or at the server. */
  readonly serve: boolean;
  /** null: the destination. */
  readonly server: SocketEndpoint | null;
  readonly requestSize: SizeSpec;
  readonly pageSize: SizeSpec;
  readonly objects: { readonly least: number; readonly most: number };
  readonly objectSize: SizeSpec;
  readonly connections: number;
  readonly keepAlive: boolean;
  readonly thinkTime: DurationSpec;
  readonly serviceTime: DurationSpec;
  /** null: that of the client's node. */
  readonly congestion: string | null;
  /** null: as the nodes. */
  readonly settings: FlowTcp | null;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}
