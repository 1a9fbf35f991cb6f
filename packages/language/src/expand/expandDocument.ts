import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isPattern } from '../document/pattern.js';
import type { Sibling } from '../files/sibling.js';
import { checkSchema } from '../schema/checkSchema.js';
import { Mapping } from '../yaml/quickMapping.js';
import { readYaml } from '../yaml/yamlReader.js';
import { Budget } from './budget.js';
import { type EntryContext, entriesFrom } from './entries.js';
import { type GeneratedNetworks, generatedNetworks } from './generatedNetworks.js';
import { importedNames } from './importedNames.js';
import { withIncluded } from './includes.js';
import { Inserter } from './inserter.js';
import { Parameters, unknownParameter } from './parameters.js';
import { Place, type SourceFile } from './place.js';
import { Places } from './places.js';
import { Report } from './report.js';
import { selectionOf } from './selection/groups.js';
import type { Selection } from './selection/selection.js';
import { selectedEvents } from './selection/selectiveEvents.js';
import { type TemplateKind, Templates } from './templates.js';
import { entriesOf, entryOf, isMapping, itemsOf, merged, Trace, type Traced } from './trace.js';
import { EXPANSION_KEYS, isSelective, usesExpansion } from './usesExpansion.js';

/** What a document is expanded with. */
export interface ExpansionInputs {
  readonly readSibling: (path: string) => Sibling;
  /** Values of parameters instead of those of the file, by name: texts that are read as YAML. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A document without anything that stands for something else. */
export interface Expansion {
  readonly value: unknown;
  readonly places: Places;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** Writes a document out: generated networks, loops, templates, parameters, groups, included files. */
export function expandDocument(
  value: unknown,
  source: SourceFile,
  inputs: ExpansionInputs,
): Expansion {
  const whole = { value, trace: new Trace(Place.of(source)) };
  const isSet = Object.keys(inputs.parameters ?? {}).length > 0;
  if (!isMapping(value) || !(isSet || usesExpansion(value, source.text.text))) {
    return { value, places: new Places(whole.trace), errors: [], warnings: [] };
  }
  const report = new Report();
  const expanded = new Expander(whole, report, inputs).expanded();
  const { errors, warnings } = report;
  return { value: expanded.value, places: new Places(expanded.trace), errors, warnings };
}

/** Sections whose entries are expanded, with what there are templates of. */
const LISTS = { links: 'links', events: 'events', expect: null } as const;
const MAPPINGS = { nodes: 'nodes', segments: null } as const;

const ENTRY_KEYS: ReadonlySet<string> = new Set([
  ...Object.keys(LISTS),
  ...Object.keys(MAPPINGS),
  ...EXPANSION_KEYS,
]);
/** What files that are included have for themselves alone. */
const OF_THE_FILE: ReadonlySet<string> = new Set(['schema', 'name', 'description']);

class Expander {
  readonly #whole: Traced;
  readonly #documents: readonly Traced[];
  readonly #report: Report;
  readonly #budget: Budget;
  readonly #inserter: Inserter;
  readonly #inputs: ExpansionInputs;
  readonly #scope: Parameters;
  readonly #value = new Mapping();
  readonly #traces = new Map<string, Trace>();

  constructor(whole: Traced, report: Report, inputs: ExpansionInputs) {
    this.#whole = whole;
    this.#report = report;
    this.#inputs = inputs;
    this.#budget = new Budget(report);
    this.#inserter = new Inserter(report, this.#budget);
    this.#documents = withIncluded(whole, { readSibling: inputs.readSibling, report });
    this.#scope = this.#parameters();
  }

  expanded(): Traced {
    this.#scope.check();
    this.#plainKeys();
    const head = this.#head();
    const generated = head
      ? generatedNetworks(this.#inserted('generate'), this.#report, this.#budget)
      : { nodes: new Map(), links: [], groups: new Map() };
    const ofNodes = this.#context('nodes', null);
    const nodes = this.#nodes(generated, ofNodes);
    if (!head) this.#dropIncomplete(nodes);
    const selection = selectionOf({
      written: head ? this.#inserted('groups').flatMap((groups) => entriesOf(groups)) : [],
      generated: generated.groups,
      names: () => [
        ...importedNames(this.#value.import, this.#inputs.readSibling),
        ...nodes.keys(),
      ],
      isNode: (name) => nodes.has(name),
      report: this.#report,
    });
    this.#setMapping('nodes', nodes);
    this.#setMapping('segments', this.#mapping('segments', this.#context(null, selection)));
    const ofLinks = this.#context('links', selection);
    const links = generated.links.flatMap((link) => this.#made(link, ofLinks));
    this.#setList('links', [...links, ...this.#list('links', ofLinks)]);
    const events = this.#list('events', this.#context('events', selection));
    const context = { selection, report: this.#report, budget: this.#budget };
    const selected = head
      ? events.flatMap((event) => selectedEvents(event, context))
      : events.filter(({ value }) => !isSelective(value));
    this.#setList('events', selected);
    this.#setList('expect', this.#list('expect', this.#context(null, selection)));
    return { value: this.#value, trace: new Trace(this.#whole.trace.place, this.#traces) };
  }

  /** The entries of a key, of each file that has it. */
  #of(key: string): Traced[] {
    return this.#documents.flatMap((document) => entryOf(document, key) ?? []);
  }

  #inserted(key: string): Traced[] {
    return this.#of(key).map((entry) =>
      this.#inserter.insert(entry, { scope: this.#scope, copies: false }),
    );
  }

  /** Those of the file that includes another count instead of the other's; values from outside before all. */
  #parameters(): Parameters {
    const written = new Map(this.#of('parameters').flatMap((each) => entriesOf(each)));
    for (const [name, text] of Object.entries(this.#inputs.parameters ?? {})) {
      const own = written.get(name);
      if (own === undefined) {
        this.#report.add(
          this.#whole.trace.place.made(),
          unknownParameter(name, [...written.keys()]),
        );
        continue;
      }
      const { value } = readYaml(text);
      const place = own.trace.place.made();
      written.set(name, { value: value === undefined ? text : value, trace: new Trace(place) });
    }
    return new Parameters(written, this.#inserter, this.#report);
  }

  /** Keys that stand for nothing else, with `${…}` worked out: of several files, the last one's. */
  #plainKeys(): void {
    for (const document of this.#documents) {
      const isWhole = document === this.#whole;
      for (const [key, entry] of entriesOf(document)) {
        if (ENTRY_KEYS.has(key) || (OF_THE_FILE.has(key) && !isWhole)) continue;
        this.#set(key, this.#inserter.insert(entry, { scope: this.#scope, copies: false }));
      }
    }
  }

  /** Checks the keys that go away; whether they are as the schema asks. */
  #head(): boolean {
    const before = this.#report.count;
    for (const document of this.#documents) {
      const head = new Mapping();
      const traces = new Map<string, Trace>();
      for (const key of EXPANSION_KEYS) {
        const entry = entryOf(document, key);
        if (entry === undefined) continue;
        const isFixed = key === 'templates' || key === 'include';
        const own = isFixed
          ? entry
          : this.#inserter.insert(entry, { scope: this.#scope, copies: true });
        head[key] = own.value;
        traces.set(key, own.trace);
      }
      const places = new Trace(document.trace.place, traces);
      const checked = checkSchema({ ...head, schema: 1, name: 'head' });
      for (const { path, ...problem } of checked.problems) {
        this.#report.add(placeOf(places, path), problem);
      }
    }
    return this.#report.count === before;
  }

  #context(kind: TemplateKind | null, selection: Selection | null): EntryContext {
    return {
      inserter: this.#inserter,
      report: this.#report,
      budget: this.#budget,
      selection,
      scope: this.#scope,
      templates: kind === null ? null : this.#templates(kind),
    };
  }

  #templates(kind: TemplateKind): Templates {
    const known = new Map<string, Traced>();
    for (const templates of this.#of('templates')) {
      const ofKind = entryOf(templates, kind);
      for (const [name, template] of ofKind === undefined ? [] : entriesOf(ofKind)) {
        if (known.has(name)) {
          const message = `there is a template '${name}' already, in ${known.get(name)?.trace.place.source.text.file}`;
          this.#report.add(template.trace.place, { message, about: 'key' });
        }
        known.set(name, template);
      }
    }
    return new Templates(known, kind, this.#report);
  }

  /** Generated nodes, and those of the files; what is said of a generated one is on top of it. */
  #nodes(generated: GeneratedNetworks, context: EntryContext): Map<string, Traced> {
    const nodes = new Map<string, Traced>();
    for (const [name, node] of generated.nodes) {
      const [own] = this.#made(node, context);
      if (own !== undefined) nodes.set(name, own);
    }
    const names = new Set(nodes.keys());
    const selection = selectionOf({
      written: [],
      generated: generated.groups,
      names: () => [...names],
      isNode: () => false,
      report: this.#report,
    });
    for (const [name, node] of this.#entries('nodes', context)) {
      const several =
        generated.groups.size === 0 && !isPattern(name) ? undefined : selection.find(name);
      if (several?.length === 0) {
        const message = `no generated node has a name like '${name}'`;
        this.#report.add(node.trace.place, { message, about: 'key' });
      }
      for (const each of several ?? [name]) {
        const below = nodes.get(each);
        if (below !== undefined && !names.has(each)) this.#twice('nodes', each, node, below);
        nodes.set(each, below === undefined ? node : merged(below, node, 1));
      }
    }
    return nodes;
  }

  /** Of what is added to networks that there are not, nothing can be said. */
  #dropIncomplete(nodes: Map<string, Traced>): void {
    for (const [name, node] of nodes) if (entryOf(node, 'kind') === undefined) nodes.delete(name);
  }

  /** Entries of a section that is a mapping, by their names. */
  #mapping(key: keyof typeof MAPPINGS, context: EntryContext): Map<string, Traced> {
    const entries = new Map<string, Traced>();
    for (const [name, entry] of this.#entries(key, context)) {
      const other = entries.get(name);
      if (other !== undefined) this.#twice(key, name, entry, other);
      entries.set(name, entry);
    }
    return entries;
  }

  *#entries(
    key: keyof typeof MAPPINGS,
    context: EntryContext,
  ): Generator<readonly [string, Traced]> {
    for (const section of this.#of(key)) {
      if (!isMapping(section.value)) this.#set(key, section);
      for (const [name, entry] of entriesOf(section)) {
        for (const made of entriesFrom(entry, name, context)) yield [made.key, made.entry];
      }
    }
  }

  #twice(key: string, name: string, entry: Traced, other: Traced): void {
    const { file } = other.trace.place.source.text;
    const { place } = entry.trace;
    const where = file === place.source.text.file ? '' : `: the first one is in ${file}`;
    const message = `'${name}' stands under ${key} a second time${where}`;
    this.#report.add(place, { message, about: 'key' });
  }

  #list(key: keyof typeof LISTS, context: EntryContext): Traced[] {
    return this.#of(key).flatMap((section) => {
      if (!Array.isArray(section.value)) this.#set(key, section);
      return itemsOf(section).flatMap((entry) => this.#made(entry, context));
    });
  }

  #made(entry: Traced, context: EntryContext): Traced[] {
    return [...entriesFrom(entry, '', context)].map((made) => made.entry);
  }

  #set(key: string, { value, trace }: Traced): void {
    this.#value[key] = value;
    this.#traces.set(key, trace);
  }

  /** Unless something else stands there, which the schema then tells. */
  #setMapping(key: string, entries: ReadonlyMap<string, Traced>): void {
    const sections = this.#of(key);
    if (Object.hasOwn(this.#value, key) || (entries.size === 0 && sections.length === 0)) return;
    const value = new Mapping();
    const traces = new Map<string, Trace>();
    for (const [name, entry] of entries) {
      value[name] = entry.value;
      traces.set(name, entry.trace);
    }
    const place = (sections.at(-1) ?? this.#whole).trace.place;
    this.#set(key, { value, trace: new Trace(place, traces) });
  }

  #setList(key: string, entries: readonly Traced[]): void {
    const sections = this.#of(key);
    if (Object.hasOwn(this.#value, key) || (entries.length === 0 && sections.length === 0)) return;
    const traces = new Map(entries.map(({ trace }, index) => [index, trace]));
    const place = (sections.at(-1) ?? this.#whole).trace.place;
    this.#set(key, { value: entries.map(({ value }) => value), trace: new Trace(place, traces) });
  }
}

function placeOf(trace: Trace, path: readonly (string | number)[]): Place {
  return path.reduce((at, segment) => at.entry(segment), trace).place;
}
