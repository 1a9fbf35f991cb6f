import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import type { LossSpec } from './impairmentSpec.js';

/** Decides which packets of a direction get lost. Asked once for each packet, in the order of sending. */
export interface LossModel {
  /** Whether this one is lost. It may be looked at, not kept or changed. */
  loses(packet: PacketBuffer): boolean;
}

/** Makes the loss model of a direction; `stream` is its own. */
export type LossModelFactory = (spec: LossSpec, stream: UniformStream) => LossModel;
