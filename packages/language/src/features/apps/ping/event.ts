import type { Ipv4Address } from '@packetloom/core';
import type { AppEventBase } from '../../define/app.js';

/** Echo requests, from every source to every target but itself. */
export interface PingEvent extends AppEventBase<'ping'> {
  readonly from: readonly string[];
  /** Nodes by name (their main address), or addresses. */
  readonly to: readonly (string | Ipv4Address)[];
  readonly count: number;
  readonly intervalNs: number;
  readonly sizeBytes: number;
  readonly df: boolean;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
  readonly timeoutNs: number;
  /** Time between the starts of two pairs. */
  readonly staggerNs: number;
}
