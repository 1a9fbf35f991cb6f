import { Host, type MulticastRouteSource, PacketPool } from '@packetloom/core';
import { type Bind, Container, ContainerModule } from 'inversify';
import { DEFAULT_APP_FACTORIES } from '../apps/index.js';
import { EventBus } from '../bus/eventBus.js';
import {
  createDelayModel,
  createLossModel,
  type DelayModelFactory,
  type LossModelFactory,
} from '../impairment/index.js';
import type { LinkModels } from '../link/linkModels.js';
import { PointToPointLink } from '../link/pointToPointLink.js';
import { MulticastTrees } from '../multicast/multicastTrees.js';
import { LinkPeerTable } from '../network/linkPeers.js';
import type { HostFactory, LinkFactory, SegmentFactory } from '../network/parts.js';
import { Simulation } from '../network/simulation.js';
import { createQueueDiscipline, type QueueDisciplineFactory } from '../queue/index.js';
import { NamedRandom, type OwnedRandom } from '../random/index.js';
import { Segment } from '../segment/segment.js';
import { ScriptTimers } from '../time/scriptTimers.js';
import { VirtualClock } from '../time/virtualClock.js';
import { type SimulationSettings, TOKENS } from './tokens.js';

/** What a simulation is made with. */
export interface SimulationOptions {
  /** Seed of all random streams; the same seed gives the same run. Default 1. */
  readonly seed?: number;
  /** Number of a repetition: other draws, same seed. Default 0. */
  readonly run?: number;
  /** What calendars show at time 0, in milliseconds since 1970-01-01T00:00:00Z. Default 0. */
  readonly epochMs?: number;
  /** Octets of memory that packets may take; beyond, a run throws a `PacketMemoryError`. Default 256 MiB. */
  readonly maxPacketBytes?: number;
  /** Modules that rebind parts by their `TOKENS`, loaded after the built-in one. */
  readonly modules?: readonly ContainerModule[];
}

/** 380,000 packets of less than 680 octets, 160,000 of 1,500, or 4,000 of the largest. */
const DEFAULT_MAX_PACKET_BYTES = 256 * 2 ** 20;

/** The built-in parts. One container for each simulation: hosts come from a factory it makes once. */
function builtInParts(settings: SimulationSettings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(TOKENS.settings).toConstantValue(settings);
    bind(TOKENS.clock)
      .toResolvedValue(
        ({ epochMs }: SimulationSettings) => new VirtualClock(epochMs),
        [TOKENS.settings],
      )
      .inSingletonScope();
    bind(TOKENS.timers)
      .toResolvedValue((clock: VirtualClock) => new ScriptTimers(clock), [TOKENS.clock])
      .inSingletonScope();
    bind(TOKENS.random)
      .toResolvedValue(
        ({ seed, run }: SimulationSettings) => new NamedRandom(seed, run),
        [TOKENS.settings],
      )
      .inSingletonScope();
    bind(TOKENS.pool)
      .toResolvedValue(
        ({ maxPacketBytes }: SimulationSettings) => new PacketPool({ maxBytes: maxPacketBytes }),
        [TOKENS.settings],
      )
      .inSingletonScope();
    bind(TOKENS.bus)
      .toResolvedValue((clock: VirtualClock) => new EventBus(clock), [TOKENS.clock])
      .inSingletonScope();
    bind(TOKENS.hostFactory)
      .toResolvedValue(makeHostFactory, [
        TOKENS.clock,
        TOKENS.random,
        TOKENS.pool,
        TOKENS.multicastRoutes,
      ])
      .inSingletonScope();
    bindLinkModels(bind);
    bind(TOKENS.apps).toConstantValue(DEFAULT_APP_FACTORIES);
    bind(TOKENS.linkFactory)
      .toResolvedValue(makeLinkFactory, [TOKENS.clock, TOKENS.pool, TOKENS.bus, TOKENS.linkModels])
      .inSingletonScope();
    bind(TOKENS.segmentFactory)
      .toResolvedValue(makeSegmentFactory, [
        TOKENS.clock,
        TOKENS.pool,
        TOKENS.bus,
        TOKENS.linkModels,
      ])
      .inSingletonScope();
    bind(TOKENS.linkPeers)
      .toResolvedValue(() => new LinkPeerTable(), [])
      .inSingletonScope();
    bind(TOKENS.multicastRoutes)
      .toResolvedValue((peers: LinkPeerTable) => new MulticastTrees(peers), [TOKENS.linkPeers])
      .inSingletonScope();
  });
}

function makeHostFactory(
  clock: VirtualClock,
  random: OwnedRandom,
  pool: PacketPool,
  multicastRoutes: MulticastRouteSource,
): HostFactory {
  return {
    create: (spec) => {
      const streams = random.forOwner(`host/${spec.name}`);
      return new Host({ ...spec, clock, random: streams, pool, multicastRoutes });
    },
  };
}

/** What links and segments do to packets, each kind of model with a token of its own. */
function bindLinkModels(bind: Bind): void {
  bind(TOKENS.lossModel).toConstantValue(createLossModel);
  bind(TOKENS.delayModel).toConstantValue(createDelayModel);
  bind(TOKENS.queueDiscipline).toConstantValue(createQueueDiscipline);
  bind(TOKENS.linkModels)
    .toResolvedValue(
      (
        random: OwnedRandom,
        lossModel: LossModelFactory,
        delayModel: DelayModelFactory,
        queueDiscipline: QueueDisciplineFactory,
      ): LinkModels => ({ random, lossModel, delayModel, queueDiscipline }),
      [TOKENS.random, TOKENS.lossModel, TOKENS.delayModel, TOKENS.queueDiscipline],
    )
    .inSingletonScope();
}

function makeLinkFactory(
  clock: VirtualClock,
  pool: PacketPool,
  bus: EventBus,
  models: LinkModels,
): LinkFactory {
  return { create: (spec) => new PointToPointLink({ clock, pool, bus, models }, spec) };
}

function makeSegmentFactory(
  clock: VirtualClock,
  pool: PacketPool,
  bus: EventBus,
  models: LinkModels,
): SegmentFactory {
  return { create: (spec) => new Segment({ clock, pool, bus, models }, spec) };
}

/** Makes an empty simulation: hosts and links are added to it, then it runs. */
export function createSimulation(options: SimulationOptions = {}): Simulation {
  const { seed = 1, run = 0, epochMs = 0, modules = [] } = options;
  const { maxPacketBytes = DEFAULT_MAX_PACKET_BYTES } = options;
  const container = new Container();
  container.load(builtInParts({ seed, run, epochMs, maxPacketBytes }), ...modules);
  return new Simulation({
    clock: container.get(TOKENS.clock),
    timers: container.get(TOKENS.timers),
    random: container.get(TOKENS.random),
    pool: container.get(TOKENS.pool),
    bus: container.get(TOKENS.bus),
    hosts: container.get(TOKENS.hostFactory),
    links: container.get(TOKENS.linkFactory),
    segments: container.get(TOKENS.segmentFactory),
    linkPeers: container.get(TOKENS.linkPeers),
    apps: container.get(TOKENS.apps),
  });
}
