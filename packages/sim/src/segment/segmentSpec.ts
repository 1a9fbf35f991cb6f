import type { MacAddress } from '@packetloom/core';
import type { ImpairmentSpec } from '../impairment/index.js';
import type { LinkDirectionSpec, LinkEndSpec } from '../link/linkSpec.js';
import { DEFAULT_LINK_DIRECTION } from '../link/linkSpec.js';

/** A NIC on a segment, by its names, and the cable between them. */
export interface SegmentAttachment extends LinkEndSpec {
  /** MAC address; by default one that is derived from the names. Unique on its segment. */
  readonly linkAddress?: MacAddress;
  /** What differs from `port` on the way to the segment. */
  readonly toSegment?: Partial<LinkDirectionSpec>;
  /** What differs from `port` on the way from the segment. */
  readonly fromSegment?: Partial<LinkDirectionSpec>;
}

/** A broadcast domain. It joins NICs, never other segments, so that there can be no loops of switches. */
export interface SegmentSpec {
  readonly name: string;
  /**
   * `hub`: every frame goes out of every other port (without collisions: each port is full duplex).
   * `switch`: a learning bridge (IEEE 802.1D).
   */
  readonly kind: 'hub' | 'switch';
  /** One port for each, in this order. */
  readonly attach: readonly SegmentAttachment[];
  /** Both directions of every port; see {@link DEFAULT_SEGMENT_PORT}. */
  readonly port?: Partial<LinkDirectionSpec>;
  /** How long a switch remembers where a MAC address was; default 300 s (IEEE 802.1D 7.9.2). */
  readonly macAgeingNs?: number;
  /** IGMP snooping of a switch (RFC 4541). Default on, without fast leave. */
  readonly igmpSnooping?: boolean | IgmpSnoopingSpec;
  /** Every NIC sends ARP announcements at once (RFC 5227 2.3), which shows conflicts. Default false. */
  readonly announce?: boolean;
}

/** Choices of IGMP snooping. */
export interface IgmpSnoopingSpec {
  /**
   * True: a port is left at once on a leave message. False (default): when the group-specific queries
   * that the querier sends then remain unanswered.
   */
  readonly fastLeave?: boolean;
}

/** A port without impairments: 1 Gbit/s, a delay of 1 µs each way, MTU 1500, a queue of 100 packets. */
export const DEFAULT_SEGMENT_PORT: Omit<LinkDirectionSpec, keyof ImpairmentSpec> = {
  ...DEFAULT_LINK_DIRECTION,
  delayNs: 1_000,
};

/** IEEE 802.1D-2004 table 7-5. */
export const DEFAULT_MAC_AGEING_NS = 300_000_000_000;

/** A segment that cannot be. */
export class SegmentSpecError extends RangeError {
  override readonly name = 'SegmentSpecError';
  readonly code = 'impossible-segment';
}
