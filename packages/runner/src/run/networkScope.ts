import type { Host } from '@packetloom/core';
import type {
  AppScope,
  ExpectationScope,
  LinkScope,
  NodeScope,
  PortScope,
  RunScope,
  SegmentScope,
} from '@packetloom/language';
import type { LinkDirection, Segment, SegmentPort, Simulation } from '@packetloom/sim';
import type { DropCounts } from '../observe/index.js';
import type { ScenarioApp } from './apps.js';

/** What expectations see of a simulation; read when they touch it, so it is always of the present. */
export function networkScope(
  simulation: Simulation,
  apps: ReadonlyMap<string, ScenarioApp>,
  drops: DropCounts,
  { seed, run, captures }: Pick<RunScope, 'seed' | 'run'> & Pick<ExpectationScope, 'captures'>,
): ExpectationScope {
  return {
    run: {
      seed,
      run,
      get nowNs() {
        return simulation.nowNs;
      },
      get events() {
        return simulation.clock.events;
      },
      get unaccounted() {
        return simulation.accounting().unaccounted;
      },
    },
    nodes: eachOf(simulation.hosts, (host): NodeScope => nodeScope(host, drops)),
    links: eachOf(simulation.links, ({ forward, reverse }) => linkScope(forward, reverse)),
    segments: segmentScopes(simulation),
    apps: eachOf(apps, ({ scope }): AppScope => scope),
    ...(captures === undefined ? {} : { captures }),
  };
}

/** What can be asked of a host. */
export function nodeScope(host: Host, drops: DropCounts): Required<NodeScope> {
  return {
    get counters() {
      return host.counters.nonZero();
    },
    get drops() {
      return drops.of(host.name);
    },
    get groups() {
      return host.nics.flatMap(({ isLoopback, groups }) => (isLoopback ? [] : [...groups]));
    },
    get up() {
      return host.up;
    },
    get neighbours() {
      return host.nics.flatMap(({ name: nic, ethernet }) =>
        (ethernet?.neighbours ?? []).map(({ address, mac: linkAddress, state }) => {
          return { nic, address, linkAddress, state };
        }),
      );
    },
    get addressConflicts() {
      return host.nics.flatMap(({ name: nic, ethernet }) =>
        (ethernet?.addressConflicts ?? []).map((conflict) => ({ nic, ...conflict })),
      );
    },
  };
}

function linkScope(forward: LinkDirection, reverse: LinkDirection): LinkScope {
  return { forward: forward.stats, reverse: reverse.stats };
}

/** Made once: a segment may have many ports. */
function segmentScopes(simulation: Simulation): Readonly<Record<string, SegmentScope>> {
  const scopes = [...simulation.segments].map(
    ([name, segment]) => [name, segmentScope(segment, simulation)] as const,
  );
  return eachOf(new Map(scopes), (scope) => scope);
}

/** What can be asked of a segment. */
export function segmentScope(segment: Segment, simulation: Simulation): SegmentScope {
  const ports = segment.ports.map(portScope);
  return {
    get stats() {
      return segment.stats;
    },
    ports,
    get macTable() {
      const entries = segment.switch?.macTable.entries(simulation.nowNs) ?? [];
      return entries.map(({ port, ...entry }) => ({ ...entry, port: portName(port) }));
    },
    get groups() {
      const known = segment.switch?.snooping?.memberPorts(simulation.nowNs) ?? [];
      return [...known].map(([group, members]) => ({ group, ports: members.map(portName) }));
    },
    get duplicateAddresses() {
      return segment.duplicateAddresses.map(({ address }) => address);
    },
  };
}

/** Read when it is touched, as there may be many. */
function portScope(port: SegmentPort): PortScope {
  const { toSegment, fromSegment } = port;
  return {
    name: portName(port),
    get forward() {
      return toSegment.stats;
    },
    get reverse() {
      return fromSegment.stats;
    },
  };
}

function portName({ end }: SegmentPort): string {
  return `${end.host}:${end.nic}`;
}

/** A record with a getter for each name. */
function eachOf<Item, Scope>(
  items: ReadonlyMap<string, Item>,
  scopeOf: (item: Item) => Scope,
): Readonly<Record<string, Scope>> {
  const record: Record<string, Scope> = Object.create(null);
  for (const [name, item] of items) {
    Object.defineProperty(record, name, { get: () => scopeOf(item), enumerable: true });
  }
  return record;
}
