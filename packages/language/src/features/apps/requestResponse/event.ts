import type { DurationSpec } from '@packetloom/sim';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { Extent, UdpPath } from '../common/event.js';

/** Requests one after another, and a server that answers them. */
export interface RequestResponseEvent extends AppEventBase<'request-response'>, UdpPath, Extent {
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
