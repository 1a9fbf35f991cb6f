import type { AppEventBase } from '../../define/app.js';
import type { PacketSpec } from '../../packet/packet.js';
import type { Extent, PacketPath } from '../common/event.js';

/** A packet given as octets. */
export interface RawEvent extends AppEventBase<'raw'>, PacketPath, Extent {
  readonly packet: PacketSpec;
  readonly intervalNs: number;
}
