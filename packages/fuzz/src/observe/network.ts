import type { Ipv4Prefix } from '@packetloom/core';
import type { LinkDirection, RunnableScenario, ScenarioDocument } from '@packetloom/scenarios';

/** One direction of a link, as the scenario describes it. */
export interface DirectionFacts {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
  readonly spec: LinkDirection;
  /** Whether an event takes the link down or up, or changes it. */
  readonly changes: boolean;
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
  readonly profiles: ReadonlyMap<string, string>;
}

/** Collects the facts of a scenario. */
export function networkFacts({ document, plan }: RunnableScenario): NetworkFacts {
  const changing = new Set(
    document.events.flatMap((event) => (event.kind === 'link' ? [event.link] : [])),
  );
  const directions = new Map<string, DirectionFacts>();
  for (const { name: link, endpoints, forward, reverse } of document.links) {
    const [first, second] = endpoints.map(({ node, nic }) => `${node}:${nic}`) as [string, string];
    const changes = changing.has(link);
    const facts = { link, changes };
    directions.set(first, {
      ...facts,
      direction: 'forward',
      spec: forward,
      from: first,
      to: second,
    });
    directions.set(second, {
      ...facts,
      direction: 'reverse',
      spec: reverse,
      from: second,
      to: first,
    });
  }
  const prefixes = new Map(
    document.nodes.map(({ name }) => [name, [...(plan.get(name)?.values() ?? [])].flat()]),
  );
  const profiles = new Map(document.nodes.map(({ name, profile }) => [name, profile]));
  return { document, directions, prefixes, profiles };
}
