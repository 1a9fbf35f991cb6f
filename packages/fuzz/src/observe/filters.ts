import type { FilterRule, IptablesCommand } from '@packetloom/core';
import type { ScenarioDocument } from '@packetloom/language';
import type { NetworkFacts } from './network.js';

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
  /** Whether rules ask for the states of connections, at any time. */
  readonly asksForStates: boolean;
}

const TRANSLATING: ReadonlySet<string> = new Set(['SNAT', 'DNAT', 'MASQUERADE', 'REDIRECT']);

/** Rules of a node are there before anything happens. */
const BEFORE = -1;

/** The filters of all nodes that have one at any time. */
export function filterFacts(document: ScenarioDocument): ReadonlyMap<string, FilterFacts> {
  const facts = new Map<string, FilterFacts>();
  for (const { name, iptables } of document.nodes) {
    const first = iptables.map(({ command }) => ({ atNs: BEFORE, command }));
    const later = document.events.flatMap((event) =>
      event.kind === 'iptables' && event.node === name
        ? event.lines.map(({ command }) => ({ atNs: event.atNs, command }))
        : [],
    );
    const commands = [...first, ...later.sort((a, b) => a.atNs - b.atNs)];
    if (commands.length === 0) continue;
    const rules = commands.flatMap(({ command }) => ruleOf(command) ?? []);
    const targets = rules.map(({ target }) => target);
    const sources = targets.flatMap((target) => (target.type === 'SNAT' ? target.address : []));
    const redirects = targets.some(({ type }) => type === 'DNAT' || type === 'REDIRECT');
    facts.set(name, {
      commands,
      sources: new Set(sources),
      redirects,
      translates: targets.some(({ type }) => TRANSLATING.has(type)),
      asksForStates: rules.some(({ match }) => match.states !== undefined),
    });
  }
  return facts;
}

function ruleOf(command: IptablesCommand): FilterRule | null {
  return command.kind === 'append' || command.kind === 'insert' ? command.rule : null;
}

/**
 * Whether a node may change a datagram and leave its UDP checksum as it was, as netstack does: another port by
 * REDIRECT, or an address of its own instead of the source 0.0.0.0.
 */
export function spoilsChecksum(network: NetworkFacts, node: string, source: number): boolean {
  const { filters, behaviours } = network;
  const redirects = filters.get(node)?.redirects === true;
  return source === 0 || (redirects && behaviours.get(node)?.nat === 'stateless');
}
