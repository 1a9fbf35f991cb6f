import type { AppEventBase } from '../../define/app.js';
import type { Extent, PacketPath } from '../common/event.js';

/** A packet given as octets. */
export interface RawEvent extends AppEventBase<'raw'>, PacketPath, Extent {
  /** In hexadecimal. */
  readonly octets: string;
  readonly intervalNs: number;
}
