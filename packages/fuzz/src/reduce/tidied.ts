import type { WrittenScenario } from '@packetloom/language';

type WrittenNode = NonNullable<WrittenScenario['nodes']>[string];
type WrittenEvent = NonNullable<WrittenScenario['events']>[number];
type Attached = string | { readonly endpoint: string };

/** What is there to be named. */
interface RemainingNames {
  readonly nodes: ReadonlySet<string>;
  /** As `node:nic`. */
  readonly nics: ReadonlySet<string>;
}

/**
 * A scenario without what names a node or NIC that is gone: a node takes its links and traffic along. The loader has
 * not yet looked at it, so that anything may be missing.
 */
export function tidied(scenario: WrittenScenario): WrittenScenario {
  const { nodes = {}, links = [], segments = {}, events = [] } = scenario;
  const isThere = (end: string) => end.slice(0, end.indexOf(':')) in nodes;
  const linked = links.filter(({ endpoints }) => endpoints?.every(isThere));
  const attached = mapped(segments, ({ attach, ...segment }) => ({
    ...segment,
    attach: (attach ?? []).filter((each: Attached) => isThere(endOf(each))),
  }));
  const ends = [
    ...linked.flatMap(({ endpoints }) => endpoints),
    ...Object.values(attached).flatMap(({ attach }) => attach.map(endOf)),
  ];
  const remaining = { nodes: new Set(Object.keys(nodes)), nics: new Set(ends) };
  const kept = {
    nodes: mapped(nodes, (node, name) => tidiedNode(name, node, remaining)),
    links: linked,
    segments: attached,
    events: events.filter((event) => isPossible(event, remaining)),
  };
  const given = Object.entries(kept).filter(([key]) => key in scenario);
  return { ...scenario, ...Object.fromEntries(given) };
}

function mapped<Item, Other>(
  items: Readonly<Record<string, Item>>,
  change: (item: Item, name: string) => Other,
): Record<string, Other> {
  const changed = Object.entries(items).map(([name, item]) => [name, change(item, name)]);
  return Object.fromEntries(changed);
}

function endOf(attached: Attached): string {
  return typeof attached === 'string' ? attached : (attached.endpoint ?? '');
}

/** Without addresses, groups and routes of NICs that it has no more. */
function tidiedNode(name: string, node: WrittenNode, { nics }: RemainingNames): WrittenNode {
  const has = (nic: string) => nics.has(`${name}:${nic}`);
  const own = <Item>(items: Readonly<Record<string, Item>>) =>
    Object.fromEntries(Object.entries(items).filter(([nic]) => has(nic)));
  const { addresses, groups, routes } = node;
  return {
    ...node,
    ...(addresses && { addresses: own(addresses) }),
    ...(groups && { groups: own(groups) }),
    ...(routes && { routes: routes.filter((route) => has(/ dev (\S+)/.exec(route)?.[1] ?? '')) }),
  };
}

/** Whether the nodes and NICs are there at which something happens. */
function isPossible(event: WrittenEvent, { nodes, nics }: RemainingNames): boolean {
  const { node, inject, join, leave } = event;
  if (node !== undefined && !nodes.has(node)) return false;
  const nic = event.nic ?? inject?.nic ?? join?.nic ?? leave?.nic;
  if (node !== undefined && nic !== undefined && !nics.has(`${node}:${nic}`)) return false;
  return Object.values(event).every((what) => {
    if (typeof what !== 'object' || !('from' in what)) return true;
    return typeof what.from === 'string' && nodes.has(what.from);
  });
}
