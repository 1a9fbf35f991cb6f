import { shownValue } from '../../diagnostics/suggestion.js';
import { isPattern } from '../../document/pattern.js';
import { formatDuration, readDuration } from '../../quantity/units.js';
import type { Budget } from '../budget.js';
import type { Place } from '../place.js';
import type { Report } from '../report.js';
import {
  changed,
  copied,
  entriesOf,
  entryOf,
  isMapping,
  itemsOf,
  Trace,
  type Traced,
  without,
} from '../trace.js';
import { nothingFits } from './groups.js';
import { countOfPairs, type Pair, type PairChoice, pairsOf } from './pairs.js';
import type { Selection } from './selection.js';

/** What events with groups and patterns are worked out with. */
export interface SelectionContext {
  readonly selection: Selection;
  readonly report: Report;
  readonly budget: Budget;
}

/** Keys of an event that say how its app is repeated. */
const OWN_KEYS = ['pairs', 'stagger'] as const;
/** Lists of nodes of apps, beside from and to. */
const LISTS = ['receivers'] as const;
/** Apps that have many senders and receivers themselves. */
const SELECTIVE: ReadonlySet<string> = new Set(['ping', 'flows']);
const EVERY = '*';
const PORT = /^(.*):(\d+)$/s;

/** The events that one stands for: of nodes that are named together, one each; of pairs of nodes, one app each. */
export function selectedEvents(event: Traced, context: SelectionContext): Traced[] {
  if (!isMapping(event.value)) return [event];
  const node = entryOf(event, 'node');
  const nodes = typeof node?.value === 'string' ? context.selection.find(node.value) : undefined;
  if (node !== undefined && nodes !== undefined) {
    if (nodes.length === 0)
      context.report.add(node.trace.place, nothingIn(node, context.selection));
    if (!context.budget.take(node.trace.place, nodes.length)) return [];
    return nodes.map((name) => {
      const use = { what: name, place: node.trace.place };
      return changed(event, {
        node: { value: name, trace: new Trace(node.trace.place.made(use)) },
      });
    });
  }
  const app = appOf(event);
  return app === null ? [event] : eventsOfApp(event, app, context);
}

/** The app of an event, by its key: what has a sender. */
function appOf(event: Traced): readonly [key: string, app: Traced] | null {
  const found = entriesOf(event).find(
    ([key, { value }]) =>
      !OWN_KEYS.some((own) => own === key) &&
      isMapping(value) &&
      (Object.hasOwn(value, 'from') || Object.hasOwn(value, 'to')),
  );
  return found ?? null;
}

/** Those that `from` or `to` names; `isMany`: by more than the name of one. */
interface Ends {
  readonly hosts: readonly string[];
  readonly isMany: boolean;
}

function eventsOfApp(
  event: Traced,
  [kind, app]: readonly [string, Traced],
  context: SelectionContext,
): Traced[] {
  const pairs = entryOf(event, 'pairs');
  const lists = listsOf(app, context);
  const isSelective = SELECTIVE.has(kind) && pairs === undefined;
  const from = endsOf(entryOf(app, 'from'), isSelective, context);
  const to = endsOf(entryOf(app, 'to'), isSelective, context);
  if (pairs === undefined && (isSelective || !(from?.isMany || to?.isMany))) {
    const ends = isSelective ? selectiveEnds(app, from, to) : {};
    const own = { ...lists, ...ends };
    return Object.keys(own).length === 0
      ? [event]
      : [changed(event, { [kind]: changed(app, own) })];
  }
  if (from === null || to === null) return [event];
  const choice = choiceOf(pairs, context.report);
  const place = (pairs ?? entryOf(app, 'from') ?? app).trace.place;
  if (choice === null || !context.budget.take(place, countOfPairs(choice, from.hosts, to.hosts)))
    return [];
  if (from.hosts.length === 0 || to.hosts.length === 0) return [];
  const outcome = pairsOf(choice, from.hosts, to.hosts);
  if ('problem' in outcome) {
    context.report.add(place, { message: outcome.problem });
    return [];
  }
  return outcome.pairs.map((pair, index) =>
    eventOfPair(event, { kind, app: changed(app, lists), pair, index, place }, context.report),
  );
}

/** One of several apps that an event stands for. */
interface AppOfPair {
  readonly kind: string;
  readonly app: Traced;
  readonly pair: Pair;
  readonly index: number;
  /** What makes several of it. */
  readonly place: Place;
}

function eventOfPair(
  event: Traced,
  { kind, app, pair: [from, to], index, place }: AppOfPair,
  report: Report,
): Traced {
  const use = { what: `from ${from} to ${to}`, place };
  const traceOf = (key: string) => new Trace((entryOf(app, key) ?? app).trace.place.made(use));
  const own: Record<string, Traced> = {
    [kind]: changed(copied(app), {
      from: { value: from, trace: traceOf('from') },
      to: { value: to, trace: traceOf('to') },
    }),
  };
  const name = entryOf(event, 'name');
  if (typeof name?.value === 'string') {
    own.name = { value: `${name.value}_${index + 1}`, trace: new Trace(name.trace.place.made()) };
  }
  const at = startOf(event, index, report);
  if (at !== null) own.at = at;
  return changed(without(event, OWN_KEYS), own);
}

/** When an app begins: with `stagger`, each so much after the one before. */
function startOf(event: Traced, index: number, report: Report): Traced | null {
  const stagger = entryOf(event, 'stagger');
  const at = entryOf(event, 'at');
  if (stagger === undefined) return null;
  const step = typeof stagger.value === 'string' ? readDuration(stagger.value) : null;
  if (step === null || !step.ok) {
    const problem = step === null ? 'is no duration: expected such as 10ms' : step.problem;
    if (index === 0)
      report.add(stagger.trace.place, { message: `${shownValue(stagger.value)} ${problem}` });
    return null;
  }
  const start = typeof at?.value === 'string' ? readDuration(at.value) : null;
  if (at === undefined || start === null || !start.ok) return null;
  const value = formatDuration(start.value + index * step.value);
  return { value, trace: new Trace(at.trace.place.made()) };
}

function selectiveEnds(app: Traced, from: Ends | null, to: Ends | null): Record<string, Traced> {
  const ends: Record<string, Traced> = {};
  for (const [key, end] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const written = entryOf(app, key);
    if (end?.isMany !== true || written === undefined) continue;
    ends[key] = { value: [...end.hosts], trace: new Trace(written.trace.place.made()) };
  }
  return ends;
}

/** Lists of nodes with groups and patterns in them, written out. */
function listsOf(app: Traced, context: SelectionContext): Record<string, Traced> {
  const own: Record<string, Traced> = {};
  for (const key of LISTS) {
    const list = entryOf(app, key);
    if (list === undefined) continue;
    const items = Array.isArray(list.value) ? itemsOf(list) : [list];
    if (
      !items.some(
        ({ value }) => typeof value === 'string' && context.selection.find(value) !== undefined,
      )
    ) {
      continue;
    }
    const found = items.flatMap((item): Traced[] => {
      const names =
        typeof item.value === 'string' ? namesOf(item as Traced<string>, context) : null;
      const trace = new Trace(item.trace.place.made());
      return names === null ? [item] : names.map((value) => ({ value, trace }));
    });
    const traces = new Map(found.map(({ trace }, index) => [index, trace]));
    own[key] = {
      value: found.map(({ value }) => value),
      trace: new Trace(list.trace.place, traces),
    };
  }
  return own;
}

/** The nodes of a group or pattern; null for another text. */
function namesOf(
  { value, trace }: Traced<string>,
  { selection, report }: SelectionContext,
): readonly string[] | null {
  const found = selection.find(value);
  if (found?.length === 0) report.add(trace.place, nothingFits(value, selection));
  return found ?? null;
}

/** `isSelective`: the app has several itself, and knows what `*` is. */
function endsOf(
  end: Traced | undefined,
  isSelective: boolean,
  context: SelectionContext,
): Ends | null {
  if (end === undefined) return null;
  if (typeof end.value === 'string') return endsOfText(end as Traced<string>, isSelective, context);
  if (!Array.isArray(end.value)) return null;
  const hosts: string[] = [];
  let isMany = !isSelective;
  for (const item of itemsOf(end)) {
    if (typeof item.value !== 'string') return null;
    const own = endsOfText(item as Traced<string>, isSelective, context);
    hosts.push(...own.hosts);
    isMany ||= own.isMany;
  }
  return { hosts: [...new Set(hosts)], isMany };
}

/** A name, a group or a pattern, perhaps with a port behind it. */
function endsOfText(end: Traced<string>, isSelective: boolean, context: SelectionContext): Ends {
  const { value: text, trace } = end;
  if (text === EVERY && isSelective) return { hosts: [text], isMany: false };
  const [, host = text, port] = PORT.exec(text) ?? [];
  const names = namesOf({ value: host, trace }, context);
  if (names === null) return { hosts: [text], isMany: isPattern(host) };
  return {
    hosts: port === undefined ? names : names.map((name) => `${name}:${port}`),
    isMany: true,
  };
}

const CHOICES = 'all-pairs, each, or { random-pairs: 20 }';

/** Who talks to whom; null if it cannot be read, which the report tells. */
function choiceOf(pairs: Traced | undefined, report: Report): PairChoice | null {
  if (pairs === undefined) return { kind: 'all-pairs' };
  const { value, trace } = pairs;
  if (value === 'all-pairs' || value === 'each') return { kind: value };
  if (isMapping(value)) {
    const { 'random-pairs': count, seed = 1, ...others } = value;
    const [unknown] = Object.keys(others);
    const isCount = typeof count === 'number' && Number.isSafeInteger(count) && count >= 1;
    const isSeed = typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0;
    if (isCount && isSeed && unknown === undefined) return { kind: 'random-pairs', count, seed };
  }
  const message = `${shownValue(value)} is no choice of pairs: expected ${CHOICES}`;
  report.add(trace.place, { message });
  return null;
}

function nothingIn({ value }: Traced, selection: Selection) {
  return nothingFits(String(value), selection);
}
