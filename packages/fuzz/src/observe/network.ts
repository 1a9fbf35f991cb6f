import type { Ipv4Prefix } from '@packetloom/core';
import type { LinkDirection, ScenarioDocument } from '@packetloom/language';
import { addressesByNode } from '@packetloom/language/internal';
import type { RunnableScenario } from '@packetloom/runner';
import { KNOWN_BEHAVIOURS, type KnownBehaviour } from './behaviours.js';
import { type FilterFacts, filterFacts } from './filters.js';

/** One direction of a link, as the scenario describes it. */
export interface DirectionFacts {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
  readonly spec: LinkDirection;
  /** Whether an event takes the link or its sender down or up, or changes the link. */
  readonly changes: boolean;
  /** Whether something other than rate, delay and a queue that drops the last happens to packets, now or later. */
  readonly isImpaired: boolean;
  /** `node:nic` of the sending and of the receiving end. */
  readonly from: string;
  readonly to: string;
}

/** What invariants ask of the network of a scenario. */
export interface NetworkFacts {
  readonly document: ScenarioDocument;
  /** By the `node:nic` that sends. */
  readonly directions: ReadonlyMap<string, DirectionFacts>;
  /** Addresses of each node, with their prefixes. */
  readonly prefixes: ReadonlyMap<string, readonly Ipv4Prefix[]>;
  /** Addresses of each `node:nic`, the main one first. */
  readonly addresses: ReadonlyMap<string, readonly Ipv4Prefix[]>;
  /** What is attached to each link and segment: `node:nic`. */
  readonly attachments: readonly (readonly string[])[];
  /** Nodes that route multicast. */
  readonly multicastRouters: ReadonlySet<string>;
  readonly profiles: ReadonlyMap<string, string>;
  /** What nodes do where stacks differ, as this file understands their profiles, not as they are run. */
  readonly behaviours: ReadonlyMap<string, KnownBehaviour>;
  /** Nodes with a NIC on a segment: there packets wait for ARP. */
  readonly onSegments: ReadonlySet<string>;
  /** Whether any link inverts bits at any time. */
  readonly corrupts: boolean;
  /** Packet filters of the nodes that have one. */
  readonly filters: ReadonlyMap<string, FilterFacts>;
  /** Whether any node translates addresses or ports at any time. */
  readonly translates: boolean;
}

/** Collects the facts of a scenario. */
export function networkFacts({ document, plan }: RunnableScenario): NetworkFacts {
  const changing = new Set(
    document.events.flatMap((event) => (event.kind === 'link' ? [event.link] : [])),
  );
  // What waits in a queue is lost when its sender goes down.
  const failing = new Set(
    document.events.flatMap((event) => (event.kind === 'node-state' ? [event.node] : [])),
  );
  const directions = new Map<string, DirectionFacts>();
  for (const { name: link, endpoints, forward, reverse } of document.links) {
    const [first, second] = endpoints.map(({ node, nic }) => `${node}:${nic}`) as [string, string];
    const isChanging = changing.has(link);
    const later = document.events.flatMap((event) =>
      event.kind === 'link' && event.link === link ? [event.forward, event.reverse] : [],
    );
    const isImpaired = [forward, reverse, ...later].some(hasImpairment);
    const both = [
      ['forward', forward, first, second],
      ['reverse', reverse, second, first],
    ] as const;
    for (const [direction, spec, from, to] of both) {
      const changes = isChanging || failing.has(from.slice(0, from.indexOf(':')));
      directions.set(from, { link, direction, spec, changes, isImpaired, from, to });
    }
  }
  const byNode = addressesByNode(plan);
  const prefixes = new Map(
    document.nodes.map(({ name }) => [name, [...(byNode.get(name)?.values() ?? [])].flat()]),
  );
  const addresses = new Map(
    plan.flatMap(({ node, nics }) =>
      nics.map(({ nic, addresses: prefixes }) => [`${node}:${nic}`, prefixes] as const),
    ),
  );
  const attachments = [
    ...document.links.map(({ endpoints }) => endpoints),
    ...document.segments.map((segment) => segment.ports.map(({ end }) => end)),
  ].map((ends) => ends.map(({ node, nic }) => `${node}:${nic}`));
  const multicastRouters = new Set(
    document.nodes.flatMap(({ name, multicast }) => (multicast === null ? [] : [name])),
  );
  const profiles = new Map(document.nodes.map(({ name, profile }) => [name, profile]));
  const behaviours = new Map(
    document.nodes.map(({ name, behaviour, profile }) => [
      name,
      KNOWN_BEHAVIOURS[profile] ?? behaviour,
    ]),
  );
  const ports = document.segments.flatMap((segment) => segment.ports);
  const onSegments = new Set(ports.map(({ end }) => end.node));
  const specs = [
    ...[...document.links, ...ports].flatMap(({ forward, reverse }) => [forward, reverse]),
    ...document.events.flatMap((event) =>
      event.kind === 'link' || event.kind === 'segment' ? [event.forward, event.reverse] : [],
    ),
  ];
  const corrupts = specs.some((spec) => (spec.corrupt ?? null) !== null);
  const filters = filterFacts(document);
  const translates = [...filters.values()].some((filter) => filter.translates);
  return {
    document,
    directions,
    prefixes,
    addresses,
    attachments,
    multicastRouters,
    profiles,
    behaviours,
    onSegments,
    corrupts,
    filters,
    translates,
  };
}

const PLAIN: ReadonlySet<string> = new Set([
  'rateBitsPerSecond',
  'delayNs',
  'mtu',
  'queueLimitPackets',
  'limitPackets',
]);

/** Whether anything is set that a plain direction leaves out. */
function hasImpairment(spec: Partial<LinkDirection>): boolean {
  return Object.entries(spec).some(
    ([name, value]) => !PLAIN.has(name) && value != null && value !== false,
  );
}
