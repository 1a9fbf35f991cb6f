import type { FilterRule, IptablesCommand } from '@packetloom/core';
import type { ScenarioDocument } from '@packetloom/scenarios';

/** What the packet filter of a node is told, and when. */
export interface FilterFacts {
  /** In the order of time. */
  readonly commands: readonly { readonly atNs: number; readonly command: IptablesCommand }[];
  /** Addresses that rules give as sources, at any time. */
  readonly sources: ReadonlySet<number>;
  /** Whether rules give other sources, destinations or ports, at any time. */
  readonly translates: boolean;
  /** Whether rules give other destinations, at any time. */
  readonly redirects: boolean;
}

/** The filters of all nodes that have one at any time. */
export function filterFacts(document: ScenarioDocument): ReadonlyMap<string, FilterFacts> {
  const facts = new Map<string, FilterFacts>();
  for (const { name, iptables } of document.nodes) {
    const first = iptables.map(({ command }) => ({ atNs: 0, command }));
    const later = document.events.flatMap((event) =>
      event.kind === 'iptables' && event.node === name
        ? event.lines.map(({ command }) => ({ atNs: event.atNs, command }))
        : [],
    );
    const commands = [...first, ...later.sort((a, b) => a.atNs - b.atNs)];
    if (commands.length === 0) continue;
    const targets = commands.flatMap(({ command }) => ruleOf(command)?.target ?? []);
    const sources = new Set(targets.flatMap((target) => (target.type === 'SNAT' ? target.address : [])));
    const redirects = targets.some(({ type }) => type === 'DNAT' || type === 'REDIRECT');
    facts.set(name, { commands, sources, redirects, translates: redirects || sources.size > 0 });
  }
  return facts;
}

function ruleOf(command: IptablesCommand): FilterRule | null {
  return command.kind === 'append' || command.kind === 'insert' ? command.rule : null;
}
