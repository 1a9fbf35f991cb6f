import { Scalar } from 'yaml';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import { faultAt, type Location, type Locator } from './locate.js';
import { quickYaml, type Spans } from './quickYaml.js';

/** By the first character of a scalar. */
const TYPES: ReadonlyMap<string, Scalar.Type | null> = new Map([
  ['"', 'QUOTE_DOUBLE'],
  ["'", 'QUOTE_SINGLE'],
  ['|', 'BLOCK_LITERAL'],
  ['>', 'BLOCK_FOLDED'],
  ['*', null],
]);

/** Finds values of a text that is read quickly, and too large for the tree of the parser. */
export function quickLocator(text: string): Locator {
  const spans: Spans = new Map();
  const reading = quickYaml(text, spans);
  const {
    value: top,
    start,
    end,
  } = 'value' in reading ? reading : { value: null, start: 0, end: text.length };
  const whole: Location = { key: null, node: scalarAt(text, top, start, end) };
  const indexes = new EntryIndexes(spans);
  const find = (path: DocumentPath): { location: Location; whole: boolean } => {
    let location = whole;
    let value = top;
    for (const segment of path) {
      const next = entryOf(value, segment, indexes);
      if (next === null) return { location, whole: false };
      const [keyStart, keyEnd, from, to] = next.offsets;
      value = next.value;
      const key = keyEnd > keyStart ? scalarAt(text, segment, keyStart, keyEnd) : null;
      location = { key, node: scalarAt(text, value, from, to) };
    }
    return { location, whole: true };
  };
  return { faultOf: (problem) => faultAt(text, problem, find(problem.path)) };
}

interface Entry {
  readonly value: unknown;
  readonly offsets: readonly [number, number, number, number];
}

function entryOf(holder: unknown, segment: string | number, indexes: EntryIndexes): Entry | null {
  if (typeof holder !== 'object' || holder === null) return null;
  if (!Object.hasOwn(holder, segment)) return null;
  return { value: Reflect.get(holder, segment), offsets: indexes.offsetsOf(holder, segment) };
}

/** Where entries of mappings and lists stand; the keys of each mapping are counted once. */
class EntryIndexes {
  readonly #spans: Spans;
  readonly #keys = new Map<object, Map<string, number>>();

  constructor(spans: Spans) {
    this.#spans = spans;
  }

  offsetsOf(holder: object, segment: string | number): Entry['offsets'] {
    const first = 4 * (typeof segment === 'number' ? segment : this.#indexOf(holder, segment));
    const offsets = this.#spans.get(holder) ?? [];
    const [keyStart = 0, keyEnd = 0, start = 0, end = 0] = offsets.slice(first, first + 4);
    return [keyStart, keyEnd, start, end];
  }

  #indexOf(mapping: object, key: string): number {
    const known = this.#keys.get(mapping);
    const keys = known ?? new Map(Object.keys(mapping).map((each, index) => [each, index]));
    if (known === undefined) this.#keys.set(mapping, keys);
    return keys.get(key) ?? -1;
  }
}

/** As the parser tells of a scalar; mappings and lists are only marked. */
function scalarAt(text: string, value: unknown, start: number, end: number): Scalar {
  const isCollection = typeof value === 'object' && value !== null;
  const scalar = new Scalar(isCollection ? null : value);
  scalar.range = [start, end, end];
  if (isCollection) return scalar;
  const type = TYPES.get(text[start] ?? '');
  // Characters of an alias are those of what it stands for.
  if (type !== null) scalar.type = type ?? 'PLAIN';
  return scalar;
}
