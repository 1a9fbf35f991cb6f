import type { Ipv4Address } from '@packetloom/core';
import type { AppEventBase } from '../../define/app.js';
import type { Payload } from '../common/event.js';

/** UDP datagrams to a multicast group, and its members. */
export interface MulticastEvent extends AppEventBase<'multicast'> {
  readonly from: string;
  /** null: the first NIC. */
  readonly nic: string | null;
  readonly group: Ipv4Address;
  readonly port: number;
  /** null: a free one. */
  readonly sourcePort: number | null;
  readonly count: number;
  readonly intervalNs: number;
  readonly payload: Payload;
  readonly ttl: number;
  readonly dscp: number;
  readonly loop: boolean;
  /** In the order of the file; each node once. */
  readonly receivers: readonly MulticastReceiver[];
}

/** A node that is a member for some time. */
export interface MulticastReceiver {
  readonly node: string;
  /** null: the first NIC. */
  readonly nic: string | null;
  readonly joinNs: number;
  /** null: never. */
  readonly leaveNs: number | null;
}
