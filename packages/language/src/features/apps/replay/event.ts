import type { LeftOut, ReplayDatagram, ReplaySpeed } from '@packetloom/sim';
import type { AppEventBase } from '../../define/app.js';
import type { PacketPath } from '../common/event.js';

/** Packets of a capture, sent again. */
export interface ReplayEvent extends AppEventBase<'replay'>, PacketPath {
  /** As the scenario calls it. */
  readonly file: string;
  readonly datagrams: readonly ReplayDatagram[];
  readonly leftOut: LeftOut;
  /** Link types that are left out. */
  readonly unknownLinkTypes: readonly number[];
  readonly speed: ReplaySpeed;
}
