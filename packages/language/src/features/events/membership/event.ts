import type { Ipv4Address } from '@packetloom/core';
import type { EventBase } from '../../define/event.js';

/** A NIC that joins or leaves a multicast group. */
export interface MembershipEvent<Kind extends 'join' | 'leave' = 'join' | 'leave'>
  extends EventBase<Kind> {
  readonly node: string;
  readonly nic: string;
  readonly group: Ipv4Address;
}
