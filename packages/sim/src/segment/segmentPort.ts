import type {
  Disposition,
  LinkEndpoint,
  LinkError,
  LinkReceiver,
  MacAddress,
  Nic,
  PacketBuffer,
} from '@packetloom/core';
import { LinkDirection, type LinkDirectionContext } from '../link/linkDirection.js';
import type { LinkDirectionSpec, LinkEndSpec } from '../link/linkSpec.js';

/** What becomes of frames that reach a segment; a hub or a switch. */
export interface FrameForwarder {
  /** Takes over a frame that came in by a port. */
  frameArrived(frame: PacketBuffer, from: SegmentPort): void;
  /** A port went down: what was learnt of it is void. */
  portDown(port: SegmentPort): void;
}

/** What of a port can change during a run. */
export interface SegmentPortChange {
  readonly up?: boolean;
  readonly toSegment?: Partial<LinkDirectionSpec>;
  readonly fromSegment?: Partial<LinkDirectionSpec>;
}

/** How a port is made. */
export interface SegmentPortSpec {
  readonly segment: string;
  readonly index: number;
  readonly end: LinkEndSpec;
  readonly linkAddress: MacAddress;
  readonly toSegment: LinkDirectionSpec;
  readonly fromSegment: LinkDirectionSpec;
}

/**
 * A port of a segment, with the cable to its NIC: two link directions. To the NIC it is its link. In
 * events its name is that of a link, `SEGMENT/HOST:NIC`, and `forward` leads to the segment.
 */
export class SegmentPort implements LinkEndpoint, LinkReceiver {
  readonly kind = 'ethernet';
  readonly name: string;
  readonly end: LinkEndSpec;
  /** Place in the order of attachment, from 0. */
  readonly index: number;
  /** MAC address of the NIC. */
  readonly linkAddress: MacAddress;
  readonly toSegment: LinkDirection;
  readonly fromSegment: LinkDirection;
  /** The NIC, once there is one. */
  nic: Nic | null = null;
  readonly #context: LinkDirectionContext;
  readonly #forwarder: FrameForwarder;

  constructor(context: LinkDirectionContext, spec: SegmentPortSpec, forwarder: FrameForwarder) {
    const { host, nic } = spec.end;
    this.name = `${spec.segment}/${host}:${nic}`;
    this.end = spec.end;
    this.index = spec.index;
    this.linkAddress = spec.linkAddress;
    const link = this.name;
    this.toSegment = new LinkDirection(context, { link, direction: 'forward' }, spec.toSegment);
    this.fromSegment = new LinkDirection(context, { link, direction: 'reverse' }, spec.fromSegment);
    this.toSegment.peer = this.fromSegment;
    this.fromSegment.peer = this.toSegment;
    this.fromSegment.attach(this);
    this.#context = context;
    this.#forwarder = forwarder;
  }

  // As the link of the NIC ---------------------------------------------------------------------------

  get mtu(): number {
    return this.toSegment.mtu;
  }

  send(frame: PacketBuffer): LinkError | null {
    return this.toSegment.send(frame);
  }

  dropWaiting(disposition: Disposition): void {
    this.toSegment.dropWaiting(disposition);
  }

  attach(receiver: LinkReceiver): void {
    this.toSegment.attach(receiver);
  }

  // As the end of the cable at the segment -----------------------------------------------------------

  receiveFromLink(frame: PacketBuffer): void {
    this.#forwarder.frameArrived(frame, this);
  }

  /** Whether the cable carries, for both of its ends. */
  get up(): boolean {
    return this.toSegment.up;
  }

  /** Changes what is named. */
  set(change: SegmentPortChange): void {
    if (change.toSegment !== undefined) this.toSegment.set(change.toSegment);
    if (change.fromSegment !== undefined) this.fromSegment.set(change.fromSegment);
    if (change.up !== undefined) this.setUp(change.up);
  }

  /** Takes the port up or down, and tells; going down loses all that is on the cable. */
  setUp(up: boolean): void {
    if (this.up === up) return;
    const { bus, clock } = this.#context;
    if (bus.observed) bus.publish({ type: 'link-state', timeNs: clock.nowNs, link: this.name, up });
    this.setUpWithOthers(up);
  }

  /** The same, as part of the whole segment, which tells. */
  setUpWithOthers(up: boolean): void {
    if (this.up === up) return;
    this.toSegment.setUp(up);
    this.fromSegment.setUp(up);
    if (!up) this.#forwarder.portDown(this);
    this.fromSegment.notifyCarrierChange();
  }

  /** Packets on the cable, both ways. */
  get inFlightPackets(): number {
    return this.toSegment.inFlightPackets + this.fromSegment.inFlightPackets;
  }
}
