import type { DurationSpec, SizeSpec } from '@packetloom/sim';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { Extent, UdpPath } from '../common/event.js';
import type { FlowTcp } from '../common/tcpChanges.js';

/** Requests one after another, and a server that answers them. */
export interface RequestResponseEvent extends AppEventBase<'request-response'>, UdpPath, Extent {
  /** Whether a server is opened at the destination, or at the server. */
  readonly serve: boolean;
  /** null: the destination. */
  readonly server: SocketEndpoint | null;
  readonly request: SizeSpec;
  readonly response: SizeSpec;
  /** As they are written, in a few words. */
  readonly sizesText: string;
  readonly thinkTime: DurationSpec;
  readonly serviceTime: DurationSpec;
  readonly timeoutNs: number;
  readonly retries: number;
  /** null: over UDP. */
  readonly tcp: RequestTransport | null;
}

/** How requests go over TCP. */
interface RequestTransport {
  /** Whether all go over one connection; false: each has its own. */
  readonly isPersistent: boolean;
  /** null: that of the client's node. */
  readonly congestion: string | null;
  /** null: as the nodes. */
  readonly settings: FlowTcp | null;
}
