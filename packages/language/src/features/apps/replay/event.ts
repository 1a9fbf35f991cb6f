import type { LeftOut, ReplaySpeed } from '@packetloom/sim';
import type { AppEventBase } from '../../define/app.js';
import type { PacketPath } from '../common/event.js';

/** Packets of a capture, sent again. */
export interface ReplayEvent extends AppEventBase<'replay'>, PacketPath {
  /** As the scenario calls it. */
  readonly file: string;
  /** In ascending order of time. */
  readonly datagrams: readonly CapturedDatagram[];
  readonly leftOut: LeftOut;
  /** Link types that are left out. */
  readonly unknownLinkTypes: readonly number[];
  readonly speed: ReplaySpeed;
}

/** An IPv4 packet of a capture. */
export interface CapturedDatagram {
  /** Nanoseconds after the first one of the file. */
  readonly timeNs: number;
  /** In hexadecimal, from the IPv4 header on. */
  readonly octets: string;
}
