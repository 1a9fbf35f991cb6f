import type { Host } from '@packetloom/core';
import type { LinkDirection, Simulation } from '@packetloom/sim';
import type {
  AppScope,
  ExpectationScope,
  LinkDirectionScope,
  LinkScope,
  NodeScope,
} from '../expect/index.js';
import type { ScenarioApp } from './apps.js';
import type { DropTally } from './dropTally.js';

/** What expectations see of a simulation; read when they touch it, so it is always of the present. */
export function networkScope(
  simulation: Simulation,
  apps: ReadonlyMap<string, ScenarioApp>,
  drops: DropTally,
  seed: number,
): ExpectationScope {
  return {
    run: {
      seed,
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
    links: eachOf(
      simulation.links,
      ({ forward, reverse }): LinkScope => ({
        forward: directionScope(forward),
        reverse: directionScope(reverse),
      }),
    ),
    apps: eachOf(apps, ({ scope }): AppScope => scope),
  };
}

function nodeScope(host: Host, drops: DropTally): NodeScope {
  return {
    get counters() {
      return host.counters.nonZero();
    },
    get drops() {
      return drops.of(host.name);
    },
    get groups() {
      return host.nics.flatMap((nic) => [...nic.groups]);
    },
  };
}

function directionScope(direction: LinkDirection): LinkDirectionScope {
  return direction.stats;
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
