import type { AppEventBase } from '../../define/app.js';
import type { Extent, PacketPath } from '../common/event.js';

/** A packet given as octets. */
export interface RawEvent extends AppEventBase<'raw'>, PacketPath, Extent {
  readonly octets: Uint8Array;
  readonly intervalNs: number;
}
