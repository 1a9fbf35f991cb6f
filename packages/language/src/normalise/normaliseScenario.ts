import { type Ipv4Prefix, parsePrefix } from '@packetloom/core';
import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import type {
  AddressPool,
  LinkDirection,
  Routing,
  ScenarioLink,
  ScenarioNode,
} from '../document/document.js';
import { type Endpoint, readEndpoint } from '../document/endpoint.js';
import { expectationNamesOf } from '../expressions/checkExpression.js';
import { checkTcp } from '../features/apps/common/tcpChanges.js';
import { checkWritten } from '../features/direction/checkDirection.js';
import { DEFAULT_DIRECTION, writtenDirection } from '../features/direction/linkDirections.js';
import { normaliseOutputs } from '../features/outputs/normaliseOutputs.js';
import type { DistributionFiles } from '../netem/distributionFile.js';
import { readEpoch } from '../quantity/epoch.js';
import { readDuration } from '../quantity/units.js';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { SelectorResolver } from '../series/columns.js';
import { DEFAULT_POOL, poolProblem } from './addressPools.js';
import { normaliseEvents } from './events.js';
import { normaliseExpectations, type SourcedExpectation } from './expectations.js';
import { FilterRules } from './filterRules.js';
import { normaliseLinks } from './links.js';
import { loopbacksOf } from './loopbacks.js';
import { usesGroups } from './multicastRouting.js';
import { normaliseNodes, profileOf } from './nodes.js';
import { attachedEnds, normaliseSegments, segmentsByEnd } from './segments.js';
import { usesTcp } from './tcpSettings.js';

/** Names of things that were written, also of those that were cut out because something in them is wrong. */
export interface WrittenNames {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

/** Nodes and links of a topology file. */
export interface ImportedTopology {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
}

/** A scenario as it is run, and where its expectations come from. */
export interface NormalisedScenario {
  readonly document: ScenarioDocument;
  readonly expectations: readonly SourcedExpectation[];
}

const DEFAULT_SEED = 1;
const DEFAULT_EPOCH = '2026-01-01T00:00:00Z';
const DEFAULT_PREFIX_LENGTH = 30;

/** The parameters of links that say nothing themselves. */
export function linkDefaults(written: WrittenScenario, files: DistributionFiles): LinkDirection {
  return { ...DEFAULT_DIRECTION, ...writtenDirection(written.defaults?.link ?? {}, files) };
}

/** How nodes behave that say nothing themselves. */
export function nodeDefaults(
  written: WrittenScenario,
): Pick<ScenarioNode, 'behaviour' | 'profile' | 'ttl'> {
  const { profile = 'standard', ttl = null } = written.defaults?.node ?? {};
  return { ...profileOf(profile), ttl };
}

/** The scenario that was written, as it is run; what contradicts itself goes into the findings. */
export function normaliseScenario(
  written: WrittenScenario,
  imported: ImportedTopology,
  names: WrittenNames,
  context: Context,
): NormalisedScenario {
  const { nodes = {}, links = [], segments = {}, events = [], expect = [] } = written;
  const nodeNames = new Set([...imported.nodes.map(({ name }) => name), ...names.nodes]);
  if (nodeNames.size === 0 && context.complete) {
    context.findings.add({ path: [], message: 'there are no nodes: write nodes, or import some' });
  }
  const nicsOf = nicsByNode(written, imported.links);
  const filters = new FilterRules(context);
  const { profile = 'standard', ttl = null, ...ofNodes } = written.defaults?.node ?? {};
  const { iptables, multicast = usesGroups(written), tcp = {} } = ofNodes;
  checkTcp(ofNodes.tcp, context);
  const allNodes = normaliseNodes(
    nodes,
    {
      imported: imported.nodes,
      defaults: { profile, ttl, iptables, multicast, tcp: usesTcp(written) ? tcp : null },
      filters,
      nicsOf,
      segmentOf: segmentsByEnd(segments),
    },
    context,
  );
  const users = new Map<string, string>();
  const segmentNames = names.segments;
  const routing = routingOf(written.routing);
  const isWeighed = routing.kind === 'shortest-path' && routing.by === 'weight';
  const defaults = linkDefaults(written, context.distributions);
  if (written.defaults?.link !== undefined) {
    checkWritten(written.defaults.link, ['defaults', 'link'], context);
  }
  const allLinks = normaliseLinks(
    links,
    { imported: imported.links, nodeNames, segmentNames, defaults, isWeighed, users },
    context,
  );
  const linkNames = new Set([...names.links, ...allLinks.map(({ name }) => name)]);
  const allSegments = normaliseSegments(segments, { nodeNames, linkNames, users }, context);
  const stopNs = written.stop === undefined ? null : accepted(readDuration(written.stop));
  const inputs = {
    nodeNames,
    links: byName(allLinks),
    linkNames,
    segments: byName(allSegments),
    segmentNames,
    nicsOf,
    stopNs,
    filters,
  };
  const loopbacks = loopbacksOf(written, { routing, nodes: allNodes }, context);
  const expectations = normaliseExpectations(expect, stopNs, context);
  const allEvents = normaliseEvents(events, inputs, context);
  filters.check(allNodes, allEvents);
  const known = expectationNamesOf({
    nodes: allNodes,
    links: allLinks,
    segments: allSegments,
    events: allEvents,
  });
  const nics = nicsOfAll(allNodes, [
    ...allLinks.map(({ endpoints }) => endpoints),
    ...allSegments.map(({ ports }) => ports.map(({ end }) => end)),
  ]);
  let resolver: SelectorResolver | null = null;
  // Made when it is asked for: the shapes of a large network take long.
  const resolve = (selector: string) => {
    resolver ??= new SelectorResolver(known);
    return resolver.resolve(selector);
  };
  const outputInputs = { nics, nodeNames, resolve, stopNs };
  const document: ScenarioDocument = {
    name: written.name,
    description: written.description ?? '',
    seed: written.seed ?? DEFAULT_SEED,
    stopNs,
    epochMs: accepted(readEpoch(written.epoch ?? DEFAULT_EPOCH)),
    addressing: { ...addressingOf(written, context), loopbacks },
    routing,
    nodes: allNodes,
    links: allLinks,
    segments: allSegments,
    events: allEvents,
    expectations: expectations.map(({ expectation }) => expectation),
    outputs: normaliseOutputs(written.outputs, outputInputs, context),
  };
  return { document, expectations };
}

function byName<Thing extends { readonly name: string }>(
  things: readonly Thing[],
): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.name, thing]));
}

function nicsByNode(
  written: WrittenScenario,
  imported: readonly ScenarioLink[],
): (node: string) => ReadonlySet<string> {
  const nics = new Map<string, Set<string>>();
  const add = ({ node, nic }: Endpoint) => {
    const known = nics.get(node);
    if (known === undefined) nics.set(node, new Set([nic]));
    else known.add(nic);
  };
  for (const { endpoints } of imported) for (const end of endpoints) add(end);
  for (const { endpoints } of written.links ?? []) {
    for (const text of endpoints) add(accepted(readEndpoint(text)));
  }
  for (const segment of Object.values(written.segments ?? {})) {
    for (const end of attachedEnds(segment)) add(end);
  }
  const none: ReadonlySet<string> = new Set();
  return (node) => nics.get(node) ?? none;
}

/** Every NIC, by the order of nodes, then of links and segments. */
function nicsOfAll(
  nodes: readonly ScenarioNode[],
  ends: readonly (readonly Endpoint[])[],
): Endpoint[] {
  const byNode = new Map<string, Endpoint[]>(nodes.map(({ name }) => [name, []]));
  for (const end of ends.flat()) byNode.get(end.node)?.push(end);
  return [...byNode.values()].flat();
}

function addressingOf(
  written: WrittenScenario,
  { findings, pathOf }: Context,
): Omit<AddressPool, 'loopbacks'> {
  const { addressing = {} } = written;
  const pool = parsePrefix(addressing.pool ?? DEFAULT_POOL) as Ipv4Prefix;
  const prefixLength = addressing.prefix ?? DEFAULT_PREFIX_LENGTH;
  const path = written.addressing === undefined ? [] : pathOf(written.addressing);
  if (prefixLength < pool.length) {
    const message = `subnets of /${prefixLength} are larger than the pool, /${pool.length}`;
    findings.add({ path: [...path, 'prefix'], message });
  }
  const message = poolProblem(pool);
  if (message !== null) findings.add({ path: [...path, 'pool'], message });
  return { pool, prefixLength };
}

function routingOf(written: WrittenScenario['routing']): Routing {
  const { kind = 'shortest-path', by = 'delay' } =
    typeof written === 'string' ? { kind: written } : (written ?? {});
  return kind === 'static' ? { kind } : { kind, by };
}
