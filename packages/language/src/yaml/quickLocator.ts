import { Scalar } from 'yaml';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import { faultAt, type Location, type Locator } from './locate.js';
import { quickYaml, type Spans } from './quickYaml.js';

const QUOTE = '"';
const APOSTROPHE = "'";

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
  const find = (path: DocumentPath): { location: Location; whole: boolean } => {
    let location = whole;
    let value = top;
    for (const segment of path) {
      const next = entryOf(value, segment, spans);
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

function entryOf(holder: unknown, segment: string | number, spans: Spans): Entry | null {
  if (typeof holder !== 'object' || holder === null) return null;
  if (!Object.hasOwn(holder, segment)) return null;
  const index = typeof segment === 'number' ? segment : Object.keys(holder).indexOf(segment);
  const [keyStart = 0, keyEnd = 0, start = 0, end = 0] = (spans.get(holder) ?? []).slice(
    4 * index,
    4 * index + 4,
  );
  return { value: Reflect.get(holder, segment), offsets: [keyStart, keyEnd, start, end] };
}

/** As the parser tells of a scalar; mappings and lists are only marked. */
function scalarAt(text: string, value: unknown, start: number, end: number): Scalar {
  const isCollection = typeof value === 'object' && value !== null;
  const scalar = new Scalar(isCollection ? null : value);
  scalar.range = [start, end, end];
  if (isCollection) return scalar;
  const first = text[start];
  if (first === QUOTE) scalar.type = 'QUOTE_DOUBLE';
  else scalar.type = first === APOSTROPHE ? 'QUOTE_SINGLE' : 'PLAIN';
  return scalar;
}
