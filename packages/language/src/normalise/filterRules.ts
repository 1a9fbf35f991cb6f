import {
  applyIptables,
  type FilterError,
  HOOKS,
  type IptablesSyntaxError,
  PacketFilter,
  parseIptables,
} from '@packetloom/core';
import { VirtualClock } from '@packetloom/sim';
import type { Context } from '../context/context.js';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../diagnostics/suggestion.js';
import type { ScenarioNode } from '../document/document.js';
import type { IptablesLine } from '../document/filterRules.js';
import type { IptablesEvent } from '../features/events/events.js';
import type { ScenarioEvent } from '../scenario/scenarioDocument.js';

/** Reads rules of packet filters, and finds those that their tables refuse. */
export class FilterRules {
  readonly #context: Context;
  readonly #lists = new Map<readonly string[], readonly IptablesLine[]>();
  readonly #paths = new Map<IptablesLine, DocumentPath>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The rules of a list of the document; what is none goes into the findings, once for each list. */
  read(list: readonly string[] | undefined): readonly IptablesLine[] {
    if (list === undefined) return [];
    const known = this.#lists.get(list);
    if (known !== undefined) return known;
    const path = this.#context.pathOf(list);
    const lines = list.flatMap((text, index) => this.#line(text, [...path, index]));
    this.#lists.set(list, lines);
    return lines;
  }

  /** Sets all rules as a run would: chains that are not there, and targets that cannot be. */
  check(nodes: readonly ScenarioNode[], events: readonly ScenarioEvent[]): void {
    const changes = events.filter((event): event is IptablesEvent => event.kind === 'iptables');
    // What was wrong has been told of and left out: others may need it.
    if (!this.#context.complete || this.#context.findings.problems.length > 0) return;
    changes.sort((a, b) => a.atNs - b.atNs);
    const linesOf = new Map<string, IptablesLine[]>();
    for (const { node, lines } of changes) {
      linesOf.set(node, [...(linesOf.get(node) ?? []), ...lines]);
    }
    const clock = new VirtualClock();
    const reported = new Set<IptablesLine>();
    for (const { name, behaviour, iptables } of nodes) {
      const later = linesOf.get(name) ?? [];
      if (iptables.length + later.length === 0) continue;
      const filter = new PacketFilter({ clock, nat: behaviour.nat });
      for (const line of [...iptables, ...later]) {
        const error = applyIptables(filter, line.command);
        if (error !== null && !reported.has(line)) this.#refused(line, error, name);
        if (error !== null) reported.add(line);
        // The rules after it would all be too many.
        if (error?.code === 'too-many-rules') break;
      }
    }
  }

  #line(text: string, path: DocumentPath): IptablesLine[] {
    const command = parseIptables(text);
    if (command.kind === 'error') {
      this.#unreadable(command, text, path);
      return [];
    }
    const line = { text, command };
    this.#paths.set(line, path);
    return [line];
  }

  #unreadable(error: IptablesSyntaxError, text: string, path: DocumentPath): void {
    const { message, hint, word, column } = error;
    // What is missing at the end is shown behind the last word.
    const start = Math.min(column - 1, text.trimEnd().length);
    const within = { start, end: start + Math.max(1, word.length) };
    const suggestion = /^did you mean (?<word>.+)\?$/.exec(hint)?.groups?.word;
    const reported =
      suggestion === undefined ? { message: `${message}: ${hint}` } : { message, suggestion };
    this.#context.findings.add({ path, within, ...reported });
  }

  #refused(line: IptablesLine, { code, message }: FilterError, node: string): void {
    const path = this.#paths.get(line);
    if (path === undefined) return;
    const within = wordIn(line.text, message);
    const word = within === null ? '' : line.text.slice(within.start, within.end);
    const suggestion = code === 'unknown-chain' ? didYouMean(word, BUILT_IN) : undefined;
    const hint = suggestion === undefined ? HINTS[code] : undefined;
    this.#context.findings.add({
      path,
      ...(within === null ? {} : { within }),
      message: `${message} (of '${node}')${hint === undefined ? '' : `: ${hint}`}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
}

/** What a chain that is not there may have been meant to be. */
const BUILT_IN = [...HOOKS, 'ACCEPT', 'DROP', 'RETURN'];

/** How to mend what a table refuses. */
const HINTS: Readonly<Partial<Record<FilterError['code'], string>>> = {
  'unknown-chain': 'chains of your own are made first, with -N CHAIN',
  'chain-in-use': 'take its rules out first, with -F CHAIN, and those that jump to it',
  'no-such-rule': 'rules are counted from 1, those taken out no more',
  'no-matching-rule': 'it is written as it was added, or by its number',
  'match-not-allowed': 'choose a profile that has it, such as standard',
  'chain-loop': 'leave one of the jumps out',
  'too-many-jumps': 'let chains jump to each other less deeply',
  'too-many-rules': 'each jump to a chain counts all of its rules once more: leave jumps out',
};

/** The last word of a line that a message about it names. */
function wordIn(line: string, message: string): { start: number; end: number } | null {
  const named = new Set(message.split(' '));
  const words = [...line.matchAll(/\S+/g)].filter(({ 0: word }) => named.has(word));
  const last = words.at(-1);
  return last === undefined ? null : { start: last.index, end: last.index + last[0].length };
}
