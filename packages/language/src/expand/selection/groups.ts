import { didYouMean, listed, shownValue } from '../../diagnostics/suggestion.js';
import { NAME_FORM } from '../../document/names.js';
import { isPattern } from '../../document/pattern.js';
import type { Report } from '../report.js';
import { itemsOf, type Traced } from '../trace.js';
import { Selection } from './selection.js';

/** What groups are made from. */
export interface GroupInputs {
  /** As the file has them, `${…}` worked out. */
  readonly written: readonly (readonly [name: string, members: Traced])[];
  /** Those that generated networks have. */
  readonly generated: ReadonlyMap<string, readonly string[]>;
  /** All nodes, in the order of the scenario. */
  readonly names: () => readonly string[];
  /** Whether there is a node of a name, among those that are known by now. */
  readonly isNode: (name: string) => boolean;
  readonly report: Report;
}

/** The groups of a scenario, each a list of nodes; groups may name patterns, and groups before them. */
export function selectionOf({ written, generated, names, isNode, report }: GroupInputs): Selection {
  const groups = new Map(generated);
  const selection = new Selection(groups, names);
  for (const [name, members] of written) {
    const { place } = members.trace;
    if (!NAME_FORM.test(name)) {
      report.add(place, { message: `'${name}' is no name of a group`, about: 'key' });
    } else if (groups.has(name)) {
      const message = `a generated network has a group '${name}' already`;
      report.add(place, { message, about: 'key' });
    } else if (isNode(name)) {
      report.add(place, { message: `a node is named '${name}' already`, about: 'key' });
    } else {
      groups.set(name, [...new Set(membersOf(members, selection, report))]);
    }
  }
  return selection;
}

function membersOf(members: Traced, selection: Selection, report: Report): string[] {
  const items = Array.isArray(members.value) ? itemsOf(members) : [members];
  return items.flatMap(({ value, trace }) => {
    if (typeof value !== 'string') {
      const message = `expected the name of a node, a group or a pattern, found ${shownValue(value)}`;
      report.add(trace.place, { message });
      return [];
    }
    const found = selection.find(value);
    if (found?.length === 0) report.add(trace.place, nothingFits(value, selection));
    return found ?? [value];
  });
}

/** What is said of a pattern, or a group, that no node is in. */
export function nothingFits(
  text: string,
  selection: Selection,
): { readonly message: string; readonly suggestion?: string } {
  if (!isPattern(text)) return { message: `no node is in the group '${text}'` };
  const message = `no node has a name like '${text}'`;
  const { groups } = selection;
  const suggestion = didYouMean(text.replaceAll('*', ''), groups);
  if (suggestion !== undefined) return { message, suggestion };
  return groups.length === 0
    ? { message }
    : { message: `${message}; groups are ${listed(groups)}` };
}
