import type { TrafficPatternSpec } from '@packetloom/sim';
import type { SocketEndpoint } from '../../../document/endpoint.js';
import type { AppEventBase } from '../../define/app.js';
import type { Extent, Payload, UdpPath } from '../common/event.js';

/** UDP datagrams by a traffic pattern. */
export interface FlowEvent extends AppEventBase<'flow'>, UdpPath, Extent {
  /** Whether a receiver is opened at the destination, or at the receiver. */
  readonly receive: boolean;
  /** Where arrivals count; null: anywhere. */
  readonly receiver: SocketEndpoint | null;
  readonly pattern: TrafficPatternSpec;
  readonly payload: Payload;
}
