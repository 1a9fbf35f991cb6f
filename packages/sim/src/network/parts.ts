import type { Host, HostOptions, PacketPool } from '@packetloom/core';
import type { AppFactories } from '../apps/index.js';
import type { EventBus } from '../bus/eventBus.js';
import type { LinkSpec } from '../link/linkSpec.js';
import type { PointToPointLink } from '../link/pointToPointLink.js';
import type { OwnedRandom } from '../random/index.js';
import type { Segment } from '../segment/segment.js';
import type { SegmentSpec } from '../segment/segmentSpec.js';
import type { ScriptTimers } from '../time/scriptTimers.js';
import type { VirtualClock } from '../time/virtualClock.js';
import type { LinkPeerTable } from './linkPeers.js';

/** How a host of a simulation is set up: core's options, but for what the simulation gives it. */
export type HostSpec = Omit<HostOptions, 'clock' | 'random' | 'pool' | 'multicastRoutes'> & {
  readonly name: string;
};

/** Makes hosts. */
export interface HostFactory {
  create(spec: HostSpec): Host;
}

/** Makes links. */
export interface LinkFactory {
  create(spec: LinkSpec): PointToPointLink;
}

/** Makes broadcast segments. */
export interface SegmentFactory {
  create(spec: SegmentSpec): Segment;
}

/** What a simulation is made of. Each part can be replaced by rebinding its token. */
export interface SimulationParts {
  readonly clock: VirtualClock;
  readonly timers: ScriptTimers;
  readonly random: OwnedRandom;
  readonly pool: PacketPool;
  readonly bus: EventBus;
  readonly hosts: HostFactory;
  readonly links: LinkFactory;
  readonly segments: SegmentFactory;
  readonly linkPeers: LinkPeerTable;
  readonly apps: AppFactories;
}
