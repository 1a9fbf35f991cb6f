import { shownValue } from '../diagnostics/suggestion.js';
import { type LoopContext, type Turn, turnsOf } from './forClause.js';
import type { Scope } from './scope.js';
import type { Templates } from './templates.js';
import { entryOf, isMapping, Trace, type Traced, without } from './trace.js';
import { hasInsertion } from './values/insertions.js';

/** What entries are made with. */
export interface EntryContext extends LoopContext {
  readonly scope: Scope;
  /** Templates that entries may use; null: those of this kind have none. */
  readonly templates: Templates | null;
}

/** Keys of an entry that say how often it stands there, and what is below it. */
const OWN_KEYS = ['for', 'if', 'use'] as const;

/** Whether an entry is more than what it says itself. */
export function isExpandable(entry: unknown): boolean {
  if (!isMapping(entry)) return false;
  return Object.hasOwn(entry, 'for') || Object.hasOwn(entry, 'if') || Object.hasOwn(entry, 'use');
}

/** An entry as often as it stands there, each time with its key. */
export interface MadeEntry {
  readonly key: string;
  readonly entry: Traced;
}

/** The entries that one of a file stands for; `key` is what it is called, with `${…}` in it. */
export function* entriesFrom(
  written: Traced,
  key: string,
  context: EntryContext,
): Generator<MadeEntry> {
  const { inserter, scope } = context;
  if (!isExpandable(written.value)) {
    const entry = inserter.insert(written, { scope, copies: false });
    yield { key: inserter.key(key, written.trace, scope), entry };
    return;
  }
  const clause = entryOf(written, 'for');
  const turns: Iterable<Turn> =
    clause === undefined ? [{ scope, label: '' }] : turnsOf(clause, scope, context);
  const body = without(written, OWN_KEYS);
  for (const { scope: own, label } of turns) {
    const use = { what: label, place: (clause ?? written).trace.place };
    const place = label === '' ? written.trace.place : written.trace.place.usedBy(use);
    const turn = { value: body.value, trace: placed(body.trace, written.trace, place) };
    if (!isWanted(written, own, context)) continue;
    const whole = withTemplates(turn, entryOf(written, 'use'), own, context);
    const entry = inserter.insert(whole, { scope: own, copies: true });
    yield { key: inserter.key(key, turn.trace, own), entry };
  }
}

/** The trace of an entry in one turn. Of an entry that is mixed already, only its own place can change. */
function placed(trace: Trace, written: Trace, place: Trace['place']): Trace {
  return written.isMixed ? trace : new Trace(place);
}

function withTemplates(
  turn: Traced,
  names: Traced | undefined,
  scope: Scope,
  { inserter, templates, report }: EntryContext,
): Traced {
  if (names === undefined) return turn;
  if (templates === null) {
    report.add(names.trace.place, { message: "'use' is of nodes, links and events", about: 'key' });
    return turn;
  }
  return templates.applied(turn, inserter.insert(names, { scope, copies: false }));
}

/** Whether the condition of an entry holds; it has none: it does. */
function isWanted(written: Traced, scope: Scope, { inserter, report }: EntryContext): boolean {
  const condition = entryOf(written, 'if');
  if (condition === undefined) return true;
  const before = report.count;
  const { value } = condition;
  const held =
    typeof value === 'string' && !hasInsertion(value)
      ? inserter.evaluate(value, condition, scope)
      : inserter.insert(condition, { scope, copies: false }).value;
  if (typeof held === 'boolean' || report.count > before) return held === true;
  const message = `'if' asks whether an entry stands there: ${shownValue(held)} is neither true nor false`;
  report.add(condition.trace.place, { message });
  return false;
}
