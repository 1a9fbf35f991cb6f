import type { MulticastRouteSource, PacketPool } from '@packetloom/core';
import type { ServiceIdentifier } from 'inversify';
import type { AppFactories } from '../apps/index.js';
import type { EventBus } from '../bus/eventBus.js';
import type { DelayModelFactory, LossModelFactory } from '../impairment/index.js';
import type { LinkModels } from '../link/linkModels.js';
import type { LinkPeerTable } from '../network/linkPeers.js';
import type { HostFactory, LinkFactory, SegmentFactory } from '../network/parts.js';
import type { QueueDisciplineFactory } from '../queue/index.js';
import type { OwnedRandom } from '../random/index.js';
import type { ScriptTimers } from '../time/scriptTimers.js';
import type { VirtualClock } from '../time/virtualClock.js';

/** What was asked of a simulation when it was made. */
export interface SimulationSettings {
  readonly seed: number;
  readonly run: number;
  readonly epochMs: number;
  readonly maxPacketBytes: number;
}

/** The parts of a simulation, to be rebound one by one (`modules` of `createSimulation`). */
export const TOKENS = {
  settings: Symbol.for('packetloom/settings') as ServiceIdentifier<SimulationSettings>,
  clock: Symbol.for('packetloom/clock') as ServiceIdentifier<VirtualClock>,
  timers: Symbol.for('packetloom/timers') as ServiceIdentifier<ScriptTimers>,
  random: Symbol.for('packetloom/random') as ServiceIdentifier<OwnedRandom>,
  pool: Symbol.for('packetloom/pool') as ServiceIdentifier<PacketPool>,
  bus: Symbol.for('packetloom/bus') as ServiceIdentifier<EventBus>,
  apps: Symbol.for('packetloom/apps') as ServiceIdentifier<AppFactories>,
  hostFactory: Symbol.for('packetloom/host-factory') as ServiceIdentifier<HostFactory>,
  lossModel: Symbol.for('packetloom/loss-model') as ServiceIdentifier<LossModelFactory>,
  delayModel: Symbol.for('packetloom/delay-model') as ServiceIdentifier<DelayModelFactory>,
  queueDiscipline: Symbol.for(
    'packetloom/queue-discipline',
  ) as ServiceIdentifier<QueueDisciplineFactory>,
  /** The three before with the random source: what links and segments are made with. */
  linkModels: Symbol.for('packetloom/link-models') as ServiceIdentifier<LinkModels>,
  linkFactory: Symbol.for('packetloom/link-factory') as ServiceIdentifier<LinkFactory>,
  segmentFactory: Symbol.for('packetloom/segment-factory') as ServiceIdentifier<SegmentFactory>,
  linkPeers: Symbol.for('packetloom/link-mates') as ServiceIdentifier<LinkPeerTable>,
  multicastRoutes: Symbol.for(
    'packetloom/multicast-routes',
  ) as ServiceIdentifier<MulticastRouteSource>,
} as const;
