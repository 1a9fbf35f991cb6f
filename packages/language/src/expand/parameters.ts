import { didYouMean, listed } from '../diagnostics/suggestion.js';
import { NAME_FORM } from '../document/names.js';
import type { Inserter } from './inserter.js';
import type { Use } from './place.js';
import type { Report } from './report.js';
import type { Scope, Variable } from './scope.js';
import type { Traced } from './trace.js';
import { toCel } from './values/celValue.js';

/** Words of the language of `${…}` that are no names. */
const RESERVED: ReadonlySet<string> = new Set(
  'in true false null as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** What makes a name of a parameter or variable impossible; null if nothing does. */
export function nameProblem(name: string): string | null {
  if (RESERVED.has(name)) return `'${name}' is a word of expressions: take another name`;
  if (NAME_FORM.test(name) && !name.includes('-')) return null;
  return `'${name}' is no name for expressions: such names begin with a letter and hold letters, digits and _`;
}

/** The parameters of a scenario, each worked out when it is first asked for. */
export class Parameters implements Scope {
  readonly #written: ReadonlyMap<string, Traced>;
  readonly #inserter: Inserter;
  readonly #report: Report;
  readonly #known = new Map<string, Variable>();
  readonly #open: string[] = [];

  constructor(written: ReadonlyMap<string, Traced>, inserter: Inserter, report: Report) {
    this.#written = written;
    this.#inserter = inserter;
    this.#report = report;
  }

  names(): string[] {
    return [...this.#written.keys()];
  }

  lookup(name: string): Variable | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const written = this.#written.get(name);
    if (written === undefined) return undefined;
    if (this.#open.includes(name)) {
      const circle = [...this.#open.slice(this.#open.indexOf(name)), name].join(' → ');
      this.#report.add(written.trace.place, {
        message: `parameters go round in a circle: ${circle}`,
      });
      // Told already: what comes of it does not matter.
      return { value: 0n, use: null };
    }
    this.#open.push(name);
    const { value } = this.#inserter.insert(written, { scope: this, copies: false });
    this.#open.pop();
    const use = (around: Use | null): Use => {
      const what = `parameter '${name}'`;
      const place = written.trace.place;
      return { what, place: around === null ? place : place.usedBy(around) };
    };
    const variable = { value: toCel(value), use };
    this.#known.set(name, variable);
    return variable;
  }

  /** Works all of them out, so that what is wrong with one is told even if nothing uses it. */
  check(): void {
    for (const [name, { trace }] of this.#written) {
      const message = nameProblem(name);
      if (message !== null) this.#report.add(trace.place, { message, about: 'key' });
      this.lookup(name);
    }
  }
}

/** What is wrong with a value that is set from outside for a parameter that there is not. */
export function unknownParameter(
  name: string,
  known: readonly string[],
): { readonly message: string; readonly suggestion?: string } {
  const message = `there is no parameter '${name}' to set`;
  if (known.length === 0)
    return { message: `${message}: the scenario has none (parameters: { ${name}: … })` };
  const suggestion = didYouMean(name, known);
  if (suggestion !== undefined) return { message, suggestion };
  return { message: `${message}; there are ${listed(known, name)}` };
}
