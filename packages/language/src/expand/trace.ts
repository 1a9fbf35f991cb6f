import { Mapping } from '../yaml/quickMapping.js';
import type { Place } from './place.js';

/** Where the values of a document come from: of those that stand in no order of their own, each. */
export class Trace {
  readonly place: Place;
  readonly #entries: ReadonlyMap<string | number, Trace> | null;

  constructor(place: Place, entries: ReadonlyMap<string | number, Trace> | null = null) {
    this.place = place;
    this.#entries = entries;
  }

  /** Whether entries come from elsewhere than their holder says. */
  get isMixed(): boolean {
    return this.#entries !== null;
  }

  entry(segment: string | number): Trace {
    return this.#entries?.get(segment) ?? new Trace(this.place.entry(segment));
  }
}

/** A value of a document, and where it comes from. */
export interface Traced<Value = unknown> {
  readonly value: Value;
  readonly trace: Trace;
}

/** A mapping of a document. */
export type MappingValue = Record<string, unknown>;

export function isMapping(value: unknown): value is MappingValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An entry of a mapping; `undefined` if it has none of that name. */
export function entryOf({ value, trace }: Traced, key: string): Traced | undefined {
  if (!isMapping(value) || !Object.hasOwn(value, key)) return undefined;
  return { value: value[key], trace: trace.entry(key) };
}

/** The entries of a mapping; none of anything else. */
export function entriesOf({ value, trace }: Traced): [key: string, entry: Traced][] {
  if (!isMapping(value)) return [];
  return Object.keys(value).map((key) => [key, { value: value[key], trace: trace.entry(key) }]);
}

/** The items of a list. */
export function itemsOf({ value, trace }: Traced): Traced[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown, index) => ({ value: item, trace: trace.entry(index) }));
}

/** A mapping without some of its keys. */
export function without({ value, trace }: Traced, keys: readonly string[]): Traced {
  if (!isMapping(value)) return { value, trace };
  const left = new Mapping();
  for (const key of Object.keys(value)) if (!keys.includes(key)) left[key] = value[key];
  return { value: left, trace };
}

/** A mapping with some of its entries changed. */
export function changed(holder: Traced, entries: Readonly<Record<string, Traced>>): Traced {
  const value = new Mapping();
  const traces = new Map<string, Trace>();
  for (const [key, entry] of [...entriesOf(holder), ...Object.entries(entries)]) {
    value[key] = entry.value;
    traces.set(key, entry.trace);
  }
  return { value, trace: new Trace(holder.trace.place, traces) };
}

/** A value whose mappings and lists stand nowhere else. */
export function copied({ value, trace }: Traced): Traced {
  return { value: copyOf(value), trace };
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMapping(value)) return value;
  const copy = new Mapping();
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key]);
  return copy;
}

/**
 * A mapping on top of another, whose entries stay where it has none. `depth`: how many levels of mappings are put
 * together so; below, what is on top counts as a whole.
 */
export function merged(lower: Traced, upper: Traced, depth: number): Traced {
  if (depth === 0 || !isMapping(lower.value) || !isMapping(upper.value)) return upper;
  const value = new Mapping();
  const traces = new Map<string, Trace>();
  for (const [key, entry] of [...entriesOf(lower), ...entriesOf(upper)]) {
    const below = { value: value[key], trace: traces.get(key) ?? entry.trace };
    const both = Object.hasOwn(value, key) ? merged(below, entry, depth - 1) : entry;
    value[key] = both.value;
    traces.set(key, both.trace);
  }
  return { value, trace: new Trace(upper.trace.place, traces) };
}
