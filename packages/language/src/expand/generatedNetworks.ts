import { NamedRandom } from '@packetloom/sim';
import {
  GENERATORS,
  type Generator,
  type Graph,
  isGeneratorKind,
  isGraph,
  partsOf,
  Settings,
} from '../features/generators/index.js';
import { Mapping } from '../yaml/quickMapping.js';
import type { Budget } from './budget.js';
import type { Place } from './place.js';
import type { Report } from './report.js';
import {
  changed,
  copied,
  entriesOf,
  entryOf,
  isMapping,
  itemsOf,
  merged,
  Trace,
  type Traced,
} from './trace.js';

/** What comes of `generate`: entries of nodes and links as a file has them. */
export interface GeneratedNetworks {
  readonly nodes: ReadonlyMap<string, Traced>;
  readonly links: readonly Traced[];
  /** Nodes of each group, in order. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** Changes whenever what is drawn does, so that no seed silently means something else. */
const PURPOSE = 'packetloom/generate/1';
const DEFAULT_SEED = 1;

/** Makes the networks that `generate` asks for, which has passed the schema. */
export function generatedNetworks(
  wanted: readonly Traced[],
  report: Report,
  budget: Budget,
): GeneratedNetworks {
  const maker = new NetworkMaker(report, budget);
  for (const one of wanted) {
    for (const networks of Array.isArray(one.value) ? itemsOf(one) : [one]) {
      for (const [kind, settings] of entriesOf(networks)) maker.add(kind, settings);
    }
  }
  return maker;
}

class NetworkMaker implements GeneratedNetworks {
  readonly nodes = new Map<string, Traced>();
  readonly links: Traced[] = [];
  readonly groups = new Map<string, string[]>();
  readonly #report: Report;
  readonly #budget: Budget;
  /** How many NICs each node has. */
  readonly #nics = new Map<string, number>();

  constructor(report: Report, budget: Budget) {
    this.#report = report;
    this.#budget = budget;
  }

  add(kind: string, settings: Traced): void {
    if (!isGeneratorKind(kind) || !isMapping(settings.value)) return;
    const generator: Generator = GENERATORS[kind];
    const values = new Settings(settings.value);
    const seed = values.number('seed', DEFAULT_SEED);
    const random = new NamedRandom(seed).forOwner(kind).stream(PURPOSE);
    const graph = generator.make(values, random);
    const { place } = settings.trace;
    if (!isGraph(graph)) {
      const at = entryOf(settings, graph.key)?.trace.place ?? place;
      this.#report.add(at, { message: graph.problem });
      return;
    }
    const hosts = hostSettings(settings, generator.defaultHosts?.(values) ?? 0);
    const size = graph.nodes.length + graph.links.length + 2 * graph.access.length * hosts.count;
    if (!this.#budget.take(place, size)) return;
    if (generator.isRandom === true) this.#noteParts(graph, kind, place);
    const use = { what: `generated ${kind}`, place };
    const prefix = values.text('prefix') ?? '';
    const names = graph.nodes.map(({ name }) => `${prefix}${name}`);
    const node = { kind: made('router', place), settings: entryOf(settings, 'node') };
    for (const [index, { roles }] of graph.nodes.entries()) {
      this.#addNode(
        names[index] as string,
        node,
        roles.map((role) => `${prefix}${role}`),
        place,
      );
    }
    const link = entryOf(settings, 'link');
    const parts = {
      link,
      uplink: onTop(link, entryOf(settings, 'uplink')),
      host: onTop(link, hosts.link),
    };
    for (const { ends, part, delayNs } of graph.links) {
      const [from, to] = ends;
      const own = parts[part];
      const delayed = delayNs === undefined ? own : withDelay(own, delayNs, place);
      this.#addLink(names[from] as string, names[to] as string, delayed, place.made(use));
    }
    const host = { kind: made('host', place), settings: hosts.node };
    for (const index of graph.access) {
      const router = names[index] as string;
      const zone = graph.nodes[index]?.zone;
      const roles = ['hosts', ...(zone === undefined ? [] : [zone])].map(
        (role) => `${prefix}${role}`,
      );
      for (let number = 1; number <= hosts.count; number += 1) {
        const name = `${router}-host${number}`;
        this.#addNode(name, host, roles, place);
        this.#addLink(name, router, parts.host, place.made(use));
      }
    }
  }

  #addNode(
    name: string,
    { kind, settings }: { readonly kind: Traced; readonly settings: Traced | undefined },
    groups: readonly string[],
    place: Place,
  ): void {
    if (this.nodes.has(name)) {
      const message = `a generated node is named '${name}' already: give one of the networks a prefix`;
      this.#report.add(place, { message });
    }
    this.nodes.set(name, changed(copied(settings ?? nothing(place)), { kind }));
    for (const group of groups) {
      const members = this.groups.get(group);
      if (members === undefined) this.groups.set(group, [name]);
      else members.push(name);
    }
  }

  #addLink(from: string, to: string, settings: Traced | undefined, place: Place): void {
    const endpoints = [from, to].map((node) => {
      const number = this.#nics.get(node) ?? 0;
      this.#nics.set(node, number + 1);
      return `${node}:eth${number}`;
    });
    const entry = { value: endpoints, trace: new Trace(place) };
    this.links.push(changed(copied(settings ?? nothing(place)), { endpoints: entry }));
  }

  #noteParts({ nodes, links }: Graph, kind: string, place: Place): void {
    const parts = partsOf(nodes.length, links);
    if (parts.length < 2) return;
    const largest = Math.max(...parts.map(({ length }) => length));
    const message = `this ${kind} has ${parts.length} parts that nothing links, the largest of ${largest} routers: connected: true joins them, and so may another seed`;
    this.#report.warn(place, { message });
  }
}

interface HostSettings {
  readonly count: number;
  readonly link: Traced | undefined;
  readonly node: Traced | undefined;
}

function hostSettings(settings: Traced, byDefault: number): HostSettings {
  const hosts = entryOf(settings, 'hosts');
  const count = hosts === undefined ? byDefault : hosts.value;
  if (typeof count === 'number') return { count, link: undefined, node: undefined };
  const values = isMapping(count) ? count : {};
  return {
    count: typeof values.count === 'number' ? values.count : byDefault,
    link: hosts === undefined ? undefined : entryOf(hosts, 'link'),
    node: hosts === undefined ? undefined : entryOf(hosts, 'node'),
  };
}

function onTop(lower: Traced | undefined, upper: Traced | undefined): Traced | undefined {
  return lower === undefined || upper === undefined ? (upper ?? lower) : merged(lower, upper, 1);
}

/** Settings with a delay that is worked out for each link; jitter around it stays. */
function withDelay(settings: Traced | undefined, delayNs: number, place: Place): Traced {
  const mean = made(`${delayNs}ns`, place);
  const own = settings ?? nothing(place);
  const delay = entryOf(own, 'delay');
  const varies = delay !== undefined && isMapping(delay.value);
  return changed(own, { delay: varies ? changed(delay, { mean }) : mean });
}

function made(value: unknown, place: Place): Traced {
  return { value, trace: new Trace(place.made()) };
}

function nothing(place: Place): Traced {
  return { value: new Mapping(), trace: new Trace(place.made()) };
}
