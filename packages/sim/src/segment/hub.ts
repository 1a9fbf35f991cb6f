import type { PacketBuffer } from '@packetloom/core';
import type { FanOut, SegmentStats } from './fanOut.js';
import type { FrameForwarder, SegmentPort } from './segmentPort.js';

/** A repeater: every frame goes out of every port but its own. */
export class Hub implements FrameForwarder {
  readonly #ports: readonly SegmentPort[];
  readonly #fanOut: FanOut;
  #received = 0;

  constructor(ports: readonly SegmentPort[], fanOut: FanOut) {
    this.#ports = ports;
    this.#fanOut = fanOut;
  }

  frameArrived(frame: PacketBuffer, from: SegmentPort): void {
    this.#received++;
    this.#fanOut.toAll(frame, from, this.#ports);
  }

  /** A hub knows nothing of its ports. */
  portDown(): void {}

  get stats(): SegmentStats {
    const { filteredFrames } = this.#fanOut;
    return {
      receivedFrames: this.#received,
      unicastFrames: 0,
      multicastFrames: 0,
      floodedFrames: this.#received - filteredFrames,
      filteredFrames,
    };
  }
}
