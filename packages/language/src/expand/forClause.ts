import { shownValue } from '../diagnostics/suggestion.js';
import type { Budget } from './budget.js';
import type { Inserter } from './inserter.js';
import { nameProblem } from './parameters.js';
import type { Report } from './report.js';
import { LoopScope, type Scope } from './scope.js';
import type { Selection } from './selection/selection.js';
import { entriesOf, isMapping, type Traced } from './trace.js';
import { toCel } from './values/celValue.js';

/** What the turns of a loop are worked out with. */
export interface LoopContext {
  readonly inserter: Inserter;
  readonly report: Report;
  readonly budget: Budget;
  /** Nodes that a variable can go through; null where there are none yet. */
  readonly selection: Selection | null;
}

/** One turn: its variables, and how messages call it. */
export interface Turn {
  readonly scope: Scope;
  readonly label: string;
}

/** A range: `1..4`, both ends included; each end a number or an expression. */
const RANGE = /^(.+?)\.\.(.+)$/;
const EXPECTED =
  'expected a range (1..4), a list ([1, 4, 9]), a group or pattern of nodes, or a parameter that is a list';

/** The turns of `for: { i: 1..4, j: [a, b] }`: the last variable changes first. */
export function* turnsOf(clause: Traced, outer: Scope, context: LoopContext): Generator<Turn> {
  if (!isMapping(clause.value) || Object.keys(clause.value).length === 0) {
    const message = `'for' names variables and what they go through, such as for: { i: 1..4 }; found ${shownValue(clause.value)}`;
    context.report.add(clause.trace.place, { message });
    return;
  }
  yield* turnsFrom(entriesOf(clause), { scope: outer, label: '' }, context);
}

function* turnsFrom(
  [first, ...others]: readonly [string, Traced][],
  turn: Turn,
  context: LoopContext,
): Generator<Turn> {
  if (first === undefined) {
    yield turn;
    return;
  }
  const [name, domain] = first;
  const problem = nameProblem(name);
  if (problem !== null) {
    context.report.add(domain.trace.place, { message: problem, about: 'key' });
    return;
  }
  for (const value of valuesOf(domain, turn.scope, context)) {
    if (!context.budget.take(domain.trace.place)) return;
    const label = `${name} = ${shownInLabel(value)}`;
    const scope = new LoopScope(turn.scope, name, toCel(value));
    const inner = { scope, label: turn.label === '' ? label : `${turn.label}, ${label}` };
    yield* turnsFrom(others, inner, context);
  }
}

function shownInLabel(value: unknown): string {
  return typeof value === 'string' ? value : shownValue(value);
}

/** What a variable goes through. */
function valuesOf(domain: Traced, scope: Scope, context: LoopContext): Iterable<unknown> {
  const { inserter, report, selection } = context;
  const before = report.count;
  const { value } = inserter.insert(domain, { scope, copies: false });
  if (report.count > before) return [];
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') {
    const [, first, last] = RANGE.exec(value) ?? [];
    if (first !== undefined && last !== undefined) {
      return rangeOf(boundOf(first, domain, scope, context), boundOf(last, domain, scope, context));
    }
    const names = selection?.find(value);
    if (names !== undefined) return names;
  }
  report.add(domain.trace.place, {
    message: `${shownValue(value)} is nothing to go through: ${EXPECTED}`,
  });
  return [];
}

function boundOf(
  text: string,
  domain: Traced,
  scope: Scope,
  { inserter, report }: LoopContext,
): number | null {
  const plain = text.trim();
  const value = /^-?\d{1,15}$/.test(plain)
    ? Number(plain)
    : inserter.evaluate(plain, domain, scope);
  if (value === undefined) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const message = `'${plain}' is no whole number: a range such as 1..4 is between two of them`;
  report.add(domain.trace.place, { message });
  return null;
}

function* rangeOf(first: number | null, last: number | null): Generator<number> {
  if (first === null || last === null) return;
  for (let number = first; number <= last; number += 1) yield number;
}
