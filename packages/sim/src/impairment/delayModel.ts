import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import type { JitterSpec } from './impairmentSpec.js';

/** Decides how long packets are on their way. Asked once for each packet, in the order of sending. */
export interface DelayModel {
  /** Delay of this packet: an integer ≥ 0. `meanNs` is `delayNs` of the direction. */
  delayNs(packet: PacketBuffer, meanNs: number): number;
}

/** Makes the delay model of a direction; `stream` is its own. */
export type DelayModelFactory = (spec: JitterSpec, stream: UniformStream) => DelayModel;
