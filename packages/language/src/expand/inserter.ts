import { didYouMean, listed } from '../diagnostics/suggestion.js';
import { celErrorOf } from '../expressions/cel.js';
import { Mapping } from '../yaml/quickMapping.js';
import type { Budget } from './budget.js';
import type { Place, Use } from './place.js';
import type { Report } from './report.js';
import type { Scope } from './scope.js';
import { Trace, type Traced } from './trace.js';
import { fromCel } from './values/celValue.js';
import { programOf } from './values/insertionEnvironment.js';
import { hasInsertion, type Insertion, insertionsIn } from './values/insertions.js';

/** How values are taken over. */
interface Manner {
  readonly scope: Scope;
  /** Whether mappings and lists are made anew, also where nothing changes: each may stand in a document once. */
  readonly copies: boolean;
}

/** What an expression gave: its value in the terms of files. */
type Outcome = { readonly value: unknown; readonly use: Use | null } | null;

/** Puts the values of parameters and loops into texts: `${…}`. */
export class Inserter {
  readonly #report: Report;
  readonly #budget: Budget;

  constructor(report: Report, budget: Budget) {
    this.#report = report;
    this.#budget = budget;
  }

  /** The value with all `${…}` in it worked out; where one cannot be, it stays, and the report tells. */
  insert(traced: Traced, manner: Manner): Traced {
    const { value } = traced;
    if (typeof value === 'string') return this.#text(traced as Traced<string>, manner.scope);
    if (Array.isArray(value)) return this.#list(value, traced.trace, manner);
    if (typeof value !== 'object' || value === null) return traced;
    return this.#mapping(value as Record<string, unknown>, traced.trace, manner);
  }

  /** What an expression gives that stands alone in a text. */
  evaluate(expression: string, { trace }: Traced, scope: Scope): unknown {
    return this.#evaluate({ expression, start: 0 }, trace.place, scope)?.value;
  }

  #list(list: readonly unknown[], trace: Trace, manner: Manner): Traced {
    const items = list.map((item, index) =>
      this.insert({ value: item, trace: trace.entry(index) }, manner),
    );
    const entries = items.map((item, index) => [index, item] as const);
    const isSame = !manner.copies && items.every(({ value }, index) => value === list[index]);
    const value = isSame ? list : items.map((item) => item.value);
    return { value, trace: traceOf(trace, entries) };
  }

  #mapping(mapping: Record<string, unknown>, trace: Trace, manner: Manner): Traced {
    let isSame = !manner.copies;
    const entries: (readonly [string, Traced])[] = [];
    for (const key of Object.keys(mapping)) {
      const entry = this.insert({ value: mapping[key], trace: trace.entry(key) }, manner);
      const name = hasInsertion(key) ? this.key(key, entry.trace, manner.scope) : key;
      if (entry.value !== mapping[key] || name !== key) isSame = false;
      entries.push([name, entry]);
    }
    if (isSame) return { value: mapping, trace: traceOf(trace, entries) };
    const made = new Mapping();
    for (const [key, { value }] of entries) made[key] = value;
    return { value: made, trace: traceOf(trace, entries) };
  }

  /** A key with `${…}` in it. */
  key(key: string, trace: Trace, scope: Scope): string {
    const { value } = this.#text({ value: key, trace: new Trace(trace.place.made()) }, scope);
    return String(value);
  }

  #text(traced: Traced<string>, scope: Scope): Traced {
    const { value: text, trace } = traced;
    if (!hasInsertion(text)) return traced;
    const { place } = trace;
    const taken = insertionsIn(text);
    if ('fault' in taken) {
      const { message, ...within } = taken.fault;
      this.#report.add(place, { message, within });
      return failed(traced);
    }
    const [first, ...others] = taken.parts;
    if (typeof first === 'object' && others.length === 0) {
      const outcome = this.#evaluate(first, place, scope);
      if (outcome === null) return failed(traced);
      return { value: outcome.value, trace: new Trace(place.made(outcome.use ?? place.use)) };
    }
    const pieces = taken.parts.map((part) =>
      typeof part === 'string' ? part : this.#piece(part, place, scope),
    );
    if (pieces.includes(undefined)) return failed(traced);
    return { value: pieces.join(''), trace: new Trace(place.made()) };
  }

  #piece(insertion: Insertion, place: Place, scope: Scope): string | undefined {
    const outcome = this.#evaluate(insertion, place, scope);
    if (outcome === null) return undefined;
    if (typeof outcome.value !== 'object') return String(outcome.value);
    const what = Array.isArray(outcome.value) ? 'a list' : 'a mapping';
    const message = `'${insertion.expression}' is ${what}, which cannot stand within a text`;
    this.#report.add(place, { message, within: extentOf(insertion) });
    return undefined;
  }

  #evaluate(insertion: Insertion, place: Place, scope: Scope): Outcome {
    const { expression } = insertion;
    try {
      const program = programOf(expression);
      const variables = new Map<string, unknown>();
      for (const name of program.names) {
        const variable = scope.lookup(name);
        if (variable !== undefined) variables.set(name, variable.value);
      }
      const value = fromCel(program.evaluate(variables));
      if (value === undefined) {
        const message = `'${expression}' gives what no scenario can say: numbers, texts, true, false, lists and mappings can stand there`;
        this.#report.add(place, { message, within: extentOf(insertion) });
        return null;
      }
      if (!this.#budget.takeOctets(place, sizeOf(value))) return null;
      const alone = program.names.length === 1 && program.names[0] === expression.trim();
      const use = alone ? scope.lookup(expression.trim())?.use : null;
      return { value, use: use?.(place.use) ?? null };
    } catch (error) {
      this.#tell(error, insertion, place, scope);
      return null;
    }
  }

  #tell(error: unknown, insertion: Insertion, place: Place, scope: Scope): void {
    const { expression, start: offset } = insertion;
    const { code, summary, start, end } = celErrorOf(error, expression);
    const within = { start: offset + start, end: offset + Math.max(end, start + 1) };
    const name = /^Unknown variable: (.*)$/.exec(summary)?.[1];
    if (name === undefined) {
      const why = summary
        .replace(/dyn<([^<>]*)>/g, '$1')
        .replace('google.protobuf.Duration', 'duration');
      const read =
        code === 'no_such_overload'
          ? `${why}; string(…) makes a text of a number, double(…) a fraction`
          : why;
      this.#report.add(place, { message: `'${expression}' cannot be worked out: ${read}`, within });
      return;
    }
    const names = scope.names();
    const message =
      names.length === 0
        ? `there is no parameter '${name}': there are none at all (parameters: { ${name}: … } gives it a value)`
        : `there is no parameter or variable '${name}'; there are ${listed(names, name)}`;
    const suggestion = didYouMean(name, names);
    const known =
      suggestion === undefined
        ? { message }
        : { message: `there is no parameter or variable '${name}'`, suggestion };
    this.#report.add(place, { ...known, within });
  }
}

/** A text that could not be worked out: it stays as it is. */
function failed({ value, trace }: Traced): Traced {
  return { value, trace: new Trace(trace.place.made()) };
}

/** About how much memory a value takes that is put in. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 8 + sizeOf(inner), 0);
}

function extentOf({ expression, start }: Insertion): { start: number; end: number } {
  return { start, end: start + expression.length };
}

/** The trace of a holder, with those of its entries that it does not lead to itself. */
function traceOf(holder: Trace, entries: readonly (readonly [string | number, Traced])[]): Trace {
  const strays = entries.filter(([, { trace }]) => trace.isMixed || !trace.place.isExact);
  if (strays.length === 0 && !holder.isMixed) return holder;
  const kept = holder.isMixed ? entries : strays;
  return new Trace(holder.place, new Map(kept.map(([key, { trace }]) => [key, trace])));
}
