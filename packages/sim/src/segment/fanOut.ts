// Hot path of segments: the last port gets the frame itself, the others get copies.
import { Disposition, type PacketBuffer, type PacketPool } from '@packetloom/core';
import type { EventBus } from '../bus/eventBus.js';
import type { SegmentPort } from './segmentPort.js';

/** Counts of what a segment forwards. */
export interface SegmentStats {
  /** Frames that came in, by whichever port. */
  readonly receivedFrames: number;
  /** Frames that went to one port alone, to several because they are for several, or for want of knowledge. */
  readonly unicastFrames: number;
  readonly multicastFrames: number;
  readonly floodedFrames: number;
  /** Frames that no other port needed. */
  readonly filteredFrames: number;
}

/** What a forwarder of frames needs. */
export interface FanOutContext {
  readonly pool: PacketPool;
  readonly bus: EventBus;
}

/** Sends frames out of ports; ports that are down, and the one that it came from, get none. */
export class FanOut {
  readonly #pool: PacketPool;
  readonly #bus: EventBus;
  #filtered = 0;

  constructor(context: FanOutContext) {
    this.#pool = context.pool;
    this.#bus = context.bus;
  }

  /** Frames that no port needed. */
  get filteredFrames(): number {
    return this.#filtered;
  }

  /** Sends a frame to all of `ports` but `from`. Takes it over. */
  toAll(frame: PacketBuffer, from: SegmentPort, ports: readonly SegmentPort[]): void {
    let last: SegmentPort | null = null;
    for (let index = 0; index < ports.length; index++) {
      const port = ports[index] as SegmentPort;
      if (port === from || !port.up) continue;
      if (last !== null) last.fromSegment.send(this.#pool.clone(frame));
      last = port;
    }
    if (last === null) this.filter(frame, from);
    else last.fromSegment.send(frame);
  }

  /** Ends a frame that no other port needs. */
  filter(frame: PacketBuffer, from: SegmentPort): void {
    this.#filtered++;
    if (this.#bus.observed) {
      this.#bus.linkDropped(from.toSegment.name, frame, Disposition['no-port-needs-it']);
    }
    this.#pool.end(frame, Disposition['no-port-needs-it']);
  }
}
