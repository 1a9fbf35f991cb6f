// Helpers for tests of segments: stations that send frames as they are told and keep what they get.
import { Disposition, type MacAddress, type PacketBuffer, PacketPool } from '@packetloom/core';
import {
  ETHERNET_HEADER_LENGTH,
  ethernetDestination,
  ethernetSource,
  writeMacAddress,
} from '@packetloom/core/wire';
import { EventBus } from '../src/bus/eventBus.js';
import { Segment } from '../src/segment/segment.js';
import type { SegmentSpec } from '../src/segment/segmentSpec.js';
import { VirtualClock } from '../src/time/virtualClock.js';

/** A frame that a station got. */
export interface ReceivedFrame {
  readonly station: number;
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly payload: Uint8Array;
}

/** A segment with stations that are no hosts: number n at the n-th port. */
export class Stations {
  readonly clock = new VirtualClock();
  readonly pool = new PacketPool();
  readonly segment: Segment;
  readonly #received: ReceivedFrame[] = [];

  constructor(count: number, spec: Partial<SegmentSpec> = {}) {
    const parts = { clock: this.clock, pool: this.pool, bus: new EventBus(this.clock) };
    this.segment = new Segment(parts, {
      name: 'lan',
      kind: 'switch',
      attach: Array.from({ length: count }, (_, index) => ({ host: `h${index}`, nic: 'eth0' })),
      port: { rateBitsPerSecond: null, delayNs: 0 },
      ...spec,
    });
    this.segment.ports.forEach((port, station) => {
      port.attach({ receiveFromLink: (frame) => this.#receive(frame, station) });
    });
  }

  /** Sends a frame and returns what arrived, in the order of the stations. */
  send(
    station: number,
    source: MacAddress,
    destination: MacAddress,
    { etherType = 0x88b5, payload }: { etherType?: number; payload?: Uint8Array } = {},
  ): ReceivedFrame[] {
    const frame = this.pool.from(payload ?? new Uint8Array(46));
    const header = frame.start - ETHERNET_HEADER_LENGTH;
    writeMacAddress(frame.view, header, destination);
    writeMacAddress(frame.view, header + 6, source);
    frame.view.setUint16(header + 12, etherType);
    frame.linkHeaderLength = ETHERNET_HEADER_LENGTH;
    this.segment.ports[station]?.send(frame);
    this.clock.run();
    return this.#received.splice(0).sort((a, b) => a.station - b.station);
  }

  #receive(frame: PacketBuffer, station: number): void {
    const header = frame.start - ETHERNET_HEADER_LENGTH;
    const source = ethernetSource(frame.view, header);
    const destination = ethernetDestination(frame.view, header);
    this.#received.push({ station, source, destination, payload: frame.toBytes() });
    this.pool.end(frame, Disposition.delivered);
  }

  /** Lets time pass. */
  wait(durationNs: number): void {
    const untilNs = this.clock.nowNs + durationNs;
    this.clock.scheduleAt(untilNs, { fire: () => undefined });
    this.clock.run({ untilNs });
  }
}
