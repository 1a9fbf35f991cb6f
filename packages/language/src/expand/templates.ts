import { didYouMean, listed, shownValue } from '../diagnostics/suggestion.js';
import { Mapping } from '../yaml/quickMapping.js';
import type { Place } from './place.js';
import type { Report } from './report.js';
import { entryOf, itemsOf, merged, Trace, type Traced, without } from './trace.js';

/** Levels of mappings that an entry and its template are put together by: of events, the keys of the app too. */
const DEPTHS = { nodes: 1, links: 1, events: 2 } as const;

/** What there are templates of. */
export type TemplateKind = keyof typeof DEPTHS;

/** Templates by their names, of one kind of entries. */
export class Templates {
  readonly #known: ReadonlyMap<string, Traced>;
  readonly #report: Report;
  readonly #kind: TemplateKind;
  readonly #open: string[] = [];

  constructor(known: ReadonlyMap<string, Traced>, kind: TemplateKind, report: Report) {
    this.#known = known;
    this.#kind = kind;
    this.#report = report;
  }

  /** An entry on top of the templates that it names: what it says itself counts, then the last of them. */
  applied(entry: Traced, names: Traced): Traced {
    const below = this.#named(names).map((name) => this.#template(name, entry.trace.place));
    return [...below, entry].reduce((lower, upper) => merged(lower, upper, DEPTHS[this.#kind]));
  }

  #named(names: Traced): Traced<string>[] {
    const wanted = Array.isArray(names.value) ? itemsOf(names) : [names];
    return wanted.flatMap((name) => {
      if (typeof name.value === 'string') return [name as Traced<string>];
      const message = `'use' names a template or a list of them, found ${shownValue(name.value)}`;
      this.#report.add(name.trace.place, { message });
      return [];
    });
  }

  #template({ value: name, trace }: Traced<string>, user: Place): Traced {
    const template = this.#known.get(name);
    if (template !== undefined) {
      const use = { what: `template '${name}'`, place: user };
      const used = { value: template.value, trace: new Trace(template.trace.place.usedBy(use)) };
      return this.#onOthers(name, used);
    }
    const message = `there is no template of ${this.#kind} called '${name}'`;
    const names = [...this.#known.keys()];
    const suggestion = didYouMean(name, names);
    if (suggestion !== undefined) this.#report.add(trace.place, { message, suggestion });
    else if (names.length > 0)
      this.#report.add(trace.place, { message: `${message}; there are ${listed(names, name)}` });
    else
      this.#report.add(trace.place, {
        message: `${message}: there are none (templates: { ${this.#kind}: { ${name}: … } })`,
      });
    return { value: new Mapping(), trace: new Trace(user.made()) };
  }

  /** A template on top of those that it uses itself. */
  #onOthers(name: string, template: Traced): Traced {
    const names = entryOf(template, 'use');
    if (names === undefined) return template;
    if (this.#open.includes(name)) {
      const message = `templates go round in a circle: ${[...this.#open, name].join(' → ')}`;
      this.#report.add(names.trace.place, { message });
      return { value: new Mapping(), trace: template.trace };
    }
    this.#open.push(name);
    const applied = this.applied(without(template, ['use']), names);
    this.#open.pop();
    return applied;
  }
}
