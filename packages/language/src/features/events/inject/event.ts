import type { EventBase } from '../../define/event.js';
import type { PacketSpec } from '../../packet/packet.js';

/** A packet that appears at a NIC as if it came from its link. */
export interface InjectEvent extends EventBase<'inject'> {
  readonly node: string;
  readonly nic: string;
  readonly packet: PacketSpec;
}
